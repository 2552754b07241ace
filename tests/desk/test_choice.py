"""What a desk is about when nobody has said it, and whose deliveries it shows."""

from __future__ import annotations

import pytest
from desk.conftest import Deliver
from stegvis.desk.choice import Desk, NothingDeliveredError, choose
from stegvis.place import ALL, UnknownNameError
from stegvis.root import Root


def about(desk: Desk) -> tuple[str, str, str]:
    return desk.project.id, desk.period.label, desk.place


def test_the_newest_delivery_gives_project_and_period_and_the_largest_the_municipality(
    own: Root, deliver: Deliver
) -> None:
    deliver(own.store, "cresco-creare", "1497", "2022Q4", 90)
    deliver(own.store, "cresco-plus", "1496", "2023Q2", 6)
    desk = choose(own)
    assert about(desk) == ("cresco-plus", "2023Q3", "Skövde")
    assert (desk.store, desk.lent) == (own.store, False)


def test_who_has_counts_only_is_chosen_when_nobody_has_people_and_by_the_alphabet(
    root: Root, deliver: Deliver
) -> None:
    for code in ("1496", "1497", "1446"):
        deliver(root.store, "cresco-plus", code, "2024Q1", 0)
    assert choose(root).place == "Hjo"


def test_what_is_said_is_what_it_is_about(own: Root, deliver: Deliver) -> None:
    deliver(own.store, "cresco-creare", "1497", "2022Q4")
    assert about(choose(own, project="cresco creare")) == ("cresco-creare", "2022Q4", "Hjo")
    assert about(choose(own, period="2023h1", municipality="hjo"))[1:] == ("2023H1", "Hjo")
    assert choose(own, municipality="alla").place == ALL
    with pytest.raises(UnknownNameError, match="Hjo"):
        choose(own, municipality="Hjoo")


def test_before_the_first_delivery_it_is_the_examples_and_never_afterwards(
    root: Root, deliver: Deliver
) -> None:
    deliver(root.example_store, "cresco-plus", "1497", "2025Q2")
    desk = choose(root)
    assert (desk.store, desk.lent) == (root.example_store, True)
    assert desk.parameters("Hjo")["underlag"] == "data/example/store"
    deliver(root.store, "cresco-creare", "1496", "2022Q4")
    desk = choose(root)
    assert (desk.store, desk.lent, desk.project.id) == (root.store, False, "cresco-creare")
    with pytest.raises(NothingDeliveredError, match=r"Cresco\+"):
        choose(root, project="cresco-plus")


def test_a_store_elsewhere_is_told_by_its_whole_path(own: Root, deliver: Deliver) -> None:
    elsewhere = own.folder.parent / "annat underlag"
    deliver(elsewhere, "cresco-plus", "1496", "2024Q1")
    desk = choose(own, elsewhere)
    assert desk.parameters("Skövde") == {
        "projekt": "cresco-plus",
        "kommun": "Skövde",
        "period": "2024Q1",
        "underlag": elsewhere.as_posix(),
    }


def test_without_any_delivery_there_is_no_desk(root: Root) -> None:
    with pytest.raises(NothingDeliveredError, match="stegvis add"):
        choose(root)
