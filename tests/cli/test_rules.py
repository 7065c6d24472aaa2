import json
import tomllib

import pytest

PACK = """
kind = "contact"
[[rule]]
id = "contact.desk"
says = "drop"
starts = ["Reach the desk"]
pattern = ['^desk\\d+@']
max_words = 20
drop = ["Reach the desk at desk@ex.test", "desk12@ex.test"]
keep = ["Nobody could reach the desk of the minister on Tuesday."]
"""


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "desk.toml"
    path.write_text(PACK)
    return path


def test_list(run):
    shown = run("rules", "list")
    assert shown.exit_code == 0
    assert any(
        line.split() == ["ad.label", "drop", "everywhere"] for line in shown.stdout.splitlines()
    )
    only = run("rules", "list", "caption", "--language", "de").stdout.splitlines()
    assert only
    assert all(line.startswith("caption.") for line in only)
    assert len(only) < len(run("rules", "list", "caption").stdout.splitlines())


def test_list_as_data_with_a_pack_of_ones_own(run, pack):
    listed = json.loads(run("rules", "list", "--rules", pack, "-f", "json", "contact.desk").stdout)
    assert [rule["id"] for rule in listed] == ["contact.desk"]
    assert listed[0]["source"] == str(pack)
    assert listed[0]["starts"] == ["Reach the desk"]


def test_rules_of_the_settings_are_listed(run, pack, tmp_path):
    (tmp_path / "declutter.toml").write_text('rules = ["desk.toml"]')
    assert "contact.desk" in run("rules", "list").stdout
    assert run("rules", "list", "--isolated", "contact.desk").exit_code == 2


def test_show_gives_the_rule_as_a_pack_has_it(run, pack):
    shown = run("rules", "show", "contact.desk", "--rules", pack).stdout
    assert "pattern = ['^desk\\d+@']" in shown
    ours = tomllib.loads(shown)["rule"][0]
    written = {"kind": "contact", **tomllib.loads(PACK)["rule"][0]}
    assert ours == written


def test_every_rule_can_be_shown(run, tmp_path):
    # What is shown is a pack again, and means the same.
    from declutter.rules import load_packs, read_pack

    for rule in load_packs()[::40]:
        copy = tmp_path / "copy.toml"
        copy.write_text(run("rules", "show", rule.id).stdout, encoding="utf-8")
        (again,) = read_pack(copy)
        fields = set(rule.__slots__) - {"source", "decides"}
        assert {f: getattr(again, f) for f in fields} == {f: getattr(rule, f) for f in fields}


def test_show_what_is_not_there(run):
    result = run("rules", "show", "ad.labl")
    assert result.exit_code == 2
    assert "no rule is called 'ad.labl'; like it are ad.label" in result.stderr


def test_examples_that_hold(run, pack):
    result = run("rules", "test", pack)
    assert (result.exit_code, result.stdout) == (0, "1 rule, 3 examples: all right\n")


def test_packs_of_the_package_can_be_tested_too(run, pack):
    from declutter.rules.pack import BUILT_IN

    told = run("rules", "test", BUILT_IN / "share.toml", pack)
    assert told.exit_code == 0
    assert int(told.stdout.split()[0]) > 1


def test_examples_that_fail(run, pack):
    pack.write_text(PACK.replace('"desk12@ex.test"', '"Call us"'))
    result = run("rules", "test", pack)
    assert result.exit_code == 1
    assert "contact.desk: does not match its drop example: 'Call us'" in result.stdout
    assert result.stdout.endswith("1 rule, 3 examples: 1 wrong\n")


@pytest.mark.parametrize("text", ["[[rule]]", "kind = 3", "x = [", PACK.replace("desk.", "x")])
def test_packs_that_are_wrong(run, pack, text):
    pack.write_text(text if "contact" not in text else PACK.replace("contact.desk", "ad.label"))
    result = run("rules", "test", pack)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"declutter: {pack}: ")
    assert result.stderr.count("\n") == 1
