"""What is released is what is committed, the same wherever it is built, and whole in itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import release
from once import once
from packages import ELSEWHERE, build, digest, unpack
from trial import closure, locked

ROOT = Path(__file__).resolve().parents[1]
NOON = 1_700_000_000
LEFT_LYING = (
    *("notebooks/utforska/vyer/vy.html", "notebooks/skrivbord/mal.ipynb", "data/inbox/x.xlsx"),
    *("notebooks/kommun/.ipynb_checkpoints/04_mal-checkpoint.ipynb", "data/store/store.json"),
    *("data/example/store/store.json", "data/ledger/x.json", "data/answers/x.html", "eget.txt"),
    *("reports/index.html", "lib/stegvis/__pycache__/card.cpython-311.pyc", ".venv/pyvenv.cfg"),
)
"""What a clone may hold and no package: deliveries, reports, views, desks, what Python compiled."""

OF_THE_REPOSITORY = ("docs/bilder/", "docs/utveckla/")
"""Pages and pictures for those who have the repository."""


def _make(folder: Path) -> None:
    (folder / "first").mkdir(parents=True)
    sdist, _ = build(ROOT, folder / "first", NOON)
    tree = unpack(sdist, folder / "sdist")
    for name in LEFT_LYING:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("kvarglömt", encoding="utf-8")
    build(tree, folder / "again", NOON, **ELSEWHERE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Packages of the tree (first), and of what they hold where things were left lying (again)."""
    return once(tmp_path_factory, worker_id, "packages", _make)


def _in_git(*options: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git repository: nothing is released from here")
    names = listed.stdout.decode("utf-8").split("\0")
    return {name for name in names if name and (ROOT / name).is_file()}


def _known() -> set[str]:
    """What is committed, or will be."""
    return _in_git("--cached", "--others", "--exclude-standard")


def _wheel(built: Path) -> zipfile.ZipFile:
    (path,) = (built / "first").glob("*.whl")
    return zipfile.ZipFile(path)


def test_who_builds_again_from_the_sdist_gets_the_same_bytes(built: Path) -> None:
    for first in (built / "first").iterdir():
        assert digest(first) == digest(built / "again" / first.name), first.name


def test_the_sdist_holds_all_that_is_committed_and_nothing_else(built: Path) -> None:
    (path,) = (built / "first").glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        names = {member.name.partition("/")[2] for member in sdist if member.isfile()}
        times = {member.mtime for member in sdist}
    assert _in_git() <= names <= _known() | {"PKG-INFO"}
    assert times == {NOON}


def test_the_wheel_holds_every_file_of_the_package_the_notebooks_and_the_kernel(
    built: Path,
) -> None:
    version = release.version_of(ROOT)
    places = {
        "lib/stegvis/": "stegvis/",
        "notebooks/": "stegvis/shipped/notebooks/",
        "docs/": "stegvis/shipped/docs/",
        "lib/kernelspec/": f"stegvis-{version}.data/data/share/jupyter/kernels/stegvis/",
    }
    expected = {
        place + name.removeprefix(source): name
        for name in _known()
        for source, place in places.items()
        if name.startswith(source) and not name.startswith(OF_THE_REPOSITORY)
    }
    with _wheel(built) as wheel:
        names = {name for name in wheel.namelist() if f"{version}.dist-info/" not in name}
        assert names == expected.keys()
        for name, source in expected.items():
            assert wheel.read(name) == (ROOT / source).read_bytes(), name
    for kind in (".j2", ".css", ".js", ".typ", ".xml", ".ipynb", "kernel.json", "py.typed"):
        assert any(name.endswith(kind) for name in names), kind


def test_an_unpacked_wheel_finds_its_own_files_wherever_one_stands(
    built: Path, tmp_path: Path
) -> None:
    with _wheel(built) as wheel:
        wheel.extractall(tmp_path / "wheel")  # noqa: S202  # just built
    code = (
        "import json, stegvis\nfrom stegvis.site import pages\nfrom stegvis.start import shipped\n"
        "pages.template('index.html.j2')\npages.own('site.css')\n"
        "print(json.dumps([stegvis.__file__, *map(str, (shipped.notebooks(), shipped.pages()))]))"
    )
    elsewhere = tmp_path / "någon annanstans"
    elsewhere.mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "wheel")},
        capture_output=True,
        text=True,
        check=True,
    )
    package, notebooks, pages = map(Path, json.loads(ended.stdout))
    assert package.is_relative_to(tmp_path / "wheel")
    assert notebooks.is_relative_to(tmp_path / "wheel")
    assert [*notebooks.glob("kommun/*.ipynb")]
    assert pages.is_relative_to(tmp_path / "wheel")
    assert (pages / "handbok" / "README.md").is_file()


CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2024-03-01\n\n### Added\n\n* A thing.\n"


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Eva", "-c", "user.email=eva", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository whose newest commit can be released as 1.2.0."""
    (tmp_path / "lib" / "stegvis").mkdir(parents=True)
    (tmp_path / "lib" / "stegvis" / "__init__.py").write_text('__version__ = "1.2.0"\n', "utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "--message", "All")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", None),
        (" - 2024-03-01", "", "## [1.2.0] - YYYY-MM-DD"),
        ("[1.2.0]", "[1.1.9]", "## [1.2.0] - YYYY-MM-DD"),
        ("\n### Added\n\n* A thing.\n", "", "## [1.2.0] - YYYY-MM-DD"),
        ("## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n* B.\n", "move them to [1.2.0]"),
    ],
)
def test_a_version_is_released_when_the_changelog_tells_of_it(
    clone: Path, old: str, new: str, told: str | None
) -> None:
    (clone / "CHANGELOG.md").write_text(CHANGELOG.replace(old, new), "utf-8")
    _git(clone, "commit", "--quiet", "--all", "--allow-empty", "--message", "Changed")
    found = release.obstacles(clone)
    assert len(found) == (told is not None)
    assert all(told in one for one in found if told)


def test_neither_what_is_not_committed_nor_a_version_that_is_out_is_released(clone: Path) -> None:
    (clone / "ny.txt").write_text("ny", "utf-8")
    _git(clone, "tag", "v1.2.0")
    dirty, tagged = release.obstacles(clone)
    assert "ny.txt" in dirty
    assert "v1.2.0" in tagged


def test_the_changelog_is_kept_as_keep_a_changelog_says() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = release.changes(text)
    assert next(iter(told)) == release.UNRELEASED
    assert len(told) == len(re.findall(r"^## ", text, re.MULTILINE)), "every heading is a version"
    days = [day for day, _ in told.values()]
    assert days == ["", *sorted(days[1:], reverse=True)]
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= kinds
    assert all(words.startswith("### ") for _, words in told.values() if words)


def test_the_trial_installs_what_the_wheel_needs_as_locked_and_no_developer_s_tool() -> None:
    names = closure("stegvis")
    assert {"jupyterlab", "typst", "markupsafe", "jupyter-client"} <= names
    assert not {"stegvis", "pytest", "mypy", "ruff", "playwright", "hatchling"} & names
    lock = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"), names)
    pinned = re.findall(r"^([\w.-]+)==\S+.*\\\n +--hash=sha256:", lock, re.MULTILINE)
    assert {*pinned} == names
    assert len(pinned) == len(re.findall(r"^\S", lock, re.MULTILINE))
