"""Cleaners for the tests of what goes wrong: they do on a page what the page says."""

from __future__ import annotations

import os
import signal
import time

from declutter.article import Article
from declutter.parts import Metadata, TextBlock


def obedient(config):
    """A cleaner that hangs, dies, raises or finds little, where the page tells it to."""

    def clean(source, *, url=None, input="auto"):
        text = source.decode() if isinstance(source, bytes) else source
        if "HANG" in text:
            time.sleep(600)
        if "DIE" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISE" in text:
            raise ValueError("a bad page")
        if "SLOW" in text:
            time.sleep(0.02)
        confidence = 0.2 if "LITTLE" in text else 0.9
        metadata = Metadata(title=text.split("\n")[0][:40], authors=("Ada Quill",), url=url)
        return Article(blocks=(TextBlock(text),), metadata=metadata, confidence=confidence)

    return clean


def cannot_start(config):
    raise RuntimeError("no model to load")


def unhurried(config):
    """A cleaner that takes its time, and takes no page that is not UTF-8 markup."""

    def clean(source, *, url=None, input="auto"):
        time.sleep(0.002)
        text = source if isinstance(source, str) else source.decode()
        if "<" not in text:
            raise ValueError("not a page")
        return Article(blocks=(TextBlock(text[-200:]),), confidence=0.9)

    return clean
