"""The pages look as they were meant to; a change of colour, size or place is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from stegvis.show import design

from golden.compare import TOLERATED, compact, differing
from golden.pages import FOLDER, golden_pages


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return dict(golden_pages())


def kept() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.png"))}


def different(pages: dict[str, bytes], folder: Path) -> list[str]:
    """List the pages that differ from those kept; both they and where stand in a folder.

    A page more than those kept is set beside one that has nearly nothing.
    """
    found = []
    golden = kept()
    for name, page in pages.items():
        share, marked = differing(golden.get(name, golden["tabeller-1.png"]), page)
        if share > TOLERATED:
            new = folder / name
            new.write_bytes(page)
            marked.save(folder / f"skillnad-{name}")
            found.append(f"{name}: {share:.1%} of it differs; see {new} and skillnad-{name} beside")
    return found


def test_the_pages_look_as_they_were_meant_to(drawn: dict[str, bytes], tmp_path: Path) -> None:
    assert sorted(drawn) == sorted(kept()), "other pages than those kept: make golden"
    found = different(drawn, tmp_path)
    assert not found, "\n".join([*found, "If it is meant so: make golden, and look at them."])


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (design.PETROL, "#0f6b4c"),
        ("#let hairline", '#let muted = rgb("#8a939b")\n#let hairline'),
        ("#let caption-size = 9pt", "#let caption-size = 9.5pt"),
        ("#let body-size = 11pt", "#let body-size = 11.5pt"),
        ('#let families = ("Source Sans Pro"', '#let families = ("DejaVu Sans"'),
        ("top: 2.9cm", "top: 3cm"),
        ("y: 3.8pt", "y: 4.2pt"),
    ],
)
def test_a_change_of_style_is_seen(was: str, becomes: str, tmp_path: Path) -> None:
    changed = dict(golden_pages("steg", lambda source: source.replace(was, becomes)))
    assert different(changed, tmp_path)
    assert list(tmp_path.glob("skillnad-*.png"))


def test_a_page_of_another_size_differs_wholly(drawn: dict[str, bytes]) -> None:
    upright, lying = drawn["tabeller-1.png"], drawn["steg-1.png"]
    assert differing(upright, upright)[0] == 0
    assert differing(upright, lying)[0] > TOLERATED


def test_what_is_kept_is_small() -> None:
    assert 6 <= len(kept()) <= 10
    assert max(map(len, kept().values())) < 60_000


def test_what_is_kept_is_what_was_drawn(drawn: dict[str, bytes]) -> None:
    for picture in drawn.values():
        assert differing(compact(picture), picture)[0] < TOLERATED
