"""What all tests share: `--slow` runs the few that take minutes."""

import pytest
from typer.testing import CliRunner

from declutter.cli.app import app


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also run tests that take minutes")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes minutes; runs with --slow only")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="runs with --slow only"))


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command in an empty folder; returns click's result."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    return lambda *args, input=None: runner.invoke(
        app, [str(arg) for arg in args], input=input, prog_name="declutter"
    )
