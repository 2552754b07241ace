"""What a page of Markdown tells to type: whole lines in its terminals, and commands it mentions."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

_FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_PROGRAM = re.compile(r"^(?:\S*[/\\])?stegvis +")
_TERMINALS = ("", "sh", "console")
"""The languages of blocks that are typed in a terminal; what is seen there is a ``text``."""


def typed(page: str) -> Iterator[str]:
    """Give each line of the page's terminals that calls stegvis, without what it is piped to."""
    for language, content in _FENCED.findall(page):
        if language in _TERMINALS:
            for line in content.replace("\\\n", " ").splitlines():
                if _PROGRAM.match(line.strip()):
                    yield line.strip().split(" | ")[0]


def mentioned(page: str) -> Iterator[str]:
    """Give each command that running text names, which need not be whole."""
    for span in _INLINE.findall(_FENCED.sub("", page)):
        if _PROGRAM.match(span):
            yield span


def wrong_with(program: Any, line: str, *, whole: bool) -> str | None:
    """Say what the real command line would, were this typed; nothing when it would not object.

    ``whole`` is a line with all that the command needs; of any other the command and its options
    are looked for.
    """
    name, *rest = shlex.split(_PROGRAM.sub("", line, count=1), comments=True) or [""]
    if name.isupper():
        return None  # a word in place of any command
    of_all = name.startswith("-")
    known = program if of_all else program.commands.get(name)
    if known is None:
        return f"{line}: no such command"
    given = [name, *rest] if of_all else rest
    options = {option for param in known.params for option in (*param.opts, *param.secondary_opts)}
    asked = {one.split("=")[0] for one in given if one.startswith("--")}
    if unknown := asked - options - {"--help"}:
        return f"{line}: no such option: {', '.join(sorted(unknown))}"
    if whole and "--help" not in given and not of_all:
        try:
            known.make_context(name, list(rest))
        except Exception as error:  # noqa: BLE001  # whatever the parser says is what is wrong
            return f"{line}: {error}"
    return None
