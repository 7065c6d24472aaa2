"""Where the characters of a value stand in its file, for values and cuts of every kind."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from declutter.files import cells, records
from declutter.files.spans import Lines, Origin, cut, merged

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CELL = st.text(st.sampled_from('ab",;\n\r\t é'), max_size=12)


@given(TEXT, st.booleans(), st.data())
def test_json_without_some_characters_is_the_json_of_the_rest(text, plain, data):
    written = json.dumps([{"n": 1}, {"text": text, "z": "\\u0041"}], ensure_ascii=plain)
    (value,) = records.document(written, ())
    assert value.text == text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left = cut(written, merged([(value.places[start], value.places[end])]))
    assert json.loads(left) == [{"n": 1}, {"text": text[:start] + text[end:], "z": "\\u0041"}]


@given(st.lists(st.tuples(CELL, CELL), min_size=1), st.sampled_from(",;\t"), st.data())
def test_csv_without_some_characters_is_the_csv_of_the_rest(rows, separator, data):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "text"), *rows])
    written = out.getvalue()
    values = cells.table(written, ())
    assert values is not None
    assert [value.text for value in values] == [text for _, text in rows]
    number = data.draw(st.integers(0, len(rows) - 1))
    value = values[number]
    start = data.draw(st.integers(0, len(value.text)))
    left = cut(written, merged([(value.places[start], value.places[len(value.text)])]))
    again = list(csv.reader(io.StringIO(left, newline=""), delimiter=separator))[1:]
    assert again[number] == [rows[number][0], value.text[:start]]
    assert again[number + 1 :] == [list(row) for row in rows[number + 1 :]]


@given(st.data())
def test_origin_finds_every_character_again(data):
    text = data.draw(st.text("abc\n", max_size=40))
    ends = st.integers(0, len(text))
    cuts = merged(tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends))))
    left = cut(text, cuts)
    origin = Origin(len(text), cuts)
    for place, character in enumerate(left):
        start, end = origin.of((place, place + 1))
        assert text[start:end] == character
        line, column = Lines(text).of(start)
        assert text.split("\n")[line - 1][column - 1 : column] == character.strip("\n")
