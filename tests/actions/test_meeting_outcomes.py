"""Minutes, resolutions limb by limb, requests to partners, questions, notes and the forward plan."""

import pytest
from pytest_django import DjangoAssertNumQueries

from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from funding.actions.requests import withdraw_request
from funding.models import FundingRequest
from funding.years import FinancialYear
from governance.actions import agenda, forward_plan, minutes, partner_requests, resolutions
from governance.actions.forward_plan import PlanFacts
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.forward_plan import coming, coming_of_each, due_at
from governance.meeting_facts import last_meeting, next_meeting, requests_standing
from governance.meeting_terms import MeetingState
from governance.models import (
    AgendaItem,
    GovernanceEvent,
    MeetingQuestion,
    PartnerRequest,
    PlannedItem,
    PostMeetingNote,
    Resolution,
    ResolutionLimb,
)
from governance.recurrence import Repeat
from governance.resolution_types import ResolutionType
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.meetings import a_body, an_item, asked, days_ago, drafted, held, noted, planned, today

pytestmark = pytest.mark.django_db

R = ResolutionType


def last_event() -> GovernanceEvent:
    """The event recorded last."""
    event: GovernanceEvent = GovernanceEvent.objects.latest("pk")
    return event


def resolve(cast: Cast, item: AgendaItem, limb: LimbFacts) -> ResolutionLimb:
    """A resolution of one limb; gives the limb."""
    row = resolutions.resolve(item=item, by=cast.coordinator, words="it be so.", limb=limb)
    return ResolutionLimb.objects.get(resolution=row)


# minutes


def test_runs_numbers_on_from_meeting_to_meeting(cast: Cast) -> None:
    body = a_body(cast, first_minute=41)
    _first, earlier = drafted(cast, body, days_ago(60))
    _second, later = drafted(cast, body, days_ago(10))
    assert (earlier.minute_number, later.minute_number) == (41, 42)
    assert last_event().detail == {"first": 42, "last": 42}


def test_keeps_the_numbers_of_two_bodies_apart(cast: Cast) -> None:
    _m, one = drafted(cast, a_body(cast, "Board", 7), days_ago(20))
    _n, other = drafted(cast, a_body(cast, "Group", 90), days_ago(10))
    assert (one.minute_number, other.minute_number) == (7, 90)


def test_numbers_no_minutes_before_those_of_an_earlier_meeting(cast: Cast) -> None:
    body = a_body(cast)
    held(cast, body, days_ago(60))
    meeting, item = held(cast, body, days_ago(10))
    noted(cast, item)
    with pytest.raises(NotNow, match="Number the minutes of"):
        minutes.draft_minutes(meeting=meeting, by=cast.coordinator)


def test_numbers_no_minutes_while_an_item_has_none(cast: Cast) -> None:
    meeting, item = held(cast, a_body(cast), days_ago(10))
    with pytest.raises(Incomplete, match="D1 Review update"):
        minutes.draft_minutes(meeting=meeting, by=cast.coordinator)
    noted(cast, item)
    assert minutes.draft_minutes(meeting=meeting, by=cast.coordinator).at is MeetingState.DRAFTED


def test_refuses_a_minute_before_the_meeting_and_by_the_chair(cast: Cast) -> None:
    item = an_item(cast, planned(cast, a_body(cast), days_ago(-5)))
    with pytest.raises(NotNow, match="Record first that the meeting was held"):
        minutes.write_minute(item=item, by=cast.coordinator, discussion="Too early")
    with pytest.raises(NotPermitted):
        minutes.write_minute(item=item, by=cast.csp_chair, discussion="Not mine")


def test_lets_a_draft_be_corrected_but_not_approved_minutes(cast: Cast) -> None:
    body = a_body(cast)
    meeting, item = drafted(cast, body, days_ago(60))
    minutes.write_minute(item=item, by=cast.coordinator, discussion="Corrected.")
    _next, later = held(cast, body, days_ago(10))
    resolve(cast, later, LimbFacts(kind=R.APPROVE_MINUTES, approves=meeting))
    with pytest.raises(NotNow, match="Add a post-meeting note instead"):
        minutes.write_minute(item=item, by=cast.coordinator, discussion="Too late.")
    item.refresh_from_db()
    assert item.discussion == "Corrected."


def test_dates_a_note_after_the_meeting(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(10))
    minutes.add_meeting_note(item=item, by=cast.coordinator, on=days_ago(3), text="Slides were sent round.")
    assert PostMeetingNote.objects.get().on == days_ago(3)
    with pytest.raises(Incomplete, match="after the meeting"):
        minutes.add_meeting_note(item=item, by=cast.coordinator, on=days_ago(11), text="Before it.")


# questions


def test_letters_questions_and_keeps_the_open_ones(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(10))
    minutes.record_question(item=item, by=cast.coordinator, text="How many?", answer="Four.")
    second = minutes.record_question(item=item, by=cast.coordinator, text="Since when?", asked_by="A Member")
    assert (second.letter, MeetingQuestion.objects.filter(answered_on=None).count()) == ("b", 1)
    minutes.answer_question(question=second, by=cast.coordinator, answer="Since May.", on=days_ago(2))
    assert MeetingQuestion.objects.get(pk=second.pk).answer == "Since May."
    with pytest.raises(NotNow, match="has its answer"):
        minutes.answer_question(question=second, by=cast.coordinator, answer="Again", on=today())


def test_refuses_an_empty_question_and_an_answer_before_it(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(10))
    with pytest.raises(Incomplete, match="Write the question"):
        minutes.record_question(item=item, by=cast.coordinator, text="  ")
    question = minutes.record_question(item=item, by=cast.coordinator, text="How many?")
    with pytest.raises(Incomplete, match="after the meeting"):
        minutes.answer_question(question=question, by=cast.coordinator, answer="Two.", on=days_ago(11))


# resolutions


def test_closes_at_once_what_a_meeting_has_done_by_saying_it(cast: Cast) -> None:
    meeting, item = held(cast, a_body(cast), days_ago(10))
    for kind in (R.NOTE, R.AGREE, R.ENDORSE, R.CONSIDER_AND_COMMENT):
        assert resolve(cast, item, LimbFacts(kind=kind)).closed_on == meeting.on


def test_tracks_each_limb_by_itself(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(10))
    note = LimbFacts(kind=R.NOTE, text="note the report")
    resolution = resolutions.resolve(item=item, by=cast.coordinator, words="the Board", limb=note, is_lettered=True)
    agree = LimbFacts(kind=R.AGREE_WITH_COMMENTS, text="agree it with the comments made")
    second = resolutions.add_limb(resolution=resolution, by=cast.coordinator, limb=agree)
    assert [(limb.letter, limb.closed_on is None) for limb in resolution.limbs.all()] == [("a", False), ("b", True)]
    resolutions.close_limb(limb=second, by=cast.coordinator, on=today(), how="The comments are in the final text.")
    second.refresh_from_db()
    assert (second.closed_on, second.closed_how) == (today(), "The comments are in the final text.")
    with pytest.raises(NotNow, match="closed already"):
        resolutions.close_limb(limb=second, by=cast.coordinator, on=today(), how="Again")


@pytest.mark.parametrize(
    ("limb", "sentence"),
    [
        (LimbFacts(kind=R.APPROVE_MINUTES), "Choose the meeting"),
        (LimbFacts(kind=R.REQUEST), "Choose the body"),
        (LimbFacts(kind=R.FURTHER_UPDATE), "Enter the day or month"),
        (LimbFacts(kind=R.RECURRING_UPDATE, due_on=days_ago(-90)), "how often"),
        (LimbFacts(kind=R.FURTHER_UPDATE, due_on=days_ago(20)), "due after the meeting"),
    ],
)
def test_refuses_a_limb_that_lacks_what_its_type_needs(cast: Cast, limb: LimbFacts, sentence: str) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(10))
    with pytest.raises(Incomplete, match=sentence):
        resolve(cast, item, limb)
    assert not Resolution.objects.exists()
    assert not PlannedItem.objects.exists()


def test_approves_only_drafted_minutes_of_an_earlier_meeting_of_the_body(cast: Cast) -> None:
    body = a_body(cast)
    earlier, _item = held(cast, body, days_ago(60))
    _later, item = held(cast, body, days_ago(10))
    with pytest.raises(NotNow, match="does not follow"):
        resolve(cast, item, LimbFacts(kind=R.APPROVE_MINUTES, approves=earlier))
    other, _other_item = drafted(cast, a_body(cast, "Group"), days_ago(30))
    with pytest.raises(Incomplete, match="by the body whose they are"):
        resolve(cast, item, LimbFacts(kind=R.APPROVE_MINUTES, approves=other))


def test_puts_a_further_update_on_the_forward_plan(cast: Cast) -> None:
    meeting, item = held(cast, a_body(cast), days_ago(10))
    limb = resolve(cast, item, LimbFacts(kind=R.FURTHER_UPDATE, due_on=days_ago(-90), title="Zero casualties"))
    assert limb.planned is not None
    assert (limb.planned.title, limb.planned.due_on) == ("Zero casualties", days_ago(-90))
    assert limb.planned.origin == f"Item D1, {meeting}"


def test_closes_the_limb_with_the_plan_it_made(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(10))
    facts = LimbFacts(kind=R.RECURRING_UPDATE, due_on=days_ago(-90), repeat=Repeat.YEARLY)
    limb = resolve(cast, item, facts)
    assert limb.planned is not None
    forward_plan.end_planned_item(planned=limb.planned, by=cast.coordinator, reason="No longer wanted")
    limb.refresh_from_db()
    assert (limb.closed_on, limb.closed_how) == (today(), "No longer wanted")
    with pytest.raises(NotNow, match="already"):
        forward_plan.end_planned_item(planned=limb.planned, by=cast.coordinator, reason="Again")


# requests


def test_asks_a_partner_through_a_limb_and_closes_both_together(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(60))
    limb = resolve(cast, item, LimbFacts(kind=R.REQUEST, organisation=cast.police, due_on=days_ago(30)))
    request = PartnerRequest.objects.get()
    assert (request.limb, request.organisation, limb.closed_on) == (limb, cast.police, None)
    with pytest.raises(NotNow, match="A partner was asked"):
        resolutions.close_limb(limb=limb, by=cast.coordinator, on=today(), how="Done")
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="We will.", on=days_ago(40))
    _later, report = held(cast, body, days_ago(10))
    partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    limb.refresh_from_db()
    assert limb.closed_on == days_ago(10)
    assert request.reported_at == report


def test_keeps_a_request_on_the_forward_plan_until_it_is_reported(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(60))
    request = asked(cast, item, days_ago(30))
    later = planned(cast, body, days_ago(20))
    assert due_at(later) == [request.report_back]
    agenda.take_planned_item(meeting=later, by=cast.coordinator, planned=due_at(later)[0], part="D")
    assert [row.planned for row in coming(body, today())] == [request.report_back]
    partner_requests.withdraw_partner_request(request=request, by=cast.coordinator, reason="Settled by telephone")
    assert coming(body, today()) == []


def test_reports_no_answer_that_is_not_there_nor_to_a_meeting_before_it(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(60))
    _later, report = held(cast, body, days_ago(30))
    request = asked(cast, item)
    with pytest.raises(NotNow, match="no answer to report"):
        partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(5))
    with pytest.raises(Incomplete, match="before the answer came"):
        partner_requests.report_back(request=request, by=cast.coordinator, item=report)


def test_asks_for_money_where_money_is_asked_for(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(3))
    year = FinancialYear(today().year)
    row = partner_requests.ask_partner(
        item=item, by=cast.coordinator, asking=Ask(cast.police, "to contribute", year=year)
    )
    money = FundingRequest.objects.get()
    assert (row.funding_request, money.met_on, money.minute) == (money, days_ago(3), "D1")
    assert row.answer_due_on == money.due_on
    with pytest.raises(NotNow, match="among the requests of its year"):
        partner_requests.record_partner_answer(request=row, by=cast.coordinator, answer="Yes", on=today())
    with pytest.raises(NotNow, match="Withdraw it among the requests"):
        partner_requests.withdraw_partner_request(request=row, by=cast.coordinator, reason="A mistake")


def test_takes_no_withdrawn_request_for_money_as_answered(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(3))
    asking = Ask(cast.police, "to contribute", year=FinancialYear(today().year))
    row = partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)
    assert row.funding_request is not None
    withdraw_request(request=row.funding_request, by=cast.coordinator, reason="Asked twice")
    row.refresh_from_db()
    _later, report = held(cast, body, today())
    with pytest.raises(NotNow, match="no answer to report"):
        partner_requests.report_back(request=row, by=cast.coordinator, item=report)
    partner_requests.withdraw_partner_request(request=row, by=cast.coordinator, reason="Asked twice")
    assert row.withdrawn_on == today()


def test_leaves_no_request_behind_when_money_refuses(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(3))
    year = FinancialYear(today().year)
    for _time in range(2):
        try:
            partner_requests.ask_partner(
                item=item, by=cast.coordinator, asking=Ask(cast.police, "to contribute", year=year)
            )
        except ReviewError:
            break
    assert PartnerRequest.objects.count() == FundingRequest.objects.count() == 1


def test_asks_nobody_who_does_not_exist_on_the_day(cast: Cast) -> None:
    cast.police.ends_on = days_ago(100)
    cast.police.save()
    _meeting, item = held(cast, a_body(cast), days_ago(3))
    with pytest.raises(Incomplete, match="does not exist on the day"):
        asked(cast, item)


# the forward plan


def test_plans_by_hand_and_takes_it_onto_an_agenda_once(cast: Cast) -> None:
    body = a_body(cast)
    facts = PlanFacts(title="Yearly report", due_on=days_ago(-20))
    row = forward_plan.plan_item(body=body, by=cast.coordinator, facts=facts)
    meeting = planned(cast, body, days_ago(-20))
    item = agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=row, part="B")
    assert (str(item.code), item.title, item.planned) == ("B1", "Yearly report", row)
    with pytest.raises(Incomplete, match="on the agenda already"):
        agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=row, part="B")
    assert last_event().kind == GovernanceVerb.TAKE_PLANNED_ITEM


def test_takes_nothing_from_the_plan_of_another_body(cast: Cast) -> None:
    facts = PlanFacts(title="Yearly report", due_on=days_ago(-20))
    row = forward_plan.plan_item(body=a_body(cast, "Board"), by=cast.coordinator, facts=facts)
    meeting = planned(cast, a_body(cast, "Group"), days_ago(-20))
    with pytest.raises(Incomplete, match="another body"):
        agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=row, part="B")


def test_reads_every_plan_with_four_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    bodies = [a_body(cast, name) for name in ("Board", "Group", "Panel")]
    for body in bodies:
        for title in ("One", "Two", "Three"):
            facts = PlanFacts(title=title, due_on=days_ago(-20))
            forward_plan.plan_item(body=body, by=cast.coordinator, facts=facts)
    with django_assert_num_queries(4):
        found = coming_of_each(bodies, today())
    assert [len(found[body.pk]) for body in bodies] == [3, 3, 3]


# what reports read


def test_tells_reports_of_the_last_meeting_and_the_next(cast: Cast) -> None:
    body = a_body(cast)
    meeting, _item = drafted(cast, body, days_ago(10))
    noted_on, ahead = meeting.on, planned(cast, body, days_ago(-9))
    last, coming_next = last_meeting(cast.partnership, today()), next_meeting(cast.partnership, today())
    assert last is not None
    assert coming_next is not None
    assert (last.key, last.on, coming_next.key) == (meeting.pk, noted_on, ahead.pk)
    assert last_meeting(cast.partnership, noted_on) is None
    assert last_meeting(cast.partnership, today(), body.short_name.upper()) == last
    assert last_meeting(cast.partnership, today(), "Nobody") is None


def test_tells_reports_of_open_requests_and_of_those_answered_since(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(60))
    request = asked(cast, item, days_ago(45))
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(40))
    _later, report = held(cast, body, days_ago(30))
    partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    told = {day: requests_standing(cast.partnership, days_ago(day)) for day in (61, 50, 44, 35, 10)}
    assert [row.standing for rows in told.values() for row in rows] == [
        "Waits for an answer",
        "Answer overdue",
        "Answered",
        "Reported back",
    ]
    assert requests_standing(cast.partnership, today(), since=days_ago(40)) == ()
