"""Sending alerts: one mail, or one request to a web address, for all that is new at once.

Belongs here: the text of both, and the connections, with time limits. A password is never written
anywhere. Does not belong here: what to send (events), or when (raising).
"""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.request
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from orchestration.alerts.events import Event
from orchestration.core.settings import Settings

_SECONDS = 10
_FOOT = (
    "Tämän viestin lähetti Mukana. Siinä ei ole vastauksia eikä vastaajien tietoja.",
    "Sent by Mukana. It holds no answers and nothing about respondents.",
)


class NotSentError(Exception):
    """An alert could not be sent; the text says why, without address or password."""


def is_configured(settings: Settings) -> bool:
    """True if alerts are to be sent anywhere."""
    return bool(settings.alert_mail_to or settings.alert_webhook)


def send(settings: Settings, events: Sequence[Event]) -> None:
    """Send these events wherever the settings say. Raises NotSentError if any of it failed."""
    failed = []
    for where, is_wanted, way in (
        ("mail", settings.alert_mail_to, _mail),
        ("webhook", settings.alert_webhook, _post),
    ):
        if not is_wanted:
            continue
        try:
            way(settings, events)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The text of the error may hold an address or what a server said.
            failed.append(f"{where}: {type(error).__name__}")
    if failed:
        raise NotSentError(", ".join(failed))


def subject(events: Sequence[Event]) -> str:
    """How many things there are, in both languages."""
    count = len(events)
    fi = "1 asia vaatii huomiota" if count == 1 else f"{count} asiaa vaatii huomiota"
    en = "1 thing needs attention" if count == 1 else f"{count} things need attention"
    return f"Mukana: {fi} / {en}"


def text(events: Sequence[Event]) -> str:
    """All events in Finnish, then in English."""
    parts = ["\n".join(f"- {getattr(event, one)}" for event in events) for one in ("fi", "en")]
    return "\n\n".join(f"{part}\n\n{foot}" for part, foot in zip(parts, _FOOT, strict=True)) + "\n"


def _mail(settings: Settings, events: Sequence[Event]) -> None:
    message = EmailMessage()
    message["Subject"] = subject(events)
    message["From"] = settings.alert_mail_from
    message["To"] = settings.alert_mail_to
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="mukana.local")
    message.set_content(text(events))
    connect = smtplib.SMTP_SSL if settings.smtp_security == "tls" else smtplib.SMTP
    with connect(settings.smtp_host, settings.smtp_port, timeout=_SECONDS) as server:
        if settings.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        server.send_message(message)


def _post(settings: Settings, events: Sequence[Event]) -> None:
    """JSON with `text`, which chat tools show, and the events one by one for programs."""
    address = settings.alert_webhook.get_secret_value() if settings.alert_webhook else ""
    if not address.startswith(("https://", "http://")):
        raise ValueError("no web address")
    content = {
        "text": f"{subject(events)}\n\n{text(events)}",
        "events": [event.__dict__ for event in events],
    }
    request = urllib.request.Request(
        address,
        json.dumps(content, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=_SECONDS):
        pass
