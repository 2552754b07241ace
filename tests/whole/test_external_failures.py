"""External publications that go wrong, are cut short, or are taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from whole.conftest import EXAMPLE, newest, stegvis
from whole.test_failures import KILL_THE_RUNNER
from written_notebook import write_notebook

pytestmark = pytest.mark.slow

OPEN = (
    "from stegvis.report.opening import open_section\n"
    "avsnitt = open_section('Antal', projekt, kommun, period, mottagare, underlag)\n"
    "avsnitt.header"
)
FOLDER = Path("reports/cresco-plus/2025Q2/extern")
LEDGER = Path("data/example/ledger/cresco-plus.json")


@pytest.fixture
def root(delivered: Path) -> Path:
    """A root with one small external section and a small plan, delivered by two municipalities."""
    for path in (delivered / "data" / "projects").glob("cresco-*.yaml"):
        project = yaml.safe_load(path.read_text("utf-8"))
        project["external"] = [
            {"table": "caseload", "places": places, "every": "end", "only": ["started"]}
            for places in ("project", "municipality")
        ]
        path.write_text(yaml.safe_dump(project, allow_unicode=True, sort_keys=False), "utf-8")
    write(delivered)
    return delivered


def write(root: Path, *cells: str) -> None:
    path = root / "notebooks" / "extern" / "kommun" / "01_antal.ipynb"
    path.parent.parent.mkdir(exist_ok=True)
    write_notebook(path, OPEN, *cells)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    asked = arguments or ("--project", "cresco-plus")
    return stegvis("run", "--root", root, "--audience", "extern", "--jobs", "1", *asked)


@pytest.mark.long  # the runs take long; tests/disclosure protects all without kernels
def test_one_municipality_is_run_but_all_of_the_publication_is_protected(root: Path) -> None:
    ran = run(root, "--project", "cresco-plus", "--municipality", "Töreboda")
    assert ran.returncode == 0, ran.stderr
    assert [path.name for path in (root / FOLDER).iterdir() if path.is_dir()] == ["toreboda"]
    told = json.loads((root / LEDGER).read_text("utf-8"))["publications"]
    assert [one["period"] for one in told] == ["2025Q2"]
    assert "Grästorp" in told[0]["figures"]
    assert "\ncresco-plus,ALLA," in told[0]["figures"]
    audit = root / FOLDER.parent / "granskning.html"
    before = audit.read_bytes()
    audit.unlink()
    again = run(root, "--project", "cresco-plus", "--municipality", "Töreboda")
    assert again.returncode == 0
    assert audit.read_bytes() == before, "it is in the ledger"


@pytest.mark.long  # tests/report/test_external.py tries it
def test_a_section_runs_where_there_is_no_store_and_is_told_of_none(root: Path) -> None:
    write(
        root,
        "from pathlib import Path\n"
        "print('Här finns', sorted(p.name for p in Path('data').iterdir()), repr(underlag))",
    )
    assert run(root).returncode == 0
    page = (root / FOLDER / "alla" / "antal.html").read_text("utf-8")
    assert "Här finns [&#x27;projects&#x27;] &#x27;&#x27;" in page.replace("&#39;", "&#x27;")


@pytest.mark.long  # tests/report/test_external.py tries it without a kernel
def test_what_cannot_be_protected_is_refused_and_the_other_project_goes_on(root: Path) -> None:
    assert run(root).returncode == 0
    page = root / FOLDER / "alla" / "antal.html"
    before = page.read_bytes()
    other = next((EXAMPLE / "cresco-creare").glob("cresco-creare_1444_*"))
    assert stegvis("add", "--root", root, other).returncode == 0
    (root / LEDGER).write_text("{", "utf-8")
    refused = run(root, "--force")
    assert refused.returncode == 1
    assert "Cresco+ 2025Q2: Utlämningsliggaren" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert page.read_bytes() == before
    assert list((root / "reports" / "cresco-creare").glob("*/extern/alla/antal.html"))


def test_a_publication_that_cannot_be_protected_writes_nothing(root: Path) -> None:
    (root / LEDGER).parent.mkdir(parents=True)
    (root / LEDGER).write_text("{", "utf-8")
    refused = run(root)
    assert refused.returncode == 1
    assert "Utlämningsliggaren" in refused.stderr
    assert not (root / FOLDER).exists()


@pytest.mark.long  # half a minute; test_failures.py kills a run each time
@pytest.mark.skipif(sys.platform != "linux", reason="finds the process to kill in /proc")
def test_a_run_killed_midway_is_finished_from_the_ledger(root: Path) -> None:
    """What was protected stays as it was, though a delivery has come since."""
    mark = root / "dödad"
    once = KILL_THE_RUNNER.replace("\n", "\n    ")
    write(
        root,
        f"from pathlib import Path\nmark = Path({str(mark)!r})\n"
        f"if kommun == 'Töreboda' and not mark.exists():\n    mark.touch()\n    {once}",
    )
    killed = run(root)
    told = json.loads((root / LEDGER).read_text("utf-8"))["publications"][0]["figures"]
    assert mark.exists()
    more = sorted(newest("1496").parent.glob("cresco-plus_1496_*"))[-1]
    assert stegvis("add", "--root", root, more).returncode == 0
    finished = run(root)
    assert finished.returncode == 0, killed.stdout + finished.stdout
    assert (root / FOLDER / "toreboda" / "antal.html").exists()
    assert not (root / FOLDER / "skovde").exists(), "it is not in the publication"
    now = json.loads((root / LEDGER).read_text("utf-8"))["publications"]
    assert [one["figures"] for one in now] == [told]


@pytest.mark.long  # half a minute
def test_the_newest_publication_can_be_taken_back_while_nobody_has_it(root: Path) -> None:
    assert run(root).returncode == 0
    asked = ("withdraw", "--root", root, "--project", "cresco-plus", "--period", "2025Q2")
    wrong = stegvis(*asked[:-1], "2025Q1", "--yes")
    assert wrong.returncode == 1
    assert (root / FOLDER / "index.html").exists()
    no = subprocess.run(
        [sys.executable, "-m", "stegvis", *map(str, asked)],
        input="n\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert no.returncode == 0
    assert "Inget är ändrat." in no.stdout
    assert (root / FOLDER / "index.html").exists()

    taken = stegvis(*asked, "--yes")
    assert taken.returncode == 0, taken.stderr
    assert "Cresco+ 2025Q2 är tillbakatagen." in taken.stdout
    assert not (root / FOLDER).exists()
    assert not (root / FOLDER.parent / "granskning.html").exists()
    assert json.loads((root / LEDGER).read_text("utf-8"))["publications"] == []
    assert run(root).returncode == 0
    assert (root / FOLDER / "toreboda" / "antal.html").exists()


@pytest.mark.long  # tests/report/test_external.py tries it without a kernel
def test_a_lost_ledger_leaves_no_page_of_what_it_knew(root: Path) -> None:
    """What is protected anew may hide other counts: old pages beside new ones could tell them."""
    assert run(root).returncode == 0
    (root / LEDGER).unlink()
    one = sorted(newest("1444").parent.glob("cresco-plus_1473_*"))[0]
    assert stegvis("add", "--root", root, one).returncode == 0
    more = newest("1496")
    assert stegvis("add", "--root", root, more).returncode == 0
    ran = run(root, "--project", "cresco-plus", "--municipality", "Skövde")
    assert ran.returncode == 0, ran.stderr
    assert [path.name for path in (root / FOLDER).iterdir() if path.is_dir()] == ["skovde"]
