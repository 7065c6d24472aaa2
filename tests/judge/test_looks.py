"""How the looks at a page are put together where it stays unsettled."""

import numpy as np

from declutter.judge.pages import reconsidered


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_vote_moves_the_first_look_and_does_not_replace_it() -> None:
    first, voted = floats(0.6, 0.4, 0.3), floats(0.1, 0.9, 0.3)
    found = reconsidered(first, voted)
    assert voted[0] < found[0] < first[0]
    assert first[1] < found[1] < voted[1]
    assert found[2] == np.float32(0.3)
    assert (np.abs(found - first)[:2] < np.abs(found - voted)[:2]).all()


def test_what_the_sieve_stopped_stays_out() -> None:
    assert reconsidered(floats(0.0, 0.5), floats(0.0, 0.5)).tolist() == [0.0, 0.5]
