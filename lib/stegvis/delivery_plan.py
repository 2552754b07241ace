"""When the municipalities are to have delivered a quarter."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from stegvis.period import Period
from stegvis.strict import Strict


class DeliveryPlan(Strict):
    """What a project has agreed with its municipalities.

    Parameters
    ----------
    due_days
        How many days after a quarter's last day its delivery is to have been handed in.
    """

    due_days: int = Field(20, ge=0, le=366)

    def due(self, period: Period) -> date:
        """Give the last day on which a delivery for a period is in time.

        >>> DeliveryPlan(due_days=20).due(Period.parse("2023Q3"))
        datetime.date(2023, 10, 20)
        """
        return period.end + timedelta(days=self.due_days)
