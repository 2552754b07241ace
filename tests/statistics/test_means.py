import numpy as np
import pandas as pd
import pytest
from stegvis.statistics.means import mean_interval


def interval(*values: float) -> tuple[float, float]:
    seen = np.asarray(values, dtype=float)
    mean = pd.Series([seen.mean() if len(seen) else np.nan])
    spread = pd.Series([seen.std(ddof=1) if len(seen) > 1 else np.nan])
    ends = mean_interval(mean, spread, pd.Series([len(seen)]))
    return ends.loc[0, "low"], ends.loc[0, "high"]


def test_students_sleep() -> None:
    """Student (1908): the ten differences; R's ``t.test`` gives 0.7001142 to 2.4598858."""
    ends = interval(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4)
    assert ends == pytest.approx((0.7001142, 2.4598858), abs=5e-8)


@pytest.mark.parametrize("values", [(), (3.0,), (4.0, 4.0, 4.0)])
def test_without_two_people_who_differ_there_is_no_interval(values: tuple[float, ...]) -> None:
    assert np.isnan(interval(*values)).all()
