"""Nothing in the library runs what it reads: no eval, no pickle, no shell, no XML of a stranger's.

Ruff's rules S (bandit) find these as well, where no line is exempted; here each exemption is
counted, so that a new one is a decision that somebody has made.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib" / "stegvis"
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "input"}
NEVER_IMPORTED = {
    *("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "xml.sax", "xml.dom", "lxml"),
    *("telnetlib", "ftplib", "smtplib", "urllib.request", "requests", "httpx", "openpyxl"),
}
ALLOWED = {
    "S603": {"delivery/apart.py", "warm/client.py"},  # our own modules, by our own Python
    "S506": {"plain_yaml.py"},  # both of its loaders are safe
    "S314": {"show/svg.py"},  # what Matplotlib has just drawn
    "S704": {  # HTML whose texts are escaped by then
        *("answer/html.py", "book/page.py", "export/html.py", "export/page.py"),
        *("site/audit.py", "site/external.py", "site/index.py"),
    },
}
"""The files in which a rule is exempted from, on lines that say why."""


_WORTH_PARSING = re.compile(
    rf"(?<![.\w])(?:{'|'.join(NEVER_CALLED)})\s*\(|"
    rf"\b(?:os|yaml)\.|read_(?:pickle|html|excel)|shell|allow_pickle|"
    rf"\b(?:{'|'.join(name.partition('.')[0] for name in NEVER_IMPORTED)})\b"
)
"""What a fault has in it, so that the other files need not be parsed."""


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(LIB.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if _WORTH_PARSING.search(source):
            yield path.relative_to(LIB).as_posix(), ast.parse(source)


def _faults(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in NEVER_CALLED:
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="system" | "popen")):
                yield "os.system"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="yaml"), attr=name)) if name not in {
                "load",
                "parse",
                "safe_load",
            }:
                yield f"yaml.{name}"
            case ast.Call(func=ast.Attribute(attr="read_pickle" | "read_html" | "read_excel")):
                yield node.func.attr  # type: ignore[attr-defined]
            case ast.Call(keywords=keywords) if any(
                keyword.arg in {"shell", "allow_pickle"}
                and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value)
                for keyword in keywords
            ):
                yield "shell"
            case ast.Import(names=names):
                yield from ({alias.name for alias in names} & NEVER_IMPORTED)
            case ast.ImportFrom(module=str(module)):
                yield from ({module, module.partition(".")[0]} & NEVER_IMPORTED)


def test_nothing_in_the_library_runs_what_it_reads() -> None:
    assert {name: found for name, tree in _trees() if (found := [*_faults(tree)])} == {}


@pytest.mark.parametrize(
    "line",
    [
        *("eval(x)", "exec(x)", "os.system(x)", "yaml.unsafe_load(x)", "pd.read_pickle(x)"),
        *("subprocess.run(x, shell=True)", "np.load(x, allow_pickle=True)", "import pickle"),
        *("from xml.sax import parse", "import urllib.request", "subprocess.run(x, shell=y)"),
    ],
)
def test_the_guard_would_find_it(line: str) -> None:
    assert [*_faults(ast.parse(line))]
    assert _WORTH_PARSING.search(line)


def test_ruff_looks_for_the_same_and_each_exemption_is_known() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"][
        "lint"
    ]
    assert {"S", "BLE"} <= set(lint["select"])
    assert [rule for rule in lint["ignore"] if rule.startswith("S")] == ["S101"]
    found: dict[str, set[str]] = {}
    for path in sorted(LIB.rglob("*.py")):
        for line in path.read_text(encoding="utf-8").splitlines():
            exempted = re.search(r"# noqa: (S\d{3})(.*)", line)
            if exempted:
                found.setdefault(exempted[1], set()).add(path.relative_to(LIB).as_posix())
                assert "# " in exempted[2], line
    assert found == ALLOWED
