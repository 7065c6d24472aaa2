"""The command `declutter`. Modules of subcommands are imported when they are called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command with the process's arguments and end the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        # Asked often by tools: no need to build the commands for it.
        from declutter import __version__

        print(f"declutter {__version__}")
        return
    try:
        from declutter.cli.process import run

        run()
    except KeyboardInterrupt:
        # So early that nothing has been opened; later ones are seen to in `run`.
        sys.exit(130)
