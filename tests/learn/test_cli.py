"""The commands: `learn`, and `batch --learn`."""

from __future__ import annotations

import json

from tests.learn.texts import texts

SIGN_OFF = "The Orrin Post is your online home for the valley and its rivers."


def write_site(folder, count=8):
    folder.mkdir()
    signed = texts(count, lambda number, paragraphs: paragraphs.append(SIGN_OFF))
    for number, text in enumerate(signed):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return signed


def test_learn_test_clean(run, tmp_path):
    signed = write_site(tmp_path / "orrin")
    told = run("learn", "orrin", "-o", "site.toml", "-j", 1, "--isolated")
    assert told.exit_code == 0, told.output
    assert "declutter: orrin: 1 rules from 8 pages" in told.stderr
    assert "sites" not in (tmp_path / "site.toml").read_text()
    tested = run("rules", "test", "site.toml")
    assert tested.exit_code == 0, tested.output
    plain = run("orrin/0.txt", "--isolated").stdout
    cleaned = run("orrin/0.txt", "--isolated", "--rules", "site.toml").stdout
    assert SIGN_OFF in plain
    assert cleaned.strip() == signed[0].replace(SIGN_OFF, "").strip()


def test_pack_that_is_there_is_not_replaced(run, tmp_path):
    write_site(tmp_path / "orrin")
    (tmp_path / "site.toml").write_text("edited")
    refused = run("learn", "orrin", "-o", "site.toml", "-j", 1)
    assert refused.exit_code == 2
    assert (tmp_path / "site.toml").read_text() == "edited"
    run("learn", "orrin", "-o", "site.toml", "-j", 1, "--overwrite", "-q")
    assert SIGN_OFF in (tmp_path / "site.toml").read_text()


def test_site_is_forced_and_written_to_a_folder(run, tmp_path):
    write_site(tmp_path / "a", 4)
    write_site(tmp_path / "b", 4)
    told = run("learn", "a", "b", "-o", "packs", "-j", 1, "--site", "orrin.example")
    assert told.exit_code == 0, told.output
    assert [path.name for path in (tmp_path / "packs").iterdir()] == ["orrin-example.toml"]


def test_folders_are_sites_of_their_own(run, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    write_site(tmp_path / "a" / "north", 5)
    write_site(tmp_path / "b" / "north", 5)
    (tmp_path / "declutter.toml").write_text('exclude = ["b/north/4.txt"]\n')
    told = run("learn", "a", "b", "-o", "both.toml", "-j", 1)
    assert told.exit_code == 0, told.output
    assert "north: 1 rules from 5 pages" in told.stderr
    assert "north: 1 rules from 4 pages" in told.stderr
    assert "per-path" in told.stderr
    assert run("rules", "test", "both.toml").exit_code == 0


def test_nothing_to_learn_from(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run("learn", "empty", "-j", 1, "--isolated").exit_code == 3
    assert run("learn", "missing", "-j", 1, "--isolated").exit_code == 3


def write_records(path, count=8):
    signed = texts(count, lambda number, paragraphs: paragraphs.append(SIGN_OFF))
    records = [{"id": str(number), "text": text} for number, text in enumerate(signed)]
    # A broken page is a page less to learn from, no more.
    records.insert(3, {"id": "broken"})
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def signed_off(path):
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return sum(SIGN_OFF in (row["text"] or "") for row in rows)


def test_batch_learns_and_cleans(run, tmp_path):
    write_records(tmp_path / "in.jsonl")
    arguments = ("batch", "in.jsonl", "-o", "out.jsonl", "-j", 1, "--isolated")
    told = run(*arguments, "--learn")
    assert told.exit_code == 0, told.output
    assert "declutter: learned 1 rules" in told.stderr
    assert "8 articles, 1 with errors" in told.stderr
    assert signed_off(tmp_path / "out.jsonl") == 0
    assert run("rules", "test", "out.jsonl.rules.toml").exit_code == 0

    # With --resume the rules are taken as they are, edited or not.
    (tmp_path / "out.jsonl").unlink()
    (tmp_path / "out.jsonl.rules.toml").write_text("# none\n")
    assert run(*arguments, "--learn").exit_code == 2
    assert run(*arguments, "--learn", "--resume").exit_code == 0
    assert signed_off(tmp_path / "out.jsonl") == 8


def test_standard_input_cannot_be_read_twice(run):
    refused = run("batch", "-", "-o", "out.jsonl", "--learn", "--isolated")
    assert refused.exit_code == 2
    assert "standard input" in refused.stderr
