"""Where a command speaks: results, what went wrong, progress, details, and one JSON document.

Every command that reports has the same three options, and speaks through a `Voice`:

* as it is, results go to standard output, and errors and progress to standard error;
* with ``--quiet`` only what went wrong is said;
* with ``--verbose`` also how it goes, on standard error;
* with ``--json`` standard output is one JSON document and nothing else: all sentences go to
  standard error. `stegvis.cli.documents` declares the documents. Characters other than ASCII are
  escaped in them, so that no encoding is in the way and no terminal obeys what a file is called.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

import stegvis
from stegvis.errors import FailedError, WrongError
from stegvis.terminal import Terminal

OK, FAILED, WRONG = 0, 1, 2
_DISK = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet på disken är slut",
    errno.EACCES: "mappen eller filen är skrivskyddad, eller öppen i ett annat program",
    errno.EPERM: "mappen eller filen är skrivskyddad",
    errno.EROFS: "disken är skrivskyddad",
    errno.EIO: "disken svarar inte som den ska",
    errno.EFBIG: "filen blir större än disken tillåter",
}
"""What a disk can answer that is nobody's mistake in the code."""


class LoudnessError(WrongError):
    """Both less and more is asked for; the message is a Swedish sentence."""


class Voice:
    """What a command speaks with.

    ``out`` takes results, ``wrong`` what went wrong with one thing of several, ``err`` the sentence
    that a command ends with, ``progress`` how far it has come, ``more`` what only ``--verbose``
    asks for. ``document`` is what ``--json`` prints at the end: fill it in by key.
    """

    def __init__(
        self,
        command: str | None,
        *,
        as_json: bool = False,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self.as_json, self.quiet, self.verbose = as_json, quiet, verbose
        self.out = Terminal(stderr=as_json, quiet=quiet, highlight=False)
        self.wrong = Terminal(stderr=as_json, highlight=False)
        self.err = Terminal(stderr=True, highlight=False)
        self.progress = Terminal(stderr=True, quiet=quiet, highlight=False)
        self.more = Terminal(stderr=True, quiet=not verbose, highlight=False)
        self.document: dict[str, object] = {
            "command": command,
            "version": stegvis.__version__,
            "status": OK,
            "error": None,
        }

    def say(self, sentence: str) -> None:
        """Say what came of it."""
        self.out.print(sentence, markup=False, soft_wrap=True)

    def say_more(self, sentence: str) -> None:
        """Say how it goes, to whoever wants to know."""
        self.more.print(sentence, markup=False, soft_wrap=True)

    def end(self, status: int, error: str | None = None) -> None:
        """Say why the command ends, if there is a sentence, and print the document if asked for."""
        if error is not None:
            self.err.print(error, markup=False, soft_wrap=True)
        self.document |= {"status": status, "error": error}
        if self.as_json:
            sys.stdout.write(json.dumps(self.document, indent=2) + "\n")


@contextmanager
def telling(
    command: str, *, as_json: bool = False, quiet: bool = False, verbose: bool = False
) -> Iterator[Voice]:
    """Give a command its voice; end with a sentence, not a traceback, and with one document.

    What the block raises as `WrongError` ends with status 2, as `FailedError` with 1, `typer.Exit`
    with its own, and what a disk does not let be done with 1.
    """
    voice = Voice(command, as_json=as_json, quiet=quiet, verbose=verbose)
    try:
        if quiet and verbose:
            raise LoudnessError("Välj --quiet eller --verbose, inte båda.")
        yield voice
    except (WrongError, FailedError) as error:
        status = WRONG if isinstance(error, WrongError) else FAILED
        voice.end(status, str(error))
        raise typer.Exit(status) from error
    except typer.Exit as ended:
        voice.end(ended.exit_code)
        raise
    except OSError as error:
        if error.errno not in _DISK:
            raise
        voice.end(
            FAILED,
            f"Det gick inte att läsa eller skriva: {_DISK[error.errno]}. Det som fanns förut är "
            "kvar. Kör samma kommando igen när det är avhjälpt.",
        )
        raise typer.Exit(FAILED) from error
    voice.end(OK)
