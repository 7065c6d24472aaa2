"""Who wrote a story, where several places of the page name people."""

import pytest

from tests.metadata.pages import HEADLINE, LEAD, page, resolve

STORY = f"<p>{LEAD}</p>"
TITLE = "Ferry returns to the islands"


def authors(body, **more):
    return resolve(page(HEADLINE + body, **more)).authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (
            '<p>By <a href="/author/nora">Nora Lindqvist</a>, DVM. Reviewed by '
            '<a href="/author/ole">Ole Brandt</a>, DVM</p>',
            ("Nora Lindqvist",),
        ),
        (
            '<div class="author"><span>Dec 17, 2023</span><span>Nora Lindqvist</span></div>',
            ("Nora Lindqvist",),
        ),
        (
            "<div><span>By</span><span>Nora Lindqvist</span> <time>December 8</time>"
            "<time>December 8</time></div>",
            ("Nora Lindqvist",),
        ),
        ("<p>by nora lindqvist</p>", ("Nora Lindqvist",)),
        ("<p>By steering on compass, you find the islands in any weather and any season.</p>", ()),
        (
            "<p>Written By</p><p>I came to the islands in 2015 and never looked back. I want to "
            "share the best of them with everybody who has never been to sea in their life.</p>",
            (),
        ),
    ],
    ids=["reviewer", "date touches", "dates touch", "small", "running text", "label before text"],
)
def test_line_of_the_byline(byline, names):
    assert authors(byline + STORY) == names


def test_outlet_in_the_byline_is_no_second_author():
    ld = {"@type": "NewsArticle", "headline": TITLE, "author": "Nora Lindqvist"}
    byline = '<p class="byline">by Nora Lindqvist, Harbour Post</p>'
    assert authors(byline + STORY, ld=ld) == ("Nora Lindqvist",)


def test_meta_with_all_authors_beats_meta_with_the_first():
    head = '<meta name="author" content="Nora Lindqvist">'
    more = "".join(
        f'<meta name="citation_author" content="{name}">'
        for name in ("Nora Lindqvist", "Ole Brandt", "Jan Vester")
    )
    assert authors(STORY, head=head + more) == ("Nora Lindqvist", "Ole Brandt", "Jan Vester")
    others = '<meta name="citation_author" content="Ole Brandt">'
    assert authors(STORY, head=head + others) == ("Nora Lindqvist",)


@pytest.mark.parametrize(
    "style", ['style="text-align: right"', 'style="color:red;TEXT-ALIGN:right;"', 'align="right"']
)
def test_name_set_to_the_right_signs_the_story(style):
    ld = {"@type": "NewsArticle", "headline": TITLE, "author": "Harbour Post"}
    signature = f"<p {style}><strong>Nora Lindqvist</strong></p>"
    assert authors(STORY + signature, ld=ld) == ("Nora Lindqvist",)
    assert authors(STORY + f"<p {style}>The ferry is back</p>", ld=ld) == ("Harbour Post",)


def test_author_linked_below_the_headline_beats_credits_far_below():
    linked = '<a href="/author/nora"><div>Nora Lindqvist</div></a>'
    credit = "<p>New in this release</p>" * 8 + "<p>Author: Ole Brandt</p>"
    assert authors(linked + STORY + credit) == ("Nora Lindqvist",)
    near = "<p>Author: Ole Brandt</p>"
    assert authors(near + linked + STORY) == ("Ole Brandt",)


BYLINES = [
    ("de", "Von unserem Korrespondenten Peter Klein, Paris", ("Peter Klein",)),
    ("de", "Ein Gastbeitrag von Anna Vogt", ("Anna Vogt",)),
    ("fr", "Propos recueillis par Anne Leroy", ("Anne Leroy",)),
    ("it", "dal nostro inviato Marco Conti", ("Marco Conti",)),
    ("nl", "Door onze redacteur Jan de Boer", ("Jan de Boer",)),
    ("da", "Skrevet af Lars Holm", ("Lars Holm",)),
    ("pl", "Opracowanie: Anna Wilk", ("Anna Wilk",)),
    ("cs", "Napsal Jan Dvořák", ("Jan Dvořák",)),
    ("hu", "Szerző: Kovács Anna", ("Kovács Anna",)),
    ("ro", "Scris de Ion Albu", ("Ion Albu",)),
    ("hr", "Piše: Ana Horvat", ("Ana Horvat",)),
    ("sr", "Пише: Ана Хорват", ("Ана Хорват",)),
    ("bg", "от Георги Иванов", ("Георги Иванов",)),
    ("ru", "Текст: Пётр Орлов", ("Пётр Орлов",)),
    ("el", "Γράφει ο Γιώργος Μελάς", ("Γιώργος Μελάς",)),
    ("el", "Συντάκτης: Γιώργος Μελάς", ("Γιώργος Μελάς",)),
    ("tr", "Muhabir: Ayşe Yılmaz", ("Ayşe Yılmaz",)),
    ("fi", "Toimittaja: Matti Aho", ("Matti Aho",)),
    ("id", "Reporter: Budi Santoso | Editor: Siti Aminah", ("Budi Santoso",)),
    ("vi", "Tác giả: Nguyễn Văn An", ("Nguyễn Văn An",)),
    ("th", "ผู้เขียน: สมชาย ใจดี", ("สมชาย ใจดี",)),
    ("zh", "记者 王小明", ("王小明",)),
    ("zh", "文/王小明", ("王小明",)),
    ("zh", "記者王小明／台北報導", ("王小明",)),
    ("ja", "山田太郎記者", ("山田太郎",)),
    ("ko", "홍길동 기자 gildong@post.example", ("홍길동",)),
    ("he", "מאת דני כהן", ("דני כהן",)),
    ("ar", "بقلم أحمد محمد", ("أحمد محمد",)),
    ("fa", "نویسنده: رضا محمدی", ("رضا محمدی",)),
    ("hi", "द्वारा राम कुमार", ("राम कुमार",)),
    ("bn", "লেখক: রহিম উদ্দিন", ("রহিম উদ্দিন",)),
    ("ur", "تحریر: احمد علی", ("احمد علی",)),
    ("en", "By Ann Lee in London and Bo Ek in Paris", ("Ann Lee", "Bo Ek")),
    ("en", "By Ann Lee | The Harbour Post", ("Ann Lee",)),
    ("en", "Reporting by Ann Lee; Editing by Bo Ek", ("Ann Lee",)),
]


@pytest.mark.parametrize(("lang", "byline", "names"), BYLINES, ids=[b for _, b, _ in BYLINES])
def test_byline_in_an_element_without_a_name(lang, byline, names):
    assert authors(f"<p>{byline}</p>{STORY}", lang=lang) == names


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Von hier aus fahren die Boote zu den Inseln."),
        ("fr", "Par ailleurs, le port reste ouvert tout l'été."),
        ("bg", "от понеделник пристанището е отворено"),
        ("ja", "記者一覧"),
        ("ar", "كتب جديدة عن تاريخ الجزر والموانئ في الشمال البعيد"),
        ("zh", "文件：港口今年的开放时间和票价"),
    ],
)
def test_line_that_only_begins_as_bylines_do(lang, line):
    assert authors(f"<p>{line}</p>{STORY}", lang=lang) == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Autor: Anna Wilk", ("Anna Wilk",)),
        ("By Reuters", ("Reuters",)),
        ("Von Trapp", ("Von Trapp",)),
    ],
)
def test_by_word_in_json_ld(name, found):
    author = {"@type": "Person", "name": name}
    assert authors(STORY, ld={"@type": "NewsArticle", "headline": TITLE, "author": author}) == found
