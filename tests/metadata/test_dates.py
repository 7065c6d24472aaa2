"""Dates: from what pages write to ISO 8601."""

import pytest

from declutter.metadata import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-03T08:15:00+02:00", "2024-05-03T08:15:00+02:00"),
        ("2024-05-03T08:15:00.000Z", "2024-05-03T08:15:00+00:00"),
        ("2024-05-03T08:15:00+0200", "2024-05-03T08:15:00+02:00"),
        ("2024-05-03 08:15:27 -05:00", "2024-05-03T08:15:27-05:00"),
        ("2024-05-03", "2024-05-03"),
        ("2024-5-3", "2024-05-03"),
        ("20240503T081500Z", "2024-05-03T08:15:00+00:00"),
        ("2024/05/03", "2024-05-03"),
        ("Fri, 03 May 2024 08:15:00 GMT", "2024-05-03T08:15:00"),
        ("1714724100", "2024-05-03T08:15:00+00:00"),
        ("1714724100000", "2024-05-03T08:15:00+00:00"),
        ("May 3, 2024", "2024-05-03"),
        ("Friday May 3rd, 2024 at 8:15 pm", "2024-05-03T20:15:00"),
        ("3 May 2024", "2024-05-03"),
        ("3. Mai 2024, 8:15 Uhr", "2024-05-03T08:15:00"),
        ("3 de mayo de 2024", "2024-05-03"),
        ("3 mai 2024 à 08h15", "2024-05-03T08:15:00"),
        ("3 maggio 2024", "2024-05-03"),
        ("3 мая 2024", "2024-05-03"),
        ("3 Mayıs 2024", "2024-05-03"),
        ("3 maja 2024", "2024-05-03"),
        ("03.05.2024", "2024-05-03"),
        ("03.05.24 | 14:07 Uhr", "2024-05-03T14:07:00"),
        ("2024年5月3日", "2024-05-03"),
        ("2024년 5월 3일", "2024-05-03"),
        ("5/3/2024", "2024-05-03"),
        ("13/5/2024", "2024-05-13"),
    ],
)
def test_parse(text, iso):
    assert dates.parse(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "May",
        "2024",
        "13.13.2024",
        "1066-10-14",
        "version 2.1.24000",
        "12:30",
        "2024-02-31",
    ],
)
def test_no_date(text):
    assert dates.parse(text) is None


def test_day_first():
    assert dates.parse("3/5/2024", month_first=False) == "2024-05-03"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://post.example/2024/05/03/ferry", "2024-05-03"),
        ("https://post.example/news/2024-05-03-ferry.html", "2024-05-03"),
        ("https://post.example/a/20240503/ferry", "2024-05-03"),
        ("https://post.example/story/19852382/ferry", None),
        ("https://post.example/ferry?d=2024-05-03", None),
    ],
)
def test_from_url(url, day):
    assert dates.from_url(url) == day
