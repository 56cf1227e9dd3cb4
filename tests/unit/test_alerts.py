"""Alerts: each event once, to the log and by mail or to a web address; nothing about a person in them."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dagster as dg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from pydantic import SecretStr

from orchestration.alerts import events, log, raising
from orchestration.assets.run_resource import run_resource
from orchestration.cli import engine
from orchestration.core.errors import UserError
from orchestration.core.progress import Silent
from orchestration.core.settings import Settings
from orchestration.intake.record import Record
from orchestration.release import disk_space
from tests.roots import Workplace, new_root

NOW = datetime(2025, 2, 10, 9, tzinfo=UTC)
FILE, PASSWORD = "ngo/Matti Meikäläinen.xlsx", "correct horse"
REASON = {"code": "unreadable", "fi": "Tiedostoa ei voi lukea.", "en": "The file cannot be read."}


class Mailbox:
    """A mail server on this computer that keeps what it gets."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.logins: list[tuple[bytes, bytes]] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def authenticate(self, *arguments: object) -> AuthResult:
        self.logins.append((arguments[-1].login, arguments[-1].password))
        return AuthResult(success=True)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    login = {"authenticator": box.authenticate, "auth_require_tls": False}
    server = Controller(box, hostname="127.0.0.1", port=port, **login)
    server.start()
    yield box, port
    server.stop()


@pytest.fixture
def web() -> Iterator[tuple[list[dict], str]]:
    got: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield got, f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return new_root(tmp_path)


def refuse(place: Workplace, number: int = 1) -> None:
    """Put a refused delivery into the ledger."""
    record = Record(f"{number:064x}", "ngo", (), 10**18, status="refused", reasons=(REASON,))
    place.declared.ledger.write(record)


def mailing(place: Workplace, port: int, **more: object) -> Workplace:
    settings = place.settings.model_copy(
        update={"alert_mail_to": "a@example.org, b@example.org", "smtp_host": "127.0.0.1"}
        | {"smtp_port": port, "smtp_security": "none", **more}
    )
    return replace(place, settings=settings)


def look(place: Workplace, said: list[str] | None = None, now: datetime = NOW) -> list[str]:
    said = [] if said is None else said
    return [event.key for event in raising.look(place.declared, said.append, now)]


def lines(place: Workplace) -> list[tuple[str, str]]:
    file = place.root.alerts / log.FILE
    written = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
    return [(line["what"], line["kind"]) for line in written]


def test_a_root_in_order_raises_nothing_and_writes_nothing(place):
    assert look(place) == []
    assert not place.root.alerts.exists()


def test_an_event_is_raised_once_however_often_somebody_looks(place):
    refuse(place)
    said: list[str] = []
    assert look(place, said) == ["delivery_refused:000000000000"]
    assert look(place, said) == look(place, said) == []
    assert len(said) == 1 and "The file cannot be read." in said[0]
    assert lines(place) == [("raised", "delivery_refused")]
    refuse(place, number=2 << 240)
    assert len(look(place, said)) == 1


def test_what_is_over_and_happens_again_is_raised_again(place, monkeypatch):
    monkeypatch.setattr(disk_space, "missing_for_run", lambda _: 1)
    assert look(place) == ["disk"]
    monkeypatch.setattr(disk_space, "missing_for_run", lambda _: 0)
    assert look(place) == []
    monkeypatch.setattr(disk_space, "missing_for_run", lambda _: 1)
    assert look(place) == ["disk"]
    assert lines(place) == [("raised", "disk"), ("over", "disk"), ("raised", "disk")]


def test_a_failed_run_stays_an_event_until_a_run_goes_well(place):
    def after_run(*stages: str) -> list[str]:
        found = raising.after_run(place.declared, stages, lambda _: None, NOW)
        return [event.key for event in found]

    assert after_run("warehouse") == ["run_failed:warehouse"]
    assert look(place) == []
    assert after_run("warehouse") == []
    assert after_run() == []
    assert after_run("warehouse") == ["run_failed:warehouse"]


def test_a_missing_key_is_an_event(place):
    for file in place.settings.key_dir.glob("*.key"):
        file.unlink()
    assert look(place) == ["key"]


def test_a_late_sender_is_an_event_as_of_the_day_of_the_look(place):
    (place.root.registers / "senders.csv").write_text(
        "sender_code,name_fi,name_sv,name_en,service_code\nngo,Järjestö,,,\n"
    )
    (place.root.registers / "expected.csv").write_text(
        "sender_code,questionnaire_code,wave_code,every_months,due_date,contact\n"
        "ngo,osallisuuskysely,,,2025-01-31,Maija Meikäläinen\n"
    )
    assert look(place, now=datetime(2025, 1, 31, tzinfo=UTC)) == []
    said: list[str] = []
    assert look(place, said) == ["sender_late:ngo:osallisuuskysely:2025-01-31"]
    assert "due by 2025-01-31" in said[0] and "Meikäläinen" not in said[0]


def test_one_mail_says_all_that_is_new_in_both_languages(place, mailbox):
    box, port = mailbox
    mailed = mailing(place, port)
    refuse(place)
    refuse(place, number=2 << 240)
    assert len(look(mailed)) == 2
    look(mailed)
    [message] = box.messages
    assert message["Subject"] == "Mukana: 2 asiaa vaatii huomiota / 2 things need attention"
    assert message["To"] == "a@example.org, b@example.org"
    body = message.get_content()
    assert body.index("Tiedostoa ei voi lukea.") < body.index("The file cannot be read.")
    assert [what for what, _ in lines(place)] == ["raised", "raised", "sent", "sent"]


def test_a_name_of_a_file_or_of_a_folder_that_nobody_registered_is_in_no_alert(place, mailbox):
    box, port = mailbox
    record = Record("1" * 64, "Matti Meikäläinen", (), 10**18, status="failed", reasons=(REASON,))
    place.declared.ledger.write(record)
    look(mailing(place, port))
    written = box.messages[0].get_content() + (place.root.alerts / log.FILE).read_text()
    assert "Meikäläinen" not in written and "unknown" in written


def test_the_password_is_sent_to_the_mail_server_and_written_nowhere(place, mailbox):
    box, port = mailbox
    secret = {"smtp_user": "mukana", "smtp_password": SecretStr(PASSWORD)}
    mailed = mailing(place, port, **secret)
    refuse(place)
    said: list[str] = []
    look(mailed, said)
    assert box.logins == [(b"mukana", PASSWORD.encode())]
    assert PASSWORD not in repr(mailed.settings) + "".join(said) + box.messages[0].as_string()
    assert PASSWORD not in (place.root.alerts / log.FILE).read_text()


def test_a_web_address_gets_the_events_for_people_and_for_programs(place, web):
    got, address = web
    settings = place.settings.model_copy(update={"alert_webhook": SecretStr(address)})
    refuse(place)
    look(replace(place, settings=settings))
    [content] = got
    assert content["text"].startswith("Mukana: 1 asia vaatii huomiota / 1 thing needs attention")
    [event] = content["events"]
    assert (event["kind"], event["fi"].startswith("Toimitus 000000000000")) == (
        "delivery_refused",
        True,
    )


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_mail_server_that_is_not_there_is_a_sentence_and_is_tried_again_later(place, security):
    mailed = mailing(place, 9, smtp_security=security)
    refuse(place)
    said: list[str] = []
    assert len(look(mailed, said)) == 1
    assert said[1].startswith("An alert could not be sent (mail: ConnectionRefusedError).")
    look(mailed, said, NOW + timedelta(minutes=9))
    assert len(said) == 2
    look(mailed, said, NOW + timedelta(minutes=10))
    assert len(said) == 3
    assert [what for what, _ in lines(place)] == ["raised", "not_sent", "not_sent"]


def test_what_could_not_be_sent_comes_with_the_next_mail(place, mailbox):
    box, port = mailbox
    refuse(place)
    look(mailing(place, 9))
    refuse(place, number=2 << 240)
    look(mailing(place, port), now=NOW + timedelta(minutes=1))
    assert box.messages[0]["Subject"].startswith("Mukana: 2 asiaa")
    assert log.read(place.root).unsent == set()


def test_no_alert_fails_a_run(place, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("Matti")

    monkeypatch.setattr(events, "going_on", broken)
    said: list[str] = []
    assert raising.after_run(place.declared, [], said.append, NOW) == []
    assert said == ["Alerts could not be looked at (RuntimeError)."]


def test_a_run_raises_alerts_when_it_ends_also_when_a_stage_failed(place):
    refuse(place)
    resources = {"run": run_resource(place.settings, Silent())}
    with (
        pytest.raises(dg.Failure),
        dg.build_resources(resources) as found,
        found.run.stage("raw"),
    ):
        raise UserError("registers/services.csv:2: …")
    assert set(log.read(place.root).raised) == {
        "run_failed:raw",
        "delivery_refused:000000000000",
    }
    with dg.build_resources(resources) as found, found.run.stage("raw"):
        pass
    assert set(log.read(place.root).raised) == {"delivery_refused:000000000000"}


def test_a_run_that_cannot_start_raises_an_alert(place):
    """`mukana run` of a timer, with a register that cannot be read."""
    (place.root.registers / "expected.csv").write_text("sender_code\n")
    with pytest.raises(UserError):
        engine.run(place.settings)
    engine.alert_not_started(place.settings)
    assert list(log.read(place.root).raised) == ["run_failed:start"]


def test_a_line_that_a_full_disk_cut_off_is_left_out(place):
    refuse(place)
    look(place)
    file = place.root.alerts / log.FILE
    file.write_text(file.read_text() + '{"at": "2025-02-1')
    assert list(log.read(place.root).raised) == ["delivery_refused:000000000000"]


def test_alerts_are_configured_by_the_environment_only(monkeypatch):
    monkeypatch.setenv("MUKANA_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("MUKANA_ALERT_WEBHOOK", "https://example.org/secret-part")
    settings = Settings()
    assert settings.smtp_password.get_secret_value() == PASSWORD
    assert PASSWORD not in str(settings) and "secret-part" not in str(settings)
