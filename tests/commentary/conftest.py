"""A project with a few figures that can be read here, and texts about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import StringIO

import pandas as pd
import pytest
from show.conftest import cases, plus  # noqa: F401  # fixtures that some tests here ask for
from stegvis.commentary.words import words
from stegvis.figures import COLUMNS, Figures
from stegvis.own_words import OwnWords, Upon
from stegvis.project import Project
from stegvis.show.section import Section

FIGURES = """\
municipality,measure,group,definition,k,n,value,low,high,bound_low,bound_high
ALLA,caseload.started,,cumulative,300,,,,,,
ALLA,caseload.exited,,cumulative,300,,,,,,
ALLA,caseload.active,,cumulative,0,,,,,,
ALLA,caseload.started,,period,1200,,,,,,
ALLA,caseload.exit_reason,reason=åter_remittent,cumulative,60,300,=,,,,
ALLA,participants.age_group,age_group=18–29,started,124,300,=,,,,
ALLA,goal,,arbete_studier/primar,81,300,=,0.2229,0.3229,,
ALLA,goal,,arbete_studier/med_arbetssokande,96,300,=,0.2699,0.3748,,
ALLA,goal,,varaktig_progression/6_manader,82,109,=,0.6636,0.8236,,
ALLA,lasting.share,months=6;population=positiv,,82,109,=,0.6636,0.8236,0.5503,0.8188
ALLA,steps.person,rater=coordinator;move=forward,net,183,294,=,,,,
ALLA,steps.person,rater=coordinator;move=forward,mean,150,294,=,,,,
ALLA,panel.mean,rater=participant;months=6,available,,80,3.044,2.9,3.188,,
ALLA,change.sign,rater=participant;item=f1,,30,41,0.0043,,,,
ALLA,pooled.share,municipality=Hjo,arbete_studier/primar,3,12,0.2635,0.15,0.38,,
ALLA,forecast.goal,,arbete_studier/primar,9,0,0.0001,0.2,0.3,,
ALLA,deviation.total,,arbete_studier/primar,81,300,-9.0,,,,
Hjo,caseload.started,,cumulative,12,,,,,,
Hjo,caseload.exited,,cumulative,12,,,,,,
Hjo,goal,,arbete_studier/primar,3,12,=,0.0889,0.5323,,
Hjo,goal,,varaktig_progression/6_manader,0,0,,,,,
Hjo,lasting.share,months=6;population=positiv,,0,0,,,,,
"""
TITLES = {"mal": "Mål", "uppfoljning": "Uppföljning", "bedomare": "Två bedömare"}

Sections = Callable[..., Section]


def figures(text: str = FIGURES) -> Figures:
    """Read figures from the few columns that say something; ``=`` is k / n."""
    frame = pd.read_csv(StringIO(text), keep_default_na=False, dtype=str)
    frame = frame.assign(project="cresco-creare", period="2023Q1")
    numbers = [name for name, dtype in COLUMNS.items() if dtype in ("Int64", "Float64")]
    frame[numbers] = frame[numbers].replace("", None)
    shares = frame["k"].astype("Float64") / frame["n"].astype("Float64")
    frame["value"] = frame["value"].mask(frame["value"] == "=", shares)
    return Figures(frame.assign(suppressed=False)[list(COLUMNS)].astype(COLUMNS))


@pytest.fixture
def about(projects: Mapping[str, Project]) -> Sections:
    """Give a section about a place, with a text, and perhaps what it was written upon."""
    project = projects["cresco-creare"]

    def section(
        source: str,
        place: str = "ALLA",
        upon: dict[str, str] | None = None,
        known: str = FIGURES,
    ) -> Section:
        text = OwnWords("mal", "data/commentary/cresco-creare/2023Q1/alla/mal.md", source, TITLES)
        kept = None if upon is None else Upon(text.digest, upon)
        text = OwnWords(text.section, text.file, text.source, TITLES, kept)
        own = figures(known) if place == "ALLA" else figures(known).of([place])
        period = project.period("2023Q1")
        return Section("Mål", project, place, period, "intern", True, own, text)

    return section


@pytest.fixture
def read(about: Sections) -> Callable[..., str]:
    """Read a text as a reader does: without its heading, and with plain spaces."""

    def plain(source: str, place: str = "ALLA") -> str:
        shown = words(about(source, place))
        assert shown is not None
        said = shown.plain().removeprefix("Kommentar\n\n")
        return said.replace("\N{NO-BREAK SPACE}", " ")

    return plain
