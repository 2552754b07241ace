"""What is wrong with how a command was written: one Swedish sentence, and the next step.

Typer parses with Click, or with a copy of it that is its own; both raise errors whose classes have
the same names, and whose messages are English. The sentences here are made from what the errors
hold, never from what was typed as a value, which may be anything.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import typer

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Click raises for wrong arguments; Typer shows only this one of the kinds of it."""
LIKE = 0.6
"""How like a mistyped name a proposed one is at least, as difflib counts."""
_UNEXPECTED = re.compile(r"arguments?(?:\(s\))? \((.*)\)$", re.DOTALL)


def usage_sentence(error: Any) -> str:  # Click's, whose module depends on the version of Typer
    """Say in Swedish what is wrong with the arguments, and where to read more."""
    context = error.ctx
    path = context.command_path if context is not None else "stegvis"
    return f"{_sentence(error, context)} Se {path} --help."


def command_of(error: Any) -> str | None:
    """Give the command whose arguments are wrong, or None where it is the program's own."""
    context = error.ctx
    return str(context.info_name) if context is not None and context.parent is not None else None


def _sentence(error: Any, context: Any) -> str:
    param = getattr(error, "param", None)
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            return f"Valet {option} finns inte.{did_you_mean(option, _options(context))}"
        case "BadOptionUsage" if "does not take" in error.message:
            return f"Valet {option} tar inget värde."
        case "BadOptionUsage":
            return f"Valet {option} behöver ett värde."
        case "MissingParameter" if param is not None:
            return f"Ange {_called(param)}: {_meaning(param)}"
        case "BadParameter" if param is not None:
            return f"Värdet för {_called(param)} går inte att använda: {_meaning(param)}"
    if getattr(context.command, "commands", None):
        return f"Säg vilket kommando: {', '.join(context.command.commands)}."
    return f"Här finns argument för mycket{told_again(_unexpected(error.message), ': ')}."


def _called(param: Any) -> str:
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name)


def _meaning(param: Any) -> str:
    help_text = (param.help or "").strip()
    return help_text[:1].lower() + help_text[1:] if help_text else "det saknas."


def _options(context: Any) -> list[str]:
    params = context.command.get_params(context) if context is not None else []
    return [name for param in params if param.param_type_name == "option" for name in param.opts]


def did_you_mean(typed: str, known: list[str]) -> str:
    """Propose the names that are most like what was typed, if any are.

    >>> did_you_mean("chek", ["check", "add"]), did_you_mean("chek", ["add"])
    (' Menade du check?', '')
    """
    bare = {name.lstrip("-"): name for name in known}
    near = [bare[one] for one in get_close_matches(typed.lstrip("-"), bare, n=3, cutoff=LIKE)]
    listed = " eller ".join(filter(None, (", ".join(near[:-1]), *near[-1:])))
    return f" Menade du {listed}?" if near else ""


def _unexpected(message: str) -> str:
    found = _UNEXPECTED.search(message)
    return found[1] if found else ""


def told_again(typed: str, before: str) -> str:
    """Give what was typed, after a text of ours; nothing, where it may be personal.

    >>> told_again("chek", " "), told_again("Anna Andersson", " ")
    (' chek', '')
    """
    from stegvis.delivery.privacy import showable  # only where something is wrong

    shown = showable(typed)
    return f"{before}{shown}" if shown else ""
