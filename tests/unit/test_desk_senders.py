"""The desk of a sender: check, correct, send; nothing of a file that was only checked remains."""

from __future__ import annotations

import hashlib
import io
import re
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from orchestration.core import limited_process
from orchestration.desk import senders
from orchestration.desk.application import application
from orchestration.desk.uploads import Upload, Uploads
from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import reason
from orchestration.intake import root_check, sending
from orchestration.intake.self_check import Check
from orchestration.serving.guard import USER
from tests.asgi import Answer, ask
from tests.exports import HEADER, row, xlsx
from tests.roots import Workplace, new_root

PEOPLE = """\
user,name,role,sender_code
aino,Aino,sender,ngo
bo,Bo,sender,city
both,Kaisa,sender,ngo
both,Kaisa,sender,city
olli,Olli,reader,
empty,Eeva,sender,
slip,Siiri,sender,ngoo
"""
SENDERS = """\
sender_code,name_fi,name_sv,name_en,service_code
ngo,Lahden yhdistys,Lahtis förening,Lahti association,
city,Kaupunki,,,
"""
CLEAN = Check({}, {}, [], [], [])


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    made = new_root(tmp_path / "root")
    (made.root.registers / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (made.root.registers / "senders.csv").write_text(SENDERS, encoding="utf-8")
    return made


class Browser:
    """Somebody's browser behind the proxy of a site: it keeps its cookies."""

    def __init__(self, desk, user: str) -> None:
        self.desk, self.user, self.cookies = desk, user, {}

    def ask(self, path: str, **form) -> Answer:
        headers = {
            USER: self.user,
            "cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        found = ask(self.desk, path, headers=headers, **form)
        if "set-cookie" in found.headers:
            name, _, rest = found.headers["set-cookie"].partition("=")
            self.cookies[name] = rest.split(";")[0]
        return found

    def check(self, content: bytes, sender: str = "ngo", name: str = "vienti.xlsx") -> Answer:
        """Send the form with the file, and read what was found."""
        found = self.ask("/send/check", fields={"sender": sender}, file=(name, content))
        if found.status != 303:
            return found
        assert found.headers["location"] == "/send/checked"
        return self.ask("/send/checked")

    def send(self, content: bytes) -> Answer:
        return self.ask("/send/send", fields={"sha256": hashlib.sha256(content).hexdigest()})


@pytest.fixture
def desk(place: Workplace):
    return application(place.settings, is_proxied=True)


@pytest.fixture
def says(monkeypatch):
    """What the check says of every file; without it a real one is made."""

    def set_to(found: Check) -> None:
        monkeypatch.setattr(root_check, "check", lambda *_, **__: found)

    set_to(CLEAN)
    return set_to


def _export(folder: Path, code: str, service: str) -> bytes:
    cells = row(code, "Kerta", [4] * 10, at="7.3.2024 12.00.00", service=service)
    return xlsx(folder / "a.xlsx", [[*HEADER, "Oma tieto"], [*cells, "salaisuus"]]).read_bytes()


def _words(answer: Answer) -> str:
    """What a person reads."""
    body = answer.text.partition("<body>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def _files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def _running() -> int:
    """How many processes read files: those of other tests wait for more."""
    return sum(one._process is not None for one in limited_process._started)


def test_a_coordinator_checks_a_file_corrects_it_sends_it_and_sees_what_became_of_it(
    place, desk, tmp_path
):
    aino = Browser(desk, "aino")
    assert "Lahden yhdistys" not in _words(aino.ask("/send")), "one sender needs no choice"
    wrong, right = (
        _export(tmp_path, "BrianS", "Lahden pajja"),
        _export(tmp_path, "k1", "Lahden paja"),
    )
    before, running = _files(tmp_path), _running()
    found = aino.check(wrong)
    page = _words(found)
    assert "Tiedostossa on korjattavaa." in page
    assert "Raportti D2" in page and "Lähin tunnettu: Lahden paja." in page
    assert "Osallisuuskysely" in page and "vienti.xlsx" in page
    assert "rekisterin nimillä Lahden paja Sysmän paja" in page
    assert "Lähetä korjaamatta" in page and "Valitse korjattu tiedosto" in page
    for personal in ("BrianS", "pajja", "salaisuus"):
        assert personal not in found.text
    workbook = openpyxl.load_workbook(io.BytesIO(aino.ask("/send/corrections.xlsx").body))
    assert [cells[1].value for cells in workbook.worksheets[0].iter_rows(min_row=2)] == ["D2", "B2"]
    page = _words(aino.check(right))
    assert "rekisterin nimillä" not in page
    assert "Tiedosto on kunnossa." in page and "“Oma tieto”" in page
    assert _files(tmp_path) == before, "a check stores nothing"
    assert _running() <= running, "nor in a process"
    sent = aino.send(right)
    assert (sent.status, sent.headers["location"]) == (303, "/sent/ngo?done=new")
    assert _files(place.root.landing) == {"ngo/vienti.xlsx": right}
    page = _words(aino.ask("/sent/ngo?done=new"))
    assert "Tiedosto on vastaanotettu." in page and "vienti.xlsx" in page
    assert "Odottaa lukemista" in page
    [record] = place.take()
    assert "Hyväksytty" in _words(aino.ask("/sent/ngo"))
    receipt = _words(aino.ask(f"/sent/ngo/{record.short_id}"))
    assert "luettu 1, käytetty 1" in receipt and "1 sarake. Se pysyy tiedostossanne." in receipt
    text = aino.ask(f"/sent/ngo/{record.short_id}/receipt.txt")
    assert text.body.decode().startswith(f"VASTAANOTTOKUITTI {record.short_id}")


def test_a_refused_delivery_has_its_reasons_and_its_workbook(place, desk, tmp_path):
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, row("k1", "Kerta", [4] * 10, service="x")]), "ngo/a.xlsx")  # fmt: skip
    [record] = place.take()
    aino, here = Browser(desk, "aino"), f"/sent/ngo/{record.short_id}"
    page = _words(aino.ask(here))
    assert "Hylätty" in page and "Raportti D2" in page
    assert aino.ask(f"{here}/corrections.xlsx").body.startswith(b"PK")
    news = "Lahden yhdistys: viimeksi lähetettyä tiedostoa ei voitu käyttää."
    assert news in aino.ask("/").text and news not in Browser(desk, "bo").ask("/").text
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER]), "ngo/b.xlsx", at=1_700_000_001)
    assert news not in aino.ask("/").text, "there is a newer one"
    swedish = aino.ask(f"{here}?lang=sv")
    assert "Avvisad" in swedish.text and '<span lang="fi">Sarakkeessa' in swedish.text
    assert "på finska" in swedish.text
    assert "Write the name as it is" in aino.ask(f"{here}?lang=en").text


def test_nobody_sends_or_sees_files_of_another_sender(place, desk, says, tmp_path):
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, row("k1", "Kerta", [4] * 10)]), "ngo/a.xlsx")
    [record] = place.take()
    bo = Browser(desk, "bo")
    for path in ("/sent/ngo", f"/sent/ngo/{record.short_id}", f"/sent/city/{record.short_id}",
                 f"/sent/ngo/{record.short_id}/receipt.txt", "/send/template.xlsx?sender=ngo&form=osallisuuskysely.fi",
                 f"/sent/city/{record.short_id}/corrections.xlsx"):  # fmt: skip
        found = bo.ask(path)
        assert found.status == 404, path
        assert "a.xlsx" not in found.text
    assert _words(bo.ask("/sent/nobody")) == _words(bo.ask("/sent/ngo")), "nor learns who sends"
    for code in ("ngo", "../ngo", ""):
        checked = bo.ask("/send/check", fields={"sender": code}, file=("a.csv", b"x"))
        assert checked.status == 404
    assert "Kaupunki" not in bo.ask("/send").text
    assert '<option value="ngo">Lahden yhdistys' in Browser(desk, "both").ask("/send").text
    for user, status in (("olli", 403), ("mallory", 403), ("empty", 200), ("slip", 200)):
        assert Browser(desk, user).ask("/send").status == status
    for user in ("empty", "slip"):
        assert "Sinulle ei ole merkitty lähettäjää" in Browser(desk, user).ask("/send").text
    assert bo.ask("/sent/ngoo").status == Browser(desk, "slip").ask("/sent/ngoo").status == 404
    assert list(_files(place.root.landing)) == ["ngo/a.xlsx"]


def test_only_the_file_that_was_shown_is_sent_and_only_by_whoever_checked_it(place, desk, says):
    aino, both = Browser(desk, "aino"), Browser(desk, "both")
    aino.check(b"one")
    first = dict(aino.cookies)
    aino.check(b"two")
    assert aino.send(b"one").status == 409, "another tab still shows the first"
    both.cookies = dict(aino.cookies)
    assert both.send(b"two").status == 410
    second, aino.cookies = aino.cookies, first
    assert aino.send(b"one").status == 410, "the first made room for the second"
    aino.cookies = second
    assert _files(place.root.landing) == {}
    assert aino.send(b"two").status == 303
    assert aino.send(b"two").status == 410, "it is let go of once it is sent"
    assert _files(place.root.landing) == {"ngo/vienti.xlsx": b"two"}


def test_a_file_that_is_sent_again_is_received_once(place, desk, says):
    aino = Browser(desk, "aino")
    for became in ("new", "before"):
        aino.check(b"one")
        assert aino.send(b"one").headers["location"] == f"/sent/ngo?done={became}"
    assert "jo vastaanotettu" in _words(aino.ask("/sent/ngo?done=before"))
    assert _files(place.root.landing) == {"ngo/vienti.xlsx": b"one"}


def test_a_file_that_was_read_before_need_not_be_sent(desk, says):
    said = [reason("already_received", first=Phrase("Lahden yhdistys", "Lahti association"))]
    says(replace(CLEAN, notes=said))
    aino = Browser(desk, "aino")
    page = _words(aino.check(b"one"))
    assert "Tämä tiedosto on jo vastaanotettu." in page and "Lähetä tämä" not in page
    assert aino.send(b"one").status == 409


def test_a_refused_file_is_not_kept_and_cannot_be_sent(place, desk, says):
    says(replace(CLEAN, problems=[reason("identity_code", sheet="Raportti", cell="B2")]))
    aino = Browser(desk, "aino")
    page = _words(aino.check(b"one"))
    assert "Tiedostoa ei voi käyttää." in page and "Tiedostoa ei säilytetä." in page
    assert "Lähetä tämä" not in page and "Lähetä korjaamatta" not in page
    assert "Lataa korjattavat solut" in page
    assert aino.send(b"one").status == 409
    assert _files(place.root.landing) == {}
    assert "vienti.xlsx" not in aino.ask("/send").text, "there is nothing to decide"
    says(replace(CLEAN, problems=[reason("empty_file")]))
    assert "Lataa korjattavat solut" not in _words(aino.check(b"one")), "there is no cell"


def test_whoever_sends_for_several_chooses_the_sender_once(desk, says):
    both = Browser(desk, "both")
    assert "selected" not in both.ask("/send").text
    both.check(b"one", sender="city")
    assert both.ask("/send").text.count('<option value="city" selected>Kaupunki') == 2


def test_a_declined_file_is_gone(desk, says):
    aino = Browser(desk, "aino")
    aino.check(b"one")
    assert "vienti.xlsx" in aino.ask("/send").text
    assert aino.ask("/send/decline", fields={}).headers["location"] == "/send"
    assert aino.ask("/send/checked").status == aino.send(b"one").status == 410
    assert "vienti.xlsx" not in aino.ask("/send").text


def test_a_file_that_could_not_be_written_can_be_sent_again(place, desk, says, monkeypatch):
    aino = Browser(desk, "aino")
    aino.check(b"one")
    with monkeypatch.context() as patch:
        patch.setattr(sending, "_to_folder", _full)
        failed = aino.send(b"one")
    assert failed.status == 503 and "levy on täynnä" in failed.text
    place.root.landing.rename(place.root.path / "elsewhere")
    assert "Lähettäjän kansiota ei voi käyttää" in aino.send(b"one").text
    (place.root.path / "elsewhere").rename(place.root.landing)
    assert aino.send(b"one").status == 303


def _full(*_):
    raise OSError(28, "No space left on device")


def test_names_of_files_are_shown_as_text_and_without_personal_data(desk, says):
    aino = Browser(desk, "aino")
    found = aino.check(b"one", name="<script>131052-308T.xlsx")
    assert "<script>" not in found.text and "131052" not in found.text
    assert "_b_.xlsx" in aino.check(b"one", name="<b>.xlsx").text


def test_a_form_without_a_file_asks_for_one(desk, says):
    aino = Browser(desk, "aino")
    for sent in ({"file": ("", b"")}, {}):
        found = aino.ask("/send/check", fields={"sender": "ngo"}, **sent)
        assert found.status == 400 and "Valitse ensin tiedosto." in found.text


def test_the_workbook_for_paper_answers_offers_the_services_of_its_sender(place, desk):
    services = (place.root.registers / "services.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{services[0]},senders", f"{services[1]},ngo", f"{services[2]},city"]
    (place.root.registers / "services.csv").write_text("\n".join(lines), encoding="utf-8")
    aino = Browser(desk, "aino")
    assert 'value="osallisuuskysely.ckb"' in aino.ask("/send").text
    found = aino.ask("/send/template.xlsx?sender=ngo&form=osallisuuskysely.fi")
    book = openpyxl.load_workbook(io.BytesIO(found.body))
    offered = {cell.value for cells in book["Lists"] for cell in cells}
    assert {"Lahden paja", "Hollola"} <= offered and "Sysmän paja" not in offered
    assert aino.ask("/send/template.xlsx?sender=ngo&form=none.fi").status == 404
    assert aino.ask("/send/template.xlsx?sender=ngo&form=osallisuuskysely.xx").status == 404


def _upload(content: bytes, user: str = "aino") -> Upload:
    return Upload(user, "ngo", "a", "0", CLEAN, content)


def test_a_file_is_let_go_of_after_its_time_also_if_nobody_asks():
    uploads = Uploads(seconds=0.05)
    secret = uploads.keep(_upload(b"x"), None)
    assert uploads.held(secret, "aino")
    end = time.monotonic() + 5
    while uploads._held and time.monotonic() < end:
        time.sleep(0.01)
    assert uploads._held == uploads._ends == {}


def test_no_clock_runs_for_a_file_that_was_let_go_of_before():
    uploads = Uploads(seconds=60)
    first = uploads.keep(_upload(b"x"), None)
    [clock] = uploads._ends.values()
    second = uploads.keep(_upload(b"y"), first)
    uploads.drop(second)
    clock.join(timeout=5)
    assert not clock.is_alive() and uploads._ends == {}


def test_the_oldest_files_make_room_for_a_new_one():
    uploads = Uploads(most_bytes=10)
    first, second = (uploads.keep(_upload(b"12345"), None) for _ in range(2))
    third = uploads.keep(_upload(b"12345678901"), None)
    kept = [bool(uploads.held(secret, "aino")) for secret in (first, second, third)]
    assert kept == [False, False, True], "what was checked last stays, however big"
    assert uploads.held(None, "aino") is None


def test_whoever_checks_many_files_makes_nobody_elses_go():
    uploads = Uploads(most_bytes=10)
    bos = uploads.keep(_upload(b"123", "bo"), None)
    for _ in range(5):
        ainos = uploads.keep(_upload(b"123456"), None)
    assert uploads.held(bos, "bo") and uploads.held(ainos, "aino")
    newest = uploads.keep(_upload(b"1234567", "bo"), None)
    assert uploads.held(newest, "bo") and not uploads.held(bos, "bo")


def test_the_time_that_the_page_names_is_the_time_that_a_file_is_kept():
    """Texts in three languages say 15 minutes."""
    assert senders.KEPT_SECONDS == 15 * 60
