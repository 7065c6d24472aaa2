"""The exit codes of the command; docs/cli.md tells them to users."""

from __future__ import annotations

OK = 0
FINDINGS = 1
"""`check` found something to remove; `rules test` found an example that fails."""
USAGE = 2
"""A wrong option, setting or rule pack, or a missing extra: nothing was done."""
INPUT = 3
"""Some input could not be read or cleaned; the others were."""
INTERRUPTED = 130
"""Ctrl-C: 128 and the number of SIGINT."""
