"""Files of weights: which are taken, and what is said of the others."""

import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

import declutter
from declutter import Config, ConfigError

STORY = "The council met on Monday and voted to close the harbour for a week."
PAGE = f"<html><body><nav><a href='/'>Home</a></nav><article><p>{STORY}</p></article></body></html>"


def stored(path: Path, **changes: object) -> Config:
    """The shipped weights, what they say of themselves changed, as a file of the user's."""
    shipped = resources.files("declutter.judge") / "weights.npz"
    with shipped.open("rb") as stream:
        arrays = dict(np.load(stream))
    known = json.loads(arrays.pop("words").tobytes())
    known = {key: value for key, value in (known | changes).items() if value is not None}
    words = np.frombuffer(json.dumps(known).encode(), dtype=np.uint8)
    np.savez(path, words=words, **arrays)
    return Config(model=str(path))


def test_weights_of_the_users_own_are_taken(tmp_path):
    config = stored(tmp_path / "own.npz")
    assert declutter.clean(PAGE, config=config) == declutter.clean(PAGE)


@pytest.mark.parametrize("layout", [None, "of another version"])
def test_weights_fitted_on_other_columns_are_refused(tmp_path, layout):
    config = stored(tmp_path / "old.npz", layout=layout)
    with pytest.raises(ConfigError, match=r"old\.npz: weights of another version"):
        declutter.clean(PAGE, config=config)


def test_a_file_that_holds_no_weights_is_refused(tmp_path):
    (tmp_path / "notes.npz").write_text("not an archive")
    with pytest.raises(ConfigError, match=r"notes\.npz: not a file of weights"):
        declutter.clean(PAGE, config=Config(model=str(tmp_path / "notes.npz")))
