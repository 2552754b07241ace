"""An extract: what a project knows of a place up to the end of a period, to be analysed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from stegvis.api.figure_table import figure_table
from stegvis.api.long_form import answers_of
from stegvis.api.named_figure import NamedFigure
from stegvis.commentary.lookup import with_bounds
from stegvis.commentary.names import Names
from stegvis.delivery.store import Store
from stegvis.figures import Figures
from stegvis.measure.movements import Movements, movements
from stegvis.measure.population import exited, started
from stegvis.period import Period
from stegvis.place import ALL, UnknownNameError, find_municipality, nearest, read_place
from stegvis.project import Project
from stegvis.records import Records
from stegvis.report.measured import measured
from stegvis.show import swedish, wording
from stegvis.show.section import Section


@dataclass(frozen=True)
class Extract:
    """A project's records and figures, of a municipality or of ``ALLA``, as `load` opens them.

    The figures are the reports' own: measured by the same code from the same deliveries. They count
    up to and including the period's last day. All of it is internal: small counts are not
    protected, so what is made of it may not be spread as it is.

    Every frame that is given is the caller's own, and may be changed. Displayed, an extract says
    what it is of, and whether the data are synthetic.

    >>> import stegvis
    >>> creare = stegvis.load("cresco-creare", "2023Q1", store="data/example/store")
    >>> creare.figure("caseload.exited").k, creare.figure("goal.arbete_studier").k
    (300, 81)
    >>> creare.project.organisation, len(creare.project.municipalities)
    ('Samordningsförbundet Skaraborg', 15)
    """

    project: Project
    period: Period
    place: str
    synthetic: bool
    store: Store = field(repr=False)

    @cached_property
    def records(self) -> Records:
        """Give the rows of the deliveries in use, a frame a sheet; read once.

        `Records` tells the frames and their columns. They are as delivered: rows that are dated
        after the period's end are there too, and no figure counts them.

        Raises
        ------
        StoreError
            When a table in the store cannot be read.
        """
        everywhere = self.place == ALL
        only = None if everywhere else find_municipality(self.place, self.project.municipalities)
        return self.store.records(self.project, self.period, only)

    @cached_property
    def _movements(self) -> Movements:
        return movements(self.records, self.project, self.period.end)

    @cached_property
    def figures(self) -> Figures:
        """Give the figures as the house's charts and tables take them; measured once, and kept.

        Raises
        ------
        StoreError
            When the store cannot be read.
        """
        return measured(self.store, self.project, self.period, self.place)

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {}

    def _named(self, place: str) -> Names:
        if place not in self._names:
            self._names[place] = Names(self.project, self.period, self.figures, place)
        return self._names[place]

    def table(self, measure: str | None = None) -> pd.DataFrame:
        """Give figures as a frame, a row each: of one measure, or of all.

        Parameters
        ----------
        measure
            Such as ``goal`` or ``steps.item``; ``docs/metodbok`` tells what each one counts.

        Returns
        -------
        ``name`` (what `figure` and a commentary ask for it by), ``municipality`` (``ALLA`` is all
        of them together: do not add it to the others), ``label`` (Swedish, of the measures that
        reports name; else as ``figures.csv`` has the row), ``measure``, ``definition``, ``group``,
        ``k`` and ``n`` (persons unless ``docs/metodbok`` says otherwise), ``value`` in ``unit``
        (``andel``, ``skillnad`` and ``sannolikhet`` from 0 to 1; ``p``; ``tal``), ``low`` and
        ``high`` (95 % interval), ``bound_low`` and ``bound_high`` (bounds for non-response). Of one
        measure there is, last, a column for each key of its groups too, as text.

        Raises
        ------
        UnknownNameError
            When nothing of that name was measured; lists the nearest.

        >>> import stegvis
        >>> creare = stegvis.load("cresco-creare", "2023Q1", store="data/example/store")
        >>> goal = creare.table("goal")
        >>> own = goal[goal["name"] == "goal.arbete_studier"].set_index("municipality")["k"]
        >>> int(own["ALLA"]), int(own.drop("ALLA").sum())
        (81, 81)
        """
        known = [*self.figures.frame["measure"].unique()]
        if measure is not None and measure not in known:
            raise UnknownNameError(self._no_measure(measure, known))
        return figure_table(self.figures, self._named, measure)

    def figure(self, name: str, place: str | None = None) -> NamedFigure:
        """Give one figure with its n, definition and period.

        Parameters
        ----------
        name
            As a commentary asks for it, without a column: ``goal.arbete_studier`` (the definition
            in force), ``goal.arbete_studier.med_arbetssokande``, ``caseload.started``,
            ``steps.person.coordinator.forward`` (the primary rule). `table` lists them all.
        place
            Another of the municipalities, where the extract is of them all.

        Raises
        ------
        UnknownNameError
            When there is no such figure or place, or nothing was delivered of it; lists the
            nearest.

        >>> import stegvis
        >>> creare = stegvis.load("cresco-creare", "2023Q1", store="data/example/store")
        >>> goal = creare.figure("goal.arbete_studier")
        >>> goal.k, goal.n, goal.value
        (81, 300, 0.27)
        """
        where = self.place if place is None else read_place(place, self.project.municipalities)
        if where != self.place and self.place != ALL:
            raise UnknownNameError(
                f"Det här utdraget gäller {self.place}. Öppna {where} för sig, eller alla "
                'kommuner med place="alla".'
            )
        section = self.section("").for_place(where)
        if not section.delivered:
            raise UnknownNameError(wording.no_delivery(section))
        names = self._named(where)
        row = names.find(name)
        if row is None:
            guesses = names.nearest(name) or ["goal", "steps.person", "caseload.started"]
            raise UnknownNameError(
                f"Siffran ”{name}” finns inte. Menade du {' eller '.join(guesses)}? "
                "Alla namn står i kolumnen name i table()."
            )
        return NamedFigure.of(section, names, with_bounds(section, row))

    def participants(self) -> pd.DataFrame:
        """Give the people that the figures count, a row each: those who had started by the end.

        Nobody registered by mistake is among them, and an exit after the period's end is no exit
        yet. A municipality that delivers counts only has no rows here, though its counts are in
        the figures.

        Returns
        -------
        The columns of ``records.participants``, with ``exit``, ``exit_reason`` and
        ``support_exit`` missing for who had not left; and ``exited`` (``bool``).

        >>> import stegvis
        >>> creare = stegvis.load("cresco-creare", "2023Q1", store="data/example/store")
        >>> int(creare.participants()["exited"].sum()) == creare.figure("caseload.exited").k
        True
        """
        people = started(self.records.participants, self.period.end).reset_index(drop=True)
        gone = people.index.isin(exited(people, self.period.end).index)
        later = ["exit", "exit_reason", "support_exit"]
        return people.assign(**{name: people[name].where(gone) for name in later}, exited=gone)

    def answers(self) -> pd.DataFrame:
        """Give every answer on the cards that the figures count, a row each, in order.

        A card counts when it is about someone who has started, and is dated at most 31 days after
        the person's exit and no later than the period's end.

        Returns
        -------
        ``municipality``, ``participant`` (pseudonym), ``rater`` (``participant`` or
        ``coordinator``), ``date``, ``item`` (``f1`` …; another question for each rater), ``label``
        (the question), ``indicator`` (its id, empty when the project maps it to none), ``score``
        (a step of the card's scale, ``Int64``). An unanswered item has no row.
        """
        return answers_of(self._movements.cards, self.project)

    def item_movements(self) -> pd.DataFrame:
        """Give each person's movement on each item: latest answer less first, by rater.

        Returns
        -------
        ``municipality``, ``participant``, ``rater``, ``item``, ``first``, ``latest``, ``change``
        (steps of the scale), ``move`` (``forward``, ``unchanged``, ``backward``). Only those with
        two answers of different dates have a row.
        """
        return self._movements.items.drop(columns="person")

    def person_movements(self, rule: str | None = None) -> pd.DataFrame:
        """Give which way each person has moved, by rater.

        Parameters
        ----------
        rule
            The id of one of the project's rules; its primary rule when none is named.

        Returns
        -------
        ``municipality``, ``participant``, ``rater``, ``move``. A person without any item movement
        has no row.

        Raises
        ------
        UnknownNameError
            When the project has no such rule; lists them.
        """
        chosen = self.project.movement.primary_rule if rule is None else rule
        if chosen not in self._movements.people:
            rules = swedish.listed(self._movements.people)
            raise UnknownNameError(f"Regeln ”{chosen}” finns inte. Projektets regler är {rules}.")
        return self._movements.people[chosen].copy()

    def section(self, title: str) -> Section:
        """Give what the house's own charts and tables take, as a report's notebook has it.

        They are in :mod:`stegvis.show`: ``goals.official(extract.section("Mål"))``.
        """
        from stegvis.show.style import dress  # what draws is imported by who draws

        dress(self.project.main_colour)
        place, period = self.place, self.period
        return Section(title, self.project, place, period, "intern", self.synthetic, self.figures)

    def _no_measure(self, measure: str, known: list[str]) -> str:
        if not known:
            return wording.no_delivery(self.section(""))
        stem = measure.split(".")[0]
        alike = nearest(measure, known) or [name for name in known if name.startswith(stem)]
        meant = swedish.either(alike[:3]) if alike else "något av dem i metodboken (docs/metodbok)"
        return f"Måttet ”{measure}” finns inte bland siffrorna. Menade du {meant}?"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Answer IPython: what the extract is of, and how it may be used."""
        named = Section("Utdrag", *self._where, "intern", self.synthetic, Figures(pd.DataFrame()))
        return named.header._repr_mimebundle_()

    @property
    def _where(self) -> tuple[Project, str, Period]:
        return self.project, self.place, self.period
