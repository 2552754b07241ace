"""Commands that are killed, or refused by the disk, at any of the changes that they make of files.

Afterwards all that a reader reads is whole, and is the old or the new; the same command given again
gives byte for byte what it would have given in peace, and leaves nothing behind.
"""

from __future__ import annotations

import errno
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash.scenes import MODULES, Scene, Stage, must_hold, what_is_left
from crash.trial import Ended, Warm, files

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")

COMMANDS = ("add", "run", "book", "forget")
SEED = 20260115
KILLS, SIZES, REFUSALS = 50, 12, 3
"""How often each command is killed at an event, killed by a file's size, and refused."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("crash")
    with Warm(folder, *MODULES) as warm:
        yield Stage(folder, warm)


@pytest.fixture(scope="module")
def scenes(stage: Stage) -> dict[str, Scene]:
    return {}


@pytest.fixture(params=COMMANDS)
def scene(request: pytest.FixtureRequest, stage: Stage, scenes: dict[str, Scene]) -> Scene:
    if request.param not in scenes:
        scenes[request.param] = stage.scene(request.param)
    return scenes[request.param]


def seeded() -> random.Random:
    return random.Random(SEED)  # noqa: S311  # which moments are tried is no secret


def completes(scene: Scene) -> None:
    """Assert that the same command, given again, gives what it would have given in peace."""
    again = scene.again()
    was_done = again.status == 2 and "Ingen leverans i underlaget har det" in again.said
    assert was_done or again.status == 0, again.said
    assert "Traceback" not in again.said
    now = files(scene.root)
    changed = [name for name in now.keys() | scene.after if now.get(name) != scene.after.get(name)]
    assert changed == [], again.said
    assert what_is_left(scene.root) == []


def refused_well(ended: Ended) -> None:
    assert not ended.killed
    assert ended.status in (0, 1), ended.said
    assert "Traceback" not in ended.said


@pytest.mark.long  # tests/report/test_together.py and tests/delivery/ try it without processes
def test_killed_at_any_change_of_a_file(scene: Scene) -> None:
    draw = seeded()
    moments = draw.sample(range(scene.events), min(KILLS, scene.events))
    for at in moments:
        ended = scene.disturbed(at=at)
        assert ended.killed, (at, ended.said)
        must_hold(scene)
        completes(scene)
    print(f"{scene.arguments[0]}: {len(moments)} of {scene.events} moments")


@pytest.mark.long  # as above
def test_killed_in_the_middle_of_a_file(scene: Scene) -> None:
    draw = seeded()
    largest = max(map(len, scene.after.values()))
    killed = 0
    for _ in range(SIZES):
        ended = scene.disturbed(size=int(largest ** draw.random()))
        killed += ended.killed
        must_hold(scene)
        completes(scene)
    print(f"{scene.arguments[0]}: {killed} killed of {SIZES}")


@pytest.mark.long  # as above
@pytest.mark.parametrize(
    ("error", "lasting"),
    [(errno.ENOSPC, True), (errno.EACCES, False), (errno.EROFS, True), (errno.EIO, False)],
    ids=["full", "open elsewhere", "read-only", "broken"],
)
def test_refused_by_the_disk(scene: Scene, error: int, lasting: bool) -> None:
    draw = seeded()
    moments = draw.sample(range(scene.events), min(REFUSALS, scene.events))
    for at in [0, *moments]:
        refused_well(scene.disturbed(at=at, errno=error, lasting=lasting))
        must_hold(scene)
        completes(scene)
    print(f"{scene.arguments[0]}: {1 + len(moments)} of {scene.events} moments")


@pytest.mark.long  # mounts a file system
@pytest.mark.parametrize("room", [0, 8, 48])
def test_a_disk_that_is_full(stage: Stage, scene: Scene, room: int, tmp_path: Path) -> None:
    """A real one: of memory, with some KB more than what there is."""
    used = sum(-(-len(content) // 4096) * 4 for content in files(scene.base).values())
    folders = sum(path.is_dir() for path in scene.base.rglob("*"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={used + 4 * folders + room}k", "tmpfs"]
    scene.root.mkdir(exist_ok=True)
    for entry in scene.root.iterdir():
        subprocess.run(["rm", "-rf", str(entry)], check=True)
    if subprocess.run([*mount, str(scene.root)], check=False, capture_output=True).returncode:
        pytest.skip("only who may mount can have a small disk")
    try:
        refused_well(scene.disturbed())
        must_hold(scene)
        larger = ["mount", "-o", "remount,size=64m", str(scene.root)]
        subprocess.run(larger, check=True)
        completes(scene)
    finally:
        subprocess.run(["umount", "-l", str(scene.root)], check=True)


def test_killed_at_a_few_changes(tmp_path: Path) -> None:
    """Of adding, which needs little: the others are tried by -m long."""
    with Warm(tmp_path, "stegvis.cli", "stegvis.definitions", "stegvis.delivery.check") as warm:
        scene = Stage(tmp_path, warm).scene("add")
        for at in range(0, scene.events, scene.events // 6):
            assert scene.disturbed(at=at).killed
            must_hold(scene)
            completes(scene)
