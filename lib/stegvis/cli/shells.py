"""The shells' side of completion: Typer's two options for it, which answer in Swedish here."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import typer

from stegvis.errors import FailedError, WrongError
from stegvis.terminal import Terminal


class UnknownShellError(WrongError):
    """The shell is none that can complete; the message is a Swedish sentence."""


class NotInstalledError(FailedError):
    """The shell's files cannot be written; the message is a Swedish sentence."""


def speak_swedish_of_completion(params: Iterable[Any]) -> None:
    """Give ``--install-completion`` and ``--show-completion`` answers in Swedish."""
    for param in params:
        if param.name == "install_completion":
            param.callback = _install
        elif param.name == "show_completion":
            param.callback = _show


def _install(context: typer.Context, param: Any, value: Any) -> Any:
    if not value or context.resilient_parsing:
        return value
    from typer.completion import install  # type: ignore[attr-defined]  # it stands there, unlisted

    try:
        with redirect_stdout(io.StringIO()):
            shell, path = install(value if isinstance(value, str) else None)
    except typer.Exit:
        raise _unknown() from None
    except OSError as error:
        raise NotInstalledError(f"Skalets fil gick inte att skriva: {error}") from error
    Terminal(highlight=False).print(
        f"Tabb fyller i för stegvis i {shell}, i nästa fönster du öppnar. Det står i {path}.",
        markup=False,
        soft_wrap=True,
    )
    raise typer.Exit


def _show(context: typer.Context, param: Any, value: Any) -> Any:
    if not value or context.resilient_parsing:
        return value
    from typer.completion import show_callback

    try:
        with redirect_stderr(io.StringIO()):
            return show_callback(context, param, value)
    except typer.Exit:
        raise _unknown() from None


def _unknown() -> UnknownShellError:
    return UnknownShellError(
        "Skalet känns inte igen. Kör kommandot i bash, zsh, fish eller PowerShell."
    )
