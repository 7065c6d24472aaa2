"""Pages whose bytes or markup say the same thing in a roundabout way."""

import declutter

STORY = "It isn’t the café’s fault — “naïve”, said MÂLE & Söhne."
PAGE = f"""<html><body><article><h1>Old bridge closes</h1>
<p>The old bridge over the Tidewater closed on Monday, and nobody was surprised by it.</p>
<h2>What the café says<i class="material-icons">chevron_right</i></h2>
<p>{STORY} The ferry sails every twenty minutes, she said, and the queue is long.</p>
<p>Engineers had warned the council for nine years that the pier was sinking into the mud.</p>
<pre><code><span>for</span> <span>pier</span> <span>in</span> piers:
    <span>warn</span> <span>(pier)</span></code></pre>
<p>A new crossing will cost forty million, the council says, twice what it had set aside.</p>
</article></body></html>"""


def test_text_encoded_twice_is_mended():
    twice = PAGE.encode().decode("latin-1").encode()
    assert STORY in declutter.clean(twice).text
    assert declutter.clean(twice).text == declutter.clean(PAGE.encode()).text


def test_text_encoded_once_stays():
    page = PAGE.replace("Söhne", "SÃ© Â» Ã»").encode()
    assert "SÃ© Â» Ã»" in declutter.clean(page).text


def test_spaces_between_words_of_code_stay():
    assert "for pier in piers:\n    warn (pier)" in declutter.clean(PAGE).text
