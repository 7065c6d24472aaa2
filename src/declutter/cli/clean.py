"""`declutter [FILES]`: the clean story of pages and scraped texts."""

from __future__ import annotations

import itertools
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from declutter.cli import exits, inputs
from declutter.cli.commands import COMMANDS
from declutter.cli.options import (
    ConfigOption,
    EncodingOption,
    IgnoreOption,
    InputOption,
    IsolatedOption,
    QuietOption,
    RulesOption,
    SelectOption,
    Settings,
    UrlOption,
    VerboseOption,
    settings,
)
from declutter.cli.output import Format, destination, format_of, written
from declutter.config import Config
from declutter.errors import DeclutterError, InputError

if TYPE_CHECKING:
    from declutter.article import Article
    from declutter.cleaner import Cleaner

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(context_settings={"help_option_names": ["-h", "--help"]})
def clean(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILES", help="Pages or texts; `-` or none is standard input."),
    ] = None,
    url: UrlOption = None,
    input: InputOption = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "-f", "--format", help="The output; by the ending of -o unless said, or text."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write.")
    ] = None,
    encoding: EncodingOption = None,
    rules: RulesOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Print the clean story of pages and scraped texts."""
    if len(files or ()) > 1 and url:
        raise typer.BadParameter("one address cannot be that of several pages", param_hint="--url")
    form = form or format_of(output)
    if len(files or ()) > 1 and form == "json":
        raise typer.BadParameter("json holds one page; take jsonl", param_hint="--format")
    if not files and inputs.is_terminal():
        typer.echo((ctx.parent or ctx).get_help(), err=True)
        raise typer.Exit(exits.USAGE)
    names = files or [inputs.STDIN]
    run = _Run(settings(config, isolated, select, ignore, rules, input), url, encoding)
    run.quiet, run.verbose = quiet, verbose
    articles = run.articles(names)
    first = next(articles, None)
    if first is not None:
        pieces = written(itertools.chain([first], articles), form, several=len(names) > 1)
        with destination(output) as out:
            for piece in pieces:
                out.write(piece)
                out.flush()  # the next input may be long in coming
    if run.failed:
        raise typer.Exit(exits.INPUT)


class _Run:
    """One call of the command: its settings, and whether some input failed."""

    def __init__(self, settings: Settings, url: str | None, encoding: str | None) -> None:
        self.settings = settings
        self.url = url
        self.encoding = encoding
        self.quiet = self.verbose = self.failed = False
        self.cleaners: dict[Config, Cleaner] = {}

    def articles(self, names: list[str]) -> Iterator[tuple[str, Article]]:
        """Yield the names and articles of the inputs that could be cleaned; tell of the others."""
        for name in names:
            started = time.perf_counter()
            config = self.settings.for_file(None if name == inputs.STDIN else Path(name))
            try:
                article = self._article(name, config)
            except InputError as error:
                self._fail(name, str(error))
            except DeclutterError:
                raise  # settings or rules are wrong: so will it be with the next
            except Exception as error:
                # A fault of ours on one page must not cost the others.
                self._fail(name, f"internal error: {type(error).__name__}: {error}")
                if self.verbose:
                    traceback.print_exc()
            else:
                self._tell(name, article, time.perf_counter() - started)
                yield name, article

    def _article(self, name: str, config: Config) -> Article:
        data = inputs.read(name, config.max_bytes, COMMANDS)
        cleaner = self._cleaner(config)
        source = inputs.decoded(data, self.encoding)
        return cleaner.clean(source, url=self.url, input=config.input)

    def _cleaner(self, config: Config) -> Cleaner:
        if config not in self.cleaners:
            from declutter.cleaner import Cleaner

            self.cleaners[config] = Cleaner(config)
        return self.cleaners[config]

    def _fail(self, name: str, reason: str) -> None:
        self.failed = True
        typer.echo(f"declutter: {inputs.shown(name)}: {reason}", err=True)

    def _tell(self, name: str, article: Article, seconds: float) -> None:
        if article.note and not self.quiet:
            typer.echo(f"declutter: {inputs.shown(name)}: {article.note}", err=True)
        if self.verbose:
            kinds = Counter(removal.kind for removal in article.removed)
            counts = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
            typer.echo(
                f"declutter: {inputs.shown(name)}: {article.input}, {len(article.blocks)} blocks kept, "
                f"{len(article.removed)} removed{f' ({counts})' if counts else ''}, "
                f"confidence {article.confidence:.2f}, {seconds:.2f} s",
                err=True,
            )
