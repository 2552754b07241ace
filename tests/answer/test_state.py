"""How it stands with a quarter: late, missing, refused, kept, and what is written of it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from stegvis.answer.folder import remove_answers
from stegvis.answer.inbox import others, states, strays
from stegvis.answer.received import Received, newest
from stegvis.answer.state import Standing, State, state
from stegvis.answer.write import clear_strays, lead, write_answer, write_state
from stegvis.delivery.cover import Cover
from stegvis.delivery.finding import Finding
from stegvis.delivery.kept import Kept
from stegvis.delivery.raw import RawSheet
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.project import Project

Q4 = Period.parse("2023Q4")
DUE, BEFORE, AFTER = date(2024, 1, 20), date(2024, 1, 15), date(2024, 2, 1)
ERROR = Finding("error", "deltagare", 2, "kön", "blank", "Cellen är tom. Fyll i kön.")
WARNING = Finding("warning", "deltagare", 2, "startdatum", "x", "Kontrollera datumet.")
SHEET = RawSheet("deltagare", ((1, ("kön", "startdatum")), (2, ("", "2023-05-01"))))


def one(
    project: Project,
    name: str | None,
    submitted: date | None,
    *findings: Finding,
    period: Period | None = Q4,
) -> Received:
    """A delivery by hand."""
    place = next((known for known in project.municipalities if known.name == name), None)
    is_accepted = not any(finding.is_error for finding in findings)
    cover = Cover(project, place, period, submitted, "individ")
    of_file = (Path(f"{name}.xlsx"), cover, is_accepted, findings, {"deltagare": 3})
    return Received(
        *of_file,
        (SHEET,) if findings else (),
        frozenset(),
        (project.pseudonym,),
        "abcdef0123456789",
    )


def kept(code: str, submitted: date, *findings: Finding) -> Kept:
    added = datetime(2024, 1, 16, tzinfo=UTC)
    of_delivery = ("cresco-plus", code, Q4, submitted, added, "individ", False, "0" * 64)
    return Kept(Path(), *of_delivery, {"participants": 4, "cards": 20}, {}, findings)


@pytest.fixture
def told(cresco_plus: Project) -> State:
    received = [
        one(cresco_plus, "Hjo", BEFORE),
        one(cresco_plus, "Skövde", BEFORE, WARNING),
        one(cresco_plus, "Vara", BEFORE, ERROR, WARNING),
        one(cresco_plus, "Essunga", AFTER),
        one(cresco_plus, "Götene", BEFORE, period=Period.parse("2023Q3")),
    ]
    in_store = [kept("1498", BEFORE), kept("1495", AFTER, WARNING)]
    return state(cresco_plus, Q4, newest(received), in_store, AFTER)


def _standings(told: State) -> dict[str, tuple[Standing, bool]]:
    return {row.municipality.name: (row.standing, row.is_late) for row in told.rows}


def test_every_municipality_stands_once_in_the_alphabets_order(told: State) -> None:
    names = [row.municipality.name for row in told.rows]
    assert names == [
        *("Essunga", "Falköping", "Grästorp", "Götene", "Hjo", "Karlsborg", "Lidköping"),
        *("Mariestad", "Skara", "Skövde", "Tibro", "Tidaholm", "Töreboda", "Vara"),
    ]


def test_who_has_delivered_who_has_not_and_what_is_late(told: State) -> None:
    assert told.due == DUE
    assert _standings(told) == {
        "Hjo": (Standing.ACCEPTED, False),
        "Skövde": (Standing.WARNED, False),
        "Vara": (Standing.REFUSED, False),
        "Essunga": (Standing.ACCEPTED, True),
        "Tidaholm": (Standing.ACCEPTED, False),
        "Skara": (Standing.WARNED, True),
        **dict.fromkeys(
            ("Falköping", "Grästorp", "Götene", "Karlsborg", "Lidköping", "Mariestad"),
            (Standing.MISSING, True),
        ),
        **dict.fromkeys(("Tibro", "Töreboda"), (Standing.MISSING, True)),
    }
    said = lead(told).replace("\N{NO-BREAK SPACE}", " ")
    assert said == ("5 av 14 kommuner är klara, 1 behöver rätta och 8 har inte lämnat. 10 är sena.")


@pytest.mark.parametrize(("today", "late"), [(DUE, 0), (AFTER, 14)])
def test_what_is_missing_is_late_when_the_day_has_passed(
    cresco_plus: Project, today: date, late: int
) -> None:
    assert state(cresco_plus, Q4, {}, [], today).late == late


@pytest.mark.parametrize(("submitted", "is_late"), [(DUE, False), (AFTER, True)])
def test_the_last_day_is_in_time(cresco_plus: Project, submitted: date, is_late: bool) -> None:
    chosen = newest([one(cresco_plus, "Hjo", submitted, ERROR)])
    assert _standings(state(cresco_plus, Q4, chosen, [], AFTER))["Hjo"][1] == is_late


def test_the_newest_of_several_is_answered_and_a_mended_one_of_the_same_day(
    cresco_plus: Project,
) -> None:
    refused, mended = one(cresco_plus, "Hjo", BEFORE, ERROR), one(cresco_plus, "Hjo", BEFORE)
    later = one(cresco_plus, "Hjo", AFTER, ERROR)
    for order in ([refused, mended], [mended, refused]):
        assert [*newest(order).values()] == [mended]
    assert [*newest([later, mended]).values()] == [later]


@pytest.mark.parametrize(
    ("submitted", "standing"),
    [
        (date(2024, 1, 14), (Standing.REFUSED, False)),
        (BEFORE, (Standing.ACCEPTED, False)),
        (AFTER, (Standing.ACCEPTED, True)),
    ],
)
def test_what_has_been_kept_since_or_of_the_same_day_takes_the_place_of_what_was_refused(
    cresco_plus: Project, submitted: date, standing: tuple[Standing, bool]
) -> None:
    chosen = newest([one(cresco_plus, "Hjo", BEFORE, ERROR)])
    told = state(cresco_plus, Q4, chosen, [kept("1497", submitted)], AFTER)
    assert _standings(told)["Hjo"] == standing


def test_what_was_refused_and_says_no_day_is_not_taken_for_what_was_kept(
    cresco_plus: Project,
) -> None:
    chosen = newest([one(cresco_plus, "Hjo", None, ERROR)])
    told = state(cresco_plus, Q4, chosen, [kept("1497", BEFORE)], BEFORE)
    assert _standings(told)["Hjo"] == (Standing.REFUSED, False)


def test_the_quarter_is_the_newest_in_the_inbox_or_the_last_that_has_ended(
    cresco_plus: Project, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    old = one(cresco_plus, "Götene", BEFORE, ERROR, period=Period.parse("2023Q3"))
    everything = [old, one(cresco_plus, "Hjo", BEFORE)]
    told = states(everything, [cresco_plus], None, store, AFTER)
    assert [known.period.label for known in told] == ["2023Q4"]
    [(other, count)] = others(everything, told, store, AFTER)
    assert (other.period.label, count, other.count(Standing.REFUSED)) == ("2023Q3", 1, 1)
    [empty] = states([], [cresco_plus], None, store, date(2024, 4, 2))
    assert empty.period.label == "2024Q1"
    assert states([], [cresco_plus], None, store, date(2030, 1, 1)) == []


def test_what_is_in_the_store_alone_counts_as_come_where_that_is_asked_for(
    cresco_plus: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    monkeypatch.setattr(store, "deliveries", lambda _: [kept("1498", BEFORE)])
    older = [one(cresco_plus, "Götene", BEFORE, period=Period.parse("2023Q3"))]
    long_after = date(2030, 1, 1)

    def periods(come: list[Received], *, also_kept: bool) -> list[str]:
        told = states(come, [cresco_plus], None, store, long_after, also_kept=also_kept)
        return [known.period.label for known in told]

    assert periods(older, also_kept=False) == ["2023Q3"]
    assert periods(older, also_kept=True) == ["2023Q4"]
    assert periods([], also_kept=False) == []
    assert periods([], also_kept=True) == ["2023Q4"]


def _stray(project: Project) -> Received:
    return one(project, None, BEFORE, ERROR)


def test_what_is_written_is_a_page_for_each_and_copies_of_what_is_to_be_mended(
    told: State, cresco_plus: Project, tmp_path: Path
) -> None:
    stray = _stray(cresco_plus)
    assert strays([stray, one(cresco_plus, "Hjo", BEFORE)], [told]) == [stray]
    index = write_state(tmp_path, told, [stray])
    folder = tmp_path / "cresco-plus" / "2023Q4"
    assert index == folder / "index.html"
    pages = {path.stem for path in folder.glob("*.html")}
    slugs = {place.slug for place in cresco_plus.municipalities}
    assert pages == {*slugs, "index", "okand-abcdef0123"}
    copies = {path.stem for path in folder.glob("*.xlsx")}
    assert copies == {"skovde", "vara", "okand-abcdef0123"}
    if os.name == "posix":
        made = [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077]
        assert made == []
    mended = state(cresco_plus, Q4, newest([one(cresco_plus, "Vara", AFTER)]), [], AFTER)
    write_state(tmp_path, mended)
    assert not (folder / "vara.xlsx").exists(), "there is nothing to mend any more"


def test_answers_to_what_says_not_whose_it_is_go_when_it_does(
    told: State, cresco_plus: Project, tmp_path: Path
) -> None:
    found = _stray(cresco_plus)
    nobodys = replace(found, cover=Cover())
    elsewhere = replace(found, cover=Cover(cresco_plus, period=Period.parse("2022Q1")))
    write_state(tmp_path, told, [found, nobodys, elsewhere])

    def left() -> set[str]:
        pages = tmp_path.rglob("okand-*.html")
        return {path.parent.relative_to(tmp_path).as_posix() for path in pages}

    clear_strays(tmp_path, [told], [found, nobodys])
    others = {"cresco-plus/2022Q1"}
    assert left() == {"cresco-plus/2023Q4", "okant-projekt/okand-period"} | others
    clear_strays(tmp_path, [told], [found])
    assert left() == {"cresco-plus/2023Q4"} | others
    clear_strays(tmp_path, [told], [])
    assert left() == others, "of a quarter that is not told of"
    assert {path.parent.name for path in tmp_path.rglob("okand-*.xlsx")} == {"2022Q1"}


def test_a_file_that_cannot_be_written_leaves_the_one_that_was_there(
    cresco_plus: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_answer(tmp_path, one(cresco_plus, "Vara", BEFORE, ERROR), AFTER)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stegvis.answer.marked._write_list", full)
    with pytest.raises(OSError, match="No space"):
        write_answer(tmp_path, one(cresco_plus, "Vara", BEFORE, WARNING), AFTER)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


def test_answers_about_who_is_forgotten_are_removed(
    told: State, cresco_plus: Project, tmp_path: Path
) -> None:
    write_state(tmp_path, told, [_stray(cresco_plus)])
    of_who_knows = tmp_path / "cresco-plus" / "2023Q4" / ".0123.part"
    of_who_knows.write_text("a marked copy that a killed command left", encoding="utf-8")
    assert remove_answers(tmp_path, "cresco-plus", ["vara"]) == 6
    assert not of_who_knows.exists()
    left = {path.name for path in (tmp_path / "cresco-plus" / "2023Q4").iterdir()}
    assert "vara.html" not in left
    assert "index.html" not in left
    assert {"skovde.html", "skovde.xlsx"} <= left
