"""Read rule packs: TOML files, those of the package and those of users."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli

from declutter.errors import RuleError
from declutter.rules.rule import DEFAULT_MAX_WORDS, KINDS, Rule, primary

BUILT_IN = Path(__file__).parent / "packs"

_RULE = "[[rule]]"
_MOST_RULES = 10_000  # of a file of the package

_PACK_KEYS = frozenset(("kind", "language", "sites", "rule"))


class BuiltIn:
    """The package's rules, each file read when a page in one of its languages is met.

    A file's head, what stands before its first rule, says which languages it is for; nothing
    there means any. Rules are numbered in the order of the files, with gaps.
    """

    def __init__(self) -> None:
        self._paths = sorted(BUILT_IN.rglob("*.toml"))
        self._languages = [_languages_of(path) for path in self._paths]
        self._read: dict[int, dict[int, Rule]] = {}

    def spoken(self, language: str | None) -> dict[int, Rule]:
        """Return the rules for pages in a primary language, all of them if that is unknown."""
        return {
            number: rule
            for at, languages in enumerate(self._languages)
            if language is None or not languages or language in languages
            for number, rule in self._rules(at).items()
            if rule.is_for(language)
        }

    def _rules(self, at: int) -> dict[int, Rule]:
        if at not in self._read:
            first = at * _MOST_RULES
            self._read[at] = dict(enumerate(read_pack(self._paths[at]), first))
        return self._read[at]


def _languages_of(path: Path) -> frozenset[str]:
    head = tomli.loads(path.read_text(encoding="utf-8").partition(_RULE)[0])
    return (
        frozenset(map(primary, _strings(head["language"]))) if "language" in head else frozenset()
    )


def load_packs(extra: Sequence[Path] = (), *, built_in: bool = True) -> tuple[Rule, ...]:
    """Return the package's rules followed by those of the files in `extra`.

    Raises RuleError when a file cannot be read, a key is unknown or of the wrong type, a rule
    lacks examples, or two rules share an id.
    """
    paths = sorted(BUILT_IN.rglob("*.toml")) if built_in else []
    rules: dict[str, Rule] = {}
    for path in (*paths, *extra):
        for rule in read_pack(Path(path)):
            if rule.id in rules:
                raise RuleError(
                    f"{path}: rule {rule.id}: key `id`: also used in {rules[rule.id].source}"
                )
            rules[rule.id] = rule
    return tuple(rules.values())


def read_pack(path: Path) -> Iterator[Rule]:
    """Yield the rules of one pack file; raises RuleError as `load_packs` does."""
    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not a TOML file: {error}") from error
    for key in data.keys() - _PACK_KEYS:
        raise RuleError(f"{path}: key `{key}` is unknown; a pack has {_listed(_PACK_KEYS)}")
    tables = data.get("rule")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{path}: key `rule`: a pack needs one [[rule]] table or more")
    for number, table in enumerate(tables, 1):
        yield _rule(table, data, path, number)


def _rule(table: Mapping[str, Any], pack: Mapping[str, Any], path: Path, number: int) -> Rule:
    name = table.get("id")
    if not isinstance(name, str) or "." not in name.strip("."):
        raise RuleError(f"{path}: rule {number}: key `id`: must be `kind.name`, is {name!r}")
    values: dict[str, Any] = {"kind": pack.get("kind") or name.partition(".")[0]}
    if "language" in pack:
        values["languages"] = _strings(pack["language"])
    if "sites" in pack:
        values["sites"] = _strings(pack["sites"])
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise RuleError(f"{path}: rule {name}: key `{key}` is unknown")
        try:
            if key == "tag":
                values["tag"], values["not_tag"] = _tags(value)
                continue
            values[_FIELDS.get(key, key)] = reader(value)
        except ValueError as error:
            raise RuleError(f"{path}: rule {name}: key `{key}`: {error}") from error
    return _complete(values, path, name)


def _complete(values: dict[str, Any], path: Path, name: str) -> Rule:
    for key in ("says", "drop", "keep"):
        if not values.get(key) and values.get(key) != 0.0:
            raise RuleError(f"{path}: rule {name}: key `{key}` is missing")
    if values["kind"] not in KINDS:
        raise RuleError(
            f"{path}: rule {name}: key `kind`: {values['kind']!r} is none of {_listed(KINDS)}"
        )
    on_text = any(values.get(key) for key in ("line", "starts", "ends", "pattern"))
    if on_text:
        values.setdefault("max_words", DEFAULT_MAX_WORDS)
    elif not values.keys() & _CONDITIONS:
        raise RuleError(f"{path}: rule {name}: has no condition")
    own = BUILT_IN in path.parents
    return Rule(**values, source=str(path), decides=not own and isinstance(values["says"], str))


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("must be a string or a list of strings")
    if not value or not all(item.strip() for item in value):
        raise ValueError("must not be empty")
    return tuple(value)


def _tags(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags that are wanted, and those that are not, which are written with a `!`."""
    tags = _strings(value)
    wanted = tuple(tag.lower() for tag in tags if not tag.startswith("!"))
    return wanted, tuple(tag[1:].lower() for tag in tags if tag.startswith("!"))


def _string(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("must be a string")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("must be a whole number, 0 or more")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _says(value: Any) -> str | float:
    if value in ("drop", "keep"):
        return str(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return float(value)
    raise ValueError('must be "drop", "keep" or a number')


def _range(value: Any) -> tuple[float, float]:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(end, int | float) for end in value)
        or not 0 <= value[0] <= value[1] <= 1
    ):
        raise ValueError("must be two numbers from 0 to 1, the lower first")
    return float(value[0]), float(value[1])


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {_listed(allowed)}")
        return str(value)

    return read


def _listed(names: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names))


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "id": _string,
    "kind": _string,
    "says": _says,
    "line": _strings,
    "starts": _strings,
    "ends": _strings,
    "pattern": _strings,
    "max_words": _count,
    "min_words": _count,
    "tag": _strings,
    "class": _strings,
    "within": _count,
    "input": _one_of("html", "text"),
    "languages": _strings,
    "sites": _strings,
    "link_density": _range,
    "sentence": _flag,
    "position": _one_of("lead", "body", "tail"),
    "next_to": _strings,
    "after": _strings,
    "repeats": _one_of("headline", "caption", "block", "piece"),
    "drop": _strings,
    "keep": _strings,
}
_FIELDS = {"class": "classes"}
_CONDITIONS = frozenset(
    """tag classes link_density sentence max_words min_words position next_to after repeats""".split()
)
