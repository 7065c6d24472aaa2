"""The process around the command: its streams, interruption, and a reader that goes away."""

from __future__ import annotations

import os
import sys
from typing import NoReturn, TextIO

from declutter.cli.exits import INTERRUPTED, OK


def run() -> NoReturn:
    """Run the command and end the process, in every case without a traceback of ours."""
    try:
        use_utf8(sys.stdout, sys.stderr)
        from declutter.cli.app import app

        try:
            app(prog_name="declutter")
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        leave(INTERRUPTED)
    except BrokenPipeError:
        leave(OK)
    sys.exit(OK)


def use_utf8(*streams: TextIO) -> None:
    """Make the streams write UTF-8 and plain newlines whatever the locale says."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def leave(code: int) -> NoReturn:
    """End the process at once; what is still unwritten has no reader."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    sys.exit(code)
