"""Two deliveries small enough to write by hand: five people in Hjo, counts from Karlsborg.

Nothing in them gives a finding; :mod:`stegvis.example.planted` changes one thing at a time.
"""

from __future__ import annotations

from datetime import date

from stegvis.delivery.write import Cell, Grid

PERIOD, SUBMITTED = "2024Q4", date(2025, 1, 14)
PEOPLE_CODE, COUNTS_CODE = "1497", "1446"

_PARTICIPANTS = Grid(
    "deltagare",
    (
        "deltagar_id",
        "kön",
        "åldersgrupp",
        "remittent",
        "försörjning_start",
        "startdatum",
        "avslutsdatum",
        "avslutsorsak",
        "försörjning_avslut",
        "samordnarbyten",
    ),
    (
        (
            "HJO-001",
            "kvinna",
            "30–54",
            "Arbetsförmedlingen",
            "försörjningsstöd",
            date(2023, 4, 3),
            date(2024, 2, 15),
            "arbete",
            "lön",
            0,
        ),
        (
            "HJO-002",
            "man",
            "18–29",
            "Försäkringskassan",
            "aktivitetsersättning",
            date(2023, 5, 8),
            date(2024, 4, 30),
            "åter_remittent",
            "aktivitetsersättning",
            1,
        ),
        (
            "HJO-003",
            "kvinna",
            "55–64",
            "kommunen",
            "försörjningsstöd",
            date(2023, 9, 11),
            None,
            None,
            None,
            0,
        ),
        ("HJO-004", "man", "30–54", "vården", "sjukpenning", date(2024, 2, 5), None, None, None, 0),
        (
            "HJO-005",
            "kvinna",
            "18–29",
            "kommunen",
            "försörjningsstöd",
            date(2024, 11, 18),
            None,
            None,
            None,
            0,
        ),
    ),
)

_SCORES: tuple[tuple[str, date, int], ...] = (
    ("HJO-001", date(2023, 4, 12), 2),
    ("HJO-001", date(2024, 2, 20), 4),
    ("HJO-002", date(2023, 5, 16), 2),
    ("HJO-002", date(2024, 4, 25), 2),
    ("HJO-003", date(2023, 9, 20), 3),
    ("HJO-003", date(2024, 10, 3), 3),
    ("HJO-004", date(2024, 2, 13), 1),
)
"""Whose card, when, and what the coordinator thought; the person says the same on every other."""


def _cards() -> Grid:
    items = tuple(f"f{number}" for number in range(1, 12))
    rows: list[tuple[Cell, ...]] = []
    for name, day, score in _SCORES:
        rows.append((name, day, "samordnare", *(score,) * 11))
        rows.append((name, day, "deltagare", *(score, score + 1) * 4, score, None, None))
    rows.append(("HJO-004", date(2024, 5, 14), "samordnare", *(2,) * 11))
    return Grid("progressionskort", ("deltagar_id", "datum", "bedömare", *items), tuple(rows))


_FOLLOWUPS = Grid(
    "uppföljning",
    ("deltagar_id", "månader", "datum", "svarade", "progression", "sysselsättning"),
    (
        ("HJO-001", 6, date(2024, 8, 20), "ja", "behållit", "arbete"),
        ("HJO-002", 6, date(2024, 11, 4), "nej", None, None),
    ),
)
_METHOD = Grid(
    "metod",
    ("komponent", "nivå"),
    (
        ("progressionskort", 2),
        ("parallella_insatser", 1),
        ("arbete_från_start", 2),
        ("tro_på_individen", 2),
        ("samma_samordnare", 1),
    ),
)
_POSTS = Grid(
    "tjänster",
    ("finansiering", "årsarbetskrafter", "från", "till"),
    (
        ("ESF", 1.0, date(2023, 3, 1), date(2025, 6, 30)),
        ("förbundet", 1.0, date(2023, 11, 1), date(2025, 4, 30)),
    ),
)
_SURVEYS = Grid(
    "remittenter",
    ("remittent", "antal_svar", "antal_god_kunskap"),
    (("Arbetsförmedlingen", 6, 2), ("kommunen", 5, 3)),
)
_COUNTS = Grid(
    "antal",
    ("mått", "värde"),
    (
        ("startade", 12),
        ("avslutade", 9),
        ("arbete", 3),
        ("studier", 1),
        ("arbetssökande", 1),
        ("åter_remittent", 2),
        ("sjukdom", 1),
        ("flytt", 0),
        ("avbrott", 1),
        ("annat", 0),
    ),
)
_FOLLOWUP_COUNTS = Grid(
    "uppföljning_antal",
    (
        "grupp",
        "månader",
        "antal_aktuella",
        "antal_svar",
        "antal_ökat",
        "antal_behållit",
        "antal_minskat",
        "antal_kvar",
    ),
    (
        ("alla", 6, 6, 4, 1, 2, 1, None),
        ("alla", 12, 3, 2, 0, 1, 1, None),
        ("positiv", 6, 4, 3, 1, 2, 0, None),
        ("positiv", 12, 2, 1, 0, 1, 0, None),
        ("arbete", 6, 3, 3, None, None, None, 2),
    ),
)


def people() -> list[Grid]:
    """Give the sheets of the delivery of individuals, without ``leverans``."""
    return [_PARTICIPANTS, _cards(), _FOLLOWUPS, _METHOD, _POSTS, _SURVEYS]


def counts() -> list[Grid]:
    """Give the sheets of the delivery of counts, without ``leverans``."""
    return [_COUNTS, _FOLLOWUP_COUNTS, _METHOD, _POSTS]
