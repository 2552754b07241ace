"""The reports: who is making them, what was interrupted, what failed, and what is out of date."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from stegvis.delivery.writing import LOCK_FILE, readers
from stegvis.doctor.check import Check, ok, warning, wrong
from stegvis.errors import FailedError, WrongError
from stegvis.one_at_a_time import holder_of
from stegvis.report.batch import Request, prepare
from stegvis.report.plan import PlanError
from stegvis.report.reports import FAILED_FOLDER, who_works_in
from stegvis.report.together import is_decided
from stegvis.root import Root
from stegvis.show import swedish
from stegvis.terminal import relative_to_here

LOCK, FAILED, STALE = "Lås", "Misslyckade", "Rapporter"


def lock(store: Path, reports: Path, now: datetime | None = None) -> Check:
    """Say which commands are at work on the store and the reports, and what one left undone."""
    at_work = [holder_of(store / LOCK_FILE), who_works_in(reports), *readers(store)]
    told = {one.told(now or datetime.now(UTC)) for one in at_work if one is not None}
    if not told and is_decided(reports):
        todo = "Kör stegvis run eller stegvis book: det görs färdigt först."
        return warning(LOCK, "Ett byte av rapporternas filer avbröts.", todo)
    if not told:
        return ok(LOCK, "Inget kommando är i gång.")
    said = f"I gång: {swedish.listed(sorted(told))}."
    todo = "Vänta tills det är klart. Har det hängt sig: avsluta processen, så släpps låset."
    return warning(LOCK, said, todo)


def failed(reports: Path) -> Check:
    """Say how many runs failed the last time they were made."""
    folder = reports / FAILED_FOLDER
    number = sum(1 for _ in folder.rglob("*.ipynb"))
    if not number:
        return ok(FAILED, "Inget avsnitt väntar på att göras om.")
    said = f"{swedish.plural(number, 'avsnitt', 'avsnitt')} misslyckades senast."
    todo = f"Kör stegvis run igen. Vad som gick fel står i {relative_to_here(folder)}."
    return warning(FAILED, said, todo)


def stale(root: Root, store: Path, reports: Path) -> Check:
    """Say how many sections of the newest period would be made again, and the commonest why."""
    try:
        batch = prepare(root, Request(store=store, reports=reports))
    except PlanError as error:
        return ok(STALE, f"{error}")
    except (FailedError, WrongError) as error:
        return wrong(STALE, str(error), "Gör som det står, och kör stegvis doctor igen.")
    why = Counter(reason for run in batch.runs for reason in batch.reasons(run)[:1])
    if not why:
        return ok(STALE, f"De {len(batch.runs)} avsnitten för den nyaste perioden är aktuella.")
    (reason, _), *_ = why.most_common(1)
    said = f"{why.total()} av {len(batch.runs)} avsnitt för den nyaste perioden görs om: {reason}."
    todo = "Kör stegvis book. Vad som görs om, och varför, säger stegvis run --explain."
    return warning(STALE, said, todo)
