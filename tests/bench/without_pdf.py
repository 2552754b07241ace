"""The command as it is, but for its PDFs: what (b) times, where the peers' are left out as well.

There is no such option, because a section is its page and its PDF. The processes that execute runs
import the program that started them, this one, under a name of its own, and so leave the PDFs out
too; whoever else imports this file leaves nothing out.
"""

from __future__ import annotations

from stegvis.export.document import Document
from stegvis.report import work


def _none(document: Document) -> bytes:
    return b""


if __name__ in ("__main__", "__mp_main__"):
    work.write_pdf = _none

if __name__ == "__main__":
    from stegvis.cli import app

    app()
