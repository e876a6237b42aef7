"""Measures are added, given their figures, corrected; what is not permitted or not whole is refused."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotPermitted, ReviewError
from governance.actions.measures import (
    MeasureFacts,
    ValueFacts,
    add_measure,
    change_measure,
    correct_measure_value,
    record_measure_value,
)
from governance.measure_figures import RiseMeans
from governance.models import GovernanceEvent, Measure, MeasureValue
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.measures import FIRST, SECOND, a_measure, a_value

pytestmark = pytest.mark.django_db

WHOLE = ValueFacts(label="2012/13", ends_on=FIRST, source="Minutes", value=Decimal(600))


def test_keeps_what_a_measure_is(cast: Cast) -> None:
    facts = MeasureFacts(name="Casualties", of="Kent", unit="people", rise_means=RiseMeans.BAD, definition="Police.")
    measure = add_measure(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    measure.refresh_from_db()
    assert (str(measure), measure.rise_means, measure.shows_small) == ("Casualties, Kent", RiseMeans.BAD, False)
    assert GovernanceEvent.objects.get(kind=GovernanceVerb.ADD_MEASURE).subject_id == measure.pk


def test_takes_one_name_once_for_an_area(cast: Cast) -> None:
    a_measure(cast, "Casualties", of="Kent")
    a_measure(cast, "Casualties", of="Medway")
    with pytest.raises(Incomplete, match="bears this name"):
        a_measure(cast, "casualties", of="kent")
    with pytest.raises(Incomplete, match="name of the measure"):
        a_measure(cast, " ")
    assert Measure.objects.count() == 2


def test_keeps_what_a_measure_was_before_it_changed(cast: Cast) -> None:
    measure = a_measure(cast)
    facts = MeasureFacts(name=measure.name, definition="Counted anew since April.")
    change_measure(measure=measure, by=cast.coordinator, facts=facts, reason="New rules")
    assert [row.definition for row in measure.history.all()] == ["Counted anew since April.", ""]
    assert measure.history.first().history_change_reason == "New rules"


def test_tells_not_stated_from_nil(cast: Cast) -> None:
    measure = a_measure(cast)
    unstated = a_value(cast, measure, None, FIRST, printed_change="-18%")
    nil = a_value(cast, measure, 0, SECOND)
    for row in (unstated, nil):
        row.refresh_from_db()
    assert (unstated.told.value, nil.told.value) == (None, Decimal(0))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": " "}, "for which time"),
        ({"source": ""}, "where the figure comes from"),
        ({"value": None}, "Enter a figure"),
        ({"adjusted": Decimal(500)}, "why the figure was adjusted"),
        ({"ends_on": timezone.localdate() + datetime.timedelta(days=1)}, "last day of the time"),
    ],
)
def test_refuses_a_figure_that_is_not_whole(cast: Cast, change: dict[str, Any], words: str) -> None:
    measure = a_measure(cast)
    with pytest.raises(ReviewError, match=words):
        record_measure_value(measure=measure, by=cast.coordinator, facts=replace(WHOLE, **change))
    assert not MeasureValue.objects.exists()


def test_takes_one_figure_for_a_time(cast: Cast) -> None:
    measure = a_measure(cast)
    a_value(cast, measure, 1)
    with pytest.raises(Incomplete, match="Correct that one"):
        a_value(cast, measure, 2)


def test_corrects_a_figure_and_keeps_the_earlier_one(cast: Cast) -> None:
    row = a_value(cast, a_measure(cast), 601)
    facts = replace(WHOLE, value=Decimal(610), commentary="A rise is not always bad.")
    correct_measure_value(row=row, by=cast.coordinator, facts=facts, reason="Mistyped")
    row.refresh_from_db()
    assert (row.value, row.commentary) == (Decimal(610), "A rise is not always bad.")
    assert [kept.value for kept in row.history.all()] == [Decimal(610), Decimal(601)]
    assert GovernanceEvent.objects.get(kind=GovernanceVerb.CORRECT_MEASURE_VALUE).reason == "Mistyped"


def test_refuses_who_may_only_look(cast: Cast) -> None:
    row = a_value(cast, a_measure(cast), 601)
    with pytest.raises(NotPermitted):
        record_measure_value(measure=row.measure, by=cast.csp_chair, facts=replace(WHOLE, ends_on=SECOND))
    with pytest.raises(NotPermitted):
        correct_measure_value(row=row, by=cast.outsider, facts=WHOLE, reason="Wrong")
    assert MeasureValue.objects.get().value == Decimal(601)
