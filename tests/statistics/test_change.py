import pytest
from stegvis.statistics.change import difference_error, reliable_change


def test_jacobson_and_truax_1991() -> None:
    """Their example: pre 47.5, post 32.5, SD 7.5, r 0.88 → 4.08 in size."""
    assert (47.5 - 32.5) / difference_error(7.5, 0.88) == pytest.approx(4.08, abs=5e-3)


def test_a_perfectly_reliable_score_has_no_error() -> None:
    assert reliable_change(0.7, 1.0) == 0
    assert reliable_change(0.7, 0.5) > reliable_change(0.7, 0.8) > 0
