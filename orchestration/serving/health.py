"""Whether a page answers at its socket: `python -m orchestration.serving.health --socket S --site URL --path P`.

Belongs here: one request as the site's proxy sends it, for the health check of a served deployment. It
ends with 0 if the page behind the guard answers.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import sys
from pathlib import Path

from orchestration.serving.guard import USER

_SECONDS = 10


def answers(wire_file: Path, site: str, path: str) -> bool:
    """True if the page of a site answers at a socket file. `path`: of a page that everybody gets."""
    connection = http.client.HTTPConnection(site.split("//", 1)[-1], timeout=_SECONDS)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire:
            wire.settimeout(_SECONDS)
            wire.connect(str(wire_file))
            connection.sock = wire
            connection.request("GET", path, headers={USER: "health check"})
            return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--site", required=True)
    parser.add_argument("--path", required=True)
    chosen = parser.parse_args()
    sys.exit(0 if answers(chosen.socket, chosen.site.rstrip("/"), chosen.path) else 1)
