"""The errors that are planted, one in each delivery, and the finding that each must lead to.

The name and the personnummer that are planted belong to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from stegvis.delivery.write import Cell
from stegvis.example.changes import (
    Change,
    both,
    cell,
    column_after,
    row_after,
    row_again,
    sheet_after,
    without_column,
    without_row,
    without_sheet,
)

NAME, PERSONNUMMER = "Test Testsson", "19121212-1212"
_COVER, _IDS, _CARDS, _FOLLOWED = "leverans", "deltagare", "progressionskort", "uppföljning"
_METHOD, _POSTS, _SURVEYS = "metod", "tjänster", "remittenter"
_COUNTS, _FOLLOWED_COUNTS = "antal", "uppföljning_antal"


@dataclass(frozen=True)
class PlantedError:
    """A change to a delivery, and the one finding it must lead to.

    Attributes
    ----------
    rule, level, sheet, row, column
        The finding's.
    name
        The folder's: the rule's, or a name of its own where a rule is broken in several ways.
    scope
        Which of the two small deliveries is changed.
    code
        The municipality that the file's name says, where it is another than the delivery's.
    """

    rule: str
    level: str
    sheet: str
    row: int | None
    column: str | None
    change: Change
    name: str
    scope: str = "individ"
    code: str | None = None


def _error(
    rule: str, sheet: str, row: int | None, column: str | None, change: Change, name: str = ""
) -> PlantedError:
    return PlantedError(rule, "error", sheet, row, column, change, name or rule)


def _warning(
    rule: str, sheet: str, row: int | None, column: str | None, change: Change, name: str = ""
) -> PlantedError:
    return PlantedError(rule, "warning", sheet, row, column, change, name or rule)


def _wrong_cell(
    rule: str, sheet: str, row: int, column: str, value: Cell, name: str = ""
) -> PlantedError:
    """Plant an error that is found in the very cell that is changed."""
    return _error(rule, sheet, row, column, cell(sheet, row, column, value), name)


def _odd_cell(
    rule: str, sheet: str, row: int, column: str, value: Cell, name: str = ""
) -> PlantedError:
    """Plant a warning that is found in the very cell that is changed."""
    return _warning(rule, sheet, row, column, cell(sheet, row, column, value), name)


def _in_counts(error: PlantedError) -> PlantedError:
    return replace(error, scope="antal")


_FORM = (
    _error("missing-sheet", _CARDS, None, None, without_sheet(_CARDS)),
    _error("missing-column", _IDS, 1, "åldersgrupp", without_column(_IDS, "åldersgrupp")),
    _warning("unknown-sheet", "mötesplan", None, None, sheet_after("mötesplan")),
    _warning("unknown-column", _IDS, 1, "anteckning", column_after(_IDS, "anteckning")),
    _wrong_cell("unknown-value", _IDS, 3, "remittent", "Försäkringkasan"),
    _wrong_cell("wrong-type", _IDS, 6, "startdatum", "i höstas", "wrong-type-date"),
    _wrong_cell("wrong-type", _CARDS, 4, "f3", "tre", "wrong-type-score"),
    _wrong_cell("blank", _IDS, 4, "kön", None),
    _wrong_cell("negative", _IDS, 4, "samordnarbyten", -1),
    _wrong_cell("id-form", _IDS, 6, "deltagar_id", "17"),
)
_WHOSE = (
    _error("missing-key", _COVER, None, "nyckel", without_row(_COVER, 5)),
    _wrong_cell("unknown-municipality", _COVER, 3, "värde", "Hjå"),
    _wrong_cell("period-not-quarter", _COVER, 4, "värde", "2024H2"),
    replace(_error("file-name", _COVER, None, None, lambda grids: grids), code="1498"),
)
_PERSONAL = (
    _error("personal-column", _IDS, 1, "telefon", column_after(_IDS, "telefon")),
    _wrong_cell("personnummer", _IDS, 5, "försörjning_start", f"sjukpenning {PERSONNUMMER}"),
    _wrong_cell("name", _IDS, 5, "försörjning_start", NAME, "name-in-text"),
    _wrong_cell("name", _IDS, 6, "deltagar_id", NAME, "name-in-id"),
)
_OF_PEOPLE = (
    _error("duplicate-id", _IDS, 7, "deltagar_id", row_again(_IDS, 6)),
    _error(
        "exit-before-start",
        _IDS,
        6,
        "avslutsdatum",
        both(
            cell(_IDS, 6, "avslutsdatum", date(2024, 10, 1)),
            cell(_IDS, 6, "avslutsorsak", "annat"),
        ),
    ),
    _error(
        "exit-without-reason",
        _IDS,
        6,
        "avslutsorsak",
        cell(_IDS, 6, "avslutsdatum", date(2024, 12, 2)),
    ),
    _error("reason-without-exit", _IDS, 6, "avslutsdatum", cell(_IDS, 6, "avslutsorsak", "flytt")),
    _wrong_cell(
        "outside-project", _IDS, 6, "startdatum", date(2014, 11, 18), "start-outside-project"
    ),
)
_OF_CARDS = (
    _error(
        "unknown-participant",
        _CARDS,
        17,
        "deltagar_id",
        row_after(_CARDS, "HJO-099", date(2024, 6, 3), "samordnare", 2, 3, 2),
        "card-of-unknown",
    ),
    _wrong_cell("card-before-start", _CARDS, 2, "datum", date(2023, 3, 20)),
    _warning(
        "card-after-exit",
        _CARDS,
        17,
        "datum",
        row_after(_CARDS, "HJO-001", date(2024, 4, 22), "samordnare", 4, 4, 3),
    ),
    _wrong_cell("after-period", _CARDS, 12, "datum", date(2025, 3, 12), "card-in-the-future"),
    _odd_cell("after-period", _CARDS, 12, "datum", date(2025, 1, 8), "card-of-next-quarter"),
    _wrong_cell("score-range", _CARDS, 5, "f4", 6),
    _wrong_cell("item-of-other-rater", _CARDS, 3, "f10", 3),
    _error(
        "conflicting-card",
        _CARDS,
        17,
        "datum",
        both(row_again(_CARDS, 2), cell(_CARDS, 17, "f1", 5)),
    ),
    _warning("duplicate-card", _CARDS, 17, None, row_again(_CARDS, 2)),
    _warning(
        "empty-card",
        _CARDS,
        17,
        None,
        row_after(_CARDS, "HJO-004", date(2024, 12, 9), "deltagare"),
    ),
)
_OF_FOLLOWUPS = (
    _error(
        "unknown-participant",
        _FOLLOWED,
        4,
        "deltagar_id",
        row_after(_FOLLOWED, "HJO-099", 6, date(2024, 9, 2), "nej"),
        "followup-of-unknown",
    ),
    _error(
        "followup-without-exit",
        _FOLLOWED,
        4,
        "deltagar_id",
        row_after(_FOLLOWED, "HJO-003", 6, date(2024, 9, 2), "nej"),
    ),
    _wrong_cell("followup-too-early", _FOLLOWED, 2, "datum", date(2024, 5, 20)),
    _odd_cell("followup-early", _FOLLOWED, 2, "datum", date(2024, 8, 1)),
    _wrong_cell("followup-months", _FOLLOWED, 2, "månader", 9),
    _error(
        "conflicting-followup",
        _FOLLOWED,
        4,
        "svarade",
        row_after(_FOLLOWED, "HJO-001", 6, date(2024, 9, 2), "ja", "minskat", "arbete"),
    ),
    _warning("duplicate-followup", _FOLLOWED, 4, None, row_again(_FOLLOWED, 2)),
    _warning(
        "answered-without-result", _FOLLOWED, 3, "progression", cell(_FOLLOWED, 3, "svarade", "ja")
    ),
    _warning(
        "result-without-answer", _FOLLOWED, 3, "svarade", cell(_FOLLOWED, 3, "progression", "ökat")
    ),
)
_OF_THE_QUARTER = (
    _wrong_cell("level-range", _METHOD, 3, "nivå", 3),
    _error("duplicate-row", _METHOD, 7, "komponent", row_again(_METHOD, 6)),
    _wrong_cell("outside-project", _POSTS, 3, "till", date(2035, 4, 30), "post-until-2035"),
    _wrong_cell("until-before-since", _POSTS, 3, "till", date(2023, 4, 30)),
    _wrong_cell("count-order", _SURVEYS, 2, "antal_god_kunskap", 9, "survey-count-order"),
)
_OF_COUNTS = (
    _error("count-sum", _COUNTS, 3, "värde", cell(_COUNTS, 4, "värde", 5), "counts-sum"),
    _error("count-order", _COUNTS, 3, "värde", cell(_COUNTS, 2, "värde", 8), "counts-order"),
    _warning("misregistered-count", _COUNTS, 12, "mått", row_after(_COUNTS, "felregistrering", 1)),
    _error(
        "count-sum",
        _FOLLOWED_COUNTS,
        2,
        "antal_svar",
        cell(_FOLLOWED_COUNTS, 2, "antal_ökat", 3),
        "followup-counts-sum",
    ),
    _wrong_cell("count-order", _FOLLOWED_COUNTS, 6, "antal_svar", 5, "followup-counts-order"),
)

ERRORS: tuple[PlantedError, ...] = (
    *_FORM,
    *_WHOSE,
    *_PERSONAL,
    *_OF_PEOPLE,
    *_OF_CARDS,
    *_OF_FOLLOWUPS,
    *_OF_THE_QUARTER,
    *map(_in_counts, _OF_COUNTS),
)
