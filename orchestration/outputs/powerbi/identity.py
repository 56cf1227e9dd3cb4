"""Ids of the project's objects, the same in every release: uuid5 of the path of the object.

Belongs here: how a path becomes an id. Made again, the project has no other ids than before, so that
a difference shows what has really changed.
"""

from __future__ import annotations

import uuid

_PROJECT = uuid.uuid5(uuid.NAMESPACE_URL, "https://mukana/powerbi")


def guid(*path: str) -> str:
    """The id of an object of the model, such as `guid("table", "dim_service")`."""
    return str(uuid.uuid5(_PROJECT, "/".join(path)))


def name(*path: str) -> str:
    """The name of a page or visual, which is also that of its folder: 20 hexadecimal digits."""
    return guid(*path).replace("-", "")[:20]
