"""Which code a section can reach, as the sources tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from stegvis.report.code import Code, our_code

ROOT = Path(__file__).resolve().parents[2]
REPORTS = sorted((ROOT / "notebooks").glob("[kp]*/*.ipynb"))

PACKAGE = {
    "__init__.py": "",
    "measure/__init__.py": "",
    "measure/all.py": "from house.measure import steps\n",
    "measure/steps.py": "import math\n",
    "show/__init__.py": "",
    "show/chart.py": "from house.show.style import INK\n",
    "show/style.py": "INK = 1\n",
    "show/late.py": "def draw():\n    from house.show import style\n",
    "show/typed.py": (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from house.measure import all\nelse:\n    import house.show.style\n"
    ),
    "show/near.py": "from . import style\nfrom ..measure.steps import x\n",
    "show/star.py": "from house.measure import *\n",
    "show/named.py": "from importlib.resources import files\npage = files('house.page')\n",
    "show/computed.py": "from importlib import import_module\nimport_module(name)\n",
    "page/__init__.py": "",
    "page/write.py": "",
    "page/page.css": "a {}",
    "cli.py": "import house.page.write\n",
    "lazy/__init__.py": (
        "from house.show.style import INK\n\n"
        "def __getattr__(name):\n    from house.lazy import given\n    return given\n"
    ),
    "lazy/given.py": "from house.measure import steps\n",
    "lazy/plain.py": "",
}
"""A package: each file and what is in it."""

Build = Callable[..., Code]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Write the package, with some files otherwise, and give its code as it then is."""

    def write(changed: Mapping[str, str] | None = None, kept: Path | None = None) -> Code:
        for name, text in {**PACKAGE, **(changed or {})}.items():
            path = tmp_path / "house" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Code(tmp_path / "house", kept)

    return write


SHOW = {"__init__.py", "show/__init__.py"}
STYLE = SHOW | {"show/style.py"}
MEASURE = {"__init__.py", "measure/__init__.py"}
LAZY = STYLE | {"lazy/__init__.py"}
GIVEN = MEASURE | {"lazy/given.py", "measure/steps.py"}
"""What the package ``lazy`` reaches at once, and what it gives when it is asked for a name."""


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("style", STYLE),
        ("chart", STYLE | {"show/chart.py"}),
        ("late", STYLE | {"show/late.py"}),
        ("typed", STYLE | {"show/typed.py"}),
        ("near", STYLE | MEASURE | {"show/near.py", "measure/steps.py"}),
        ("star", SHOW | MEASURE | {"show/star.py", "measure/all.py", "measure/steps.py"}),
        ("named", SHOW | {"show/named.py", "page/__init__.py", "page/page.css"}),
        ("computed", {*PACKAGE}),
    ],
)
def test_what_a_module_can_reach(build: Build, module: str, expected: set[str]) -> None:
    assert build().reached([f"house.show.{module}"]) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from house.show import chart", STYLE | {"show/chart.py"}),
        ("import house.show.style as s", STYLE),
        ("import house.lazy.plain as plain", LAZY | {"lazy/plain.py"}),
        ("import house.lazy as lazy", LAZY | GIVEN),
        ("from house.lazy import chart", LAZY | GIVEN),
        ("from house.lazy import *", LAZY | GIVEN | {"lazy/plain.py"}),
        ("from house.lazy import plain, __doc__", LAZY | {"lazy/plain.py"}),
        ("x = 1", set()),
        ("%matplotlib inline\nfrom house.show import chart", {*PACKAGE}),
        ("exec(text)", {*PACKAGE}),
        ("__import__(name)", {*PACKAGE}),
    ],
)
def test_what_a_cell_can_reach(build: Build, source: str, expected: set[str]) -> None:
    code = build()
    assert code.reached(code.imports(source)) == expected


def test_only_what_is_reached_makes_a_difference(build: Build) -> None:
    before, whole = build().hash(["house.show.chart"]), build().whole
    for file in ("show/style.py", "show/chart.py"):
        changed = build({file: PACKAGE[file] + "# otherwise\n"})
        assert changed.hash(["house.show.chart"]) != before
        assert changed.whole != whole
    for file in ("cli.py", "show/late.py", "measure/steps.py", "page/page.css", "new.py"):
        changed = build({file: "# otherwise\n"})
        assert changed.hash(["house.show.chart"]) == before
        assert changed.whole != whole


def test_hashes_are_kept_as_long_as_nothing_has_changed(build: Build, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    first = build(kept=kept)
    expected = first.hash(["house.show.chart"])
    first.keep()

    again = build(kept=kept)
    assert again.hash(["house.show.chart"]) == expected
    assert not again._imports, "no source was read through"

    other = build({"show/style.py": "INK = 2\n"}, kept=kept)
    assert other.hash(["house.show.chart"]) != expected

    kept.write_text("{", encoding="utf-8")
    assert build(kept=kept).hash(["house.show.chart"]) == expected


def _reached(path: Path) -> frozenset[str]:
    code = our_code()
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    imported = {name for source in sources for name in code.imports(source)}
    return code.reached({"stegvis.report.work", *imported})


def _of(section: str) -> frozenset[str]:
    return _reached(next(path for path in REPORTS if path.stem.endswith(section)))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_section_depends_on_what_makes_none(path: Path) -> None:
    rooms = {file.split("/")[0] for file in _reached(path)}
    assert not rooms & {"cli", "site", "book", "explore", "example", "warm", "terminal.py"}
    assert not _reached(path) & {f"report/{name}.py" for name in ("batch", "carry_out", "explain")}


def test_a_chart_belongs_to_the_sections_that_draw_it() -> None:
    assert [p.stem for p in REPORTS if "show/funnel.py" in _reached(p)] == ["10_jamforelse"]
    assert "show/belief.py" in _of("bedomare")
    assert "show/belief.py" not in _of("mal")
    assert all("show/style.py" in _reached(path) for path in REPORTS)
    assert all("export/report.typ" in _reached(path) for path in REPORTS)


def test_figures_depend_on_what_measures_and_on_nothing_that_shows() -> None:
    reached = our_code().reached(["stegvis.report.measuring"])
    assert {"measure/everything.py", "statistics/intervals.py", "delivery/gather.py"} <= reached
    rooms = {file.split("/")[0] for file in reached}
    assert not rooms & {"show", "export", "commentary", "site", "book", "explore", "cli"}
