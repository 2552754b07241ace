"""Markdown files as a forge shows them: links, anchors of headings, and files named as code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / folder / "README.md" for folder in ("data/example", "reports")),
    ]
)
"""Every page there is; the analyst's own words, which are Markdown too, are tried elsewhere."""

_FENCE = re.compile(r"^(```+)[^\n]*\n.*?^\1`*[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]*)(?:\s+\"[^\"]*\")?\)")
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^)\s]*)\)")
_BARE = re.compile(r"<?(\bhttps?://[^\s<>)\]]+)")
_LABEL = re.compile(r"^\*\*`[^\n]*\*\*$", re.MULTILINE)
"""Above a block of code: the file that it is to become."""
_PATH = re.compile(r"(?:lib|docs|tests|notebooks|\.ci|data/(?:projects|example))/[\w./*åäö-]*")


def _unfenced(text: str) -> str:
    return _FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """Give the anchors of a page's headings as GitHub, GitLab and Forgejo name them.

    >>> sorted(anchors("# Bowkers och Stuart–Maxwells test"))
    ['bowkers-och-stuartmaxwells-test']
    """
    taken: Counter[str] = Counter()
    found = set()
    for heading in re.findall(r"^#{1,6} (.+?)\s*#*$", _unfenced(text), re.MULTILINE):
        shown = _LINK.sub(lambda link: link[0][1 : link[0].index("](")], heading)
        slug = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        found.add(f"{slug}-{taken[slug]}" if taken[slug] else slug)
        taken[slug] += 1
    return found


def links(text: str) -> list[str]:
    """Give where a page's links and pictures lead, and the addresses that stand bare."""
    prose = _CODE.sub("", _unfenced(text))
    return [*_LINK.findall(prose), *_BARE.findall(_LINK.sub("", prose))]


def pictures(text: str) -> list[tuple[str, str]]:
    """Give the alternative text of each of a page's pictures, and where the picture is."""
    return _PICTURE.findall(_CODE.sub("", _unfenced(text)))


def named_paths(text: str) -> Iterator[str]:
    """Give the files and folders that a page names as code, but for those made by running."""
    written = (ROOT / ".gitignore").read_text("utf-8").split()
    for _, code in _CODE.findall(_LABEL.sub("", _unfenced(text))):
        if _PATH.fullmatch(code) and not any(code.startswith(made.strip("*/")) for made in written):
            yield code
