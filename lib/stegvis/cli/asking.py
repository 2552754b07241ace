"""Questions on the command line, asked and answered in Swedish.

They stand where sentences do: on standard output, or on standard error beside a JSON document. They
are asked with ``--quiet`` too, which is not the same as an answer. Who answers with an end of file,
as where nobody is there, has answered nothing, and the command is interrupted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich.prompt import InvalidResponse, Prompt, PromptBase
from rich.text import Text

from stegvis.cli.voice import Voice
from stegvis.errors import WrongError

T = TypeVar("T")
_ANSWERS = {"j": True, "ja": True, "y": True, "n": False, "nej": False}


class _YesNo(PromptBase[bool]):
    response_type = bool
    prompt_suffix = " [j/n]: "

    def process_response(self, value: str) -> bool:
        answer = _ANSWERS.get(value.strip().casefold())
        if answer is None:
            raise InvalidResponse("Svara j eller n.")
        return answer


def confirmed(voice: Voice, question: str) -> bool:
    """Ask until the answer is yes or no."""
    return _YesNo.ask(Text(question), console=voice.wrong)


def asked_for(voice: Voice, what: str) -> str:
    """Ask for something that is not to be seen when it is typed."""
    return Prompt.ask(Text(what), console=voice.wrong, password=True)


def asked(voice: Voice, question: str, read: Callable[[str], T], default: str = "") -> T:
    """Ask until the answer can be read; an empty answer is the default, where there is one.

    ``read`` raises a `WrongError` whose sentence says what to answer instead.
    """
    proposed = f" [{default}]" if default else ""
    while True:
        answer = Prompt.ask(Text(f"{question}{proposed}"), console=voice.wrong)
        try:
            return read(answer or default)
        except WrongError as error:
            voice.wrong.print(Text(str(error)), soft_wrap=True)
