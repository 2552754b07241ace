"""The municipalities of the example: how each differs, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CODES = {
    "Grästorp": "1444",
    "Essunga": "1445",
    "Karlsborg": "1446",
    "Gullspång": "1447",
    "Vara": "1470",
    "Götene": "1471",
    "Tibro": "1472",
    "Töreboda": "1473",
    "Mariestad": "1493",
    "Lidköping": "1494",
    "Skara": "1495",
    "Skövde": "1496",
    "Hjo": "1497",
    "Tidaholm": "1498",
    "Falköping": "1499",
}
COMPONENTS = 5
FULLY = 2


@dataclass(frozen=True)
class Traits:
    """How a municipality works, and what it delivers.

    Attributes
    ----------
    prefix
        The letters of its pseudonyms.
    people
        How many start in Cresco+ (``None``: does not take part) and in Cresco Creare.
    method
        Level 0–2 of each component of BIP, in the order of the project's YAML.
    raised
        From when, and the levels from then on, where the municipality changes its way of working.
    coordinator_biases
        How much each coordinator rates above (+) or below (−) the latent level, in steps.
    turnover
        Chance per month that a participant gets another coordinator.
    missed, late
        Chance that a card is never filled in, or is a month late.
    answers
        Chance that an average leaver answers a follow-up.
    own_code
        SCB's kommunkod, of a municipality that is not in `CODES`.
    """

    name: str
    prefix: str
    plus: int | None
    creare: int
    method: tuple[int, ...]
    raised: tuple[date, tuple[int, ...]] | None = None
    coordinator_biases: tuple[float, ...] = (0.0,)
    turnover: float = 0.02
    missed: float = 0.06
    late: float = 0.10
    answers: float = 0.74
    misregistered: int = 0
    counts_only: bool = False
    follows_positive_only: bool = False
    extra_post: bool = False
    form: str = "xlsx"
    missed_quarters: tuple[str, ...] = ()
    late_quarters: tuple[str, ...] = ()
    own_code: str | None = None

    @property
    def code(self) -> str:
        """Give SCB's kommunkod."""
        return self.own_code or CODES[self.name]

    def people(self, project: str) -> int | None:
        """Give how many start in a project; ``None`` when the municipality does not take part."""
        return self.creare if project == "cresco-creare" else self.plus

    def counts_only_in(self, project: str) -> bool:
        """Whether it delivers counts only: as some do, for GDPR's sake, but in Cresco Creare."""
        return self.counts_only and project != "cresco-creare"

    def method_on(self, day: date) -> tuple[int, ...]:
        """Give the levels of the method's components on a day."""
        if self.raised is not None and self.raised[0] <= day:
            return self.raised[1]
        return self.method

    def fidelity_on(self, day: date) -> float:
        """Give BIP fidelity on a day, 0–1."""
        return sum(self.method_on(day)) / (FULLY * COMPONENTS)


MUNICIPALITIES = (
    Traits("Grästorp", "GRÄ", 1, 6, (1, 1, 0, 1, 1), coordinator_biases=(0.1,)),
    Traits("Essunga", "ESS", 0, 4, (1, 0, 0, 0, 0)),
    Traits(
        "Karlsborg",
        "KAR",
        20,
        9,
        (1, 1, 1, 0, 1),
        answers=0.84,
        counts_only=True,
        misregistered=1,
    ),
    Traits("Gullspång", "GUL", None, 7, (1, 0, 1, 0, 1)),
    Traits(
        "Vara",
        "VAR",
        50,
        20,
        (2, 2, 2, 2, 1),
        coordinator_biases=(-0.2, 0.1),
        answers=0.84,
        extra_post=True,
    ),
    Traits(
        "Götene",
        "GÖT",
        42,
        18,
        (1, 0, 0, 0, 1),
        raised=(date(2024, 1, 1), (2, 1, 1, 1, 1)),
        coordinator_biases=(0.0, 0.2),
        missed_quarters=("2023Q4",),
    ),
    Traits(
        "Tibro",
        "TIB",
        38,
        14,
        (2, 2, 2, 2, 2),
        coordinator_biases=(-0.1, 0.0),
        answers=0.84,
        follows_positive_only=True,
        form="zip",
    ),
    Traits("Töreboda", "TÖR", 2, 11, (1, 0, 0, 0, 1), coordinator_biases=(0.2,)),
    Traits(
        "Mariestad",
        "MAR",
        57,
        32,
        (2, 1, 1, 1, 1),
        coordinator_biases=(-0.1, 0.1, 0.3),
        turnover=0.04,
        extra_post=True,
        late_quarters=("2024Q3",),
        misregistered=1,
    ),
    Traits(
        "Lidköping",
        "LID",
        59,
        38,
        (2, 2, 1, 1, 1),
        coordinator_biases=(0.5, 0.6, 0.4),
        extra_post=True,
        form="zip",
    ),
    Traits(
        "Skara",
        "SKA",
        48,
        24,
        (2, 0, 0, 0, 0),
        coordinator_biases=(0.0, -0.3),
        answers=0.66,
        extra_post=True,
        missed_quarters=("2024Q2",),
        misregistered=1,
    ),
    Traits(
        "Skövde",
        "SKÖ",
        60,
        52,
        (2, 2, 2, 1, 1),
        raised=(date(2024, 7, 1), (2, 2, 2, 2, 1)),
        coordinator_biases=(-0.4, -0.1, 0.1, 0.2),
        turnover=0.03,
        extra_post=True,
        misregistered=2,
    ),
    Traits(
        "Hjo",
        "HJO",
        28,
        12,
        (2, 1, 2, 2, 1),
        coordinator_biases=(-0.1,),
        form="csv",
        misregistered=1,
    ),
    Traits(
        "Tidaholm",
        "TID",
        39,
        17,
        (2, 0, 0, 0, 0),
        coordinator_biases=(0.1, 0.3),
        missed=0.14,
        late=0.20,
        answers=0.62,
        late_quarters=("2023Q3",),
    ),
    Traits(
        "Falköping",
        "FAL",
        56,
        36,
        (2, 1, 1, 1, 2),
        coordinator_biases=(0.0, 0.1, -0.2),
        answers=0.86,
        extra_post=True,
        form="zip",
    ),
)
"""Every municipality, in the order of their codes."""
