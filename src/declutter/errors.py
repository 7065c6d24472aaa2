"""What declutter raises: one family, so that callers can catch it whole."""

from __future__ import annotations


class DeclutterError(Exception):
    """Base of every error that declutter raises on purpose."""


class InputError(DeclutterError):
    """The source is not a page and not text: binary data, a wrong type, too large."""


class RuleError(DeclutterError):
    """A rule pack is malformed: the message names the file and the rule."""


class ConfigError(DeclutterError):
    """A configuration file or option is malformed: the message names the file and the key."""


class MissingExtraError(DeclutterError):
    """A format needs an optional dependency: the message says what to install."""
