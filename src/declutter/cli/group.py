"""A command group with a default command, whose subcommands are imported when they are called."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperGroup

from declutter.cli.exits import INPUT, INTERRUPTED, OK, USAGE
from declutter.errors import DeclutterError, InputError


@dataclass(frozen=True, slots=True)
class Lazy:
    """A subcommand: the module whose typer `app` it is or is in, and its line in the help."""

    module: str
    help: str


class LazyGroup(TyperGroup):
    """Finds subcommands by name in `table`; arguments that name none go to the `default`.

    Errors of the library that come through become one line on stderr and an exit code.
    """

    table: Mapping[str, Lazy] = {}
    default = ""
    own_options: frozenset[str] = frozenset()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command first when the arguments name no other."""
        if not args or (args[0] not in self.table and args[0] not in self.own_options):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the subcommands, in the help's order."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the subcommand."""
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(self.table[cmd_name].module)
        command = typer.main.get_command(module.app)
        # A module may hold several subcommands.
        command = getattr(command, "commands", {}).get(cmd_name, command)
        command.name = cmd_name
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the subcommand; turn what the library raises into a line and an exit code."""
        # What the parsers log about a page is no message of ours.
        if not logging.getLogger().handlers:
            logging.getLogger().addHandler(logging.NullHandler())
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            raise typer.Exit(OK) from None
        except InputError as error:
            typer.echo(f"declutter: {error}", err=True)
            raise typer.Exit(INPUT) from None
        except DeclutterError as error:
            typer.echo(f"declutter: {error}", err=True)
            raise typer.Exit(USAGE) from None
        except OSError as error:
            # Reading is guarded where it happens: this is a place that cannot be written to.
            place = error.filename2 or error.filename or "the output"
            typer.echo(f"declutter: {place}: {error.strerror}", err=True)
            raise typer.Exit(USAGE) from None
