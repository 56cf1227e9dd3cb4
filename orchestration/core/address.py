"""Where landing is and where published tables are copied to: a folder, or the URL of a remote place.

Belongs here: which addresses the settings may hold. An address never holds a password or a key, and
one that is refused is never repeated, since it may. Does not belong here: connecting (remote).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from orchestration.core.errors import UserError

# How each kind of place is written, for the message.
SCHEMES = {
    "s3": "s3://bucket/folder",
    "az": "az://container/folder",
    "abfs": "abfs://container@account.dfs.core.windows.net/folder",
    "abfss": "abfss://container@account.dfs.core.windows.net/folder",
    "sftp": "sftp://user@host/folder",
}


class AddressError(UserError):
    """A setting holds no address that can be used."""


@dataclass(frozen=True)
class Address:
    """A remote place: the parts of its URL. `path` is without a slash at either end."""

    scheme: str
    host: str
    path: str
    user: str = ""
    port: int | None = None

    @classmethod
    def of_folder(cls, folder: Path) -> Address:
        """A folder of this computer, to be written to like a remote place."""
        return cls("file", "", folder.as_posix().strip("/"))

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{user}{self.host}{port}/{self.path}"


def parse(text: str, variable: str) -> Path | Address:
    """The folder or the remote place that a setting names; `variable` names the setting.

    Raises AddressError, which says nothing of what the setting holds.
    """
    if "://" not in text:
        folder = Path(text)
        if not folder.is_absolute():
            raise _refused(
                variable,
                ("ei ole koko polku eikä URL.", "Kirjoita koko polku tai URL"),
                ("is neither a whole path nor a URL.", "Write a whole path or a URL"),
            )
        return folder.resolve()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refused(variable, *_NOT_AN_ADDRESS) from None
    _require_no_secret(parts, text, variable)
    if parts.scheme == "file" and not parts.netloc:
        # Here: an HTTP client comes with it, which `mukana status` need not load.
        from urllib.request import url2pathname

        return Path(url2pathname(parts.path)).resolve()
    return _remote(parts, port, variable)


def require_apart(root: Path, landing: Path | Address | None, copy: Path | Address | None) -> None:
    """Raise AddressError where one of them lies in another: Mukana would read what it writes.

    The folder `landing/` of the root may be named, since it is that anyway.
    """
    named = {"MUKANA_LANDING": landing, "MUKANA_PUBLISHED": copy}
    pairs = [("MUKANA_PUBLISHED", copy, landing)]
    pairs += [(name, one, root) for name, one in named.items() if one != root / "landing"]
    for variable, one, other in pairs:
        if one is not None and other is not None and _overlap(one, other):
            raise AddressError(
                f"Asetuksen {variable} paikka on sisäkkäin datajuuren tai toisen paikan (MUKANA_LANDING,"
                " MUKANA_PUBLISHED) kanssa. Valitse sille oma kansio.",
                f"The place of the setting {variable} and the data root, or the other place"
                " (MUKANA_LANDING, MUKANA_PUBLISHED), lie in each other. Choose a folder of its own.",
            )


def _overlap(one: Path | Address, other: Path | Address) -> bool:
    if isinstance(one, Address) and isinstance(other, Address):
        places = [(place.scheme[:4], place.host, place.port, place.user) for place in (one, other)]
        shorter, longer = sorted(f"{place.path}/".lstrip("/") for place in (one, other))
        return places[0] == places[1] and longer.startswith(shorter)
    if isinstance(one, Path) and isinstance(other, Path):
        return one.is_relative_to(other) or other.is_relative_to(one)
    return False


_NOT_AN_ADDRESS = (
    ("ei ole osoite, jota Mukana tuntee.", "Kirjoita se näin"),
    ("is no address that Mukana knows.", "Write it like this"),
)
_SECRET = (
    ("sisältää salasanan, avaimen tai kyselyosan (`?`).", "Poista se osoitteesta"),
    ("holds a password, a key or a query (`?`).", "Remove it from the address"),
)


def _require_no_secret(parts: SplitResult, text: str, variable: str) -> None:
    """A password, a signature or a key is in no address: it would be shown with it."""
    has_user = parts.username is not None
    is_user_expected = parts.scheme in ("sftp", "abfs", "abfss")
    if (
        parts.password is not None
        or "?" in text
        or "#" in text
        or (has_user and not is_user_expected)
    ):
        raise _refused(variable, *_SECRET)


def _remote(parts: SplitResult, port: int | None, variable: str) -> Address:
    host, user = parts.hostname or "", parts.username or ""
    path = unquote(parts.path).strip("/")
    is_safe = all(text.isprintable() and "\\" not in text for text in (host, user, path))
    names = path.split("/") if path else []
    if parts.scheme not in SCHEMES or not host or not is_safe or {"", ".", ".."} & set(names):
        raise _refused(variable, *_NOT_AN_ADDRESS)
    if parts.scheme == "s3" or (parts.scheme != "sftp" and not user):
        # Names of buckets and containers: the case is kept, and there is no port.
        host, port = parts.netloc, None
    return Address(parts.scheme, host, path, user, port)


def _refused(variable: str, fi: tuple[str, str], en: tuple[str, str]) -> AddressError:
    forms = ", ".join(f"`{form}`" for form in SCHEMES.values())
    secrets_fi = "Tunnukset luetaan ympäristömuuttujista tai palvelun omista tiedostoista"
    secrets_en = "Credentials are read from the environment or from the service's own files"
    return AddressError(
        f"Asetus {variable} {fi[0]} {fi[1]}: {forms}. {secrets_fi} (docs/running.md).",
        f"The setting {variable} {en[0]} {en[1]}: {forms}. {secrets_en} (docs/running.md).",
    )
