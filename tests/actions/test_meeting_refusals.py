"""What is refused of agendas, minutes, resolutions, requests and plans, in which words, and with nothing written?"""

from collections.abc import Callable
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow, ReviewError
from governance.actions import agenda, forward_plan, meetings, minutes, partner_requests, resolutions
from governance.actions.agenda import ItemFacts
from governance.actions.forward_plan import PlanFacts
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.meeting_terms import CirculationMeans
from governance.models import AgendaItem
from governance.resolution_types import ResolutionType
from tests.access.world import cast_elsewhere
from tests.actions.test_acts_next_door import rows_of
from tests.conftest import Cast
from tests.following import changed
from tests.meetings import WORDS, a_body, an_item, asked, days_ago, held, noted, planned

pytestmark = pytest.mark.django_db

Act = Callable[[Cast, AgendaItem], object]
NOTE = LimbFacts(kind=ResolutionType.NOTE)
MET = 30
"""So many days ago the meeting of these tests was held."""


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    """An item of a meeting that was held."""
    return held(cast, a_body(cast), days_ago(MET))[1]


def refuse(act: Act, cast: Cast, item: AgendaItem, error: type[ReviewError], sentence: str) -> None:
    """The act is refused in this sentence, and every row of governance stands as before."""
    before = rows_of("governance")
    with pytest.raises(error) as refusal:
        act(cast, item)
    assert sentence in str(refusal.value)
    assert rows_of("governance") == before


# words that are missing


def titled(cast: Cast, item: AgendaItem) -> object:
    """An item is added without a title."""
    return agenda.add_item(meeting=item.meeting, by=cast.coordinator, facts=ItemFacts(part="D", title=" "))


def retitled(cast: Cast, item: AgendaItem) -> object:
    """An item loses its title."""
    return agenda.change_item(item=item, by=cast.coordinator, facts=ItemFacts(part="D", title=" "))


def expected(cast: Cast, item: AgendaItem, title: str = " ") -> object:
    """A paper is expected."""
    return agenda.expect_meeting_paper(item=item, by=cast.coordinator, title=title)


def put_on_plan(cast: Cast, item: AgendaItem) -> object:
    """Something without words goes onto the plan."""
    facts = PlanFacts(title=" ", due_on=days_ago(-30))
    return forward_plan.plan_item(body=item.meeting.body, by=cast.coordinator, facts=facts)


def annotated(cast: Cast, item: AgendaItem) -> object:
    """A note of no words."""
    return minutes.add_meeting_note(item=item, by=cast.coordinator, on=days_ago(1), text=" ")


def asked_in(cast: Cast, item: AgendaItem, text: str = " ") -> object:
    """A partner is asked in these words."""
    return partner_requests.ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.police, text))


def resolved(cast: Cast, item: AgendaItem, words: str = " ") -> object:
    """Something is resolved in these words."""
    return resolutions.resolve(item=item, by=cast.coordinator, words=words, limb=NOTE)


def circulated(to: str = "All members", *, is_there: bool = True, is_other: bool = False) -> Act:
    """A paper of the meeting goes out, or none does, or it is logged for another meeting of the body."""

    def act(cast: Cast, item: AgendaItem) -> object:
        meetings_of_body = item.meeting.body.meetings.all()
        return agenda.circulate_papers(
            meeting=meetings_of_body.exclude(pk=item.meeting_id).get() if is_other else item.meeting,
            by=cast.coordinator,
            papers=list(item.papers.all()) if is_there else [],
            on=days_ago(1),
            to=to,
            means=CirculationMeans.TABLED,
        )

    return act


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (titled, "Enter the title of the item."),
        (retitled, "Enter the title of the item."),
        (expected, "Enter the title of the paper."),
        (put_on_plan, "Enter what is to be taken."),
        (annotated, "Write the note."),
        (asked_in, "Write what is asked."),
        (resolved, "Write what was resolved."),
    ],
)
def test_takes_nothing_without_its_words(cast: Cast, item: AgendaItem, act: Act, sentence: str) -> None:
    refuse(act, cast, item, Incomplete, sentence)


# an item off the agenda


def written(cast: Cast, item: AgendaItem) -> object:
    """The minute of an item."""
    return minutes.write_minute(item=item, by=cast.coordinator, discussion="The officer spoke.")


def questioned(cast: Cast, item: AgendaItem) -> object:
    """A question at an item."""
    return minutes.record_question(item=item, by=cast.coordinator, text="How many?")


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, item: expected(cast, item, "Report"),
        lambda cast, item: asked_in(cast, item, "to report"),
        lambda cast, item: resolved(cast, item, WORDS),
        written,
        questioned,
    ],
)
def test_does_nothing_about_an_item_that_is_off_the_agenda(cast: Cast, item: AgendaItem, act: Act) -> None:
    agenda.withdraw_item(item=item, by=cast.coordinator, reason="Not ready")
    item.refresh_from_db()
    refuse(act, cast, item, Incomplete, "The item is off the agenda.")


# a meeting that was not held


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, item: asked_in(cast, item, "to report"),
        questioned,
        lambda cast, item: minutes.add_meeting_note(item=item, by=cast.coordinator, on=days_ago(0), text="A note"),
    ],
)
def test_records_nothing_of_a_meeting_before_it_was_held(cast: Cast, act: Act) -> None:
    refuse(act, cast, an_item(cast, planned(cast, a_body(cast), days_ago(1))), NotNow, "The meeting has not been held.")


@pytest.mark.parametrize(("sent", "is_late"), [(4, True), (5, False), (6, False)])
def test_sends_an_agenda_no_later_than_the_day_of_its_meeting(cast: Cast, sent: int, *, is_late: bool) -> None:
    item = an_item(cast, planned(cast, a_body(cast), days_ago(5)))

    def send(cast: Cast, item: AgendaItem) -> Any:
        return meetings.send_agenda(meeting=item.meeting, by=cast.coordinator, on=days_ago(sent))

    if is_late:
        refuse(send, cast, item, Incomplete, "An agenda goes out before the meeting.")
    else:
        assert send(cast, item).called_on == days_ago(sent)


# minutes and their numbers


def test_drafts_no_minutes_of_a_meeting_without_a_minute(cast: Cast, item: AgendaItem) -> None:
    changed(item, is_minuted=False)

    def draft(cast: Cast, item: AgendaItem) -> object:
        return minutes.draft_minutes(meeting=item.meeting, by=cast.coordinator)

    refuse(draft, cast, item, Incomplete, "No item of this meeting has a minute.")


def test_writes_no_minute_of_an_item_that_got_no_number(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(MET))
    unminuted, item = an_item(cast, meeting, "Welcome", "A"), an_item(cast, meeting)
    changed(unminuted, is_minuted=False)
    meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=days_ago(MET))
    meetings.hold_meeting(meeting=meeting, by=cast.coordinator)
    written(cast, item)
    minutes.draft_minutes(meeting=meeting, by=cast.coordinator)

    refuse(written, cast, unminuted, Incomplete, "The minutes are numbered, and this item bears no number.")
    assert written(cast, item) == item


# what became of a part of a resolution, and of a request


@pytest.mark.parametrize(
    ("how", "ago", "sentence"),
    [
        (" ", MET, "Say what became of it."),
        ("Done", MET + 1, "It cannot be closed before the meeting."),
        ("Done", MET, ""),
        ("Done", 0, ""),
    ],
)
def test_closes_a_part_of_a_resolution_from_the_day_of_its_meeting(
    cast: Cast, item: AgendaItem, how: str, ago: int, sentence: str
) -> None:
    noted(cast, item, ResolutionType.AGREE_WITH_COMMENTS)

    def close(cast: Cast, item: AgendaItem) -> Any:
        limb = item.resolutions.get().limbs.get()
        return resolutions.close_limb(limb=limb, by=cast.coordinator, on=days_ago(ago), how=how)

    if sentence:
        refuse(close, cast, item, Incomplete, sentence)
    else:
        assert close(cast, item).closed_on == days_ago(ago)


@pytest.mark.parametrize(
    ("answer", "ago", "sentence"),
    [
        (" ", MET, "Write what the partner answered."),
        ("Yes", MET + 1, "The answer comes after the question."),
        ("Yes", MET, ""),
        ("Yes", 0, ""),
    ],
)
def test_takes_an_answer_from_the_day_of_the_question(
    cast: Cast, item: AgendaItem, answer: str, ago: int, sentence: str
) -> None:
    request = asked(cast, item)

    def record(cast: Cast, _: AgendaItem) -> Any:
        return partner_requests.record_partner_answer(
            request=request, by=cast.coordinator, answer=answer, on=days_ago(ago)
        )

    if sentence:
        refuse(record, cast, item, Incomplete, sentence)
    else:
        assert record(cast, item).answered_on == days_ago(ago)


def test_reports_no_answer_back_to_a_meeting_of_other_people(cast: Cast, item: AgendaItem) -> None:
    request, far = asked(cast, item), cast_elsewhere(cast)
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes", on=days_ago(20))
    theirs = held(far, a_body(far, "Farshire Board"), days_ago(10))[1]

    def report(cast: Cast, _: AgendaItem) -> object:
        return partner_requests.report_back(request=request, by=cast.coordinator, item=theirs)

    refuse(report, cast, item, Incomplete, "Choose an item of yours.")


def test_takes_nothing_onto_an_agenda_that_came_off_the_plan(cast: Cast) -> None:
    body = a_body(cast)
    facts = PlanFacts(title="Yearly report", due_on=days_ago(1))
    row = forward_plan.plan_item(body=body, by=cast.coordinator, facts=facts)
    item = an_item(cast, planned(cast, body, days_ago(1)))
    forward_plan.end_planned_item(planned=row, by=cast.coordinator, reason="No more")

    def take(cast: Cast, item: AgendaItem) -> object:
        return agenda.take_planned_item(meeting=item.meeting, by=cast.coordinator, planned=row, part="D")

    refuse(take, cast, item, Incomplete, "This has been taken off the forward plan.")


# papers that went out


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (circulated(is_there=False), "Choose the papers that went out."),
        (circulated(" "), "Say to whom they went."),
        (circulated(is_other=True), "A paper belongs to another meeting."),
    ],
)
def test_logs_no_papers_without_what_went_to_whom(cast: Cast, item: AgendaItem, act: Act, sentence: str) -> None:
    expected(cast, item, "Report")
    planned(cast, item.meeting.body, days_ago(2))
    refuse(act, cast, item, Incomplete, sentence)
    circulated()(cast, item)
    assert item.papers.get().circulations.count() == 1
