"""Who comes second is told who is first; who has died holds nothing."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stegvis.one_at_a_time import BusyError, Holder, holder_of, holding

HOLD = """
import sys
from pathlib import Path
from stegvis.one_at_a_time import holding
with holding(Path(sys.argv[1]), "book", "Rapporterna"):
    print("håller", flush=True)
    sys.stdin.read()
"""
NOW = datetime(2024, 1, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "reports" / ".kommando.lock"


@contextmanager
def another(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdout is not None
    assert process.stdin is not None
    with process:
        assert process.stdout.readline() == "håller\n"
        yield process
        process.stdin.close()


def refusal(lock: Path) -> str:
    with pytest.raises(BusyError) as refused, holding(lock, "run", "Rapporterna", 0):
        pass
    return str(refused.value)


def test_who_comes_second_is_told_who_is_first_and_then_has_it(lock: Path) -> None:
    with another(lock) as process:
        said = refusal(lock)
        holder = holder_of(lock)
    assert said == (
        "Rapporterna används just nu av stegvis book, sedan mindre än en minut (process "
        f"{process.pid} på datorn {socket.gethostname()}). Försök igen när det kommandot är klart."
    )
    assert holder is not None
    assert (holder.command, holder.process) == ("book", process.pid)
    with holding(lock, "run", "Rapporterna", 0):
        pass
    assert [path.name for path in lock.parent.iterdir()] in ([], [lock.name])
    assert holder_of(lock) is None


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is not sent on Windows")
def test_the_lock_of_a_process_that_was_killed_is_taken_over(lock: Path) -> None:
    with another(lock) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert holder_of(lock) is None
        with holding(lock, "run", "Rapporterna", 0):
            mine = refusal(lock)
    assert f"stegvis run, sedan mindre än en minut (process {os.getpid()} på" in mine


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", '"x"', '{"command": "run"}', '{"since": 7}', "\x00", '{"since": "2024-01-01"}'],
)
def test_a_file_of_who_holds_it_that_cannot_be_read_is_nobody_in_particular(
    lock: Path, written: str
) -> None:
    beside = lock.with_name(f"{lock.name}.json")
    with holding(lock, "run", "Rapporterna"):
        beside.write_text(written, encoding="utf-8")
        assert "används just nu av ett annat kommando" in refusal(lock)
        beside.unlink()
        assert holder_of(lock) == Holder()
    beside.write_text(written, encoding="utf-8")
    assert holder_of(lock) is None


def test_another_computer_and_a_clock_that_is_ahead_are_said(lock: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    told = {"command": "run", "process": 7, "computer": "hemma", "since": ahead.isoformat()}
    with holding(lock, "run", "Rapporterna"):
        lock.with_name(f"{lock.name}.json").write_text(json.dumps(told), encoding="utf-8")
        said = refusal(lock)
    assert "process 7 på datorn hemma" in said
    assert f"sedan {ahead.astimezone():%Y-%m-%d %H:%M} enligt sin klocka" in said


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-5), "sedan mindre än en minut"),
        (timedelta(seconds=61), "sedan 1 minut "),
        (timedelta(minutes=59, seconds=59), "sedan 59 minuter"),
        (timedelta(hours=1), "sedan 1 timme"),
        (timedelta(hours=23), "sedan 23 timmar"),
        (timedelta(days=1), "sedan 1 dygn"),
        (timedelta(days=9), "sedan 9 dygn"),
    ],
)
def test_how_long_it_has_been_held(age: timedelta, words: str) -> None:
    assert words in Holder("run", 1, "hemma", NOW - age).told(NOW)


def test_a_lock_is_let_go_when_the_block_fails(lock: Path) -> None:
    with pytest.raises(RuntimeError), holding(lock, "run", "Rapporterna"):
        raise RuntimeError
    assert holder_of(lock) is None
    assert not lock.with_name(f"{lock.name}.json").exists()


def test_nobody_holds_a_lock_where_there_is_none(tmp_path: Path) -> None:
    assert holder_of(tmp_path / ".kommando.lock") is None
    assert list(tmp_path.iterdir()) == []
