"""What the README shows is what the command does."""

import re
from pathlib import Path

import pytest

import declutter

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _session() -> tuple[str, str]:
    block = re.search(r"```console\n\$ cat scraped\.txt\n(.*?)```", README, re.DOTALL)
    assert block
    before, after = block[1].split("$ declutter < scraped.txt\n")
    return before, after


def test_the_opening_example_comes_out_as_shown() -> None:
    before, after = _session()
    assert declutter.clean(before, input="text").text == after.strip()


def test_what_it_loses_is_metadata() -> None:
    known = declutter.clean(_session()[0], input="text").metadata
    assert known.title == "Ferry line reopens after five winters"
    assert known.authors == ("Coastline Desk",)
    assert known.dateline == "Oslo"


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_main_command_names_a_fixture() -> None:
    command = README.split("<!-- main-command -->")[1].split("```")[1]
    assert (ROOT / command.split()[-1]).is_file()
