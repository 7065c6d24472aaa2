"""Metadata of whole pages, through `metadata.resolve`."""

import json

import pytest

from declutter import metadata
from declutter.metadata import ORDER
from declutter.parts import Metadata, TextBlock
from tests.metadata.pages import HEADLINE, LEAD, page, resolve

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry returns to the islands",
    "datePublished": "2024-05-03T08:15:00+02:00",
    "dateModified": "2024-05-03T11:40:00+02:00",
    "author": [
        {"@type": "Person", "name": "Nora Lindqvist", "jobTitle": "Reporter"},
        {"@type": "Person", "name": "OLE BRANDT"},
    ],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "articleSection": "Islands",
    "keywords": "ferry, Aurora, Holmvik",
    "isAccessibleForFree": "False",
    "image": [{"@type": "ImageObject", "url": "/img/ferry.jpg"}],
    "inLanguage": "en-IE",
}


def test_a_page_that_says_everything():
    found = resolve(
        page(
            f'{HEADLINE}<p class="standfirst">Eleven months after the fire, the Aurora is back at sea.</p>'
            f"<p>HOLMVIK (NTA) — {LEAD}</p>",
            ld=ARTICLE,
            head='<link rel="canonical" href="https://www.harbourpost.example/sea/ferry">'
            '<meta name="description" content="The Aurora is back.">',
        )
    )
    assert found.title == "Ferry returns to the islands"
    assert found.authors == ("Nora Lindqvist", "Ole Brandt")
    assert found.published == "2024-05-03T08:15:00+02:00"
    assert found.modified == "2024-05-03T11:40:00+02:00"
    assert found.standfirst == "Eleven months after the fire, the Aurora is back at sea."
    assert found.description == "The Aurora is back."
    assert found.site_name == "Harbour Post"
    assert found.section == "Islands"
    assert found.tags == ("ferry", "Aurora", "Holmvik")
    assert found.language == "en"
    assert found.url == "https://www.harbourpost.example/sea/ferry"
    assert found.image == "https://www.harbourpost.example/img/ferry.jpg"
    assert found.dateline == "Holmvik"
    assert found.paywalled is True
    assert found.sources["authors"] == "json-ld"
    assert found.sources["dateline"] == "text"


def test_a_page_that_says_nothing():
    found = resolve("<html><body><p>Hello.</p></body></html>")
    assert found == Metadata(sources=found.sources)
    assert found.sources == {}


def test_order_covers_every_field():
    fields = set(Metadata.__dataclass_fields__) - {"sources"}
    assert set(ORDER) == fields


# --- titles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "head", "title"),
    [
        (
            HEADLINE,
            '<meta property="og:title" content="Ferry back - Harbour Post">',
            "Ferry returns",
        ),
        (
            "<h2>No h1 here</h2>",
            '<meta property="og:title" content="Ferry returns · Harbour Post">',
            "x",
        ),
        ("<h1>Harbour Post</h1><h2>Ferry returns</h2>", "", "Ferry returns | Harbour Post"),
        ("<h1>Log in</h1><h1>Ferry returns</h1>", "", "Ferry returns – News – Harbour Post"),
        (
            '<h1 class="site-logo">The Post</h1><div>Ferry returns</div>',
            "",
            "Ferry returns | The Post",
        ),
    ],
    ids=["h1 wins", "og without site", "h1 is the site", "h1 is generic", "h1 is the logo"],
)
def test_title(body, head, title):
    body = body.replace("Ferry returns to the islands", "Ferry returns")
    assert resolve(page(body + f"<p>{LEAD}</p>", head=head, title=title)).title == "Ferry returns"


def test_kicker_is_parted_from_the_title():
    found = resolve(
        page(
            "<h1><span>Islands:</span> <span>Ferry returns at last</span></h1>",
            head='<meta property="og:title" content="Ferry returns at last">',
            title="Ferry returns at last",
        )
    )
    assert (found.title, found.kicker) == ("Ferry returns at last", "Islands")


def test_kicker_by_its_class():
    found = resolve(page(f'<p class="article__kicker">Islands</p>{HEADLINE}<p>{LEAD}</p>'))
    assert (found.title, found.kicker) == ("Ferry returns to the islands", "Islands")
    assert resolve(page(f'<p class="ad">Islands</p>{HEADLINE}<p>{LEAD}</p>')).kicker is None


RETURNS = "Ferry returns to the islands"
SAILS = "Aurora sails again after eleven months ashore"


def _og(text):
    return f'<meta property="og:title" content="{text}">'


def _news(headline, **more):
    return {"@type": "NewsArticle", "headline": headline, **more}


@pytest.mark.parametrize(
    ("ld", "head", "title", "wanted"),
    [
        (_news(SAILS), _og(SAILS), RETURNS, SAILS),
        (_news(SAILS), "", SAILS, SAILS),
        (_news(SAILS, alternativeHeadline=SAILS), _og(RETURNS), RETURNS, SAILS),
        (_news(SAILS), _og(RETURNS), RETURNS, RETURNS),
        (_news(SAILS, name=RETURNS), _og(SAILS), SAILS, RETURNS),
        ({"@type": "BlogPosting", "headline": SAILS}, _og(SAILS), SAILS, RETURNS),
    ],
    ids=[
        "og agrees with json-ld",
        "title agrees with json-ld",
        "json-ld says it twice",
        "json-ld is alone",
        "json-ld also has the shown one",
        "no news",
    ],
)
def test_headline_in_json_ld_of_news(ld, head, title, wanted):
    """A news story goes by its JSON-LD headline, though the page shows readers another one."""
    body = f"<h1>{RETURNS}</h1><p>By Nora Lindqvist</p><p>{LEAD}</p>"
    found = resolve(page(body, head=head, ld=ld, title=f"{title} | Harbour Post"))
    assert found.title == wanted
    assert found.sources["title"] == ("json-ld" if wanted == SAILS else "headline")
    assert found.authors == ("Nora Lindqvist",), "bylines stand near the headline shown"


@pytest.mark.parametrize(
    ("ld", "head", "title", "wanted"),
    [
        (_news(RETURNS), "", RETURNS, SAILS),
        (None, '<meta name="news_keywords" content="ferry, islands">', RETURNS, SAILS),
        (_news(RETURNS), f'<meta name="title" content="{RETURNS}">', RETURNS, RETURNS),
        (_news(RETURNS), "", SAILS, RETURNS),
        ({"@type": "Article", "headline": RETURNS}, "", RETURNS, RETURNS),
        (None, "", RETURNS, RETURNS),
    ],
    ids=[
        "written for og alone",
        "news by its keywords",
        "the shown one is also in meta",
        "title element has it too",
        "no news",
        "no json-ld",
    ],
)
def test_headline_in_open_graph_of_news(ld, head, title, wanted):
    body = f"<h1>{RETURNS}</h1><p>{LEAD}</p>"
    found = resolve(page(body, head=_og(SAILS) + head, ld=ld, title=f"{title} | Harbour Post"))
    assert found.title == wanted
    assert found.sources["title"] == ("og" if wanted == SAILS else "headline")


def test_headline_in_json_ld_that_the_address_spells_out():
    """A live page's headline changes with the news; the story is still filed under its first."""
    filed = "All news of the ferry fire from 26 August to 1 September"
    slug = "all-news-of-the-ferry-fire-from-26-august-to-1-september"
    body = page(f"<h1>{RETURNS}</h1><p>{LEAD}</p>", head=_og(RETURNS), ld=_news(filed))
    assert resolve(body, f"https://harbourpost.example/sea/{slug},1234").title == filed
    assert resolve(body, "https://harbourpost.example/sea/ferry-fire,1234").title == RETURNS


def test_headline_shown_that_a_rarer_place_cuts_off():
    shown = "The ferry Aurora returns to the outer islands after eleven months in dock"
    body = f"<h1>{shown}</h1><p>{LEAD}</p>"
    ld = _news(shown, name="The ferry Aurora returns to the outer islands after…")
    found = resolve(page(body, head=_og(SAILS), ld=ld, title=shown))
    assert found.title == shown
    ld = _news(shown, name="The ferry Borealis returns to the outer islands after…")
    assert resolve(page(body, head=_og(SAILS), ld=ld, title=shown)).title == SAILS


def test_headline_escaped_twice():
    body = f"<h1>Ferries &amp;amp; harbours: a summer at sea</h1><p>{LEAD}</p>"
    assert resolve(page(body, title="Harbour Post")).title == "Ferries & harbours: a summer at sea"


def test_kicker_that_only_the_page_shows_is_no_part_of_the_title():
    shown = f"Shipping: {RETURNS}"
    found = resolve(page(f"<h1>{shown}</h1>", head=_og(RETURNS), ld=_news(shown), title=shown))
    assert (found.title, found.kicker) == (RETURNS, "Shipping")


def test_different_kickers_before_one_headline():
    body = f"<h1>After the fire - {RETURNS}</h1><p>{LEAD}</p>"
    found = resolve(page(body, head=_og(f"Shipping: {RETURNS}"), title="Harbour Post"))
    assert (found.title, found.kicker) == (RETURNS, "After the fire")
    again = resolve(page(body, head=_og(f"After a fire: {RETURNS}"), title="Harbour Post"))
    assert again.title == f"After the fire - {RETURNS}", "two spellings of one kicker"


def test_kicker_that_the_names_of_the_story_agree_on_is_set_with_a_colon():
    named = _news(f"Shipping - {RETURNS}")
    found = resolve(
        page(
            f"<h1>{RETURNS}</h1>", head=_og(f"Shipping: {RETURNS}"), ld=named, title="Harbour Post"
        )
    )
    assert found.title == f"Shipping: {RETURNS}"


def test_kicker_in_a_heading_that_is_no_h1():
    title = f"Shipping: {RETURNS}"
    found = resolve(page(f"<h3>{title}</h3><p>{LEAD}</p>", head=_og(RETURNS), title=title))
    assert found.title == RETURNS


def test_application_named_after_the_story_is_no_site():
    headline = "Ferry returns - islands cheer the Aurora"
    app = f'<meta name="application-name" content="{headline}">'
    found = resolve(page(f"<h1>{headline}</h1>", head=app, ld=_news(headline), title=headline))
    assert found.title == headline


def test_headline_of_a_story_about_brands_stands_in_no_logo():
    body = f'<div class="hentry tag-best-ferry-brands"><h1>{RETURNS}</h1><p>{LEAD}</p></div>'
    title = f"{RETURNS} | All the news from the harbour and from the sea around it"
    assert resolve(page(body, head=_og(title), title=title)).title == RETURNS


def test_headline_by_its_property_where_the_h1_is_the_site():
    body = f"""<h1 class="site-title">Sea notes</h1><div itemscope
        itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline">{RETURNS}</h2></div>"""
    assert resolve(page(body, title="Notes on ships and the sea")).title == RETURNS


def test_section_is_no_name_of_the_story():
    steps = [{"name": name} for name in ("Home", "Islands", SAILS)]
    ld = [_news(RETURNS), {"@type": "BreadcrumbList", "itemListElement": steps}]
    assert resolve(page(HEADLINE, ld=ld, head=_og(SAILS), title=SAILS)).section == "Islands"


# --- authors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ('<p class="byline">By Nora Lindqvist and Ole Brandt</p>', ("Nora Lindqvist", "Ole Brandt")),
        ("<p>By Nora Lindqvist, Islands correspondent</p>", ("Nora Lindqvist",)),
        ("<div>May 3, 2024 · By Nora Lindqvist · 4 min read</div>", ("Nora Lindqvist",)),
        ("<p>by NORA LINDQVIST on May 3, 2024 in Sea</p>", ("Nora Lindqvist",)),
        ('<a rel="author" href="/people/nora">Nora Lindqvist</a>', ("Nora Lindqvist",)),
        (
            '<div class="c-author"><img alt="Nora Lindqvist"><span class="author-name">Nora Lindqvist</span>'
            '<span class="author-role">Chief Reporter</span></div>',
            ("Nora Lindqvist",),
        ),
        (
            '<p>By <a href="/author/nora">Nora Lindqvist</a> and <a href="/author/ole">Ole Brandt</a></p>',
            ("Nora Lindqvist", "Ole Brandt"),
        ),
        ("<p>Nora Lindqvist</p><p>May 3, 2024</p>", ("Nora Lindqvist",)),
        ('<p class="byline">By Nora Lindqvist, MD, PhD</p>', ("Nora Lindqvist",)),
        ('<p class="byline">Photo by Ole Brandt</p>', ()),
        ("<p>By then the fire was out.</p>", ()),
        ('<div class="comments"><p class="author">angry42</p></div>', ()),
    ],
)  # fmt: skip
def test_the_pages_own_byline(byline, authors):
    assert resolve(page(f"{HEADLINE}{byline}<p>{LEAD}</p>")).authors == authors


@pytest.mark.parametrize(
    ("lang", "byline", "authors"),
    [
        ("de", "Von Anna Vogt und Jörg Maier", ("Anna Vogt", "Jörg Maier")),
        ("de", "03.05.24 | 14:07 Uhr | Von Anna Vogt", ("Anna Vogt",)),
        ("es", "Por Lucía Ferrer y Juan Soto", ("Lucía Ferrer", "Juan Soto")),
        ("fr", "Par Chloé Martel et Luc Noir", ("Chloé Martel", "Luc Noir")),
        ("it", "di Marta Conti", ("Marta Conti",)),
        ("nl", "Door Sanne de Wit", ("Sanne de Wit",)),
        ("ru", "Автор: Ирина Лебедева", ("Ирина Лебедева",)),
    ],
)
def test_bylines_of_other_languages(lang, byline, authors):
    body = f'{HEADLINE}<div class="byline">{byline}</div><p>{LEAD}</p>'
    assert resolve(page(body, lang=lang)).authors == authors


def test_byline_with_more_people_than_json_ld_wins():
    ld = {**ARTICLE, "author": {"@type": "Person", "name": "Nora Lindqvist"}}
    found = resolve(page(f"{HEADLINE}<p>By Nora Lindqvist and Ole Brandt</p><p>{LEAD}</p>", ld=ld))
    assert found.authors == ("Nora Lindqvist", "Ole Brandt")


def test_signature_beats_who_posted_the_story():
    body = f"{HEADLINE}<p>By Signe Aaberg</p><p>{LEAD}</p>"
    found = resolve(page(body, ld=ARTICLE))
    assert (found.authors, found.sources["authors"]) == (("Signe Aaberg",), "byline")
    partly = f"{HEADLINE}<p>By Nora Lindqvist</p><p>{LEAD}</p>"
    assert resolve(page(partly, ld=ARTICLE)).authors == ("Nora Lindqvist", "Ole Brandt")
    far = f"{HEADLINE}<p>{LEAD}</p><p>{LEAD}</p>" + "<p>Short.</p>" * 4 + "<p>By Signe Aaberg</p>"
    assert resolve(page(far, ld=ARTICLE)).authors == ("Nora Lindqvist", "Ole Brandt")


def test_date_that_touches_a_signature():
    line = "<div><span>By Signe Aaberg</span><span>21 May 2024, 14:10</span></div>"
    assert resolve(page(f"{HEADLINE}{line}<p>{LEAD}</p>", ld=ARTICLE)).authors == ("Signe Aaberg",)


def test_footnote_marks_are_no_part_of_names():
    body = f"{HEADLINE}<p>By Nora Lindqvist<sup>1</sup> and Ole Brandt<sup>2</sup></p><p>{LEAD}</p>"
    assert resolve(page(body)).authors == ("Nora Lindqvist", "Ole Brandt")


def test_owner_of_a_site_who_signs_is_the_author():
    ld = {**ARTICLE, "author": {"name": "Nora Lindqvist"}, "publisher": {"name": "Nora Lindqvist"}}
    body = f"{HEADLINE}<p>May 3, 2024 By Nora Lindqvist In Sea Journeys, Travel Guides</p><p>{LEAD}</p>"
    assert resolve(page(body, ld=ld)).authors == ("Nora Lindqvist",)


@pytest.mark.parametrize("name", ["The Harbour Post editors", "skipper"])
def test_desks_and_nicknames_that_sign(name):
    assert resolve(page(f"{HEADLINE}<p>By {name}</p><p>{LEAD}</p>")).authors == (name,)


def test_person_in_the_byline_beats_the_publisher_as_author():
    ld = {**ARTICLE, "author": {"@type": "Organization", "name": "Harbour Post"}}
    found = resolve(page(f"{HEADLINE}<p>By Nora Lindqvist</p><p>{LEAD}</p>", ld=ld))
    assert found.authors == ("Nora Lindqvist",)


def test_desk_stays_where_nobody_else_is_named():
    ld = {**ARTICLE, "author": {"@type": "Organization", "name": "Harbour Post News Desk"}}
    assert resolve(page(f"{HEADLINE}<p>{LEAD}</p>", ld=ld)).authors == ("Harbour Post News Desk",)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Lindqvist, Nora", ("Nora Lindqvist",)),
        ("https://social.example/nora", ()),
        ("@norawrites", ()),
        ("admin", ()),
        ("Nora Lindqvist, Ole Brandt", ("Nora Lindqvist", "Ole Brandt")),
    ],
)
def test_author_meta(author, authors):
    head = f'<meta name="author" content="{author}">'
    assert resolve(page(f"{HEADLINE}<p>{LEAD}</p>", head=head)).authors == authors


# --- dates ----------------------------------------------------------------------------------------


def test_published_is_told_from_modified_in_the_text():
    found = resolve(
        page(
            f"{HEADLINE}<p>Published: 3 May 2024, 08:15</p><p>Last updated: 5 May 2024</p><p>{LEAD}</p>"
        )
    )
    assert found.published == "2024-05-03T08:15:00"
    assert found.modified == "2024-05-05"


def test_update_alone_stands_in_for_the_date():
    found = resolve(page(f"{HEADLINE}<p>Updated on May 5, 2024</p><p>{LEAD}</p>"))
    assert (found.published, found.sources["published"]) == ("2024-05-05", "update")
    assert found.modified == "2024-05-05"


def test_date_shown_to_readers_beats_a_later_one_in_json_ld():
    ld = {**ARTICLE, "datePublished": "2024-09-30T00:00:00Z"}
    found = resolve(page(f"{HEADLINE}<p>May 3, 2024</p><p>{LEAD}</p>", ld=ld))
    assert (found.published, found.sources["published"]) == ("2024-05-03", "byline")


def test_date_of_another_story_in_the_text_does_not():
    inline = '<div class="inline"><h4>Storm closes the strait</h4><p>Jan 4, 2023</p></div>'
    body = f"{HEADLINE}<p>3 May 2024</p><p>{LEAD}</p>{inline}<p>{LEAD}</p>"
    found = resolve(page(body, ld=ARTICLE))
    assert found.published == "2024-05-03T08:15:00+02:00"


@pytest.mark.parametrize(
    ("body", "head", "url", "published"),
    [
        ('<time datetime="2024-05-03T08:15:00Z">May 3</time>', "", None, "2024-05-03T08:15:00+00:00"),
        ("", '<meta name="pubdate" content="20240503">', None, "2024-05-03"),
        ("", '<meta property="article:published_time" content="2024-05-03 08:15 +0200">', None,
         "2024-05-03T08:15:00+02:00"),
        ("", "", "https://harbourpost.example/2024/05/03/ferry", "2024-05-03"),
        ("<p>Published on 3. Mai 2024</p>", "", None, "2024-05-03"),
        (f"<p>{LEAD}</p>" * 30 + "<p>Post time: 05-03-2024</p>", "", None, "2024-05-03"),
    ],
)  # fmt: skip
def test_sources_of_the_date(body, head, url, published):
    assert resolve(page(f"{HEADLINE}{body}<p>{LEAD}</p>", head=head), url).published == published


def test_day_shown_and_in_the_address_beats_the_clock_set_to_utc():
    head = '<meta property="article:published_time" content="2024-05-04T02:41:00Z">'
    body = page(f"{HEADLINE}<p>May 3, 2024</p><p>{LEAD}</p>", head=head)
    assert resolve(body, "https://harbourpost.example/2024/05/03/ferry").published == "2024-05-03"
    elsewhere = resolve(body, "https://harbourpost.example/sea/ferry").published
    assert elsewhere == "2024-05-04T02:41:00+00:00", "an hour of the night has two days"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<div>May 3, 2024</div>", "<p>Sailing: May 1, 2024</p>"),
        ("<h2>Friday, May 3, 2024</h2>", ""),
        ("", "<ul><li>On 3 May 2024</li><li>By Nora Lindqvist</li></ul>"),
    ],
    ids=["above the headline", "in a heading", "in a list"],
)
def test_date_close_to_the_headline(above, below):
    found = resolve(page(f"{above}{HEADLINE}{below}<p>{LEAD}</p>"))
    assert (found.published, found.sources["published"]) == ("2024-05-03", "byline")


def test_date_above_the_headline_beats_a_later_one_in_json_ld():
    ld = {**ARTICLE, "datePublished": "2024-09-30T00:00:00Z"}
    found = resolve(page(f"<div>May 3, 2024</div>{HEADLINE}<p>{LEAD}</p>", ld=ld))
    assert (found.published, found.sources["published"]) == ("2024-05-03", "byline")


def test_update_with_the_headline_beats_a_date_far_below():
    far = f"<p>{LEAD}</p>" * 30 + "<div>Jan 4, 2023</div>"
    body = f"{HEADLINE}<p>Updated on May 5, 2024</p>{far}"
    found = resolve(page(body))
    assert (found.published, found.sources["published"]) == ("2024-05-05", "update")
    head = '<meta property="article:modified_time" content="2024-05-05T09:30:00Z">'
    assert resolve(page(body, head=head)).published == "2024-05-05T09:30:00+00:00"


def test_date_below_the_story_with_its_update():
    far = f"<p>{LEAD}</p>" * 30 + "<p>February 3, 2024. Updated: February 15, 2024</p>"
    head = '<meta property="article:modified_time" content="2024-02-15T09:30:00Z">'
    assert resolve(page(HEADLINE + far, head=head)).published == "2024-02-03"


def test_json_ld_in_a_meta_element():
    text = json.dumps(ARTICLE).replace('"', "&quot;")
    found = resolve(page(HEADLINE, head=f'<meta name="script:ld+json" content="{text}">'))
    assert found.published == "2024-05-03T08:15:00+02:00"
    assert found.authors == ("Nora Lindqvist", "Ole Brandt")


# --- the rest -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("de_AT", "", "de-AT"),
        ("zh-hant-tw", "", "zh-Hant-TW"),
        ("", '<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ("", "", "en"),
        ("{{lang}}", "", "en"),
    ],
)
def test_language(lang, head, language):
    assert resolve(page(f"{HEADLINE}<p>{LEAD}</p>", lang=lang, head=head)).language == language


@pytest.mark.parametrize(
    ("head", "ld", "paywalled"),
    [
        ("", {"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": True}, False),
        ('<meta property="article:content_tier" content="metered">', None, True),
        ("", None, None),
    ],
)
def test_paywall(head, ld, paywalled):
    assert resolve(page(HEADLINE, head=head, ld=ld)).paywalled is paywalled


def test_description_that_the_page_shows_is_the_standfirst():
    text = "The Aurora is back at sea eleven months after the fire."
    head = f'<meta name="description" content="{text}">'
    found = resolve(page(f"{HEADLINE}<p>{text}</p><p>{LEAD}</p>", head=head))
    assert (found.standfirst, found.sources["standfirst"]) == (text, "description")
    assert resolve(page(f"{HEADLINE}<p>{LEAD}</p>", head=head)).standfirst is None


def test_the_trees_are_left_as_they_are():
    import lxml.html

    from declutter import metadata, structured
    from declutter.segment import segment

    tree = lxml.html.document_fromstring(page(f"{HEADLINE}<p>{LEAD}</p>", ld=ARTICLE))
    before = lxml.html.tostring(tree)
    metadata.resolve(tree, structured.read(tree), segment(tree))
    assert lxml.html.tostring(tree) == before


def test_standfirst_of_the_story_overrules_the_page_s():
    known = resolve(page(f'{HEADLINE}<p class="standfirst">What the page calls so, at length.</p>'))
    shown = metadata.with_standfirst(
        known, [TextBlock("As the story opens.", "standfirst"), TextBlock(LEAD, "paragraph")]
    )
    assert (shown.standfirst, shown.sources["standfirst"]) == ("As the story opens.", "story")
    assert shown.title == known.title
    assert metadata.with_standfirst(known, [TextBlock(LEAD, "paragraph")]) == known


def test_section_and_publisher_in_microdata():
    item = (
        '<div itemscope itemtype="http://schema.org/NewsArticle">'
        '<meta itemprop="articleSection" content="Sea"><div itemprop="publisher" itemscope>'
        '<span itemprop="name">Tarn Gazette</span></div>'
    )
    markup = page(f"{HEADLINE}{item}<p>{LEAD}</p></div>")
    found = resolve(markup.replace('<meta property="og:site_name" content="Harbour Post">', ""))
    assert (found.section, found.site_name) == ("Sea", "Tarn Gazette")
