"""Pages for the metadata tests: invented stories of invented outlets, marked up as real ones."""

import json

import lxml.html

from declutter import metadata, structured
from declutter.segment import segment

LEAD = (
    "The ferry Aurora sailed into the harbour on Tuesday, eleven months after a fire in her engine "
    "room had stopped the only link to the outer islands, and hundreds stood on the quay."
)


def resolve(markup, url=None):
    """The metadata of a page given as markup."""
    tree = lxml.html.document_fromstring(markup)
    return metadata.resolve(tree, structured.read(tree), segment(tree), url)


def page(
    body="", *, head="", ld=None, lang="en", title="Ferry returns to the islands | Harbour Post"
):
    """A whole page round a head and a body."""
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    return f"""<!doctype html><html lang="{lang}"><head><title>{title}</title>
    <meta property="og:site_name" content="Harbour Post">{head}{script}</head><body>
    <nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
    <main><article>{body}</article></main>
    <aside class="related"><h3>Related</h3><div class="card"><a href="/x">Storm closes the strait</a>
    <span class="author">By Somebody Else</span> <time datetime="2019-01-01">1 Jan 2019</time></div></aside>
    <footer>Harbour Post. Written by people. All rights reserved.</footer></body></html>"""


HEADLINE = "<h1>Ferry returns to the islands</h1>"
