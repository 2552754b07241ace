"""Support and occupation of the same people, before and after."""

from __future__ import annotations

from collections.abc import Callable

from measure.conftest import Draft
from stegvis.figures import Figures
from stegvis.measure.everything import measure
from stegvis.measure.support import MOST, OTHER
from stegvis.project import Project


def figures_of(draft: Draft, project: Project, period: str = "2025Q2") -> Figures:
    span = project.period(period)
    return measure(draft.records(), project, span, list(draft.scopes), total=True)


def living(draft: Draft, *supports: tuple[str | None, str | None], place: str = "Hjo") -> Draft:
    for number, (before, after) in enumerate(supports, 1):
        draft.person(
            f"{place[:3].upper()}-{number:03}",
            "2023-03-06",
            "2023-08-31",
            "avbrott",
            place,
            support_start=before,
            support_exit=after,
        )
    return draft


def test_spellings_are_one_and_who_is_half_known_is_left_out(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    figures = figures_of(
        living(
            draft(),
            ("Sjukpenning", "lön"),
            (" sjukpenning ", "SJUKPENNING"),
            ("lön;deltid=50", "lön"),
            ("sjukpenning", None),
            (None, "lön"),
        ),
        cresco_plus,
    )
    known = figures.one("Hjo", "support.known")
    assert (known.k, known.n) == (3, 5)
    assert figures.one("Hjo", "support.same").k == 1
    counts = {
        (row["before"], row["after"]): row["k"]
        for _, row in figures.table("Hjo", "support.change").iterrows()
    }
    assert {pair: k for pair, k in counts.items() if k} == {
        ("sjukpenning", "lön"): 1,
        ("sjukpenning", "sjukpenning"): 1,
        ("lön deltid 50", "lön"): 1,
    }
    assert len(counts) == 9


def test_supports_that_are_as_common_stand_in_swedish_order(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    ways = ("äldrestöd", "övrigt", "lön", "ålderspension", "étude", "f-skatt")
    figures = figures_of(living(draft(), *((way, way) for way in ways)), cresco_plus)
    assert list(figures.table("Hjo", "support.before")["support"]) == [
        *("étude", "f-skatt", "lön", "ålderspension", "äldrestöd", "övrigt")
    ]


def test_the_rarest_are_one_and_nobody_is_lost(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    many = [(f"stöd {letter}", "lön") for letter in "abcdefghijkl"]
    figures = figures_of(living(draft(), *many), cresco_plus)
    for name in ("before", "after"):
        table = figures.table("Hjo", f"support.{name}")
        assert len(table) == MOST + 1
        assert table["support"].iloc[-1] == OTHER
        assert table["k"].sum() == len(many)
    assert figures.table("Hjo", "support.change")["k"].sum() == len(many)


def test_a_places_supports_are_its_own(draft: Callable[..., Draft], cresco_plus: Project) -> None:
    both = draft(scopes={"Hjo": "individ", "Skara": "individ"})
    living(both, ("sjukpenning", "lön"))
    living(both, ("försörjningsstöd", "försörjningsstöd"), place="Skara")
    span = cresco_plus.period("2025Q2")
    together = measure(both.records(), cresco_plus, span, ["Hjo", "Skara"], total=True)
    alone = measure(both.records(), cresco_plus, span, ["Hjo"], total=False)
    of_hjo = together.of(["Hjo"]).frame
    assert of_hjo.equals(alone.of(["Hjo"]).frame)
    assert set(together.table("ALLA", "support.before")["support"]) == {
        "sjukpenning",
        "lön",
        "försörjningsstöd",
    }


def test_a_projects_own_list_keeps_its_words_and_order(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    lists = cresco_plus.lists.model_copy(update={"support": ("Lön", "A-kassa")})
    project = cresco_plus.model_copy(update={"lists": lists})
    rows = Draft(project)
    living(rows, ("A-kassa", "A-kassa"), ("A-kassa", "Lön"))
    assert list(figures_of(rows, project).table("Hjo", "support.before")["support"]) == [
        "Lön",
        "A-kassa",
    ]


def test_nobody_has_left_and_nothing_is_known(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    figures = figures_of(draft().person("HJO-001", "2023-03-06"), cresco_plus)
    assert figures.one("ALLA", "support.known").n == 0
    assert len(figures.table("ALLA", "support.before")) == 0
    assert figures.one("ALLA", "occupation.known", months=6).n == 0


def test_occupation_follows_the_same_people_from_exit(
    draft: Callable[..., Draft], cresco_plus: Project
) -> None:
    """Of four due at six months three answer: one keeps the work, one loses it, one finds it."""
    rows = draft()
    for number, reason in enumerate(("arbete", "arbete", "sjukdom", "studier"), 1):
        rows.person(f"HJO-{number:03}", "2023-03-06", "2024-01-31", reason)
    rows.followup("HJO-001", 6, "2024-08-02", "kept", "arbete")
    rows.followup("HJO-002", 6, "2024-08-02", "kept", "arbetssökande")
    rows.followup("HJO-003", 6, "2024-08-02", "kept", "arbete")
    figures = figures_of(rows, cresco_plus)
    known = figures.one("Hjo", "occupation.known", months=6)
    assert (known.k, known.n) == (3, 4)
    assert figures.one("Hjo", "occupation.same", months=6).k == 1
    for name, expected in (
        ("exit", {"arbete": 2, "studier": 0, "arbetssökande": 0, "annat": 1}),
        ("after", {"arbete": 2, "studier": 0, "arbetssökande": 1, "annat": 0}),
    ):
        for occupation, k in expected.items():
            figure = figures.one("Hjo", f"occupation.{name}", months=6, occupation=occupation)
            assert (figure.k, figure.n) == (k, 3)
    change = figures.table("ALLA", "occupation.change")
    assert change.loc[change["months"] == "6", "k"].sum() == 3
    assert change.loc[change["months"] == "12", "k"].sum() == 0
