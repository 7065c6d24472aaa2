import pickle

import pytest

from declutter.config import DEFAULT_MAX_BYTES, Config
from declutter.errors import ConfigError


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


FULL = """
select = ["ad", "byline"]
ignore = ["caption.file-photo"]
rules = ["packs/desk.toml"]
exclude = ["drafts/", "*.bak"]
language = "de"
input = "text"
min-confidence = 0.5
max-bytes = 1000
model = "weights.json"

[per-path."archive/**"]
ignore = ["legal"]
input = "html"
"""


def test_every_key_of_a_declutter_toml(tmp_path):
    file = write(tmp_path / "declutter.toml", FULL)
    config = Config.find(tmp_path)
    assert config.select == ("ad", "byline")
    assert config.ignore == ("caption.file-photo",)
    assert config.rules == (str(tmp_path / "packs/desk.toml"),)
    assert config.language == "de"
    assert config.input == "text"
    assert config.min_confidence == 0.5
    assert config.max_bytes == 1000
    assert config.model == str(tmp_path / "weights.json")
    assert (config.root, config.source) == (str(tmp_path), str(file))


def test_the_nearest_file_upwards_holds(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.declutter]\nignore = ["ad"]\n')
    write(tmp_path / "a/pyproject.toml", "[tool.ruff]\n")  # has nothing for us: look further up
    write(tmp_path / "a/b/story.txt", "x")
    assert Config.find(tmp_path / "a/b/story.txt").ignore == ("ad",)
    write(tmp_path / "a/declutter.toml", 'ignore = ["share"]\n')
    assert Config.find(tmp_path / "a/b").ignore == ("share",)
    assert Config.find(tmp_path / "elsewhere").ignore == ("ad",)


def test_a_declutter_toml_goes_before_the_pyproject_beside_it(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.declutter]\nignore = ["ad"]\n')
    write(tmp_path / "declutter.toml", "")
    assert Config.find(tmp_path).ignore == ()


def test_no_file_no_settings(tmp_path):
    assert Config.find(tmp_path) == Config()
    assert Config().max_bytes == DEFAULT_MAX_BYTES


def test_per_path_overrides_add_ignores_and_replace_the_rest(tmp_path):
    config = Config.read(write(tmp_path / "declutter.toml", FULL))
    archived = config.for_path(tmp_path / "archive/1999/story.html")
    assert archived.ignore == ("caption.file-photo", "legal")
    assert archived.input == "html"
    assert archived.language == "de"
    assert config.for_path(tmp_path / "today/archive.html") == config


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("drafts/", "drafts/a.txt", True),
        ("drafts/", "news/drafts/a/b.txt", True),
        ("drafts", "draftsman.txt", False),
        ("*.bak", "news/a.bak", True),
        ("*.bak", "news/a.bak.txt", False),
        ("news/*.txt", "news/a.txt", True),
        ("news/*.txt", "news/b/a.txt", False),
        ("news/*.txt", "old/news/a.txt", False),
        ("news/**/*.txt", "news/a.txt", True),
        ("news/**/*.txt", "news/b/c/a.txt", True),
        ("**/cache/**", "a/cache/b/c", True),
        ("200?-[01][!9].txt", "2001-05.txt", True),
        ("200?-[01][!9].txt", "2001-09.txt", False),
        ("a+(b).txt", "a+(b).txt", True),
        ("*", "../outside.txt", False),
    ],
)
def test_globs(tmp_path, glob, path, matches):
    root = tmp_path / "root"
    config = Config(exclude=(glob,), root=str(root))
    assert config.excludes(root / path) is matches


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('selct = ["ad"]', "unknown key `selct`; did you mean `select`?"),
        ("min_confidence = 0.5", "unknown key `min_confidence`; did you mean `min-confidence`?"),
        ("colour = 1", "unknown key `colour`; known are select"),
        ('select = "ad"', "key `select` must be a list of strings, is 'ad'"),
        ("rules = [1]", "key `rules` must be a list of strings"),
        ("min-confidence = 2", "key `min-confidence` must be a number from 0 to 1, is 2"),
        ("min-confidence = true", "key `min-confidence` must be a number"),
        ("max-bytes = -1", "key `max-bytes` must be a whole number of bytes"),
        ('input = "pdf"', "key `input` must be"),
        ("language = 3", "key `language` must be a string"),
        ('exclude = ["[z-a]"]', "key `exclude` must be a glob"),
        ("per-path = 1", "key `per-path` must be a table"),
        ('[per-path]\n"*.txt" = 1', "key `per-path.*.txt` must be a table"),
        ('[per-path."*.txt"]\nexclude = ["x"]', "unknown key `per-path.*.txt.exclude`"),
        ('[per-path."[z-a]"]\nselect = ["x"]', "key `per-path.[z-a]` must be a glob"),
        ("select = [", "not a TOML file"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(tmp_path, text, says):
    file = write(tmp_path / "declutter.toml", text)
    with pytest.raises(ConfigError) as caught:
        Config.find(tmp_path)
    assert str(caught.value).startswith(f"{file}: ")
    assert says in str(caught.value)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        Config.read(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match=r"has no \[tool.declutter\] table"):
        Config.read(write(tmp_path / "pyproject.toml", ""))
    with pytest.raises(ConfigError, match=r"`tool.declutter` must be a table"):
        Config.read(write(tmp_path / "pyproject.toml", "[tool]\ndeclutter = 1"))


def test_a_config_travels_and_is_a_key(tmp_path):
    config = Config.read(write(tmp_path / "declutter.toml", FULL))
    assert pickle.loads(pickle.dumps(config)) == config
    assert {config: 1}[Config.read(tmp_path / "declutter.toml")] == 1
