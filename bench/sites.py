"""Invented sites whose own texts stand in every story: what `learn` is measured on.

Seven sites in seven languages and markups. Each plants noise of its own, and has what recurs in
stories and must stay. The same number gives the same page.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from bench.site_words import LANGUAGES, Words

Where = Literal["lead", "body", "tail"]


@dataclass(frozen=True, slots=True)
class Planted:
    """A text of the site's own: in which share of the pages, where, in which markup (`{}` is the
    text). With several texts a page has one of them; `{name}`, `{number}`, `{date}` and `{topic}`
    differ from page to page."""

    texts: tuple[str, ...]
    share: float
    where: Where
    markup: str = "<p>{}</p>"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site: its address, language and page, what it plants, and what recurs in its stories.

    `headings` stand above paragraphs; `quote` and `background` are in the stories on one event,
    `formula` opens some stories with another name each, `refrain` comes back within some.
    """

    host: str
    language: str
    page: str
    noise: tuple[Planted, ...]
    headings: tuple[str, ...] = ()
    heading_markup: str = "<h2>{}</h2>"
    quote: str = ""
    background: str = ""
    formula: str = ""
    refrain: str = ""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: its address and markup, the same as scraped text, the story's blocks, the noise."""

    url: str
    html: str
    text: str
    story: tuple[str, ...]
    noise: tuple[str, ...]


def page(outlet: Outlet, number: int) -> SitePage:
    """The site's page of this number."""
    dice = random.Random(f"{outlet.host} {number}")
    words = LANGUAGES[outlet.language]
    # Pages 3 to 6 are about one event.
    event = random.Random(outlet.host) if 3 <= number <= 6 else dice
    place = event.choice((event.choice(words.places), words.invented(event)))
    person = f"{event.choice(words.names).split(' ')[0]} {words.invented(event)}"
    person = person.replace(" ", "") if words.unspaced else person
    others = [words.invented(event) for _ in range(6)]
    things = event.sample(words.things, 3)
    title = words.title.format(place=place, thing=things[0])
    blocks = [
        (text, "<p>{}</p>", False)
        for text in _paragraphs(dice, words, place, person, (*things, *others))
    ]
    _add_hard_cases(outlet, number, dice, blocks)
    for planted in outlet.noise:
        _plant(planted, dice, words, blocks)
    body = "\n".join(markup.replace("{}", escape(text, quote=False)) for text, markup, _ in blocks)
    html = outlet.page
    for key, value in {
        "title": title, "body": body, "host": outlet.host, "number": str(number),
        "author": dice.choice(words.names), "cards": _cards(dice, words),
    }.items():  # fmt: skip
        html = html.replace(f"%{key}%", value)
    return SitePage(
        f"https://www.{outlet.host}/news/{number}",
        html,
        "\n\n".join((title, *(text for text, _, _ in blocks))),
        tuple(text for text, _, noise in blocks if not noise),
        tuple(text for text, _, noise in blocks if noise),
    )


def _paragraphs(
    dice: random.Random, words: Words, place: str, person: str, things: Sequence[str]
) -> list[str]:
    found = []
    for _ in range(dice.randint(6, 11)):
        sentences = [
            dice.choice(words.sentences).format(
                who=dice.choice(words.who),
                did=dice.choice(words.did),
                thing=dice.choice(things),
                other=dice.choice(words.things),
                place=place,
                person=person,
                number=dice.randint(3, 980),
                month=dice.choice(words.months),
            )
            for _ in range(dice.randint(2, 3))
        ]
        found.append(("" if words.unspaced else " ").join(dict.fromkeys(sentences)))
    return found


def _add_hard_cases(
    outlet: Outlet, number: int, dice: random.Random, blocks: list[tuple[str, str, bool]]
) -> None:
    words = LANGUAGES[outlet.language]
    if outlet.quote and 3 <= number <= 6:
        blocks.insert(dice.randint(2, 4), (outlet.quote, "<p>{}</p>", False))
    if outlet.background and 3 <= number <= 6:
        blocks.append((outlet.background, "<p>{}</p>", False))
    if outlet.formula and number % 3 == 0:
        text = outlet.formula.format(name=words.names[number % len(words.names)], age=20 + number)
        blocks.insert(0, (text, "<p>{}</p>", False))
    if outlet.refrain and number % 4 == 1:
        for at in (2, 4, 6):
            blocks.insert(at, (outlet.refrain, "<p>{}</p>", False))
    if outlet.headings and number % 2 == 0:
        for at, heading in zip((1, 4), outlet.headings, strict=False):
            blocks.insert(at, (heading, outlet.heading_markup, False))


def _plant(
    planted: Planted, dice: random.Random, words: Words, blocks: list[tuple[str, str, bool]]
) -> None:
    if dice.random() >= planted.share:
        return
    text = dice.choice(planted.texts).format(
        name=dice.choice(words.names),
        number=dice.randint(2, 40),
        date=f"{dice.randint(1, 28)}. {dice.choice(words.months)}",
        topic=dice.choice(words.things),
    )
    at = {"lead": 0, "tail": len(blocks), "body": 3 if len(blocks) > 5 else 2}[planted.where]
    blocks.insert(at, (text, planted.markup, True))


def _cards(dice: random.Random, words: Words) -> str:
    return "".join(
        f'<li><a href="/news/{dice.randint(100, 9999)}">'
        + words.title.format(place=dice.choice(words.places), thing=dice.choice(words.things))
        + "</a></li>"
        for _ in range(8)
    )


_ARTICLE = (
    '<!doctype html><html lang="LANG"><head><meta charset="utf-8"><title>%title%</title>'
    '<link rel="canonical" href="https://www.%host%/news/%number%"></head><body>'
    "<header><nav><ul>%cards%</ul></nav></header><main><article><h1>%title%</h1>"
    '<div class="byline">%author%</div><div class="article-text">%body%</div></article></main>'
    "<footer><p>© %host%</p></footer></body></html>"
)
_DIVS = (
    '<!DOCTYPE html><html lang="LANG"><head><title>%title% | %host%</title>'
    '<meta property="og:title" content="%title%"><meta property="og:url" '
    'content="https://www.%host%/news/%number%"></head><body><div id="menu"><ul>%cards%</ul></div>'
    '<div id="content"><h1 class="title">%title%</h1><div class="story" itemprop="articleBody">'
    '%body%</div></div><div class="side"><ul>%cards%</ul></div></body></html>'
)
_TABLE = (
    '<html lang="LANG"><head><title>%title%</title></head><body><table><tr><td class="nav"><ul>'
    '%cards%</ul></td><td class="main"><h1>%title%</h1><div>%body%</div></td></tr></table>'
    "</body></html>"
)
_SECTIONS = (
    '<html lang="LANG"><head><meta charset="utf-8"><title>%title%</title></head><body>'
    '<section class="head"><h1>%title%</h1><p class="author">%author%</p></section>'
    '<section class="text-wrap"><div class="rich">%body%</div></section>'
    '<section class="more"><ul>%cards%</ul></section></body></html>'
)


def _page(frame: str, language: str) -> str:
    return frame.replace("LANG", language)


OUTLETS: tuple[Outlet, ...] = (
    Outlet(
        "larrow-sports.example", "en", _page(_ARTICLE, "en"),
        (
            Planted(("LarrowSports.example is your online home for the Herons, the Otters and every "
                     "game in between.",), 0.8, "tail"),
            Planted(("LS Newsroom",), 0.6, "lead"),
            Planted(("Take the Herons with you: the Larrow Sports app has every pitch, every stat and "
                     "every replay on your phone.",), 0.5, "body"),
            Planted(("Ines Tolland covers the Herons for Larrow Sports and hosts the show at six.",
                     "Bram Oakes has written about the Otters since they moved to the harbour.",
                     "Mirelle Dace edits the minor league pages and keeps bees."), 0.9, "tail",
                    '<p class="about-writer">{}</p>'),
            Planted(("This is part {number} of our series on the history of {topic}.",), 0.4, "tail",
                    "<p><em>{}</em></p>"),
        ),
        ("What happened", "What it means"),
        quote="“We knew the old ground was finished when the lights went out in May,” the owner said.",
        background="The ground was built by dock workers in 1921 and has been flooded twice since then.",
        refrain="And still the river rises.",
    ),
    Outlet(
        "hafenblatt.example", "de", _page(_DIVS, "de"),
        (
            Planted(("Das Hafenblatt ist Ihre Zeitung für die Küste, den Hafen und alles, was "
                     "dazwischen liegt.",), 0.7, "tail"),
            Planted(("Redaktion Küste",), 0.5, "lead"),
            Planted(("Unterwegs lesen: In der App des Hafenblatts finden Sie jede Meldung, jede Karte "
                     "und jeden Fahrplan.",), 0.6, "body", '<p class="teaser-app">{}</p>'),
            Planted(("{name} schreibt für das Hafenblatt über den Hafen und seine Leute.",), 0.8, "tail"),
            Planted(("Dieser Text erschien zuerst am {date} in der gedruckten Ausgabe des Hafenblatts.",),
                    0.4, "tail"),
        ),
        ("Was bisher bekannt ist", "Wie es weitergeht"), '<p><strong>{}</strong></p>',
        quote="„Niemand hat uns gesagt, dass die Schleuse geschlossen bleibt“, sagte die Wirtin.",
        background="Die Schleuse war vor zwei Jahren nach einem Unfall gesperrt und neu gebaut worden.",
        formula="{name}, {age}, steht jeden Morgen um vier Uhr auf und fährt hinaus.",
    ),
    Outlet(
        "diario-del-valle.example", "es", _page(_SECTIONS, "es"),
        (
            Planted(("Diario del Valle, la casa de todas las noticias de la sierra y de la ribera.",),
                    0.8, "tail"),
            Planted(("Mesa de Noticias",), 0.5, "lead"),
            Planted(("Lleve el valle en el bolsillo: con nuestra aplicación recibe cada mañana las "
                     "noticias de su pueblo.",), 0.5, "body"),
            Planted(("Esta crónica forma parte de la serie «Gentes del valle», entrega número {number}.",),
                    0.5, "tail"),
            Planted(("Con información de la redacción regional del Diario del Valle en {topic}.",), 0.3,
                    "tail", '<div class="pie-firma">{}</div>'),
        ),
        ("Los hechos", "La reacción"),
        quote="«No vamos a movernos de aquí hasta que vuelva el agua», dijo la alcaldesa.",
        formula="{name} tiene {age} años y nunca había visto nevar en el valle.",
    ),
    Outlet(
        "la-gazette-du-lac.example", "fr", _page(_ARTICLE, "fr"),
        (
            Planted(("La Gazette du Lac vous raconte chaque jour la vie des rives, des ports et des "
                     "alpages.",), 0.75, "tail", '<p class="signature-maison">{}</p>'),
            Planted(("Retrouvez le lac dans votre poche : notre application vous suit du matin au soir.",),
                    0.5, "body"),
            Planted(("Service Région",), 0.6, "lead", '<div class="desk">{}</div>'),
            Planted(("{name} est correspondant de la Gazette dans la vallée depuis de longues années.",),
                    0.7, "tail"),
            Planted(("Chaque semaine, la Gazette ouvre ses archives et raconte une maison du lac.",), 0.35,
                    "lead", "<p><em>{}</em></p>"),
        ),
        ("Ce que l’on sait", "Et maintenant ?"), "<h3>{}</h3>",
        quote="« Nous avons tout perdu en une nuit, mais personne n’est blessé », a dit le maire.",
        background="Le vieux port avait déjà été fermé après la crue, avant d’être rouvert aux pêcheurs.",
        refrain="Et le lac, lui, ne dit rien.",
    ),
    Outlet(
        "minato-shinbun.example", "ja", _page(_DIVS, "ja"),
        (
            Planted(("港新聞は、港町の毎日を伝える地域のニュースサイトです。",), 0.8, "tail"),
            Planted(("港新聞のアプリでは、潮の時刻や市場の値段を毎朝お届けしています。",), 0.6, "body"),
            Planted(("この連載は今回で第{number}回です。次回もお楽しみに。",), 0.5, "tail"),
            Planted(("港新聞編集部",), 0.5, "lead"),
            Planted(("水野はるか 港新聞の記者。漁業と市場を担当している。",
                     "黒田しん 港新聞の記者。学校と図書館を取材している。"), 0.8, "tail",
                    '<div class="writer-box">{}</div>'),
        ),
        ("何が起きたか", "今後の見通し"),
        quote="「水門がこんなに早く閉まるとは思わなかった」と組合長は話した。",
    ),
    Outlet(
        "severny-prichal.example", "ru", _page(_SECTIONS, "ru"),
        (
            Planted(("«Северный причал» каждый день рассказывает о жизни порта, островов и всего "
                     "побережья.",), 0.7, "tail"),
            Planted(("Отдел новостей",), 0.5, "lead"),
            Planted(("Читайте нас в дороге: в приложении «Северного причала» есть прогноз, расписание и "
                     "карта островов.",), 0.5, "body"),
            Planted(("{name} пишет для «Северного причала» о людях порта и старых кораблях.",), 0.7, "tail"),
            Planted(("Это выпуск {number} нашей рубрики о жизни маленьких островов.",), 0.4, "tail",
                    '<p class="rubrika">{}</p>'),
        ),
        ("Что произошло", "Что дальше"), "<p><b>{}</b></p>",
        quote="«Мы ждали этот паром всю зиму и будем ждать ещё», — сказала смотрительница маяка.",
        background="Паром перестал ходить прошлой осенью, когда шторм повредил старый причал.",
    ),
    Outlet(
        "kiyi-postasi.example", "tr", _page(_TABLE, "tr"),
        (
            Planted(("Kıyı Postası, limanın, adaların ve bütün sahilin günlük haber adresidir.",), 0.8,
                    "tail"),
            Planted(("Kıyı Masası",), 0.5, "lead"),
            Planted(("Haberleri yanınızda taşıyın: Kıyı Postası uygulaması vapur saatlerini ve hava "
                     "durumunu da gösterir.",), 0.5, "body"),
            Planted(("{name}, Kıyı Postası için liman ve balıkçılar üzerine yazıyor.",), 0.7, "tail"),
        ),
        ("Ne oldu?", "Bundan sonra ne olacak?"), "<h3>{}</h3>",
        quote="“Bu iskele kapanırsa köyde kimse kalmaz” diyen muhtar sözlerini şöyle sürdürdü.",
        background="Eski iskele geçen kış fırtınada zarar görmüş ve bahara kadar kapalı kalmıştı.",
    ),
)  # fmt: skip
