"""Answers on the command line: what is written to the municipalities, and how a quarter stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.voice import Voice
from stegvis.root import Root, RootError
from stegvis.terminal import relative_to_here

if TYPE_CHECKING:  # nothing of it is needed to check a delivery
    from stegvis.answer.received import Received
    from stegvis.answer.state import State
    from stegvis.delivery.check import Examination
    from stegvis.period import Period


def inbox(house: Root, otherwise: str = "") -> Path:
    """Give the root's inbox.

    Raises
    ------
    RootError
        When there is none; ``otherwise`` is what else the command can do, to end the sentence with.
    """
    if not house.inbox.is_dir():
        raise RootError(
            f"Inkorgen finns inte. Lägg leveranserna i {relative_to_here(house.inbox)}{otherwise}."
        )
    return house.inbox


class Answering:
    """What has come in, examination by examination, and the answers to it."""

    def __init__(
        self,
        house: Root,
        voice: Voice,
        *,
        period: str | None = None,
        project: str | None = None,
        store: str | None = None,
    ) -> None:
        """Begin with nothing; ``period`` and ``project`` are what the states are asked for of.

        Raises
        ------
        UnknownNameError, PeriodError, AddressError
            When there is no such project or store, or the period is no quarter.
        """
        from stegvis.cli.options import chosen_store
        from stegvis.definitions import find_project, read_projects
        from stegvis.delivery.store import Store

        self._voice = voice
        self._projects = read_projects(house.projects)
        known = list(self._projects.values())
        self._chosen = [find_project(project, known)] if project else known
        self._quarter = _quarter(period)
        self._received: list[Received] = []
        self.store = Store.at(chosen_store(store, house), house)

    def take(self, examination: Examination) -> Received:
        """Take a delivery that has been examined."""
        from stegvis.answer.received import received

        self._received.append(received(examination, self._projects))
        return self._received[-1]

    def concerns(self, one: Received) -> bool:
        """Whether a delivery is of a project that is asked for, or may be."""
        return one.project is None or one.project in self._chosen

    def write_each(self, answers: Path) -> None:
        """Write the answer to each delivery, the newest of each municipality and quarter."""
        from stegvis.answer.received import newest

        nameless = [one for one in self._received if one.key is None]
        for one in (*newest(self._received).values(), *nameless):
            self._write(answers, one)

    def write_states(self, answers: Path, *, also_kept: bool = False) -> list[tuple[State, Path]]:
        """Say how it stands with each project's quarter, and write every municipality's answer.

        Parameters
        ----------
        also_kept
            Whether the newest quarter may be one that is in the store alone.

        Returns
        -------
        How it stands with each, and the index of its answers.

        Raises
        ------
        RootError
            When there is nothing to tell of.
        """
        from stegvis.answer.inbox import others, states, strays
        from stegvis.answer.said import print_state
        from stegvis.answer.write import clear_strays, write_state

        told = states(
            *(self._received, self._chosen, self._quarter, self.store, date.today()),
            also_kept=also_kept,
        )
        unknown = strays(self._received, told)
        if not told and not unknown:
            raise RootError("Inkorgen är tom, och inget projekt pågår. Ange kvartalet: --period.")
        written: list[tuple[State, Path]] = []
        for number, one in enumerate(told):
            print_state(self._voice.out, one)
            of_nobody = [stray for stray in unknown if stray.project is None and number == 0]
            own = [stray for stray in unknown if stray.project == one.project]
            index = write_state(answers, one, [*own, *of_nobody])
            written.append((one, index))
            self._voice.say(f"Svaren finns i {relative_to_here(index)}\n")
        if not told:
            for one_stray in unknown:
                self._write(answers, one_stray)
        clear_strays(answers, [one for one, _ in written], unknown)
        for other, count in others(self._received, told, self.store, date.today()):
            self._say_other(answers, other, count)
        return written

    def _say_other(self, answers: Path, other: State, count: int) -> None:
        """Say what has come in for another quarter, and answer what of it was refused."""
        from stegvis.answer.state import Standing
        from stegvis.show import swedish

        refused = [row.received for row in other.rows if row.standing is Standing.REFUSED]
        number = swedish.plural(len(refused), "avvisad", "avvisade")
        of_these = f", varav {number}" if refused else ""
        project, period = other.project.id, other.period.label
        self._voice.say(
            f"Inkorgen har också {count} av {project} {period}{of_these}; visa med --project "
            f"{project} --period {period}."
        )
        for one in filter(None, refused):
            self._write(answers, one)

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
