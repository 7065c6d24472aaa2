"""Text that a page's readers do not see and that is no part of what it tells."""

from __future__ import annotations

import re
from functools import lru_cache

_SCREEN_READER = re.compile(
    r"(?:^|[\s_-])(?<!not-)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|"
    # Icons that a font makes of their names.
    r"material-(?:icons|symbols)(?:-(?:outlined|rounded|sharp))?)(?:\s|$)",
    re.I,
)
_CONSENT_MANAGERS = frozenset(
    """onetrust-consent-sdk CybotCookiebotDialog usercentrics-root didomi-host qc-cmp2-container
    truste-consent-track cmplz-cookiebanner-container BorlabsCookieBox cookie-law-info-bar
    iubenda-cs-banner moove_gdpr_cookie_modal""".split()
)
# What a link says to those who listen: "opens in a new tab".
_NEW_WINDOW = re.compile(
    r"[\s,(\[]*(?:link )?(?:"
    r"opens? (?:in )?(?:a )?new (?:tab|window|browser tab)|(?:external link,? )?new (?:tab|window)|"
    r"(?:wird )?(?:öffnet )?(?:im|in einem|in) neuen? (?:fenster|tab)(?: geöffnet| öffnen)?|"
    r"(?:s['’]ouvre dans une |ouvre une )?nouvelle fenêtre|nouvel onglet|"
    r"(?:se )?abre en (?:una )?(?:nueva ventana|ventana nueva|pestaña nueva|nueva pestaña)|"
    r"abre (?:em|numa) nova (?:janela|aba|guia)|(?:si )?apre in una nuova (?:finestra|scheda)|"
    r"opent in (?:een )?nieuw (?:venster|tabblad)|åbner i (?:et )?nyt (?:vindue|faneblad)|"
    r"öppnas i (?:ett )?nytt fönster|öppnas i (?:en )?ny flik|åpnes i (?:et )?nytt vindu|"
    r"avautuu uu(?:teen|dessa) (?:ikkunaan|ikkunassa|välilehteen|välilehdessä)|"
    r"otwiera się w nowej karcie|otwiera się w nowym oknie|otevře se v novém okně|"
    r"yeni (?:sekmede|pencerede) açılır|откроется в новом окне|открывается в новой вкладке"
    r")[\s.)\]]*",
    re.I,
)


@lru_cache(maxsize=65536)
def is_dialogue(identity: str) -> bool:
    """Whether an element is a consent manager's dialogue."""
    return not _CONSENT_MANAGERS.isdisjoint(identity.split())


@lru_cache(maxsize=65536)
def is_for_screen_readers(identity: str) -> bool:
    """Whether an element within a line holds words for screen readers alone."""
    return _SCREEN_READER.search(identity) is not None


def tells_new_window(text: str) -> bool:
    """Whether the text of a span in a link says only that it opens in a new window."""
    return _NEW_WINDOW.fullmatch(text) is not None
