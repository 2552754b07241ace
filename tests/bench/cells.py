"""A notebook's cells as a plain Python program, and that program in a process that is warm already.

``python -m bench.cells PROGRAM`` executes the program once, so that everything is imported and
every cache is filled; then, for each line that it is sent, it forks, executes the program in the
child, and answers with the seconds that took.
"""

from __future__ import annotations

import ast
import gc
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import nbformat

SHOW = '''
def _show(value):
    """Let a value write itself in every format, as Jupyter asks a cell's last value to."""
    bundle = getattr(value, "_repr_mimebundle_", None)
    if value is not None:
        _ = bundle() if bundle else repr(value)
'''


def program(notebook: Path, parameters: Mapping[str, str]) -> str:
    """Give the cells' code, one after the other, with the parameters set as papermill sets them."""
    parts = [SHOW]
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            parts.append(_shown(cell.source))
        if "parameters" in cell.metadata.get("tags", ()):
            parts += [f"{name} = {value!r}" for name, value in parameters.items()]
    return "\n".join(parts) + "\n"


def _shown(source: str) -> str:
    tree = ast.parse(source)
    if tree.body and isinstance(last := tree.body[-1], ast.Expr):
        last.value = ast.Call(ast.Name("_show"), [last.value], [])
    return ast.unparse(tree)


class Warm:
    """The far end of a process that has executed a program before."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.again()

    def again(self) -> float:
        """Let it be executed anew, and give the seconds that took."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


@contextmanager
def warm(path: Path, folder: Path) -> Iterator[Warm]:
    """Start a process for a program, working in a folder."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.cells", path],
        cwd=folder,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Warm(process)
        assert process.stdin
        process.stdin.close()


def _serve(path: str) -> None:
    code = compile(Path(path).read_text(encoding="utf-8"), path, "exec")
    exec(code, {"__name__": "__main__"})  # noqa: S102  # the program that is to be timed
    gc.collect()
    gc.freeze()  # so that a child's collector does not touch what it shares with this process
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            begun = perf_counter()
            exec(code, {"__name__": "__main__"})  # noqa: S102  # as above
            os.write(1, f"{perf_counter() - begun}\n".encode())
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    _serve(sys.argv[1])
