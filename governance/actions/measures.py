"""How is a measure of performance added, changed, given its value of a time, and how is such a value corrected?"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from dhr_cases.models import Partnership, User
from governance.actions.core import acting, check_not_future, require
from governance.measure_figures import RiseMeans
from governance.models import Measure, MeasureValue
from governance.verbs import GovernanceVerb


@dataclass(frozen=True, kw_only=True)
class MeasureFacts:
    """What is known of a measure. ``shows_small``: values from 1 to 4 may stand in papers for everybody."""

    name: str
    of: str = ""
    unit: str = ""
    rise_means: RiseMeans = RiseMeans.NEITHER
    definition: str = ""
    shows_small: bool = False


@dataclass(frozen=True, kw_only=True)
class ValueFacts:
    """What a source tells for one time; ``value`` None is not stated."""

    label: str
    ends_on: datetime.date
    source: str
    value: Decimal | None = None
    adjusted: Decimal | None = None
    adjusted_why: str = ""
    printed_change: str = ""
    commentary: str = ""


def add_measure(*, partnership: Partnership, by: User, facts: MeasureFacts) -> Measure:
    """A measure is added. Raises Incomplete without a name, or for a name that another one bears for the same area."""
    with acting(GovernanceVerb.ADD_MEASURE, partnership, by) as act:
        measure = Measure(partnership=partnership, **vars(facts))
        _check_measure(measure)
        measure.save()
        act.record(about=measure)
        return measure


def change_measure(*, measure: Measure, by: User, facts: MeasureFacts, reason: str) -> Measure:
    """What is known of a measure has changed, such as how it is counted. Raises as ``add_measure``."""
    with acting(GovernanceVerb.CHANGE_MEASURE, measure.partnership, by, reason=reason) as act:
        measure.refresh_from_db()
        for name, value in vars(facts).items():
            setattr(measure, name, value)
        _check_measure(measure)
        measure.save()
        act.record(about=measure)
        return measure


def _check_measure(measure: Measure) -> None:
    others = Measure.objects.filter(partnership=measure.partnership, of__iexact=measure.of).exclude(pk=measure.pk)
    require(
        (bool(measure.name.strip()), "Enter the name of the measure."),
        (not others.filter(name__iexact=measure.name).exists(), "Another measure bears this name for the same area."),
    )


def record_measure_value(*, measure: Measure, by: User, facts: ValueFacts) -> MeasureValue:
    """What a source tells of a measure for one time.

    Raises Incomplete for a time that has its value, and for a value that tells nothing or not where from; NotNow or
    Incomplete for a time to come.
    """
    with acting(GovernanceVerb.RECORD_MEASURE_VALUE, measure.partnership, by) as act:
        row = MeasureValue(measure=measure, **vars(facts))
        _check_value(row)
        row.save()
        act.record(about=row, on=row.ends_on, detail={"measure": measure.pk})
        return row


def correct_measure_value(*, row: MeasureValue, by: User, facts: ValueFacts, reason: str) -> MeasureValue:
    """A value was taken down wrongly; history keeps the earlier one. Raises as ``record_measure_value``."""
    with acting(GovernanceVerb.CORRECT_MEASURE_VALUE, row.measure.partnership, by, reason=reason) as act:
        row.refresh_from_db()
        for name, value in vars(facts).items():
            setattr(row, name, value)
        _check_value(row)
        row.save()
        act.record(about=row, on=row.ends_on, detail={"measure": row.measure_id})
        return row


def _check_value(row: MeasureValue) -> None:
    others = MeasureValue.objects.filter(measure=row.measure, ends_on=row.ends_on).exclude(pk=row.pk)
    check_not_future(row.ends_on, "The last day of the time")
    require(
        (bool(row.label.strip()), "Say for which time the figure is."),
        (not others.exists(), "This time has its figure. Correct that one."),
        (_says_something(row), "Enter a figure, the change as printed, or what is said of it."),
        (row.adjusted is None or bool(row.adjusted_why.strip()), "Say why the figure was adjusted."),
        (bool(row.source.strip()), "Say where the figure comes from."),
    )


def _says_something(row: MeasureValue) -> bool:
    stated = row.value is not None or row.adjusted is not None
    return stated or bool(row.printed_change.strip() or row.commentary.strip())
