"""Power of a correlation, against Cohen's tables."""

from __future__ import annotations

from math import ceil

import pytest
from stegvis.statistics.power import detectable, needed


def test_sample_sizes_that_others_computed() -> None:
    """Lachin (1981), Controlled Clinical Trials 2:93: r = 0.4, power 80 %, 47 pairs. Le,
    Introductory Biostatistics, example 12.3: r = 0.6, power 90 %, 25. Zaiontz, Real Statistics,
    CORREL1_SIZE: r = 0.35, power 80 %, 61.8. All two-sided at 5 %."""
    assert ceil(needed(0.4)) == 47
    assert ceil(needed(0.6, power=0.9)) == 25
    assert needed(0.35) == pytest.approx(61.8, abs=0.05)


def test_cohens_small_medium_and_large_correlations() -> None:
    """Cohen (1988), table 3.4.1, power 80 %: 783, 85 and 28, where Fisher's z gives 29."""
    assert [round(needed(correlation)) for correlation in (0.1, 0.3, 0.5)] == [783, 85, 29]


@pytest.mark.parametrize("n", [4, 14, 85])
def test_the_detectable_correlation_needs_just_so_many_pairs(n: int) -> None:
    assert needed(detectable(n)) == pytest.approx(n)


def test_ranks_need_a_stronger_correlation_and_more_pairs_a_weaker() -> None:
    assert detectable(14, ranks=True) > detectable(14) > detectable(15)


def test_three_pairs_are_too_few() -> None:
    with pytest.raises(ValueError, match="too few"):
        detectable(3)
