"""Markdown as the exporters reach it; it is read and written in `stegvis.show.markdown`."""

from stegvis.show.markdown import Markdown, Token, parse, plain

__all__ = ["Markdown", "Token", "parse", "plain"]
