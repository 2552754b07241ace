"""Who can read what is written: its owner alone, until it is published."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from stegvis.owner_only import open_to_readers, owner_only

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")


@pytest.fixture
def umask() -> Iterator[None]:
    """Files are made for a group to change and everybody to read, as a shared computer may have."""
    before = os.umask(0o002)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_others_can_read_only_what_is_published(tmp_path: Path) -> None:
    with owner_only():
        (tmp_path / "extern" / "hjo").mkdir(parents=True)
        (tmp_path / "extern" / "hjo" / "mal.html").touch()
        (tmp_path / "intern").mkdir()
        with owner_only():
            (tmp_path / "intern" / "mal.html").touch()
        created = list(tmp_path.rglob("*"))
        assert {rights(path) & 0o077 for path in created} == {0}
        open_to_readers(tmp_path / "extern")
    assert rights(tmp_path / "extern") == rights(tmp_path / "extern" / "hjo") == 0o775
    assert rights(tmp_path / "extern" / "hjo" / "mal.html") == 0o664
    assert rights(tmp_path / "intern" / "mal.html") == 0o600
    (tmp_path / "sedan").touch()
    assert rights(tmp_path / "sedan") == 0o664, "what comes afterwards is as it was before"


@pytest.mark.usefixtures("umask")
def test_an_error_leaves_the_umask_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nej"), owner_only():
        raise ValueError("nej")
    (tmp_path / "fil").touch()
    assert rights(tmp_path / "fil") == 0o664
