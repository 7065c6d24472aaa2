"""Names: taken apart, cased, told from roles and desks."""

import pytest

from declutter.metadata import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Nora Lindqvist", ["Nora Lindqvist"]),
        ("Written by: Nora Lindqvist and Ole Brandt", ["Nora Lindqvist", "Ole Brandt"]),
        ("Nora Lindqvist, Ole Brandt & Ana Díaz", ["Nora Lindqvist", "Ole Brandt", "Ana Díaz"]),
        ("Nora Lindqvist | Senior Reporter", ["Nora Lindqvist"]),
        ("Nora Lindqvist, Political Editor", ["Nora Lindqvist"]),
        ("Nora Lindqvist (Holmvik)", ["Nora Lindqvist"]),
        ("Nora Lindqvist • @norawrites • nora@post.example", ["Nora Lindqvist"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Anna Vogt und Jörg Maier", ["Anna Vogt", "Jörg Maier"]),
        ("Chloé Martel et Luc Noir", ["Chloé Martel", "Luc Noir"]),
        ("Marta Conti e Ugo Neri", ["Marta Conti", "Ugo Neri"]),
        ("Ирина Лебедева и Пётр Орлов", ["Ирина Лебедева", "Пётр Орлов"]),
        ("王小明、李華", ["王小明", "李華"]),
        ("王小明和李華", ["王小明", "李華"]),
        ("Mette Holm og Ole Brandt", ["Mette Holm", "Ole Brandt"]),
        ("srf/hosb;kesm", ["srf/hosb", "kesm"]),
        ("Nora Lindqvist; kesm", ["Nora Lindqvist"]),
        (
            "Nora Lindqvist, Sr. Director of Operations, Atlas - 10+ Years at Sea",
            ["Nora Lindqvist"],
        ),
        ("Author:", []),
        ("https://post.example/people/nora", []),
        ("5 min read", []),
        ("Von Trapp", ["Von Trapp"]),
    ],
)
def test_split(text, found):
    assert list(names.split(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Von Anna Vogt", ["Anna Vogt"]),
        ("Di Marta Conti", ["Marta Conti"]),
        ("By Nora Lindqvist for the Harbour Post", ["Nora Lindqvist"]),
    ],
)
def test_split_of_a_byline(text, found):
    assert list(names.split(text, byline=True)) == found


@pytest.mark.parametrize(
    ("name", "cased"),
    [
        ("NORA LINDQVIST", "Nora Lindqvist"),
        ("nora lindqvist", "Nora Lindqvist"),
        ("Bill MCCARTHY", "Bill McCarthy"),
        ("SEAN O'BRIEN-SMITH", "Sean O'Brien-Smith"),
        ("LUDWIG VAN DER MEER", "Ludwig van der Meer"),
        ("J.K. BRANDT", "J.K. Brandt"),
        ("AFP", "AFP"),
        ("jsmith", "jsmith"),
        ("Nora de la Cruz", "Nora de la Cruz"),
    ],
)
def test_recase(name, cased):
    assert names.recase(name) == cased


def test_unique_folds_case_hyphens_and_stops():
    given = [
        "Nora Lindqvist",
        "NORA LINDQVIST",
        "Miguel A. Ruiz",
        "Miguel A Ruiz",
        "Ana-Díaz",
        "Ana Díaz",
    ]
    assert names.unique(given) == ["Nora Lindqvist", "Miguel A. Ruiz", "Ana-Díaz"]


@pytest.mark.parametrize("name", ["Nora Lindqvist", "Ole B. Brandt", "Иван Петров", "王小明"])
def test_people(name):
    assert names.is_person(name)


@pytest.mark.parametrize(
    "name", ["dpa", "Reuters", "News Desk", "Redaktion", "post.example", "admin", "Nora"]
)
def test_not_surely_people(name):
    assert not names.is_person(name)


@pytest.mark.parametrize("name", ["Fact Checked", "Travel Guides", "The Islands", "May December"])
def test_not_strictly_people(name):
    assert not names.is_strict_person(name)
