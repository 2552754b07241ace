"""The code that something is made with: every module that it can reach, as the sources tell.

A section depends on what its notebook imports, on what executes and renders it, and on all that
these import in turn. Which modules that are is read from the sources, not from what happened to be
imported once, so that a branch that was not taken counts too. What cannot be told counts as all of
the package: a module imported by a computed name, a cell that is not plain Python.

The files beside a reached module that are no modules (style sheets, templates) count as read by it.
So does a package that is named in a string of its own, as in ``files("stegvis.export")``.

What a package gives first when it is asked, by a function ``__getattr__`` of its module (PEP 562),
is reached by who asks the package for names, and not by who imports a module out of it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath

from stegvis import __file__ as our_package
from stegvis.whole import written_whole

EVERYTHING = "*"
"""Stands for every module of the package, where it cannot be told which."""

LAZY = ".__getattr__"
"""After a module's name: what it gives when it is asked for a name that it does not have."""

_COMPUTED = {"import_module", "__import__", "exec", "eval", "run_module", "run_path"}
"""What can import a module by a name that is not in the source."""


@dataclass
class Code:
    """A package's files as they are on the disk, read once.

    Parameters
    ----------
    folder
        The package's folder, named as the package is.
    kept
        Where hashes are kept from one process to the next; they are used as long as not a byte of
        the package has changed. Nothing is kept without it.
    """

    folder: Path
    kept: Path | None = None
    _imports: dict[str, frozenset[str]] = field(default_factory=dict)
    _new: bool = False

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Give the content of every file of the package, by its path within it."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in paths
            if path.suffix != ".pyc"
        }

    @cached_property
    def whole(self) -> str:
        """Hash all of the package."""
        return self._hash(self.files)

    @cached_property
    def modules(self) -> dict[str, str]:
        """Give each module's file, by the module's full name."""
        return {self._name(file): file for file in self.files if file.endswith(".py")}

    def _name(self, file: str) -> str:
        parts = PurePosixPath(file).with_suffix("").parts
        return ".".join((self.folder.name, *(part for part in parts if part != "__init__")))

    def hash(self, names: Iterable[str]) -> str:
        """Hash all that some modules can reach."""
        asked = sorted(set(names))
        key = " ".join(asked)
        if key not in self._known:
            self._known[key] = self._hash(self.reached(asked))
            self._new = True
        return self._known[key]

    def _hash(self, files: Iterable[str]) -> str:
        digest = sha256()
        for file in sorted(files):
            content = self.files[file]
            digest.update(f"{file}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    @cached_property
    def _known(self) -> dict[str, str]:
        """Give the hashes that are kept, if they are of the package as it is."""
        if self.kept is not None:
            with suppress(OSError, ValueError):
                match json.loads(self.kept.read_text(encoding="utf-8")):
                    case {"package": self.whole, "hashes": dict(hashes)}:
                        return hashes
        return {}

    def keep(self) -> None:
        """Keep the hashes for the next process, unless the folder cannot be written to."""
        if self.kept is not None and self._new:
            content = json.dumps({"package": self.whole, "hashes": self._known}, indent=1)
            with suppress(OSError), written_whole(self.kept) as beside:
                beside.write_text(content, encoding="utf-8")

    def reached(self, names: Iterable[str]) -> frozenset[str]:
        """Give the files that some modules can reach, their own among them."""
        modules: set[str] = set()
        waiting = set(names)
        while waiting:
            name = waiting.pop()
            if name == EVERYTHING:
                return frozenset(self.files)
            if name.removesuffix(LAZY) in self.modules and name not in modules:
                modules.add(name)
                waiting |= self._imports_of(name) | set(_parents(name))
        reached = {self.modules[name.removesuffix(LAZY)] for name in modules}
        folders = {PurePosixPath(file).parent for file in reached}
        data = (file for file in self.files if not file.endswith(".py"))
        return frozenset(reached | {file for file in data if PurePosixPath(file).parent in folders})

    def _imports_of(self, name: str) -> frozenset[str]:
        if name not in self._imports:
            module = name.removesuffix(LAZY)
            file = self.modules[module]
            package = module if file.endswith("__init__.py") else module.rpartition(".")[0]
            source = self.files[file].decode("utf-8")
            self._imports[name] = self.imports(source, package, lazily=module != name)
        return self._imports[name]

    def imports(self, source: str, package: str = "", *, lazily: bool = False) -> frozenset[str]:
        """Give the modules of the package that a source imports, or names.

        ``package`` is what the source's relative imports are relative to. What the source imports
        when it is asked for a name is given ``lazily``, and only then.
        """
        try:
            tree = ast.parse(source)
        except SyntaxError:
            return frozenset({EVERYTHING})
        tree.body = [statement for statement in tree.body if _is_lazy(statement) == lazily]
        return frozenset(name for node in _executed(tree) for name in self._named(node, package))

    def _named(self, node: ast.AST, package: str) -> Iterator[str]:
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    yield alias.name
                    yield from self._lazily(alias.name if alias.asname else _root(alias.name))
            case ast.ImportFrom(module=module, names=aliases, level=level):
                origin = _absolute(module, level, package)
                yield origin
                if any(alias.name == "*" for alias in aliases):
                    yield from (name for name in self.modules if name.startswith(f"{origin}."))
                yield from (f"{origin}.{alias.name}" for alias in aliases)
                if any(self._is_asked_of(origin, alias.name) for alias in aliases):
                    yield from self._lazily(origin)
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in _COMPUTED:
                yield EVERYTHING
            case ast.Constant(value=str(text)) if text in self.modules:
                yield text

    def _lazily(self, module: str) -> Iterator[str]:
        """Name what a module gives when it is asked, if it does: most have nothing of the kind."""
        file = self.modules.get(module)
        if file is not None and b"\ndef __getattr__" in self.files[file]:
            yield module + LAZY

    def _is_asked_of(self, module: str, name: str) -> bool:
        """Whether a name may be given lazily: not a module's, nor ``__version__``."""
        own = name.startswith("__") and name.endswith("__")
        return not own and f"{module}.{name}" not in self.modules


def _is_lazy(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef) and statement.name == "__getattr__"


def _root(name: str) -> str:
    return name.partition(".")[0]


def _parents(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _absolute(module: str | None, level: int, package: str) -> str:
    parts = package.split(".")[: -(level - 1) or None] if level else []
    return ".".join([*parts, *([module] if module else [])])


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through a source, but for what is there only for who checks types."""
    yield node
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=otherwise):
                for statement in otherwise:
                    yield from _executed(statement)
            case _:
                yield from _executed(child)


@cache
def our_code(kept: Path | None = None) -> Code:
    """Give the code of stegvis itself."""
    return Code(Path(our_package).parent, kept)
