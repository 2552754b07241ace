"""Every rule, with one slip planted in a delivery that is otherwise clean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from stegvis.delivery.check import Examination

Sheets = dict[str, list[list[object]]]
Edit = Callable[[Sheets], None]
Examine = Callable[..., Examination]


def put(sheet: str, row: int, column: str, value: object) -> Edit:
    """Write in a cell; ``row`` is Excel's, ``column`` the header."""

    def edit(sheets: Sheets) -> None:
        sheets[sheet][row - 1][sheets[sheet][0].index(column)] = value

    return edit


def add(sheet: str, *row: object) -> Edit:
    return lambda sheets: sheets[sheet].append(list(row))


def drop_row(sheet: str, row: int) -> Edit:
    return lambda sheets: sheets[sheet].pop(row - 1) and None


def drop_column(sheet: str, column: str) -> Edit:
    def edit(sheets: Sheets) -> None:
        position = sheets[sheet][0].index(column)
        sheets[sheet] = [row[:position] + row[position + 1 :] for row in sheets[sheet]]

    return edit


def add_column(sheet: str, column: str, *values: object) -> Edit:
    def edit(sheets: Sheets) -> None:
        for row, value in zip(sheets[sheet], [column, *values], strict=False):
            row.append(value)

    return edit


def replace_sheet(sheet: str, *rows: list[object]) -> Edit:
    return lambda sheets: sheets.update({sheet: list(rows)})


def drop_sheet(sheet: str) -> Edit:
    return lambda sheets: sheets.pop(sheet) and None


def say(key: str, value: object) -> Edit:
    """Write in the sheet leverans."""

    def edit(sheets: Sheets) -> None:
        next(row for row in sheets["leverans"] if row[0] == key)[1] = value

    return edit


NO_SCORES = [None] * 10
PERSONNUMMER = "19850709-9805"  # the library's own example of a valid one

INDIVID: list[tuple[str, list[Edit], list[tuple[str, str | None, int | None, str | None, str]]]] = [
    # the sheet leverans
    (
        "no cover",
        [drop_sheet("leverans")],
        [("error", "leverans", None, None, "missing-sheet")],
    ),
    (
        "cover without a value column",
        [put("leverans", 1, "värde", "svar")],
        [("error", "leverans", 1, "värde", "missing-column")],
    ),
    (
        "missing key",
        [drop_row("leverans", 5)],
        [("error", "leverans", None, "nyckel", "missing-key")],
    ),
    ("blank key", [say("period", None)], [("error", "leverans", 4, "värde", "blank")]),
    (
        "unknown key",
        [add("leverans", "kontakt", "kansliet")],
        [("warning", "leverans", 7, "nyckel", "unknown-key")],
    ),
    (
        "key twice",
        [add("leverans", "Period", "2024Q2")],
        [("error", "leverans", 7, "nyckel", "duplicate-key")],
    ),
    (
        "unknown project",
        [say("projekt", "cresco-pluss")],
        [("error", "leverans", 2, "värde", "unknown-project")],
    ),
    (
        "municipality outside the project",
        [say("kommun", "Gullspång")],
        [("error", "leverans", 3, "värde", "unknown-municipality")],
    ),
    (
        "period that is none",
        [say("period", "hösten")],
        [("error", "leverans", 4, "värde", "wrong-type")],
    ),
    (
        "period that is no quarter",
        [say("period", 2024)],
        [("error", "leverans", 4, "värde", "period-not-quarter")],
    ),
    (
        "period before the project",
        [say("period", "2022Q4")],
        [("error", "leverans", 4, "värde", "period-outside-project")],
    ),
    (
        "period beyond the margin",
        [say("period", "2027Q1")],
        [("error", "leverans", 4, "värde", "period-outside-project")],
    ),
    (
        "handed in before the period's end",
        [say("lämnad", date(2024, 9, 29))],
        [("warning", "leverans", 5, "värde", "submitted-early")],
    ),
    (
        "handed in in another decade",
        [say("lämnad", date(2034, 10, 8))],
        [("error", "leverans", 5, "värde", "outside-project")],
    ),
    (
        "unknown scope",
        [say("omfattning", "individer och antal")],
        [("error", "leverans", 6, "värde", "unknown-value")],
    ),
    (
        "synthetic neither yes nor no",
        [add("leverans", "syntetisk", "kanske")],
        [("error", "leverans", 7, "värde", "wrong-type")],
    ),
    # sheets and columns
    (
        "required sheet missing",
        [drop_sheet("deltagare"), drop_sheet("progressionskort"), drop_sheet("uppföljning")],
        [
            ("error", "deltagare", None, None, "missing-sheet"),
            ("error", "progressionskort", None, None, "missing-sheet"),
        ],
    ),
    (
        "required sheet without a header",
        [replace_sheet("progressionskort")],
        [("error", "progressionskort", None, None, "missing-header")],
    ),
    (
        "unknown sheet",
        [replace_sheet("anteckningar", ["tema"], ["möte"])],
        [("warning", "anteckningar", None, None, "unknown-sheet")],
    ),
    (
        "sheet of the other scope",
        [replace_sheet("antal", ["mått", "värde"], ["startade", 3])],
        [("warning", "antal", None, None, "wrong-scope")],
    ),
    (
        "missing column",
        [drop_column("deltagare", "avslutsorsak")],
        [("error", "deltagare", 1, "avslutsorsak", "missing-column")],
    ),
    (
        "missing item",
        [drop_column("progressionskort", "f7")],
        [("error", "progressionskort", 1, "f7", "missing-column")],
    ),
    (
        "last item",
        [drop_column("progressionskort", "f11")],
        [("error", "progressionskort", 1, "f11", "missing-column")],
    ),
    (
        "card of the first questions",
        [drop_column("progressionskort", f"f{number}") for number in range(4, 12)],
        [
            ("warning", "progressionskort", 1, f"f{number}", "missing-column")
            for number in range(4, 12)
        ],
    ),
    (
        "card of the first questions and one with another name",
        [
            *(drop_column("progressionskort", f"f{number}") for number in range(5, 12)),
            put("progressionskort", 1, "f4", "fråga 4"),
        ],
        [
            ("warning", "progressionskort", 1, "fråga 4", "unknown-column"),
            *(
                ("error", "progressionskort", 1, f"f{number}", "missing-column")
                for number in range(4, 12)
            ),
        ],
    ),
    (
        "misspelt column",
        [put("deltagare", 1, "samordnarbyten", "samordnarbyte")],
        [
            ("warning", "deltagare", 1, "samordnarbyte", "unknown-column"),
            ("error", "deltagare", 1, "samordnarbyten", "missing-column"),
        ],
    ),
    (
        "column twice",
        [add_column("metod", "NIVÅ", 1, 1)],
        [("error", "metod", 1, "nivå", "duplicate-column")],
    ),
    (
        "unknown column",
        [add_column("metod", "anteckning", "bra", "mindre bra")],
        [("warning", "metod", 1, "anteckning", "unknown-column")],
    ),
    (
        "column without a header",
        [add_column("metod", "", "bra", "")],
        [("warning", "metod", 1, "kolumn C", "unknown-column")],
    ),
    (
        "column for names",
        [add_column("deltagare", "Efternamn", "", "")],
        [("error", "deltagare", 1, "Efternamn", "personal-column")],
    ),
    # cells
    (
        "blank cell",
        [put("deltagare", 3, "kön", "  ")],
        [("error", "deltagare", 3, "kön", "blank")],
    ),
    (
        "unknown value",
        [put("deltagare", 3, "remittent", "Arbetsförmedligen")],
        [("error", "deltagare", 3, "remittent", "unknown-value")],
    ),
    (
        "text for a date",
        [put("deltagare", 3, "startdatum", "i mars")],
        [("error", "deltagare", 3, "startdatum", "wrong-type")],
    ),
    (
        "day that does not exist",
        [put("deltagare", 3, "startdatum", "2023-02-30")],
        [("error", "deltagare", 3, "startdatum", "wrong-type")],
    ),
    (
        "text for a count",
        [put("deltagare", 3, "samordnarbyten", "två")],
        [("error", "deltagare", 3, "samordnarbyten", "wrong-type")],
    ),
    (
        "negative count",
        [put("deltagare", 3, "samordnarbyten", -1)],
        [("error", "deltagare", 3, "samordnarbyten", "negative")],
    ),
    (
        "half a score",
        [put("progressionskort", 4, "f1", "3,5")],
        [("error", "progressionskort", 4, "f1", "wrong-type")],
    ),
    (
        "maybe for yes or no",
        [put("uppföljning", 3, "svarade", "kanske")],
        [("error", "uppföljning", 3, "svarade", "wrong-type")],
    ),
    (
        "text without end",
        [put("implementering", 2, "arbetssätt", "möte " * 200)],
        [("error", "implementering", 2, "arbetssätt", "too-long")],
    ),
    # what points to a person
    (
        "personnummer as id",
        [
            put("deltagare", 3, "deltagar_id", PERSONNUMMER),
            drop_row("progressionskort", 6),
            drop_row("progressionskort", 5),
        ],
        [
            ("error", "deltagare", 3, "deltagar_id", "id-form"),
            ("error", "deltagare", 3, "deltagar_id", "personnummer"),
        ],
    ),
    (
        "personnummer as a number",
        [put("deltagare", 3, "samordnarbyten", 198507099805)],
        [("error", "deltagare", 3, "samordnarbyten", "personnummer")],
    ),
    (
        "personnummer in an unknown column",
        [add_column("metod", "anteckning", "ring 850709-9805", "")],
        [
            ("warning", "metod", 1, "anteckning", "unknown-column"),
            ("error", "metod", 2, "anteckning", "personnummer"),
        ],
    ),
    (
        "personnummer in an unknown sheet",
        [replace_sheet("anteckningar", ["tema"], ["möte"], [PERSONNUMMER])],
        [
            ("warning", "anteckningar", None, None, "unknown-sheet"),
            ("error", "anteckningar", 3, "tema", "personnummer"),
        ],
    ),
    (
        "personnummer in a sheet that is not stored",
        [replace_sheet("antal", ["mått", "värde"], ["startade", 8507099805])],
        [
            ("warning", "antal", None, None, "wrong-scope"),
            ("error", "antal", 2, "värde", "personnummer"),
        ],
    ),
    (
        "name as id",
        [put("uppföljning", 2, "deltagar_id", "Anna Andersson")],
        [("error", "uppföljning", 2, "deltagar_id", "name")],
    ),
    (
        "name in a text",
        [put("kompetens", 2, "tema", "Samtal med Fatima Hassan om MI")],
        [("error", "kompetens", 2, "tema", "name")],
    ),
    (
        "id of another form",
        [put("uppföljning", 2, "deltagar_id", "17")],
        [("error", "uppföljning", 2, "deltagar_id", "id-form")],
    ),
    # deltagare
    (
        "same id twice",
        [
            add(
                "deltagare",
                "hjo-002",
                "man",
                "30–54",
                "vården",
                None,
                date(2023, 5, 2),
                *[None] * 4,
            )
        ],
        [("error", "deltagare", 5, "deltagar_id", "duplicate-id")],
    ),
    (
        "exit before start",
        [
            put("deltagare", 3, "avslutsdatum", date(2023, 3, 19)),
            put("deltagare", 3, "avslutsorsak", "flytt"),
            drop_row("progressionskort", 6),
        ],
        [("error", "deltagare", 3, "avslutsdatum", "exit-before-start")],
    ),
    (
        "reason without exit",
        [put("deltagare", 3, "avslutsorsak", "flytt")],
        [("error", "deltagare", 3, "avslutsdatum", "reason-without-exit")],
    ),
    (
        "exit without reason",
        [put("deltagare", 3, "avslutsdatum", date(2024, 9, 2))],
        [("error", "deltagare", 3, "avslutsorsak", "exit-without-reason")],
    ),
    (
        "start before the project",
        [put("deltagare", 3, "startdatum", date(2013, 3, 20))],
        [("error", "deltagare", 3, "startdatum", "outside-project")],
    ),
    (
        "exit after the delivery was handed in",
        [
            put("deltagare", 3, "avslutsdatum", date(2024, 10, 9)),
            put("deltagare", 3, "avslutsorsak", "flytt"),
        ],
        [("error", "deltagare", 3, "avslutsdatum", "after-period")],
    ),
    # progressionskort
    (
        "card for an unknown participant",
        [put("progressionskort", 5, "deltagar_id", "HJO-020")],
        [("error", "progressionskort", 5, "deltagar_id", "unknown-participant")],
    ),
    (
        "card before start",
        [put("progressionskort", 5, "datum", date(2023, 3, 19))],
        [("error", "progressionskort", 5, "datum", "card-before-start")],
    ),
    (
        "card between the period's end and the day handed in",
        [put("progressionskort", 6, "datum", date(2024, 10, 2))],
        [("warning", "progressionskort", 6, "datum", "after-period")],
    ),
    (
        "card in 2035",
        [put("progressionskort", 6, "datum", date(2035, 4, 30))],
        [("error", "progressionskort", 6, "datum", "outside-project")],
    ),
    (
        "card long after exit",
        [put("progressionskort", 4, "datum", date(2023, 10, 2))],
        [("warning", "progressionskort", 4, "datum", "card-after-exit")],
    ),
    (
        "score above the scale",
        [put("progressionskort", 4, "f1", 6)],
        [("error", "progressionskort", 4, "f1", "score-range")],
    ),
    (
        "score below the scale",
        [put("progressionskort", 4, "f2", 0)],
        [("error", "progressionskort", 4, "f2", "score-range")],
    ),
    (
        "participant answering f10",
        [add("progressionskort", "HJO-002", date(2023, 4, 3), "deltagare", *[3] * 10)],
        [("error", "progressionskort", 9, "f10", "item-of-other-rater")],
    ),
    (
        "card without answers",
        [add("progressionskort", "HJO-002", date(2023, 7, 3), "samordnare", None)],
        [("warning", "progressionskort", 9, None, "empty-card")],
    ),
    (
        "same card twice",
        [add("progressionskort", "HJO-003", date(2023, 7, 12), "samordnare", 3, 2, 3)],
        [("warning", "progressionskort", 9, None, "duplicate-card")],
    ),
    (
        "another card the same day",
        [add("progressionskort", "HJO-003", date(2023, 7, 12), "samordnare", 3, 2, 4)],
        [("error", "progressionskort", 9, "datum", "conflicting-card")],
    ),
    # uppföljning
    (
        "follow-up of an unknown participant",
        [put("uppföljning", 4, "deltagar_id", "HJO-030")],
        [("error", "uppföljning", 4, "deltagar_id", "unknown-participant")],
    ),
    (
        "follow-up without exit",
        [put("uppföljning", 4, "deltagar_id", "HJO-002")],
        [("error", "uppföljning", 4, "deltagar_id", "followup-without-exit")],
    ),
    (
        "follow-up after nine months",
        [put("uppföljning", 3, "månader", 9)],
        [("error", "uppföljning", 3, "månader", "followup-months")],
    ),
    (
        "follow-up half a year too early",
        [put("uppföljning", 3, "datum", date(2024, 3, 1))],
        [("error", "uppföljning", 3, "datum", "followup-too-early")],
    ),
    (
        "follow-up a day before a clipped month's end",
        [put("uppföljning", 2, "datum", date(2024, 2, 28))],
        [("warning", "uppföljning", 2, "datum", "followup-early")],
    ),
    (
        "answer without a result",
        [
            put("uppföljning", 4, "progression", None),
            put("uppföljning", 4, "sysselsättning", None),
        ],
        [("warning", "uppföljning", 4, "progression", "answered-without-result")],
    ),
    (
        "result without an answer",
        [put("uppföljning", 3, "progression", "ökat")],
        [("warning", "uppföljning", 3, "svarade", "result-without-answer")],
    ),
    (
        "same answer twice",
        [add("uppföljning", "HJO-003", 6, date(2024, 4, 2), "ja", "ökat", "studier")],
        [("warning", "uppföljning", 5, None, "duplicate-followup")],
    ),
    (
        "another answer",
        [add("uppföljning", "HJO-003", 6, date(2024, 4, 2), "ja", "minskat", "studier")],
        [("error", "uppföljning", 5, "svarade", "conflicting-followup")],
    ),
    # the quarter's own sheets
    (
        "unknown component",
        [put("metod", 2, "komponent", "progresionskort")],
        [("error", "metod", 2, "komponent", "unknown-value")],
    ),
    ("level 3", [put("metod", 2, "nivå", 3)], [("error", "metod", 2, "nivå", "level-range")]),
    (
        "component twice",
        [add("metod", "Progressionskort", 1)],
        [("error", "metod", 4, "komponent", "duplicate-row")],
    ),
    (
        "the minutes' april 2035",
        [put("tjänster", 2, "till", date(2035, 4, 30))],
        [("error", "tjänster", 2, "till", "outside-project")],
    ),
    (
        "post that ends before it begins",
        [put("tjänster", 2, "till", date(2023, 2, 28))],
        [("error", "tjänster", 2, "till", "until-before-since")],
    ),
    (
        "negative post",
        [put("tjänster", 2, "årsarbetskrafter", -0.5)],
        [("error", "tjänster", 2, "årsarbetskrafter", "negative")],
    ),
    (
        "more who know than who answered",
        [put("remittenter", 2, "antal_god_kunskap", 13)],
        [("error", "remittenter", 2, "antal_god_kunskap", "count-order")],
    ),
    (
        "referrer twice",
        [add("remittenter", "vården", 3, 1)],
        [("error", "remittenter", 4, "remittent", "duplicate-row")],
    ),
    (
        "state 4",
        [put("implementering", 2, "läge", 4)],
        [("error", "implementering", 2, "läge", "state-range")],
    ),
    (
        "practice twice",
        [
            add("implementering", "motiverande samtal", 1),
            put("implementering", 2, "arbetssätt", "motiverande samtal"),
        ],
        [("error", "implementering", 4, "arbetssätt", "duplicate-row")],
    ),
    (
        "theme twice",
        [add("kompetens", "Supported Employment", "genomförd", 2)],
        [("error", "kompetens", 4, "tema", "duplicate-row")],
    ),
]

ANTAL: list[tuple[str, list[Edit], list[tuple[str, str | None, int | None, str | None, str]]]] = [
    (
        "required sheet missing",
        [drop_sheet("antal")],
        [("error", "antal", None, None, "missing-sheet")],
    ),
    (
        "sheet of the other scope",
        [replace_sheet("uppföljning", ["deltagar_id"], ["FAL-001"])],
        [("warning", "uppföljning", None, None, "wrong-scope")],
    ),
    (
        "measure missing",
        [drop_row("antal", 2)],
        [("error", "antal", None, "mått", "missing-measure")],
    ),
    (
        "measure twice",
        [add("antal", "avslut_arbete", 10)],
        [("error", "antal", 7, "mått", "duplicate-row")],
    ),
    (
        "misregistered",
        [add("antal", "felregistrering", 2)],
        [("warning", "antal", 7, "mått", "misregistered-count")],
    ),
    (
        "reasons that do not add up",
        [put("antal", 6, "värde", 14)],
        [("error", "antal", 3, "värde", "count-sum")],
    ),
    (
        "more exited than started",
        [put("antal", 2, "värde", 29)],
        [("error", "antal", 3, "värde", "count-order")],
    ),
    (
        "group's months",
        [put("uppföljning_antal", 4, "månader", 9)],
        [("error", "uppföljning_antal", 4, "månader", "followup-months")],
    ),
    (
        "group twice",
        [add("uppföljning_antal", "alla", 6, 20, 15, 5, 6, 4)],
        [("error", "uppföljning_antal", 6, "grupp", "duplicate-row")],
    ),
    (
        "more answers than eligible",
        [put("uppföljning_antal", 3, "antal_aktuella", 9)],
        [("error", "uppföljning_antal", 3, "antal_svar", "count-order")],
    ),
    (
        "answers that do not add up",
        [put("uppföljning_antal", 2, "antal_minskat", 5)],
        [("error", "uppföljning_antal", 2, "antal_svar", "count-sum")],
    ),
    (
        "share missing",
        [put("uppföljning_antal", 2, "antal_minskat", None)],
        [("error", "uppföljning_antal", 2, "antal_minskat", "blank")],
    ),
    (
        "more at work than answers",
        [put("uppföljning_antal", 5, "antal_kvar", 10)],
        [("error", "uppföljning_antal", 5, "antal_kvar", "count-order")],
    ),
    (
        "at work missing",
        [put("uppföljning_antal", 5, "antal_kvar", None)],
        [("error", "uppföljning_antal", 5, "antal_kvar", "blank")],
    ),
    (
        "at work among all",
        [put("uppföljning_antal", 2, "antal_kvar", 3)],
        [("warning", "uppföljning_antal", 2, "antal_kvar", "not-for-group")],
    ),
    (
        "progression of those at work",
        [put("uppföljning_antal", 5, "antal_ökat", 3)],
        [("warning", "uppföljning_antal", 5, "antal_ökat", "not-for-group")],
    ),
    (
        "more eligible after twelve months than after six",
        [put("uppföljning_antal", 4, "antal_aktuella", 21)],
        [("error", "uppföljning_antal", 4, "antal_aktuella", "count-order")],
    ),
    (
        "more eligible than exited",
        [put("uppföljning_antal", 2, "antal_aktuella", 31)],
        [("error", "uppföljning_antal", 2, "antal_aktuella", "count-order")],
    ),
    (
        "more eligible at work than exited to work",
        [put("uppföljning_antal", 5, "antal_aktuella", 11)],
        [("error", "uppföljning_antal", 5, "antal_aktuella", "count-order")],
    ),
    (
        "more positive than all",
        [put("uppföljning_antal", 3, "antal_aktuella", 21)],
        [("error", "uppföljning_antal", 3, "antal_aktuella", "count-order")],
    ),
]


def places(examination: Examination) -> list[tuple[object, ...]]:
    found = [(one.level, one.sheet, one.row, one.column, one.rule) for one in examination.findings]
    return sorted(found, key=str)


def test_clean_deliveries_have_no_findings(
    full_example: Sheets, counts_example: Sheets, examine_sheets: Examine
) -> None:
    for sheets in (full_example, counts_example):
        examination = examine_sheets(sheets)
        assert examination.findings == ()
        assert examination.delivery is not None


@pytest.mark.parametrize(
    ("edits", "expected"), [case[1:] for case in INDIVID], ids=[case[0] for case in INDIVID]
)
def test_slip_among_individuals(
    edits: list[Edit],
    expected: list[tuple[object, ...]],
    full_example: Sheets,
    examine_sheets: Examine,
) -> None:
    _expect(edits, expected, full_example, examine_sheets)


@pytest.mark.parametrize(
    ("edits", "expected"), [case[1:] for case in ANTAL], ids=[case[0] for case in ANTAL]
)
def test_slip_among_counts(
    edits: list[Edit],
    expected: list[tuple[object, ...]],
    counts_example: Sheets,
    examine_sheets: Examine,
) -> None:
    _expect(edits, expected, counts_example, examine_sheets)


@pytest.mark.parametrize(("day", "rules"), [(31, []), (32, ["outside-project"])])
def test_margin_ends_with_its_month(
    full_example: Sheets, examine_sheets: Examine, day: int, rules: list[str]
) -> None:
    # Cresco+ ends 2025-06-30, with a margin of 18 months
    put("tjänster", 2, "till", date(2026, 12, 1) + timedelta(days=day - 1))(full_example)
    assert [finding.rule for finding in examine_sheets(full_example).findings] == rules


def test_nearest_values_are_named_but_not_what_was_written(
    full_example: Sheets, examine_sheets: Examine
) -> None:
    put("deltagare", 3, "remittent", "Forsäkringskasan")(full_example)
    (finding,) = examine_sheets(full_example).findings
    assert "Menade du Försäkringskassan?" in finding.sentence
    assert "Forsäkringskasan" not in finding.sentence
    put("deltagare", 3, "remittent", "xyz")(full_example)
    (finding,) = examine_sheets(full_example).findings
    assert "Välj bland Arbetsförmedlingen, Försäkringskassan, kommunen" in finding.sentence


def test_repeated_and_uncounted_rows_are_not_kept(
    full_example: Sheets, counts_example: Sheets, examine_sheets: Examine
) -> None:
    add("progressionskort", *full_example["progressionskort"][1])(full_example)
    add("uppföljning", *full_example["uppföljning"][1])(full_example)
    kept = examine_sheets(full_example).delivery
    assert kept is not None
    assert (len(kept.tables["cards"]), len(kept.tables["followups"])) == (7, 3)
    add("antal", "felregistrering", 2)(counts_example)
    kept = examine_sheets(counts_example).delivery
    assert kept is not None
    assert list(kept.tables["counts"]["measure"]) == [
        *("startade", "avslutade", "arbete", "studier", "avbrott")
    ]


def test_attempts_without_an_answer_may_be_several(
    full_example: Sheets, examine_sheets: Examine
) -> None:
    add("uppföljning", "HJO-001", 12, date(2024, 9, 20), "nej")(full_example)
    add("uppföljning", "HJO-003", 6, date(2024, 3, 14), "nej")(full_example)
    assert examine_sheets(full_example).findings == ()


def test_required_sheets_may_have_no_rows(
    full_example: Sheets, counts_example: Sheets, examine_sheets: Examine
) -> None:
    for name in ("deltagare", "progressionskort", "uppföljning"):
        del full_example[name][1:]
    for name in ("antal", "uppföljning_antal"):
        del counts_example[name][1:]
    for sheets in (full_example, counts_example):
        assert examine_sheets(sheets).findings == ()


def _expect(
    edits: list[Edit], expected: list[tuple[object, ...]], sheets: Sheets, examine_sheets: Examine
) -> None:
    for edit in edits:
        edit(sheets)
    examination = examine_sheets(sheets)
    assert places(examination) == sorted(expected, key=str)
    refused = any(level == "error" for level, *_ in expected)
    assert (examination.delivery is None) == refused
    for finding in examination.findings:
        assert finding.sentence[0].isupper()
        assert finding.sentence.endswith((".", "?"))
        for secret in ("9805", "Anna", "Andersson", "Fatima", "Hassan"):
            assert secret not in finding.sentence
