"""Errors that are sentences for the person who can mend them.

The command line ends with the sentence, and with the exit status that the kind of error says. The
two kinds have a module of their own so that the command line can know them without importing what
raises them.
"""

from __future__ import annotations


class WrongError(Exception):
    """What was asked for, or how the place is set up, is wrong; nothing was begun."""


class FailedError(Exception):
    """What was asked for was understood, and could not be done."""
