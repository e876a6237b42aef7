"""Which risks does a report name, and which words follow from the records alone?"""

import datetime

import pytest

from governance.papers.reading.risks import risks_of
from governance.papers.report_rows import BodyActions, CaseRow

SINCE = datetime.date(2026, 1, 5)


def review(*late: str, pause: str = "") -> CaseRow:
    """A review with the dates it is past and why it is on hold."""
    return CaseRow(reference="TESTSHIRE-2026-001", stands="Panel at work", since=SINCE, late=late, pause=pause)


ONE_LATE = "1 review is past a date that guidance or a local limit sets."
TWO_HELD = "2 reviews are on hold; a hold moves no date by itself."


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ((), ()),
        ((review(),), ()),
        ((review("report"), review()), (ONE_LATE,)),
        ((review(pause="trial"), review(pause="trial")), (TWO_HELD,)),
        ((review("report", "plan", pause="trial"), review(pause="trial")), (ONE_LATE, TWO_HELD)),
    ],
)
def test_counts_reviews_past_a_date_and_on_hold_only_where_there_are_any(
    cases: tuple[CaseRow, ...], told: tuple[str, ...]
) -> None:
    assert risks_of(cases, (), None) == told


def test_names_bodies_that_have_ended_with_actions_still_open() -> None:
    rows = (
        BodyActions("Police", open=2),
        BodyActions("Old Trust", open=1, is_gone=True),
        BodyActions("Older Trust", is_gone=True),
    )
    (told,) = risks_of((), rows, None)
    assert told.endswith("bodies that have ended: Old Trust.")
