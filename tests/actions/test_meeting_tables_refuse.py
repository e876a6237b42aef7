"""Which second row of a meeting does the database refuse, and which one beside it does it let pass?

Asked past the program: each rule on both of its sides.
"""

import datetime
from typing import Any

import pytest

from dhr_cases.models import Partnership
from funding.models import FundingRequest
from governance.models import (
    AgendaItem,
    GoverningBody,
    Measure,
    MeasureValue,
    Meeting,
    MeetingPaper,
    MeetingPaperFile,
    MeetingQuestion,
    PartnerRequest,
    PlannedItem,
    Resolution,
    ResolutionLimb,
)
from tests.actions.entered_rows import entered, is_refused, refused_of, stands_in_the_way
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 6, 1)
NEXT = DAY + datetime.timedelta(days=1)


def neighbour() -> Partnership:
    """Another partnership on the same installation."""
    return entered(Partnership(code="otherton", name="Otherton CSP"))


def meetings(cast: Cast) -> tuple[Meeting, Meeting]:
    """Two meetings of one body."""
    body = entered(GoverningBody(partnership=cast.partnership, name="Testshire Board"))
    return entered(Meeting(body=body, on=DAY)), entered(Meeting(body=body, on=NEXT))


def test_keeps_one_body_a_name_and_one_meeting_a_day(cast: Cast) -> None:
    """Also where the one that stands was cancelled: it is planned anew on another day or taken up again."""
    first, _second = meetings(cast)
    names = [(cast.partnership, "Testshire Board"), (cast.partnership, "Other"), (neighbour(), "Testshire Board")]
    assert refused_of([GoverningBody(partnership=of, name=name, kind="scrutiny") for of, name in names]) == [0]
    other = entered(GoverningBody(partnership=cast.partnership, name="Other"))
    days = [(first.body, DAY), (first.body, NEXT), (first.body, NEXT + datetime.timedelta(days=1)), (other, DAY)]
    assert refused_of([Meeting(body=body, on=on, state="cancelled", place="Room") for body, on in days]) == [0, 1]


def test_keeps_one_item_a_place_of_the_agenda_as_long_as_it_stands(cast: Cast) -> None:
    """What was taken off gives its place up, and may be taken off again and again."""
    first, second = meetings(cast)
    by: dict[str, Any] = {"meeting": first, "part": "B", "number": 1, "title": "Grant"}
    item = entered(AgendaItem(**by))
    apart: list[dict[str, Any]] = [{"meeting": second}, {"part": "C"}, {"number": 2}, {"is_withdrawn": True}]
    assert refused_of([AgendaItem(**by), *(AgendaItem(**(by | each)) for each in apart)]) == [0]
    for _ in range(2):
        entered(AgendaItem(**by, is_withdrawn=True))
    assert is_refused(AgendaItem(**by))
    item.is_withdrawn = True
    item.save()
    assert not is_refused(AgendaItem(**by))


def test_keeps_one_minute_a_number_within_a_meeting(cast: Cast) -> None:
    """As long as none is drafted, no item has one; an item taken off keeps the number it was given."""
    first, second = meetings(cast)
    places = iter(range(1, 20))

    def item(meeting: Meeting, minute: int | None, **more: Any) -> AgendaItem:
        return AgendaItem(meeting=meeting, part="D", number=next(places), title="X", minute_number=minute, **more)

    entered(item(first, 7))
    entered(item(first, None))
    again = [item(first, 7), item(first, 7, is_withdrawn=True), item(first, 8), item(first, None), item(second, 7)]
    assert refused_of(again) == [0, 1]


def test_keeps_one_limb_question_and_file_a_place(cast: Cast) -> None:
    first, _second = meetings(cast)
    one, two = (entered(AgendaItem(meeting=first, part="B", number=each, title="X")) for each in (1, 2))
    resolved, beside = (entered(Resolution(item=one, words="noted")) for _ in range(2))
    entered(ResolutionLimb(resolution=resolved, position=1, kind="note", text="noted"))
    limbs = [(resolved, 1), (resolved, 2), (beside, 1)]
    assert refused_of([ResolutionLimb(resolution=of, position=at, kind="x", text="y") for of, at in limbs]) == [0]
    entered(MeetingQuestion(item=one, position=1, text="When?"))
    asked = [(one, 1), (one, 2), (two, 1)]
    assert refused_of([MeetingQuestion(item=of, position=at, text="How?") for of, at in asked]) == [0]
    paper, other = (entered(MeetingPaper(item=one, title="Report", due_on=DAY)) for _ in range(2))
    facts = {"file": "a", "file_name": "a", "size": 1, "sha256": "s", "received_on": DAY, "added_by": cast.coordinator}
    entered(MeetingPaperFile(paper=paper, number=1, **facts))
    files = [(paper, 1), (paper, 2), (other, 1)]
    assert refused_of([MeetingPaperFile(paper=of, number=at, **facts) for of, at in files]) == [0]


def test_leads_one_request_of_a_meeting_to_one_request_for_money(cast: Cast) -> None:
    """Requests for something else lead to none, as many as there are."""
    first, _second = meetings(cast)
    item = entered(AgendaItem(meeting=first, part="B", number=1, title="X"))
    by: dict[str, Any] = {"item": item, "organisation": cast.police, "text": "Pay", "asked_on": DAY}
    money = {"partnership": cast.partnership, "organisation": cast.police, "year": 2026, "asked_on": DAY}
    one, two = (entered(FundingRequest(**money)) for _ in range(2))
    entered(PartnerRequest(**by, funding_request=one))
    entered(PartnerRequest(**by))
    rows = [PartnerRequest(**by, funding_request=each) for each in (one, two, None)]
    assert refused_of(rows) == [0]
    assert stands_in_the_way(one) == {"PartnerRequest"}
    assert stands_in_the_way(two) == set()


def test_keeps_one_measure_a_name_and_area_with_one_value_a_day(cast: Cast) -> None:
    """A measure of no area is one of its own; two times that end on one day are one."""
    first = entered(Measure(partnership=cast.partnership, name="Arson", of=""))
    second = entered(Measure(partnership=cast.partnership, name="Arson", of="Testford"))
    here, there = cast.partnership, neighbour()
    named = [(here, "Arson", ""), (here, "Arson", "Testford"), (here, "Arson", "Otherton"), (here, "Fires", "")]
    rows = [Measure(partnership=of, name=name, of=area) for of, name, area in (*named, (there, "Arson", ""))]
    assert refused_of(rows) == [0, 1]
    entered(MeasureValue(measure=first, label="2025/26", ends_on=DAY, source="Report"))
    days = [(first, DAY), (first, NEXT), (first, DAY - (NEXT - DAY)), (second, DAY)]
    values = [MeasureValue(measure=of, label="Year", ends_on=on, value=3, source="Other") for of, on in days]
    assert refused_of(values) == [0]


def test_lets_nothing_of_a_meeting_go_along_with_something_else(cast: Cast) -> None:
    """Body, meeting, item, resolution, limb and planned item are each kept by what names them."""
    first, second = meetings(cast)
    plan = entered(PlannedItem(body=first.body, title="Yearly report", due_on=DAY))
    item = entered(AgendaItem(meeting=first, part="B", number=1, title="X", planned=plan))
    resolved = entered(Resolution(item=item, words="noted"))
    limb = entered(
        ResolutionLimb(resolution=resolved, position=1, kind="note", text="x", approves=second, planned=plan)
    )
    asked = {"item": item, "organisation": cast.health, "text": "Tell", "asked_on": DAY, "report_back": plan}
    entered(PartnerRequest(limb=limb, reported_at=item, **asked))
    assert stands_in_the_way(first.body) == {"Meeting", "PlannedItem"}
    assert stands_in_the_way(first) == {"AgendaItem"}
    assert stands_in_the_way(second) == {"ResolutionLimb"}
    assert stands_in_the_way(item) == {"Resolution", "PartnerRequest"}
    assert stands_in_the_way(resolved) == {"ResolutionLimb"}
    assert stands_in_the_way(limb) == {"PartnerRequest"}
    assert stands_in_the_way(plan) == {"AgendaItem", "ResolutionLimb", "PartnerRequest"}
    assert "PartnerRequest" in stands_in_the_way(cast.health)
