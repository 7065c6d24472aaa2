"""The command `declutter`. Modules of subcommands are imported when they are called."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command with the process's arguments and end the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        # Asked often by tools: no need to build the commands for it.
        from declutter import __version__

        print(f"declutter {__version__}")
        return
    # numpy's linear algebra would start a thread for every core, and they spin: a quarter of a
    # second of CPU for a page. Nothing here needs them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from declutter.cli.process import run

        run()
    except KeyboardInterrupt:
        # So early that nothing has been opened; later ones are seen to in `run`.
        sys.exit(130)
