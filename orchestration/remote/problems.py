"""What went wrong with a remote place, in Finnish and English, whatever library raised it.

Belongs here: knowing the kind of a problem, and the sentence about it. The text of an error is never
repeated: it may hold an address with a signature, or what a server says.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Literal

from orchestration.core.errors import UserError

Task = Literal["list", "read", "write", "remove"]
Kind = Literal[
    "no_library", "no_access", "unknown_host_key", "not_there", "no_answer", "cut", "changed", "other"
]  # fmt: skip
# Worth another try: the same call may go well the next time.
TRANSIENT: frozenset[Kind] = frozenset({"no_answer", "cut", "other"})

_TASKS: dict[Task, tuple[str, str]] = {
    "list": ("tiedostoja ei voitu luetella", "the files could not be listed"),
    "read": ("tiedostoa ei voitu hakea", "a file could not be fetched"),
    "write": ("tiedostoa ei voitu kirjoittaa", "a file could not be written"),
    "remove": ("tiedostoa ei voitu poistaa", "a file could not be removed"),
}
_WHY: dict[Kind, tuple[str, str]] = {
    "no_library": (
        "Tarvittava kirjasto puuttuu. Asenna se: pip install 'mukana[{extra}]'",
        "The library for it is missing. Install it: pip install 'mukana[{extra}]'",
    ),
    "no_access": (
        "Tunnukset puuttuvat, palvelin ei hyväksynyt niitä, tai ne eivät riitä. Tarkista ne"
        " (docs/running.md)",
        "Credentials are missing, the server did not accept them, or they do not allow it. Check"
        " them (docs/running.md)",
    ),
    "unknown_host_key": (
        "Palvelimen avain ei ole tiedostossa known_hosts, tai se on toinen. Kysy oikea avain"
        " palvelimen ylläpidolta ja lisää se",
        "The server's key is not in known_hosts, or is another one. Ask who runs the server for the"
        " right key and add it",
    ),
    "not_there": ("Sitä ei ole. Tarkista osoite", "It is not there. Check the address"),
    "no_answer": (
        "Palvelin ei vastannut ajoissa. Yritä uudelleen: mukana run",
        "The server did not answer in time. Try again: mukana run",
    ),
    "cut": (
        "Yhteys katkesi, tai palvelinta ei löytynyt. Tarkista verkko ja osoite ja yritä uudelleen:"
        " mukana run",
        "The connection broke, or the server was not found. Check the network and the address, and"
        " try again: mukana run",
    ),
    "changed": (
        "Tiedosto muuttui kesken kaiken. Yritä uudelleen: mukana run",
        "The file changed meanwhile. Try again: mukana run",
    ),
    "other": (
        "Odottamaton virhe ({name}). Yritä uudelleen: mukana run",
        "An unexpected error ({name}). Try again: mukana run",
    ),
}
_EXTRAS = {"s3": "s3", "az": "azure", "abfs": "azure", "abfss": "azure", "sftp": "sftp"}
# Libraries' own errors by the names of their classes, so that none has to be imported.
_NAMES: dict[Kind, frozenset[str]] = {
    "no_access": frozenset(
        {
            "NoCredentialsError", "PartialCredentialsError", "ClientAuthenticationError",
            "CredentialUnavailableError", "AuthenticationException", "NoAuthenticationError",
            "TokenRetrievalError", "ProfileNotFound", "PasswordRequiredException",
        }
    ),
    "unknown_host_key": frozenset({"HostKeyError", "BadHostKeyException"}),
    "no_answer": frozenset(
        {
            "FSTimeoutError", "ReadTimeoutError", "ConnectTimeoutError", "ServerTimeoutError",
            "ServiceResponseTimeoutError",
        }
    ),
    "cut": frozenset(
        {
            "EndpointConnectionError", "ConnectionClosedError", "HTTPClientError",
            "ServiceRequestError", "ServiceResponseError", "ClientPayloadError",
            "ClientConnectionError", "SSHException", "ChannelException", "IncompleteReadError",
            "ResponseStreamingError", "ServerDisconnectedError", "ClientConnectorError",
            "NoValidConnectionsError", "SFTPError",
        }
    ),
    "changed": frozenset({"ChangedError", "FileExpired", "ResourceModifiedError"}),
    "not_there": frozenset({"ResourceNotFoundError", "NoSuchBucket", "NoSuchKey"}),
}  # fmt: skip
# Of HTTP, where a library has no error of its own for it.
_STATUS: dict[object, Kind] = {401: "no_access", 403: "no_access", 404: "not_there", 412: "changed"}
# Python's own, in this order: the first that fits is the kind.
_CLASSES: tuple[tuple[type[BaseException], Kind], ...] = (
    (ImportError, "no_library"),
    (PermissionError, "no_access"),
    (FileNotFoundError, "not_there"),
    (TimeoutError, "no_answer"),
    (socket.gaierror, "cut"),
    (ConnectionError, "cut"),
    (EOFError, "cut"),
)


class RemoteError(UserError):
    """A remote place did not do what was asked of it. `kind` says why."""

    def __init__(self, place: str, task: Task, kind: Kind, name: str = ""):
        self.kind = kind
        fields = {"extra": _EXTRAS.get(place.partition("://")[0], ""), "name": name}
        texts = zip(_TASKS[task], _WHY[kind], strict=True)
        super().__init__(*(f"{place}: {what}. {why.format(**fields)}." for what, why in texts))


def problem(error: Exception, place: str, task: Task) -> RemoteError:
    """What to say of an error that a library raised while `task` was done with `place`."""
    return RemoteError(place, task, kind_of(error), type(error).__name__)


def kind_of(error: BaseException) -> Kind:
    """The kind of a problem, by the first error of its chain that says it."""
    for one in _chain(error):
        if (status := _status_of(one)) in _STATUS:
            return _STATUS[status]
        classes = {base.__name__ for base in type(one).__mro__}
        for kind, names in _NAMES.items():
            if classes & names:
                return kind
        for known, kind in _CLASSES:
            if isinstance(one, known):
                return kind
    return "other"


def _status_of(error: BaseException) -> object:
    """The HTTP status that an error of Azure's library or of Amazon's has."""
    answer = getattr(error, "response", None)
    about = answer.get("ResponseMetadata", {}) if isinstance(answer, dict) else {}
    return getattr(error, "status_code", about.get("HTTPStatusCode"))


def _chain(error: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or following.__context__
