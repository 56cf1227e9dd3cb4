"""A small file in as few calls as its server allows, and only as it was listed.

Belongs here: how each library is asked for it. A file that was put in its place meanwhile is not read
as the one before. Does not belong here: files of several pieces (place), or trying again.
"""

from __future__ import annotations

from typing import Any

from orchestration.core.address import Address
from orchestration.remote.filesystems import ANSWER_SECONDS, CONNECT_SECONDS
from orchestration.remote.listing import Entry

# What OpenSSH sends at most in one answer.
SFTP_PIECE = 1 << 18


class ChangedError(Exception):
    """The file is not the one that was listed (any more)."""


def content(files: Any, address: Address, path: str, entry: Entry) -> bytes:
    """The bytes of `entry`, which lies at `path` of an opened file system.

    One request in object storage; open, read, look and close on SFTP. Raises ChangedError, or what the
    library raises.
    """
    if entry.byte_count == 0:
        return b""
    if address.scheme == "s3":
        found = _of_s3(files, path, entry)
    elif address.scheme == "sftp":
        found = _of_sftp(files, path, entry)
    else:
        found = _of_azure(files, path, entry)
    if len(found) != entry.byte_count:
        raise ChangedError
    return found


def _of_s3(files: Any, path: str, entry: Entry) -> bytes:
    from fsspec.asyn import sync

    bucket, key, _ = files.split_path(path)
    answer = files.call_s3("get_object", Bucket=bucket, Key=key, IfMatch=f'"{entry.token}"')
    body = answer["Body"]
    try:
        if answer["ContentLength"] != entry.byte_count:
            raise ChangedError
        return sync(files.loop, body.read)
    finally:
        # Of a whole answer the connection is used again.
        body.close()


def _of_azure(files: Any, path: str, entry: Entry) -> bytes:
    from azure.core import MatchConditions
    from fsspec.asyn import sync

    container, name, _ = files.split_path(path)

    async def read() -> bytes:
        async with files.service_client.get_blob_client(container=container, blob=name) as client:
            stream = await client.download_blob(
                etag=f'"{entry.token}"',
                match_condition=MatchConditions.IfNotModified,
                connection_timeout=CONNECT_SECONDS,
                read_timeout=ANSWER_SECONDS,
            )
            if stream.size != entry.byte_count:
                raise ChangedError
            return await stream.readall()

    return sync(files.loop, read)


def _of_sftp(files: Any, path: str, entry: Entry) -> bytes:
    with files.ftp.open(path, "rb") as file:
        # paramiko waits for each answer: by 32 kB a long way to a server would take hours.
        file.MAX_REQUEST_SIZE = SFTP_PIECE
        found = file.read(entry.byte_count)
        about = file.stat()
    if (about.st_size, int(about.st_mtime) * 1_000_000_000) != (entry.byte_count, entry.mtime_ns):
        raise ChangedError
    return found
