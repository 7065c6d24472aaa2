"""The package as its users meet it."""

import doctest
import importlib
import pickle
import pkgutil
import subprocess
import sys
import typing
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import pytest

import declutter
from declutter import Article, Cleaner, Config, Metadata, Removal, TextBlock
from tests.show_fixture import fixtures

PAGES = [fixture for fixture in fixtures() if fixture.expected][:12]

# What needs something that is not always installed, and what does its work when imported.
NOT_IMPORTED = ("declutter.integrations.", "declutter.batch.warm")

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(declutter.__path__, "declutter.")
    if not module.name.startswith(NOT_IMPORTED) and not module.name.endswith("__main__")
)

USER_CODE = """
from declutter import Article, Cleaner, Config, DeclutterError, Metadata, clean

def titles(pages: list[bytes]) -> list[str | None]:
    cleaner = Cleaner(Config(ignore=("caption",)))
    try:
        articles: list[Article] = [cleaner.clean(page, url="https://a.example/") for page in pages]
    except DeclutterError:
        return []
    known: list[Metadata] = [article.metadata for article in articles]
    reveal_type(clean("x").text)
    return [each.title for each in known]

Cleaner().clean(5)
"""


def test_all_is_there():
    for name in declutter.__all__:
        assert getattr(declutter, name) is not None


def test_what_is_not_there_says_so():
    with pytest.raises(AttributeError, match="no attribute 'purify'"):
        declutter.purify  # noqa: B018


def test_star_import():
    names = {}
    exec("from declutter import *", names)
    assert set(declutter.__all__) <= set(names)


def test_types_are_shipped():
    assert resources.files("declutter").joinpath("py.typed").is_file()
    assert resources.files("declutter.judge").joinpath("weights.npz").is_file()


@pytest.mark.parametrize("name", ["clean", "Cleaner.clean", "Cleaner.__init__", "Article.to_dict"])
def test_public_functions_say_their_types(name):
    target = declutter
    for part in name.split("."):
        target = getattr(target, part)
    hints = typing.get_type_hints(target)
    assert "return" in hints


@pytest.mark.parametrize("kind", [Article, Metadata, Removal, TextBlock, Config])
def test_results_cannot_be_changed_by_accident(kind):
    fields = {"kind": "ad", "rule": "x", "text": "x", "where": "line 1"} if kind is Removal else {}
    made = kind("x") if kind is TextBlock else kind(**fields)
    with pytest.raises(AttributeError):
        setattr(made, next(iter(typing.get_type_hints(kind))), "changed")


@pytest.mark.slow
def test_user_code_is_checked(tmp_path):
    mypy = pytest.importorskip("mypy.api")
    (tmp_path / "user.py").write_text(USER_CODE)
    out, _, _ = mypy.run(["--strict", "--cache-dir", str(tmp_path), str(tmp_path / "user.py")])
    complaints = [line for line in out.splitlines() if "error:" in line and "user.py" in line]
    assert len(complaints) == 1, out
    assert '"int"' in complaints[0]
    assert "Revealed type is" in out
    assert "Any" not in out


def test_article_is_picklable():
    for fixture in PAGES:
        assert pickle.loads(pickle.dumps(fixture.article)) == fixture.article


def test_cleaner_is_picklable():
    cleaner = Cleaner(Config(ignore=("caption",), language="en"))
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.config == cleaner.config
    page = PAGES[0].page.read_bytes()
    assert again.clean(page) == cleaner.clean(page)


def test_threads_get_what_one_gets():
    cleaner = Cleaner()
    sources = [fixture.page.read_bytes() for fixture in PAGES] * 3
    expected = [fixture.article for fixture in PAGES] * 3
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(cleaner.clean, sources)) == expected


def test_importing_is_light():
    code = "import sys, declutter; print([m for m in sys.modules if m in "
    code += "('numpy', 'trafilatura', 'lxml', 'bs4', 'typer', 'rich', 're2')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_there_are_modules_to_look_at():
    assert "declutter.cleaner" in MODULES
    assert len(MODULES) > 30


@pytest.mark.parametrize("name", ["declutter", *MODULES])
def test_examples_in_the_documentation_are_true(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_the_documentation_has_examples():
    for name in ("declutter", "declutter.cleaner"):
        assert doctest.testmod(importlib.import_module(name)).attempted > 0
