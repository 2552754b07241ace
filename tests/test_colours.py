"""A project's own colour is taken when it can be read, and refused with a sentence when not."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from stegvis.colours import LEAST_CONTRAST, Colours, contrast


@pytest.mark.parametrize(
    ("color", "ratio"),
    [("#000000", 21.0), ("#767676", 4.54), ("#ff0000", 4.0), ("#0000ff", 8.59), ("#ffffff", 1.0)],
)
def test_contrast_with_white_is_as_published(color: str, ratio: float) -> None:
    """By WebAIM's contrast checker, which shows two decimals."""
    assert contrast(color, "#ffffff") == pytest.approx(ratio, abs=0.005)
    assert contrast("#ffffff", color) == contrast(color, "#ffffff")


@pytest.mark.parametrize("main", ["#0f4c6b", "#5B2A86", "#000000", "#7a1f1f"])
def test_a_dark_colour_is_taken(main: str) -> None:
    assert Colours(main=main).main == main.lower()


@pytest.mark.parametrize("main", ["#ffffff", "#ff0000", "#767676", "#d9822b"])
def test_a_colour_too_light_is_refused_with_its_contrast_and_the_least(main: str) -> None:
    with pytest.raises(ValidationError, match=r"kontrasten mot vitt är \d,\d:1.*6,0:1"):
        Colours(main=main)
    assert contrast(main, "#ffffff") < LEAST_CONTRAST


@pytest.mark.parametrize("main", ["petrol", "#fff", "#0f4c6b;}", "rgb(0,0,0)", "#0f4c6g"])
def test_what_is_no_colour_is_refused(main: str) -> None:
    with pytest.raises(ValidationError):
        Colours(main=main)
