"""Metadata of text that someone already scraped."""

import pytest

from declutter import metadata
from declutter.blocks import Block, Page

STORY = (
    "The ferry Aurora sailed into the harbour on Tuesday, eleven months after a fire in her engine "
    "room had stopped the only link to the outer islands, and hundreds stood on the quay in Holmvik."
)


def read(text, removed=()):
    lines = [
        Block(line.strip(), line=i + 1) for i, line in enumerate(text.split("\n")) if line.strip()
    ]
    return metadata.from_text(Page(lines, input="text"), removed)


def test_form_alone_tells_headline_desk_and_dateline():
    found = read(
        f"""Advertisment

        Ferry Aurora returns to the outer islands after eleven months

        author-image
        Harbour Post Desk
        Updated On
        New Update
        Aurora ferry

        Holmvik: {STORY}

        Subscribe"""
    )
    assert found.title == "Ferry Aurora returns to the outer islands after eleven months"
    assert found.authors == ("Harbour Post Desk",)
    assert found.dateline == "Holmvik"
    assert found.language == "en"
    assert found.published is None
    assert found.sources["title"] == "line"


@pytest.mark.parametrize(
    ("head", "authors", "published", "modified"),
    [
        ("By Nora Lindqvist and Ole Brandt\nMay 3, 2024", ("Nora Lindqvist", "Ole Brandt"), "2024-05-03", None),
        ("Nora Lindqvist\nPublished: 3 May 2024 08:15\nUpdated: 4 May 2024", ("Nora Lindqvist",),
         "2024-05-03T08:15:00", "2024-05-04"),
        ("Updated On: May 4, 2024", (), None, "2024-05-04"),
        ("Last updated\nMay 4, 2024\nPosted\nMay 3, 2024", (), "2024-05-03", "2024-05-04"),
        ("Von Anna Vogt, 03.05.2024", ("Anna Vogt",), "2024-05-03", None),
        ("Actualizado el 4 de mayo de 2024", (), None, "2024-05-04"),
    ],
)  # fmt: skip
def test_byline_and_date_lines(head, authors, published, modified):
    found = read(f"Ferry Aurora returns to the islands\n{head}\n{STORY}")
    assert found.title == "Ferry Aurora returns to the islands"
    assert (found.authors, found.published, found.modified) == (authors, published, modified)


def test_judged_lines_settle_title_and_byline():
    text = (
        f"A longer line that might well be taken for the headline\nFerry back\nPost Team\n{STORY}"
    )
    found = read(text, [("headline", "Ferry back"), ("byline", "Post Team")])
    assert found.title == "Ferry back"
    assert found.authors == ("Post Team",)


def test_markdown_headline():
    assert read(f"# Ferry back at sea\n{STORY}").title == "Ferry back at sea"


def test_story_alone_has_neither_title_nor_author():
    found = read(f"{STORY}\n{STORY} By then, Nora Lindqvist had left.")
    assert (found.title, found.authors, found.published) == (None, (), None)


def test_empty_text():
    assert read("").sources == {}


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Anna Vogt (Holmvik)", ("Anna Vogt",)),
        ("한서연 기자", ("한서연",)),
        ("记者 周晓岚", ("周晓岚",)),
        ("〔記者林宥萱／鹿角報導〕", ("林宥萱",)),
        ("（北村葵）", ("北村葵",)),
        ("โดย ปิยะดา วงศ์ทอง", ("ปิยะดา วงศ์ทอง",)),
        ("מאת נעה ברקאי", ("נעה ברקאי",)),
        ("بقلم: هالة الشامي", ("هالة الشامي",)),
        ("रश्मि तिवारी, कछारपुर", ("रश्मि तिवारी",)),
        ("रश्मि तिवारी, नई दिल्ली", ("रश्मि तिवारी",)),
        ("শাহানা পারভীন, চর কাঁঠালিয়া থেকে", ("শাহানা পারভীন",)),
        ("Thứ bảy, 15/11/2025, 06:00 (GMT+7)", ()),
        ("来源：临江晚报", ()),
        ("责任编辑：何伟", ()),
        ("有料記事", ()),
        ("土曜日", ()),
        ("Edited By: Sneha Pillai", ()),
    ],
)
def test_names_in_a_line_judged_to_be_a_byline(line, authors):
    found = read(f"Ferry Aurora returns to the islands\n{line}\n{STORY}", [("byline", line)])
    assert found.authors == authors


def test_byline_below_a_standfirst_as_long_as_a_paragraph():
    found = read(
        f"Ferry Aurora returns to the islands\n{STORY}\nNora Lindqvist\n3 May 2024\n{STORY} More.",
        [("byline", "Nora Lindqvist"), ("byline", "3 May 2024")],
    )
    assert (found.authors, found.published) == (("Nora Lindqvist",), "2024-05-03")


def test_part_of_a_standfirst_is_no_name():
    found = read(
        "Ferry Aurora returns to the islands\n"
        "What began with a fire became a summer of rowing, Without Tickets And Timetables\n"
        f"Nora Lindqvist\n3 May 2024\n{STORY}",
        [("byline", "Nora Lindqvist"), ("byline", "3 May 2024")],
    )
    assert found.authors == ("Nora Lindqvist",)


def test_byline_above_all_others_the_nearest_below_the_headline():
    found = read(
        f"Per Ek\nFerry Aurora returns to the islands\nNora Lindqvist\n{STORY}",
        [
            ("byline", "Per Ek"),
            ("headline", "Ferry Aurora returns to the islands"),
            ("byline", "Nora Lindqvist"),
        ],
    )
    assert found.authors == ("Nora Lindqvist",)


def test_story_signed_at_its_end():
    found = read(
        f"Ferry Aurora returns to the islands\nHarbour Post Desk\n{STORY}\n(Nora Lindqvist)",
        [("byline", "Harbour Post Desk"), ("byline", "(Nora Lindqvist)")],
    )
    assert found.authors == ("Nora Lindqvist",)


@pytest.mark.parametrize(
    "line",
    [
        "Published: May 3, 2024, 6:42 p.m. | Updated: May 4, 2024",
        "Publié le 03 mai 2024 à 18h42, modifié le 04 mai 2024",
        "03/05/2024 18h42 Atualizado 04/05/2024",
        "입력 2024.05.03 18:42 수정 2024.05.04",
    ],
)
def test_two_dates_on_a_line(line):
    portuguese = "A balsa entrou no porto na terça-feira e centenas de pessoas estavam no cais."
    story = portuguese * 3 if "Atualizado" in line else STORY
    found = read(f"Ferry Aurora returns to the islands\n{line}\n{story}", [("byline", line)])
    assert (found.published, found.modified) == ("2024-05-03T18:42:00", "2024-05-04")


def test_date_below_the_story_counts_with_its_label_alone():
    page = f"Ferry Aurora returns to the islands\n{STORY}\n3 May 2024\nFirst published: 2 May 2024"
    found = read(page, [("byline", "3 May 2024"), ("byline", "First published: 2 May 2024")])
    assert found.published == "2024-05-02"


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("Ana Horvat", "17. prosinca 2024."),
        ("Kovács Anna", "2024. december 17."),
        ("Nora Lind", "17 december 2024"),
    ],
)
def test_name_beside_a_date_with_a_month_spelt_out(name, date):
    lines = ["The ferry Aurora is back at the outer islands", name, date, STORY]
    found = read("\n\n".join(lines))
    assert found.authors == (name,)
    assert found.published == "2024-12-17"
