from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from stegvis.definitions import ProjectError, find_project, read_project, read_projects
from stegvis.place import UnknownNameError
from stegvis.project import Component, Project

ROOT = Path(__file__).resolve().parents[1]
Content = dict[str, Any]


def test_cresco_creare(projects: Mapping[str, Project]) -> None:
    project = projects["cresco-creare"]
    assert project.end == date(2023, 2, 28)
    goal = next(goal for goal in project.goals if goal.official)
    assert (goal.id, goal.target) == ("arbete_studier", 0.30)
    assert {v.id: set(v.reasons) for v in goal.variants} == {
        "primar": {"arbete", "studier"},
        "med_arbetssokande": {"arbete", "studier", "arbetssökande"},
    }


def test_cresco_plus(cresco_plus: Project) -> None:
    assert (cresco_plus.start, cresco_plus.end) == (date(2023, 3, 1), date(2025, 6, 30))
    assert cresco_plus.dnr == "22-003-S03"
    assert len(cresco_plus.municipalities) == 14
    assert "Gullspång" not in {m.name for m in cresco_plus.municipalities}
    assert [len(cresco_plus.card.items(r)) for r in ("participant", "coordinator")] == [9, 11]
    assert all(item.placeholder for item in cresco_plus.card.coordinator)
    assert (cresco_plus.movement.primary.kind, cresco_plus.movement.primary_rater) == (
        "net",
        "coordinator",
    )
    assert cresco_plus.disclosure_threshold == 5


@pytest.mark.parametrize(
    ("day", "variant"), [("2023-10-23", "12_manader"), ("2023-10-24", "6_manader")]
)
def test_the_goal_of_cresco_plus_changed_on_a_day(
    cresco_plus: Project, day: str, variant: str
) -> None:
    goal = next(goal for goal in cresco_plus.goals if goal.official)
    assert (goal.id, goal.target) == ("varaktig_progression", 0.70)
    assert goal.primary(date.fromisoformat(day)).id == variant
    assert goal.primary(date.fromisoformat(day)).population == "positiv"


def test_what_is_not_known_may_be_left_out(tmp_path: Path) -> None:
    project = read_project(_edit(lambda c: [c.pop("expected"), c.pop("esf")], tmp_path))
    assert project.expected.participants is None
    assert project.esf.indicators == ()


def test_what_was_expected_is_known_of_cresco_plus_only(projects: Mapping[str, Project]) -> None:
    assert projects["cresco-plus"].expected.participants == 500
    assert projects["cresco-creare"].expected.participants is None


def _edit(change: Callable[[Content], object], folder: Path) -> Path:
    content = yaml.safe_load((ROOT / "data/projects/cresco-plus.yaml").read_text(encoding="utf-8"))
    change(content)
    path = folder / "cresco-plus.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c.pop("start"), "cresco-plus.yaml: start: nyckeln saknas"),
        (lambda c: c.update(strat=1), "cresco-plus.yaml: strat: okänd nyckel"),
        (
            lambda c: c["goals"][0].update(target=70),
            "cresco-plus.yaml: goals.0.target: ska vara högst 1",
        ),
        (
            lambda c: c["municipalities"][0].update(code="144"),
            r"municipalities.0.code: ska ha formen \^",
        ),
        (lambda c: c.update(end="i juni"), "end: ska vara ett datum"),
        (lambda c: c["movement"].update(primary_rule="sum"), "primary_rule ska vara någon av net"),
        (
            lambda c: c["goals"][1]["variants"][0].update(reasons=["jobb"]),
            "”jobb” är ingen avslutsorsak som räknas; välj bland arbete",
        ),
        (
            lambda c: c["esf"]["indicators"][0].update(reasons=["jobb"]),
            "esf.EECR01: ”jobb” är ingen avslutsorsak som räknas; välj bland arbete",
        ),
        (
            lambda c: c["esf"]["indicators"][3].update(occupations=["jobb"]),
            "esf.EECR05: ”jobb” är ingen sysselsättning; välj bland arbete",
        ),
        (lambda c: c["esf"]["indicators"][3].pop("months"), "antingen reasons, eller months och"),
        (lambda c: c["esf"]["indicators"][0].update(months=6), "antingen reasons, eller months"),
        (lambda c: c["esf"]["not_counted"][0].update(id="EECR01"), "samma indikator står två"),
        (lambda c: c["expected"].update(participants=0), "expected.participants: ska vara större"),
        (lambda c: c["goals"][0]["variants"][0].pop("months"), "behöver months och population"),
        (lambda c: c["movement"]["rules"][2].pop("threshold"), "slaget mean behöver threshold"),
        (lambda c: c["movement"]["rules"][0].update(kind="netto"), "kind: ska vara 'net', 'major"),
        (lambda c: c.update(end=date(2020, 1, 1)), "end ska ligga efter start"),
        (
            lambda c: c["municipalities"].append({**c["municipalities"][0]}),
            "samma id står två gånger",
        ),
        (lambda c: c["card"]["participant"].reverse(), "frågorna ska heta f1, f2"),
        (lambda c: c.pop("indicators"), "indikatorn job_search saknas under indicators"),
        (lambda c: c.update(id="cresco"), "id: ska vara cresco-plus, som filen heter"),
    ],
)
def test_a_mistake_is_named_by_file_key_and_what_was_expected(
    tmp_path: Path, change: Callable[[Content], object], sentence: str
) -> None:
    with pytest.raises(ProjectError, match=sentence):
        read_project(_edit(change, tmp_path))


def test_what_is_not_yaml_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("id: x\nname: [", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"x.yaml: filen går inte att läsa som YAML \(rad"):
        read_project(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProjectError, match="går inte att läsa"):
        read_project(path)
    with pytest.raises(ProjectError, match="här finns ingen projektfil"):
        read_projects(tmp_path / "empty")


def test_a_project_is_found_by_id_or_name(projects: Mapping[str, Project]) -> None:
    assert find_project("Cresco+", projects.values()).id == "cresco-plus"
    with pytest.raises(UnknownNameError, match="Menade du cresco-plus"):
        find_project("cresco-pluss", projects.values())


def test_the_component_that_is_the_card_is_the_one_marked_or_else_named_so(
    cresco_plus: Project,
) -> None:
    assert cresco_plus.card_component == "progressionskort"
    marked = Component(id="annat", label="Annat", card=True)
    both = cresco_plus.model_copy(update={"method": (*cresco_plus.method, marked)})
    assert both.card_component == "annat"
    none = cresco_plus.model_copy(update={"method": cresco_plus.method[1:]})
    assert none.card_component is None
