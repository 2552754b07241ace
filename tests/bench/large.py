"""A root of a national association's size: up to 290 municipalities and twenty quarters.

The people are the example's. Every second of them is moved thirty months back, so that the
project has twenty quarters; a delivery of a quarter is what was known by its end. The example's
municipalities of five people or more come again and again under other names, and the newest
deliveries are the same whatever the size, so that a run of the first municipalities costs the same
but for what surrounds it. The store's own code writes the first of each; those that come again
share its tables on the disk.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import pandas as pd
import yaml
from stegvis.definitions import read_project
from stegvis.delivery.check import Delivery, examine
from stegvis.delivery.kept import FILE
from stegvis.delivery.store import Store
from stegvis.period import Period
from stegvis.place import Municipality

from bench.many_people import nationwide

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".bench"
"""Where roots are kept between runs; `make clean` removes it."""
PROJECT = "cresco-plus"
MONTHS_BACK = 30
QUARTERS = tuple(Period.parse(f"{2020 + n // 4}Q{n % 4 + 1}") for n in range(2, 22))
FEWEST = 5
_NEWEST = "2025Q2"
_ADDED = datetime(2025, 7, 15, tzinfo=UTC)


def large(municipalities: int, quarters: int, cache: Path = CACHE) -> Path:
    """Give a root of that size, with its project, notebooks and store; made if it is not there.

    ``quarters`` are the last ones, at most twenty.
    """
    made = cache / f"{municipalities}x{quarters}"
    if not made.exists():
        half = made.with_name(f".{made.name}-{os.getpid()}")
        shutil.rmtree(half, ignore_errors=True)
        _make(half, municipalities, QUARTERS[-quarters:])
        half.rename(made)
    return made


def _make(root: Path, municipalities: int, quarters: tuple[Period, ...]) -> None:
    own = ROOT / "data" / "projects" / f"{PROJECT}.yaml"
    project = read_project(own)
    models = _models(own)
    places = nationwide(project, municipalities).municipalities
    definition = yaml.safe_load(own.read_text(encoding="utf-8"))
    definition["municipalities"] = [place.model_dump() for place in places]
    definition["start"] = (project.start - pd.DateOffset(months=MONTHS_BACK)).date()
    written = root / "data" / "projects" / own.name
    written.parent.mkdir(parents=True)
    written.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    for kind in ("kommun", "projekt"):
        shutil.copytree(ROOT / "notebooks" / kind, root / "notebooks" / kind)
    store = Store(root / "data" / "store", clock=lambda: _ADDED)
    for model, place in zip(models, places, strict=False):
        for quarter in quarters:
            store.add(_known_by(model, quarter, place))
    for number, place in enumerate(places[len(models) :]):
        _come_again(store.folder / PROJECT, places[number % len(models)], place)


@cache
def _models(definition: Path) -> tuple[Delivery, ...]:
    """Give the example's newest deliveries of some size, every second person moved back."""
    known = {PROJECT: read_project(definition)}
    paths = sorted((ROOT / "data" / "example" / PROJECT).glob(f"*_{_NEWEST}*"))
    found = [delivery for path in paths if (delivery := examine(path, known).delivery)]
    return tuple(
        replace(delivery, tables=_stretched(delivery))
        for delivery in found
        if delivery.scope == "antal" or len(delivery.tables["participants"]) >= FEWEST
    )


def _stretched(delivery: Delivery) -> dict[str, pd.DataFrame]:
    earlier = set(delivery.tables["participants"]["participant"].iloc[::2])
    tables = dict(delivery.tables)
    for code in ("participants", "cards", "followups"):
        table = tables[code].copy()
        moved = table["participant"].isin(earlier)
        for name in table.select_dtypes("datetime").columns:
            table.loc[moved, name] -= pd.DateOffset(months=MONTHS_BACK)
        tables[code] = table
    return tables


def _known_by(model: Delivery, quarter: Period, place: Municipality) -> Delivery:
    """Give what a municipality like the model could have handed in at a quarter's end."""
    end, tables = pd.Timestamp(quarter.end), dict(model.tables)
    people = tables["participants"]
    people = people[people["start"] <= end].copy()
    people.loc[~(people["exit"] <= end), ["exit", "exit_reason", "support_exit"]] = None
    tables["participants"] = people
    for code in ("cards", "followups"):
        tables[code] = tables[code][tables[code]["date"] <= end]
    return replace(
        model,
        municipality=place,
        period=quarter,
        submitted=quarter.end,
        tables=tables,
        source_hash=_hash(place, quarter.label),
    )


def _hash(place: Municipality, quarter: str) -> str:
    return sha256(f"{place.code} {quarter}".encode()).hexdigest()


def _come_again(folder: Path, model: Municipality, place: Municipality) -> None:
    """Let a municipality have delivered just what another has."""
    for told in sorted((folder / model.code).glob(f"*/*/{FILE}")):
        quarter = told.parent.parent.name
        own, others = _hash(place, quarter), _hash(model, quarter)
        target = folder / place.code / quarter / own[: len(told.parent.name)]
        shutil.copytree(told.parent, target, copy_function=os.link)
        text = told.read_text(encoding="utf-8").replace(others, own)
        (target / FILE).unlink()
        (target / FILE).write_text(
            text.replace(f'"municipality": "{model.code}"', f'"municipality": "{place.code}"'),
            encoding="utf-8",
        )
