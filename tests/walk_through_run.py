"""Run in a copy of the repository: what the developer's guide says to run, in one process.

Reads, as JSON, arguments of pytest (for each run) and a notebook with its parameters. Writes, as
its last line, how many tests passed in each run, what the notebook's cells show, and the sections
that a report then has.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest


class Counted:
    """Counts the tests that pass."""

    passed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.passed += report.when == "call" and report.passed


def tested(arguments: list[str]) -> int:
    """Run pytest; give how many passed, and −1 when any did not."""
    counted = Counted()
    status = pytest.main([*arguments, "-q", "-p", "no:cacheprovider"], plugins=[counted])
    return counted.passed if status == 0 else -1


def seen(path: Path, parameters: dict[str, str]) -> str:
    """Execute a notebook's cells, and give in words what each shows."""
    names: dict[str, Any] = {}
    said = []
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), names)  # noqa: S102  # the guide's own cells
        if isinstance(last, ast.Expr):
            asked_for = compile(ast.Expression(last.value), path.name, "eval")
            shown = eval(asked_for, names)  # noqa: S307  # as above
            said += [shown.plain()] if shown is not None else []
        if "parameters" in cell["metadata"].get("tags", ()):
            names |= parameters
    return "\n".join(said)


def planned(path: Path) -> list[str]:
    """Give the sections that a report has, when it can run the notebook."""
    from stegvis.report.plan import check_parameters, find_notebooks
    from stegvis.root import find_root

    notebooks = find_notebooks(find_root(Path.cwd()))
    [own] = [notebook for notebook in notebooks if notebook.path.resolve() == path.resolve()]
    check_parameters(own)
    return [notebook.section for notebook in notebooks]


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    notebook = Path(asked["notebook"])
    found = {
        "passed": [tested(arguments.split()) for arguments in asked["tests"]],
        "seen": seen(notebook, asked["parameters"]),
        "sections": planned(notebook),
    }
    print(f"\n{json.dumps(found)}")
