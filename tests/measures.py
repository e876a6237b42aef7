"""Which measures do tests of performance speak of? Made through the actions, like everything else."""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from governance.actions.measures import MeasureFacts, ValueFacts, add_measure, record_measure_value
from governance.models import Measure, MeasureValue
from tests.conftest import Cast

FILE = Path("tests/facts/governance/kent_performance_checks.json")
FACTS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["checks"]
KILLED, ASB, TRIGGER = (
    FACTS[name] for name in ("killed_or_seriously_injured", "anti_social_behaviour", "community_trigger")
)
FIRST, SECOND = datetime.date(2013, 3, 31), datetime.date(2014, 3, 31)


def a_measure(cast: Cast, name: str = "Reports of abuse", **facts: Any) -> Measure:
    """A measure of the cast's partnership."""
    return add_measure(partnership=cast.partnership, by=cast.coordinator, facts=MeasureFacts(name=name, **facts))


def a_value(
    cast: Cast, measure: Measure, value: object = None, on: datetime.date = FIRST, **facts: Any
) -> MeasureValue:
    """What is told of a measure for the year that ends on a day; ``value`` None is not stated."""
    figure = None if value is None else Decimal(str(value))
    known = {"label": f"{on.year - 1}/{on:%y}", "source": "Paper of the partnership", **facts}
    return record_measure_value(
        measure=measure, by=cast.coordinator, facts=ValueFacts(ends_on=on, value=figure, **known)
    )


def measured(cast: Cast) -> Measure:
    """A measure with two times told of it."""
    measure = a_measure(cast)
    a_value(cast, measure, 1200, FIRST)
    a_value(cast, measure, 1350, SECOND)
    return measure
