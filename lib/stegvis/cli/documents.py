"""The shapes of the JSON documents that commands print; `stegvis.cli.told` makes them.

Keys and the values that are words of ours (``verdict``, ``status``, ``level``) are English and
stable; sentences and names are Swedish. Nothing here repeats a cell of a delivery.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Verdict = Literal["accepted", "rejected", "added", "already-there"]
Ended = Literal["done", "unchanged", "failed"]


class Told(TypedDict):
    """What every document has; ``error`` is the sentence that the command ended with, or null."""

    command: str | None
    version: str
    status: int
    error: str | None


class FindingTold(TypedDict):
    """One thing that is wrong in a delivery, where Excel shows it."""

    level: Literal["error", "warning"]
    sheet: str | None
    row: int | None
    column: str | None
    rule: str
    sentence: str


class DeliveryTold(TypedDict):
    """What came of a delivery: its file, whose it is where that could be read, and its findings."""

    file: str
    verdict: Verdict
    project: str | None
    municipality: str | None
    period: str | None
    error: str | None
    findings: list[FindingTold]


class StandingTold(TypedDict):
    """How it stands with a municipality's quarter; ``late`` by the day that the project says."""

    municipality: str
    standing: Literal["accepted", "warned", "refused", "missing"]
    submitted: str | None
    late: bool
    errors: int
    warnings: int


class StateTold(TypedDict):
    """How it stands with a project's quarter, and where its answers are."""

    project: str
    period: str
    due: str
    index: str
    municipalities: list[StandingTold]


class DeliveriesTold(Told):
    """What ``check`` and ``add`` print; ``states`` of a whole inbox."""

    deliveries: NotRequired[list[DeliveryTold]]
    states: NotRequired[list[StateTold]]
    overdue: NotRequired[list[str]]
    backup: NotRequired[str]


class FormTold(TypedDict):
    """A workbook to fill in; ``since`` is the quarter its rows are from, null where it has none."""

    file: str
    project: str
    municipality: str
    period: str
    scope: str
    since: str | None


class FormsTold(Told):
    """What ``template`` prints."""

    templates: NotRequired[list[FormTold]]


class CopyTold(TypedDict):
    """A notebook's copy on a desk, and what came of it."""

    file: str
    standing: Literal["new", "unchanged", "renewed", "own", "own-older"]


class DeskTold(Told):
    """What ``open`` prints when it is ended; ``example`` where the store is the example's."""

    project: NotRequired[str]
    period: NotRequired[str]
    place: NotRequired[str]
    store: NotRequired[str]
    example: NotRequired[bool]
    folder: NotRequired[str]
    notebooks: NotRequired[list[CopyTold]]


class RunTold(TypedDict):
    """What came of a section of a place; ``where`` is the notebook of one that failed."""

    project: str
    period: str
    place: str
    section: str
    status: Ended
    seconds: float
    message: str
    remarks: list[str]
    folder: str
    where: str | None


class BookTold(TypedDict):
    """What came of a final report."""

    project: str
    period: str
    status: Ended
    message: str
    path: str


class ReasonsTold(TypedDict):
    """Sections that would be done again for the same reasons; none, and they would not."""

    project: str
    period: str
    reasons: list[str]
    runs: list[dict[Literal["place", "section"], str]]


class ReportsTold(Told):
    """What ``run`` and ``book`` print; ``explained`` stands alone, with ``--explain``."""

    runs: NotRequired[list[RunTold]]
    books: NotRequired[list[BookTold]]
    undelivered: NotRequired[list[str]]
    refused: NotRequired[list[str]]
    overdue: NotRequired[list[str]]
    open: NotRequired[list[str]]
    drafts: NotRequired[list[str]]
    explained: NotRequired[list[ReasonsTold]]


class QuarterTold(ReportsTold):
    """What ``quarter`` prints; ``summary`` is the text to paste in a mail, of every project."""

    deliveries: NotRequired[list[DeliveryTold]]
    states: NotRequired[list[StateTold]]
    backup: NotRequired[str]
    summary: NotRequired[str]


class VerifiedTold(TypedDict):
    """A report, and how it differs; not ``compared`` where only its files could be."""

    folder: str
    section: str
    changed: list[str]
    outdated: list[str]
    compared: bool


class VerifyTold(Told):
    """What ``verify`` prints."""

    reports: NotRequired[list[VerifiedTold]]


class WithdrawnTold(Told):
    """What ``withdraw`` prints."""

    project: NotRequired[str]
    period: NotRequired[str]
    withdrawn: NotRequired[bool]


class ReceiptTold(TypedDict):
    """The receipt of a forgetting, which names no one."""

    id: str
    day: str
    project: str
    what: str
    rewritten: int
    removed: int
    rows: int


class ForgottenTold(Told):
    """What ``forget`` prints: the receipts, and the periods whose reports are to be made again."""

    receipts: NotRequired[list[ReceiptTold]]
    allowed: NotRequired[bool]
    redo: NotRequired[list[str]]


class CheckTold(TypedDict):
    """One thing that was looked at; ``todo`` is empty where it is as it should be."""

    what: str
    level: Literal["ok", "warning", "wrong"]
    said: str
    todo: str


class DoctorTold(Told):
    """What ``doctor`` prints."""

    checks: NotRequired[list[CheckTold]]


class ExampleTold(Told):
    """What ``example`` prints."""

    folder: NotRequired[str]


class NewProjectTold(Told):
    """What ``new-project`` prints: the root, the project's file and its id."""

    root: NotRequired[str]
    file: NotRequired[str]
    project: NotRequired[str]
