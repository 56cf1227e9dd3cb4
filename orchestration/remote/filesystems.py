"""A file system of fsspec for each kind of address, with time limits.

Belongs here: how each library is called. Credentials come from where the library itself looks
for them: the environment, its own files, the ssh agent. Each library is imported when it is used.
"""

from __future__ import annotations

import logging
import os
import socket
import stat
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from orchestration.core.address import Address

# For one answer of a server; a call as a whole has limits of its own.
CONNECT_SECONDS, ANSWER_SECONDS = 10, 30
_LOGGERS = ("adlfs", "aiobotocore", "aiohttp", "azure", "botocore", "fsspec", "paramiko", "s3fs")
_OBJECT_STORES = ("s3", "az", "abfs", "abfss")


class HostKeyError(Exception):
    """The server is not in known_hosts."""


def open_filesystem(address: Address) -> Any:
    """A file system of its own for an address. Raises ImportError, or what the library raises."""
    for name in _LOGGERS:
        # What goes wrong is said by Mukana, without what a server says and without a traceback.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if address.scheme == "s3":
        return _s3()
    if address.scheme == "file":
        from fsspec.implementations.local import LocalFileSystem

        return LocalFileSystem(skip_instance_cache=True)
    return _sftp(address) if address.scheme == "sftp" else _azure(address)


def base_of(address: Address) -> str:
    """The path of the address as its file system writes it, without a slash at the end."""
    if address.scheme == "sftp" or (address.scheme == "file" and os.name != "nt"):
        return f"/{address.path}".rstrip("/")
    if address.scheme == "file":
        return address.path
    container = address.user or address.host
    return f"{container}/{address.path}".rstrip("/")


def is_object_store(address: Address) -> bool:
    """True where a file is written by one request: readers see the old one or the new one, and
    nothing can be renamed. Elsewhere a file is written under another name and then renamed.
    """
    return address.scheme in _OBJECT_STORES


def _s3() -> Any:
    from s3fs import S3FileSystem

    limits = {
        "connect_timeout": CONNECT_SECONDS,
        "read_timeout": ANSWER_SECONDS,
        "retries": {"max_attempts": 2, "mode": "standard"},
    }
    return S3FileSystem(config_kwargs=limits, use_listings_cache=False, skip_instance_cache=True)


def _azure(address: Address) -> Any:
    from adlfs import AzureBlobFileSystem

    account = {"account_name": address.host.partition(".")[0]} if address.user else {}
    try:
        files = AzureBlobFileSystem(
            **account,
            anon=False,
            connection_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
            use_listings_cache=False,
            skip_instance_cache=True,
        )
    except ValueError as error:
        # It names no account and no key, or a key that is none.
        raise PermissionError(type(error).__name__) from None
    _require_reachable(files.service_client.url)
    return files


def _require_reachable(url: str) -> None:
    """Raise OSError where nobody listens: Azure's library would try for minutes."""
    where = urlsplit(url)
    if where.hostname and not getproxies():
        port = where.port or 443
        socket.create_connection((where.hostname, port), CONNECT_SECONDS).close()


def _sftp(address: Address) -> Any:
    import paramiko
    from fsspec.implementations.sftp import SFTPFileSystem

    class Refusing(paramiko.MissingHostKeyPolicy):
        """An unknown server is not talked to."""

        def missing_host_key(self, *_: object) -> None:
            raise HostKeyError

    class KnownHosts(SFTPFileSystem):
        """Talks to servers of known_hosts only, and waits for no answer for ever."""

        def _connect(self) -> None:
            self.client = paramiko.SSHClient()
            self.client.load_system_host_keys()
            self.client.set_missing_host_key_policy(Refusing())
            try:
                self.client.connect(self.host, **self.ssh_kwargs)
            except paramiko.SSHException as error:
                transport = self.client.get_transport()
                if transport and transport.initial_kex_done and not transport.is_authenticated():
                    # The server answered, and there is no key here that it takes.
                    raise PermissionError(type(error).__name__) from None
                raise
            self.ftp = self.client.open_sftp()
            self.ftp.get_channel().settimeout(ANSWER_SECONDS)

        @staticmethod
        def _decode_stat(about: Any, parent_path: str | None = None) -> dict[str, Any]:
            found = SFTPFileSystem._decode_stat(about, parent_path)
            is_odd = not stat.S_ISREG(about.st_mode) and found["type"] == "file"
            return found | {"type": "other"} if is_odd else found

    waits = dict.fromkeys(("timeout", "banner_timeout", "auth_timeout"), CONNECT_SECONDS)
    login = {"username": address.user} if address.user else {}
    port = {"port": address.port} if address.port else {}
    return KnownHosts(address.host, **login, **port, **waits, skip_instance_cache=True)
