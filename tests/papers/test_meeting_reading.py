"""What do agenda, minutes and action log read of the records, in which order, and what stays behind for the public?"""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from dhr_cases.models import Organisation
from funding.years import FinancialYear
from governance.actions import agenda, minutes, partner_requests, resolutions
from governance.actions.agenda import ItemFacts
from governance.actions.forward_plan import PlanFacts, plan_item
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.forward_plan import Coming, coming
from governance.meeting_terms import MEETING_MODES, Access, AttendanceClass, MeetingMode, MeetingState
from governance.models import (
    AgendaItem,
    GoverningBody,
    Meeting,
    MeetingAttendance,
    PartnerRequest,
    PlannedItem,
    ResolutionLimb,
)
from governance.papers.meeting_reading import (
    action_log_facts,
    agenda_facts,
    due_in_words,
    head_of,
    minute_words,
    minutes_facts,
    open_limbs,
    open_questions,
    open_requests,
    paragraphs,
    person,
)
from governance.papers.meeting_rows import RESTRICTED
from governance.queries import asked_of
from governance.recurrence import Repeat
from governance.resolution_types import LimbStanding, ResolutionType
from tests.conftest import Cast
from tests.following import changed
from tests.meetings import a_body, asked, days_ago, held, noted, today

NOTE, COMMENT = ResolutionType.NOTE, ResolutionType.AGREE_WITH_COMMENTS
MET = 30
"""So many days ago the meeting of these tests was held."""


# What needs no record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("One.", ("One.",)),
        ("One\nstill one.\n\nTwo.", ("One still one.", "Two.")),
        ("One.\n \t\nTwo.", ("One.", "Two.")),
        ("One.\r\n  \r\nTwo.\r\nStill two.", ("One.", "Two. Still two.")),
        ("\n\n\nOne.\n\n\n\nTwo.\n", ("One.", "Two.")),
        ("  One  and   more.  ", ("One and more.",)),
    ],
)
def test_parts_a_minute_at_blank_lines_that_may_hold_spaces(text: str, found: tuple[str, ...]) -> None:
    assert paragraphs(text) == found


@pytest.mark.parametrize(
    ("facts", "printed"),
    [
        ({}, "Ann Example"),
        ({"organisation": "Police"}, "Ann Example (Police)"),
        ({"capacity": "Adviser"}, "Ann Example (Adviser)"),
        ({"capacity": "Adviser", "organisation": "Police"}, "Ann Example (Adviser, Police)"),
        ({"is_in_chair": True}, "Ann Example (in the Chair)"),
        ({"is_in_chair": True, "capacity": "Chair"}, "Ann Example (in the Chair)"),
        ({"is_in_chair": True, "capacity": "chair"}, "Ann Example (in the Chair)"),
        ({"is_in_chair": True, "capacity": "Vice-chair"}, "Ann Example (Vice-chair in the Chair)"),
        ({"is_in_chair": False, "capacity": "Chair"}, "Ann Example (Chair)"),
        ({"is_in_chair": True, "organisation": "Police"}, "Ann Example (in the Chair, Police)"),
    ],
)
def test_prints_a_person_as_minutes_do(facts: dict[str, Any], printed: str) -> None:
    assert person(MeetingAttendance(name="Ann Example", **facts)) == printed


@pytest.mark.parametrize(("number", "words"), [(None, "D3"), (53, "53")])
def test_names_a_minute_by_its_number_and_until_then_by_its_item(number: int | None, words: str) -> None:
    assert minute_words(AgendaItem(part="D", number=3, minute_number=number)) == words


@pytest.mark.parametrize(
    ("facts", "due", "words"),
    [
        ({}, datetime.date(2023, 3, 31), "31 March 2023"),
        ({"is_month": True}, datetime.date(2023, 3, 31), "March 2023"),
        ({"repeat": Repeat.YEARLY, "is_month": True}, datetime.date(2023, 3, 31), "March 2023"),
        ({"repeat": Repeat.EACH_MEETING}, datetime.date(2023, 3, 31), "each meeting"),
        ({"repeat": Repeat.EACH_MEETING, "is_month": True}, None, "each meeting"),
        ({}, None, "taken"),
    ],
)
def test_says_when_something_on_the_plan_is_due(facts: dict[str, Any], due: datetime.date | None, words: str) -> None:
    planned = PlannedItem(title="Yearly report", **facts)

    assert due_in_words(Coming(planned, due, None, is_late=False)) == words


STATES: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "",
    MeetingState.CALLED: "",
    MeetingState.HELD: "Not written yet",
    MeetingState.DRAFTED: "Draft, not yet approved",
    MeetingState.APPROVED: "Approved on 4 July 2022",
    MeetingState.CANCELLED: "",
}


@pytest.mark.django_db
def test_heads_a_paper_with_where_its_meeting_stands(cast: Cast) -> None:
    body = a_body(cast)
    changed(body, contact="board@weald.test")
    for state, words in STATES.items():
        approved = datetime.date(2022, 7, 4) if state is MeetingState.APPROVED else None
        meeting = Meeting(
            body=body, on=datetime.date(2022, 3, 10), state=state, approved_on=approved, sits_as="Committee",
            starts_at=datetime.time(9, 5), place="Room 1",
        )  # fmt: skip
        head = head_of(meeting, is_public=True)
        assert (head.state, head.starts_at) == (words, "09:05")
        assert (head.partnership, head.body, head.contact) == ("Testshire CSP", body.name, "board@weald.test")
        assert (head.sits_as, head.place, head.on) == ("Committee", "Room 1", datetime.date(2022, 3, 10))
    assert set(STATES) == set(MeetingState)
    for mode, row in MEETING_MODES.items():
        assert head_of(Meeting(body=body, on=today(), mode=mode), is_public=False).held == row.label
    assert set(MEETING_MODES) == set(MeetingMode)


# What is read of the records


@pytest.fixture
def body(cast: Cast) -> GoverningBody:
    """A body that meets."""
    return a_body(cast)


@pytest.fixture
def item(cast: Cast, body: GoverningBody) -> AgendaItem:
    """An item that all may read, of a meeting that was held."""
    return held(cast, body, days_ago(MET))[1]


@pytest.fixture
def private(cast: Cast, item: AgendaItem) -> AgendaItem:
    """A restricted item of the same meeting."""
    facts = ItemFacts(
        part="E", title="A name", access=Access.RESTRICTED, restricted_why="A tender runs", purpose="to agree",
        presenters="Head of Service",
    )  # fmt: skip
    return agenda.add_item(meeting=item.meeting, by=cast.coordinator, facts=facts)


@pytest.mark.django_db
def test_covers_a_restricted_item_in_a_public_agenda(cast: Cast, item: AgendaItem, private: AgendaItem) -> None:
    """Its code and why it is restricted are told; neither its words nor its papers are."""
    agenda.expect_meeting_paper(item=private, by=cast.coordinator, title="A name in a title")
    for access, title in ((Access.PUBLIC, "Open report"), (Access.RESTRICTED, "Closed report")):
        agenda.expect_meeting_paper(item=item, by=cast.coordinator, title=title, access=access)
    public, whole = (agenda_facts(item.meeting, is_public=is_public).items for is_public in (True, False))

    assert [row.code for row in public] == [row.code for row in whole] == ["D1", "E1"]
    assert [row.papers for row in public] == [("Open report",), ()]
    assert [row.papers for row in whole] == [("Open report", "Closed report"), ("A name in a title",)]
    covered, told = public[1], whole[1]
    assert (covered.title, covered.purpose, covered.presenters) == (RESTRICTED, "", "")
    assert (covered.is_restricted, covered.restricted_why) == (True, "A tender runs")
    assert (told.title, told.purpose, told.presenters) == ("A name", "to agree", "Head of Service")
    changed(private, public_title="Money")
    assert agenda_facts(item.meeting, is_public=True).items[1].title == "Money"


@pytest.mark.django_db
def test_leaves_an_item_off_the_agenda_out_of_every_paper(cast: Cast, item: AgendaItem, private: AgendaItem) -> None:
    agenda.withdraw_item(item=private, by=cast.coordinator, reason="Not ready")

    assert [row.code for row in agenda_facts(item.meeting, is_public=False).items] == ["D1"]
    assert [row.code for row in minutes_facts(item.meeting, is_public=False).items] == ["D1"]


@pytest.mark.django_db
def test_prints_in_minutes_what_came_of_an_item(cast: Cast, item: AgendaItem, private: AgendaItem) -> None:
    by = cast.coordinator
    minutes.write_minute(item=item, by=by, discussion="One.\n\nTwo.", restricted_discussion="A name.")
    words, limb = "the plan be agreed.", LimbFacts(kind=NOTE, text="that it be noted")
    lettered = resolutions.resolve(item=item, by=by, words=words, limb=limb, is_lettered=True)
    resolutions.add_limb(resolution=lettered, by=by, limb=LimbFacts(kind=COMMENT, text="that it be sent"))
    noted(cast, item)
    request, dropped = asked(cast, item, days_ago(1)), asked(cast, item)
    partner_requests.withdraw_partner_request(request=dropped, by=by, reason="Twice")
    minutes.record_question(item=item, by=by, text="How many?", asked_by="a Member", answer="Six.")
    minutes.add_meeting_note(item=item, by=by, on=days_ago(1), text="Sent round.")
    minutes.write_minute(item=private, by=by, discussion="A name was told.")
    public, whole = (minutes_facts(item.meeting, is_public=is_public).items for is_public in (True, False))

    assert whole[0].paragraphs == public[0].paragraphs == ("One.", "Two.")
    assert (public[0].restricted_paragraphs, whole[0].restricted_paragraphs) == ((), ("A name.",))
    assert [(row.words, row.limbs) for row in public[0].resolutions] == [
        (words, ("a) that it be noted", "b) that it be sent")), ("the update be noted.", ()),
    ]  # fmt: skip
    assert [(row.organisation, row.text, row.due_on) for row in public[0].asks] == [
        ("Testshire Police", request.text, days_ago(1)),
    ]  # fmt: skip
    assert [(row.letter, row.text, row.asked_by, row.answer) for row in public[0].questions] == [
        ("a", "How many?", "a Member", "Six."),
    ]  # fmt: skip
    assert [(row.on, row.text) for row in public[0].notes] == [(days_ago(1), "Sent round.")]
    assert (public[1].title, public[1].paragraphs) == (RESTRICTED, ())
    assert whole[1].paragraphs == ("A name was told.",)


@pytest.mark.django_db
def test_leaves_items_without_a_minute_out_of_the_minutes(cast: Cast, item: AgendaItem) -> None:
    changed(item, is_minuted=False)

    assert minutes_facts(item.meeting, is_public=True).items == ()
    assert len(agenda_facts(item.meeting, is_public=True).items) == 1


@pytest.mark.django_db
def test_lists_who_was_there_in_the_order_of_the_lists(cast: Cast, item: AgendaItem) -> None:
    """Who was struck off is on none."""
    rows = (("Bea", "present", False), ("Ann", "present", False), ("Cid", "apologies", False), ("Dan", "present", True))
    for place, (name, kind, is_struck) in enumerate(rows, 1):
        changed(MeetingAttendance(
            meeting=item.meeting, position=place, name=name, attendance=kind, is_struck=is_struck,
        ))  # fmt: skip
    found = minutes_facts(item.meeting, is_public=True).attendance

    assert found == {
        AttendanceClass.PRESENT: ("Bea", "Ann"), AttendanceClass.ALSO_PRESENT: (), AttendanceClass.IN_ATTENDANCE: (),
        AttendanceClass.APOLOGIES: ("Cid",),
    }  # fmt: skip


# What is open


def ask(
    cast: Cast, item: AgendaItem, text: str, due: int | None = None, body: Organisation | None = None
) -> PartnerRequest:
    """Somebody is asked, with an answer due so many days ago."""
    due_on = None if due is None else days_ago(due)
    asking = Ask(body or cast.police, text, due_on)
    return partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)


@pytest.mark.django_db
def test_lists_open_requests_soonest_due_first_and_those_without_a_day_last(cast: Cast, item: AgendaItem) -> None:
    """Alike on every database, to the office, to the partner, on the item's page and in the minutes."""
    for text, due in (("no day", None), ("later", -9), ("late", 3), ("no day either", None)):
        ask(cast, item, text, due)
    order = ["late", "later", "no day", "no day either"]

    assert [row.text for row in open_requests([item.meeting.body], today())] == order
    assert [row.text for row in asked_of(cast.action_owner)] == order
    assert [row.text for row in item.partner_requests.all()] == order
    assert [row.text for row in minutes_facts(item.meeting, is_public=True).items[0].asks] == order


@pytest.mark.django_db
def test_follows_a_request_until_it_is_reported_or_withdrawn(cast: Cast, body: GoverningBody, item: AgendaItem) -> None:
    by, (waits, answered, reported, dropped) = (
        cast.coordinator,
        (ask(cast, item, text) for text in ("waits", "answered", "reported", "dropped")),
    )
    for row in (answered, reported):
        partner_requests.record_partner_answer(request=row, by=by, answer="Yes", on=days_ago(20))
    later = held(cast, body, days_ago(10))[1]
    partner_requests.report_back(request=reported, by=by, item=later)
    partner_requests.withdraw_partner_request(request=dropped, by=by, reason="Twice")

    assert open_requests([body], today()) == [waits, answered]
    log = action_log_facts(item.meeting, today(), is_public=True)
    assert [(row.text, row.standing, row.answer) for row in log.asks] == [
        ("waits", "Waits for an answer", ""), ("answered", "Answered", "Yes"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_lists_open_parts_soonest_due_first(cast: Cast, body: GoverningBody, item: AgendaItem) -> None:
    for kind in (COMMENT, NOTE, COMMENT):
        noted(cast, item, kind)
    open_ones = list(ResolutionLimb.objects.filter(kind=COMMENT).order_by("pk"))
    changed(open_ones[1], due_on=days_ago(1))

    assert open_limbs([body], today()) == [(open_ones[1], LimbStanding.OVERDUE), (open_ones[0], LimbStanding.OPEN)]
    assert open_limbs([body], days_ago(1))[0] == (open_ones[1], LimbStanding.OPEN)
    resolutions.close_limb(limb=open_ones[1], by=cast.coordinator, on=today(), how="Sent")
    assert open_limbs([body], today()) == [(open_ones[0], LimbStanding.OPEN)]


@pytest.mark.django_db
def test_leaves_what_is_restricted_out_of_the_public_log(cast: Cast, item: AgendaItem, private: AgendaItem) -> None:
    by, body = cast.coordinator, item.meeting.body
    for each, text in ((item, "open"), (private, "closed")):
        noted(cast, each, COMMENT)
        ask(cast, each, text)
        minutes.record_question(item=each, by=by, text=f"An {text} question?")
    plan_item(body=body, by=by, facts=PlanFacts(title="Closed plan", due_on=days_ago(-9), access=Access.RESTRICTED))
    public, whole = (action_log_facts(item.meeting, today(), is_public=is_public) for is_public in (True, False))

    assert [row.text for row in public.asks] == ["open"]
    assert [row.text for row in public.questions] == ["An open question?"]
    assert [row.minute for row in public.limbs] == ["D1"]
    assert [row.minute for row in whole.limbs] == ["D1", "E1"]
    assert {row.text for row in whole.asks} == {"open", "closed"}
    assert len(whole.questions) == 2
    titles = [{row.title for row in log.plan} for log in (public, whole)]
    assert "Closed plan" not in titles[0]
    assert "Closed plan" in titles[1]
    assert not any("closed" in title.lower() for title in titles[0])


@pytest.mark.django_db
def test_leaves_an_answered_question_out_of_the_log(cast: Cast, body: GoverningBody, item: AgendaItem) -> None:
    by = cast.coordinator
    first = minutes.record_question(item=item, by=by, text="How many?")
    second = minutes.record_question(item=item, by=by, text="Where?", answer="Here.")
    third = minutes.record_question(item=item, by=by, text="When?")

    assert open_questions([body]) == [first, third]
    minutes.answer_question(question=first, by=by, answer="Six.", on=today())
    assert open_questions([body]) == [third]
    assert [question.letter for question in (first, second, third)] == ["a", "b", "c"]


@pytest.mark.django_db
def test_reads_of_one_body_and_nothing_of_another(cast: Cast, body: GoverningBody, item: AgendaItem) -> None:
    other = held(cast, a_body(cast, "Second Board"), days_ago(MET))[1]
    for each in (item, other):
        ask(cast, each, str(each.meeting))
        noted(cast, each, COMMENT)
        minutes.record_question(item=each, by=cast.coordinator, text="How many?")
    log = action_log_facts(item.meeting, today(), is_public=False)

    assert [row.text for row in log.asks] == [str(item.meeting)]
    assert (len(log.limbs), len(log.questions)) == (1, 1)
    assert {row.planned.body for row in coming(body, today())} == {body}
    both = [body, other.meeting.body]
    of_both = open_limbs(both, today()), open_requests(both, today()), open_questions(both)
    assert [len(found) for found in of_both] == [2, 2, 2]


@pytest.mark.django_db
def test_shows_a_partner_nothing_that_money_answers(cast: Cast, item: AgendaItem) -> None:
    """That is answered among the requests of its year."""
    plain = ask(cast, item, "to report")
    asking = Ask(cast.police, "to pay", year=FinancialYear(today().year))
    money = partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)
    ask(cast, item, "to come", body=cast.health)

    assert list(asked_of(cast.action_owner)) == [plain]
    assert money in open_requests([item.meeting.body], today())
    assert list(asked_of(cast.coordinator)) == list(asked_of(cast.outsider)) == []
