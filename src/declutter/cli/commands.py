"""The table of subcommands: what exists, where it lives, and its line in the help."""

from __future__ import annotations

from declutter.cli.group import Lazy

DEFAULT = "clean"

COMMANDS = {
    "clean": Lazy("declutter.cli.clean", "Print the clean story (what happens without a command)."),
    "explain": Lazy("declutter.cli.explain", "Show what was kept and removed, and why."),
    "check": Lazy("declutter.cli.check", "Say what would be removed, as a linter does."),
    "fix": Lazy("declutter.cli.fix", "Clean files in place."),
    "batch": Lazy("declutter.cli.batch", "Clean folders, JSONL, WARC and Parquet on all cores."),
    "learn": Lazy("declutter.cli.learn", "Find what repeats on a site; write it as a rule pack."),
    "rules": Lazy("declutter.cli.rules", "List, show and test rules."),
}
