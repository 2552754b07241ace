"""Answers on the command line: what `check` writes, and how it stands with an inbox."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.voice import Voice
from stegvis.root import Root, RootError
from stegvis.terminal import relative_to_here

if TYPE_CHECKING:  # nothing of it is needed to check a delivery
    from stegvis.answer.received import Received
    from stegvis.cli.documents import StateTold
    from stegvis.delivery.check import Examination
    from stegvis.period import Period


def inbox(house: Root) -> Path:
    """Give the root's inbox.

    Raises
    ------
    RootError
        When there is none.
    """
    if not house.inbox.is_dir():
        raise RootError(
            f"Inkorgen finns inte. Lägg leveranserna i {relative_to_here(house.inbox)}, eller ange "
            "vilka som ska granskas."
        )
    return house.inbox


class Answering:
    """What has come in, examination by examination, and the answers to it."""

    def __init__(self, house: Root, voice: Voice) -> None:
        from stegvis.definitions import read_projects

        self._house = house
        self._voice = voice
        self._projects = read_projects(house.projects)
        self._received: list[Received] = []

    def take(self, examination: Examination) -> None:
        """Take a delivery that has been examined."""
        from stegvis.answer.received import received

        self._received.append(received(examination, self._projects))

    def write_each(self, answers: Path) -> None:
        """Write the answer to each delivery, the newest of each municipality and quarter."""
        from stegvis.answer.received import newest

        nameless = [one for one in self._received if one.key is None]
        for one in (*newest(self._received).values(), *nameless):
            self._write(answers, one)

    def write_states(
        self, answers: Path, *, period: str | None, project: str | None, store: str | None
    ) -> list[StateTold]:
        """Say how it stands with each project's quarter, and write every municipality's answer.

        Raises
        ------
        RootError
            When there is nothing to tell of.
        """
        from stegvis.answer.inbox import others, states, strays
        from stegvis.answer.said import print_state
        from stegvis.answer.write import write_state
        from stegvis.cli.options import chosen_store
        from stegvis.cli.told import state_told
        from stegvis.definitions import find_project
        from stegvis.delivery.store import Store

        keeper = Store.at(chosen_store(store, self._house), self._house)
        known = list(self._projects.values())
        chosen = [find_project(project, known)] if project else known
        told = states(self._received, chosen, _quarter(period), keeper, date.today())
        unknown = strays(self._received, told)
        if not told and not unknown:
            raise RootError("Inkorgen är tom, och inget projekt pågår. Ange kvartalet: --period.")
        documents: list[StateTold] = []
        for number, one in enumerate(told):
            print_state(self._voice.out, one)
            of_nobody = [stray for stray in unknown if stray.project is None and number == 0]
            own = [stray for stray in unknown if stray.project == one.project]
            index = write_state(answers, one, [*own, *of_nobody])
            documents.append(state_told(one, index))
            self._voice.say(f"Svaren finns i {relative_to_here(index)}\n")
        if not told:
            for one_stray in unknown:
                self._write(answers, one_stray)
        for name, count in others(self._received, told).items():
            self._voice.say(f"Inkorgen har också {count} av {name}; visa med --period.")
        return documents

    def _write(self, answers: Path, one: Received) -> None:
        from stegvis.answer.write import write_answer

        path = write_answer(answers, one, date.today())
        self._voice.say(f"Svar: {relative_to_here(path)}")


def _quarter(period: str | None) -> Period | None:
    from stegvis.period import Period, PeriodError

    if period is None:
        return None
    quarter = Period.parse(period)
    if not quarter.is_quarter:
        raise PeriodError("En leverans gäller ett kvartal. Skriv det som 2023Q3.")
    return quarter
