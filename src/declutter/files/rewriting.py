"""Writing a file anew: whole or not at all, with its permissions, through links."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from declutter.errors import InputError


def rewrite(path: str | os.PathLike[str], data: bytes, before: bytes) -> None:
    """Replace what a file holds.

    It is written under another name beside it and takes its place at once; a symbolic link stays
    a link. Mode, owner (where allowed) and extended attributes stay. Raises InputError when the
    file may not be written or no longer holds `before`, OSError when there is no room.
    """
    target = Path(os.path.realpath(path))
    if not os.access(target, os.W_OK):
        raise InputError("is read-only")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _copy_status(target, part)
        if target.read_bytes() != before:
            raise InputError("was changed by someone else meanwhile; it is left as it is")
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _copy_status(target: Path, part: Path) -> None:
    status = target.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(part, status.st_uid, status.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(part, name, os.getxattr(target, name))
    shutil.copymode(target, part)
