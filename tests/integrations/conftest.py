from __future__ import annotations

import pytest

from tests.integrations.examples import python_path, write_inputs


@pytest.fixture
def beside_inputs(tmp_path, monkeypatch):
    """The working directory of an example, with the files that it reads."""
    write_inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", python_path())
    return tmp_path
