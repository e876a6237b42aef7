"""Is every answer of every form of meetings kept as it was typed, and where does the person stand afterwards?"""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from governance.actions import agenda, forward_plan, minutes, partner_requests
from governance.actions.forward_plan import PlanFacts
from governance.meeting_terms import MeetingState
from governance.models import (
    AgendaItem,
    BodyMember,
    GoverningBody,
    Measure,
    MeasureValue,
    Meeting,
    MeetingQuestion,
    PaperCirculation,
    PartnerAnswer,
    PartnerRequest,
    PlannedItem,
    PostMeetingNote,
    Resolution,
    ResolutionLimb,
)
from governance.verbs import VERBS, GovernanceVerb
from tests.by_form import boxes
from tests.conftest import Cast
from tests.files import upload
from tests.measures import a_measure, a_value
from tests.meetings import a_body, an_item, asked, days_ago, held, noted, planned

pytestmark = pytest.mark.django_db

V = GovernanceVerb
WHY = "The chair asked for it."
BODY = {
    "name": "Second Board", "short_name": "SB", "kind": "steering_group", "purpose": "To steer", "remit": "To read",
    "sits_as": "Crime and Disorder Committee", "first_minute": "51", "paper_days": "5", "contact": "mail@board.test",
}  # fmt: skip  # the answers in one glance
MEETING = {
    "starts_at": "14:30", "mode": "hybrid", "place": "Room 2", "link": "https://meet.example.test/1", "note": "Quorate",
}  # fmt: skip
ITEM = {
    "part": "B", "number": "4", "item_title": "Grant", "purpose": "to agree", "presenters": "Head of Service",
    "access": "restricted", "public_title": "Money", "restricted_why": "A tender runs",
}  # fmt: skip
MEASURE = {
    "name": "Calls", "of": "Kent", "unit": "calls", "rise_means": "good", "definition": "Since 2015 by call",
}  # fmt: skip
VALUE = {
    "label": "2014/15", "value": "1,234.50", "printed_change": "-18%", "adjusted": "1200",
    "adjusted_why": "One kind out", "commentary": "Not always bad", "source": "Paper B2",
}  # fmt: skip


def act(cast: Cast, verb: GovernanceVerb, about: Model | None = None, **answers: object) -> str:
    """Send the form of an act as the coordinator; it is taken. Gives where they stand then."""
    client = Client()
    client.force_login(cast.coordinator)
    place = ("testshire", verb.value, *(() if about is None else (about.pk,)))
    answer = client.post(reverse("governance_act", args=place), answers, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    assert f"{VERBS[verb].done}." in answer.content.decode()
    return str(answer.redirect_chain[-1][0])


def page(name: str, row: Model) -> str:
    """The page of a row."""
    return reverse(f"governance_{name}", args=("testshire", row.pk))


def kept(row: Model, *names: str) -> tuple[Any, ...]:
    """What the row holds now."""
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in names)


def test_keeps_a_new_body(cast: Cast) -> None:
    above = a_body(cast)
    days = boxes("terms_approved_on", days_ago(9)) | boxes("starts_on", days_ago(99)) | boxes("ends_on", days_ago(-99))
    place = act(cast, V.SET_UP_BODY, None, **BODY, **days, reports_to=above.pk)
    row = GoverningBody.objects.get(name="Second Board")
    assert place == page("body", row)
    typed = [str(getattr(row, name)) for name in BODY]
    assert typed == list(BODY.values())
    assert (row.reports_to, row.partnership) == (above, cast.partnership)
    assert (row.terms_approved_on, row.starts_on, row.ends_on) == (days_ago(9), days_ago(99), days_ago(-99))


def test_keeps_a_change_of_a_body_with_its_reason(cast: Cast) -> None:
    row = a_body(cast)
    assert act(cast, V.CHANGE_BODY, row, **BODY, reason=WHY) == page("body", row)
    assert kept(row, "name", "kind", "first_minute", "paper_days") == ("Second Board", "steering_group", 51, 5)
    assert cast.partnership.governance_events.latest("pk").reason == WHY


def test_keeps_who_sits_on_a_body_and_since_when(cast: Cast) -> None:
    body = a_body(cast)
    answers = {"name": "Ms Invented", "role": "vice_chair", "post": "Superintendent", "organisation": cast.police.pk}
    assert act(cast, V.ADD_BODY_MEMBER, body, **answers, **boxes("starts_on", days_ago(60))) == page("body", body)
    row = BodyMember.objects.get()
    assert (row.body, row.name, row.role, row.post) == (body, "Ms Invented", "vice_chair", "Superintendent")
    assert (row.organisation, row.starts_on, row.ends_on) == (cast.police, days_ago(60), None)
    assert act(cast, V.END_BODY_MEMBER, row, reason=WHY, **boxes("ends_on", days_ago(3))) == page("body", body)
    assert kept(row, "ends_on") == (days_ago(3),)


def test_keeps_a_meeting_and_its_change(cast: Cast) -> None:
    body = a_body(cast)
    days = boxes("on", days_ago(-30)) | boxes("papers_due_on", days_ago(-20))
    place = act(cast, V.PLAN_MEETING, body, **MEETING, **days)
    row = Meeting.objects.get()
    assert place == page("meeting", row)
    assert kept(row, "mode", "place", "link", "note") == ("hybrid", "Room 2", "https://meet.example.test/1", "Quorate")
    assert (row.starts_at, row.on, row.papers_due_on) == (datetime.time(14, 30), days_ago(-30), days_ago(-20))
    changed = {**MEETING, **days, "place": "Room 3", "reason": WHY}
    assert act(cast, V.CHANGE_MEETING, row, **changed) == page("meeting", row)
    assert kept(row, "place", "starts_at") == ("Room 3", datetime.time(14, 30))


def test_leads_a_meeting_to_its_end(cast: Cast) -> None:
    body = a_body(cast)
    row, off = planned(cast, body, days_ago(5)), planned(cast, body, days_ago(-5))
    an_item(cast, row)
    assert act(cast, V.CANCEL_MEETING, off, reason=WHY) == page("meeting", off)
    assert kept(off, "state") == (MeetingState.CANCELLED,)
    assert act(cast, V.SEND_AGENDA, row, **boxes("on", days_ago(8))) == page("meeting", row)
    assert kept(row, "state", "called_on") == (MeetingState.CALLED, days_ago(8))
    assert act(cast, V.HOLD_MEETING, row) == page("meeting", row)
    assert kept(row, "state") == (MeetingState.HELD,)


def test_keeps_each_list_of_who_was_there(cast: Cast) -> None:
    row, _item = held(cast, a_body(cast), days_ago(5))
    lists = {
        "present": "Ms Chair (Leader in the chair), Council\nMr Police", "also_present": "Ms Press",
        "in_attendance": "Mr Clerk (Clerk)", "apologies": "Ms Away, Fire",
    }  # fmt: skip
    assert act(cast, V.RECORD_ATTENDANCE, row, **lists) == page("meeting", row)
    told = [(each.attendance, each.name, each.capacity, each.organisation) for each in row.attendances.order_by("pk")]
    assert told == [
        ("present", "Ms Chair", "Leader", "Council"), ("present", "Mr Police", "", ""),
        ("also_present", "Ms Press", "", ""), ("in_attendance", "Mr Clerk", "Clerk", ""),
        ("apologies", "Ms Away", "", "Fire"),
    ]  # fmt: skip
    assert [each.name for each in row.attendances.filter(is_in_chair=True)] == ["Ms Chair"]


@pytest.mark.parametrize("is_minuted", [True, False])
def test_keeps_an_item_and_its_change(cast: Cast, *, is_minuted: bool) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    ticked = {"is_minuted": "on"} if is_minuted else {}
    assert act(cast, V.ADD_ITEM, meeting, **ITEM, **ticked) == page("meeting", meeting)
    row = AgendaItem.objects.get()
    assert (row.part, row.number, row.title, row.is_minuted) == ("B", 4, "Grant", is_minuted)
    assert (row.purpose, row.presenters, row.public_title) == ("to agree", "Head of Service", "Money")
    assert (row.access, row.restricted_why) == ("restricted", "A tender runs")
    changed = {**ITEM, "item_title": "Grant of the year", "number": "5"}
    assert act(cast, V.CHANGE_ITEM, row, **changed) == page("item", row)
    assert kept(row, "title", "number", "is_minuted") == ("Grant of the year", 5, False)
    assert act(cast, V.WITHDRAW_ITEM, row, reason=WHY) == page("meeting", meeting)
    assert kept(row, "is_withdrawn") == (True,)


def test_puts_what_was_planned_onto_the_agenda(cast: Cast) -> None:
    body = a_body(cast)
    answers = {"item_title": "Yearly report", "repeat": "yearly", "presenters": "Officer", "access": "restricted"}
    due = days_ago(-5)
    assert act(cast, V.PLAN_ITEM, body, **answers, **boxes("due", due)) == page("body", body)
    row = PlannedItem.objects.get()
    assert (row.title, row.repeat, row.presenters, row.access) == tuple(answers.values())
    assert (row.due_on, row.is_month) == (due, False)
    assert row.origin == f"Added by the office on {days_ago(0):%-d %B %Y}"
    meeting = planned(cast, body, due)
    place = act(cast, V.TAKE_PLANNED_ITEM, meeting, planned=row.pk, part="C", number="7")
    item = AgendaItem.objects.get()
    assert place == page("meeting", meeting)
    assert (item.planned, item.part, item.number, item.title) == (row, "C", 7, "Yearly report")


def test_takes_something_off_the_forward_plan(cast: Cast) -> None:
    body = a_body(cast)
    facts = PlanFacts(title="Yearly report", due_on=days_ago(-5))
    row = forward_plan.plan_item(body=body, by=cast.coordinator, facts=facts)
    assert act(cast, V.END_PLANNED_ITEM, row, reason=WHY) == page("body", body)
    assert kept(row, "ended_on", "ended_why") == (days_ago(0), WHY)


def test_keeps_a_paper_its_file_and_to_whom_it_went(cast: Cast) -> None:
    item = an_item(cast, planned(cast, a_body(cast), days_ago(-20)))
    answers = {"paper_title": "Report", "author": "Head of Service", "access": "restricted"}
    assert act(cast, V.EXPECT_MEETING_PAPER, item, **answers, **boxes("due_on", days_ago(-12))) == page("item", item)
    paper = item.papers.get()
    assert kept(paper, "title", "author", "access", "due_on") == (
        "Report",
        "Head of Service",
        "restricted",
        days_ago(-12),
    )
    assert paper.files.count() == 0
    took = act(cast, V.TAKE_IN_MEETING_PAPER, paper, upload=upload(), **boxes("received_on", days_ago(2)))
    file = paper.files.get()
    assert (took, file.number, file.received_on) == (page("item", item), 1, days_ago(2))
    went = {"papers": [paper.pk], "to": "All members", "means": "portal", **boxes("on", days_ago(1))}
    assert act(cast, V.CIRCULATE_PAPERS, item.meeting, **went) == page("meeting", item.meeting)
    row = PaperCirculation.objects.get()
    assert (row.paper, row.on, row.to, row.means) == (paper, days_ago(1), "All members", "portal")
    assert (row.version, row.by) == (file, cast.coordinator)


def test_keeps_a_minute_and_the_note_below_it(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(30))
    words = {"discussion": "The officer spoke.\n\nMembers agreed.", "restricted_discussion": "A name was said."}
    assert act(cast, V.WRITE_MINUTE, item, **words) == page("item", item)
    assert [text.replace("\r", "") for text in kept(item, *words)] == list(words.values())
    assert act(cast, V.ADD_MEETING_NOTE, item, text="Sent round.", **boxes("on", days_ago(9))) == page("item", item)
    note = PostMeetingNote.objects.get()
    assert (note.item, note.text, note.on, note.by) == (item, "Sent round.", days_ago(9), cast.coordinator)


def test_keeps_a_question_and_the_answer_that_came_later(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(30))
    assert act(cast, V.RECORD_QUESTION, item, text="How many?", asked_by="A Member") == page("item", item)
    row = MeetingQuestion.objects.get()
    assert (row.item, row.text, row.asked_by, row.answer, row.answered_on) == (item, "How many?", "A Member", "", None)
    assert act(cast, V.ANSWER_QUESTION, row, answer="Three.", **boxes("on", days_ago(4))) == page("item", item)
    assert kept(row, "answer", "answered_on") == ("Three.", days_ago(4))
    act(cast, V.RECORD_QUESTION, item, text="And where?", answer="In Kent.")
    assert MeetingQuestion.objects.latest("pk").answer == "In Kent."


def test_answers_a_question_beside_its_words(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(30))
    row = minutes.record_question(item=item, by=cast.coordinator, text="How many are there?")
    client = Client()
    client.force_login(cast.coordinator)
    shown = client.get(reverse("governance_act", args=("testshire", V.ANSWER_QUESTION.value, row.pk)))
    assert shown.context["aside"] == {"heading": "Question (a)", "texts": ["How many are there?"]}
    assert shown.context["form"].fields["on"].initial == days_ago(0)


def test_keeps_a_resolution_with_its_parts(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(30))
    words = {"words": "partners be asked:", "limb_text": "to report", "is_lettered": "on"}
    first = {"kind": "request", "organisation": cast.police.pk, "repeat": "once", **boxes("due", days_ago(-20))}
    assert act(cast, V.RESOLVE, item, **words, **first) == page("item", item)
    row, limb = Resolution.objects.get(), ResolutionLimb.objects.get()
    assert (row.item, row.words, row.is_lettered) == (item, "partners be asked:", True)
    assert (limb.kind, limb.text, limb.due_on) == ("request", "to report", days_ago(-20))
    assert PartnerRequest.objects.get(limb=limb).organisation == cast.police
    more = {
        "text": "that an update come",
        "kind": "recurring_update",
        "repeat": "quarterly",
        **boxes("due", days_ago(-40)),
    }
    assert act(cast, V.ADD_LIMB, row, **more) == page("item", item)
    second = ResolutionLimb.objects.latest("pk")
    assert second.planned is not None
    assert (second.text, second.planned.repeat, second.due_on) == ("that an update come", "quarterly", days_ago(-40))
    assert act(cast, V.CLOSE_LIMB, second, how="It came.", **boxes("on", days_ago(2))) == page("item", item)
    assert kept(second, "closed_on", "closed_how") == (days_ago(2), "It came.")


def test_approves_the_minutes_that_were_chosen(cast: Cast) -> None:
    body = a_body(cast)
    earlier, old = held(cast, body, days_ago(60))
    minutes.write_minute(item=old, by=cast.coordinator, discussion="An update.")
    act(cast, V.DRAFT_MINUTES, earlier)
    meeting, item = held(cast, body, days_ago(30))
    answers = {"words": "they be approved.", "kind": "approve_minutes", "approves": earlier.pk, "repeat": "once"}
    act(cast, V.RESOLVE, item, **answers)
    assert kept(earlier, "state", "approved_at", "approved_on") == (MeetingState.APPROVED, meeting, meeting.on)


def test_keeps_a_request_and_its_course(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(60))
    days = boxes("answer_due_on", days_ago(50)) | boxes("report_on", days_ago(20))
    ask = {"organisation": cast.health.pk, "text": "to report on training"}
    assert act(cast, V.ASK_PARTNER, item, **ask, **days) == page("item", item)
    row = PartnerRequest.objects.get()
    assert (row.item, row.organisation, row.text) == (item, cast.health, "to report on training")
    assert row.report_back is not None
    assert (row.answer_due_on, row.report_back.due_on) == (days_ago(50), days_ago(20))
    said = {"answer": "Half of it.", "answered_by": "Head of Service", **boxes("on", days_ago(45))}
    assert act(cast, V.RECORD_PARTNER_ANSWER, row, **said) == page("item", item)
    assert kept(row, "answer", "answered_by", "answered_on") == ("Half of it.", "Head of Service", days_ago(45))
    more = {"why": "The other half", **boxes("answer_due_on", days_ago(-30))}
    assert act(cast, V.ASK_PARTNER_AGAIN, row, **more) == page("item", item)
    assert kept(row, "asked_again_why", "answer_due_on") == ("The other half", days_ago(-30))
    act(cast, V.RECORD_PARTNER_ANSWER, row, answer="All.", answered_by="Head", **boxes("on", days_ago(0)))
    assert [each.text for each in PartnerAnswer.objects.order_by("pk")] == ["Half of it.", "All."]


def test_keeps_at_which_item_an_answer_came_back(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(60))
    row = asked(cast, item)
    partner_requests.record_partner_answer(request=row, by=cast.coordinator, answer="Done.", on=days_ago(30))
    _later, report = held(cast, body, days_ago(10))
    assert act(cast, V.REPORT_BACK, row, item=report.pk) == page("item", item)
    assert kept(row, "reported_at", "reported_on") == (report, days_ago(10))


def test_takes_a_request_back_with_its_reason(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(60))
    row = asked(cast, item)
    assert act(cast, V.WITHDRAW_PARTNER_REQUEST, row, reason=WHY) == page("item", item)
    assert kept(row, "withdrawn_on", "withdrawn_why") == (days_ago(0), WHY)


def test_shows_what_was_asked_and_answered_beside_a_request(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(60))
    row = asked(cast, item)
    client = Client()
    client.force_login(cast.coordinator)
    address = reverse("governance_act", args=("testshire", V.WITHDRAW_PARTNER_REQUEST.value, row.pk))
    assert client.get(address).context["aside"]["texts"] == ["to report on training"]
    partner_requests.record_partner_answer(request=row, by=cast.coordinator, answer="Done.", on=days_ago(3))
    address = reverse("governance_act", args=("testshire", V.ASK_PARTNER_AGAIN.value, row.pk))
    assert client.get(address).context["aside"]["texts"] == ["to report on training", "Answer: Done."]


@pytest.mark.parametrize("shows_small", [True, False])
def test_keeps_a_measure_and_its_change(cast: Cast, *, shows_small: bool) -> None:
    ticked = {"shows_small": "on"} if shows_small else {}
    measures = reverse("governance_measures", args=("testshire",))
    assert act(cast, V.ADD_MEASURE, None, **MEASURE, **ticked) == measures
    row = Measure.objects.get()
    assert [getattr(row, name) for name in MEASURE] == list(MEASURE.values())
    assert row.shows_small is shows_small
    assert act(cast, V.CHANGE_MEASURE, row, **{**MEASURE, "rise_means": "bad"}, reason=WHY) == measures
    assert kept(row, "rise_means", "shows_small", "unit") == ("bad", False, "calls")


def test_keeps_a_figure_and_its_correction(cast: Cast) -> None:
    measure, measures = a_measure(cast), reverse("governance_measures", args=("testshire",))
    assert act(cast, V.RECORD_MEASURE_VALUE, measure, **VALUE, **boxes("ends_on", days_ago(90))) == measures
    row = MeasureValue.objects.get()
    assert (row.measure, row.value, row.adjusted) == (measure, Decimal("1234.5"), Decimal(1200))
    words = ("label", "printed_change", "adjusted_why", "commentary", "source")
    assert kept(row, *words) == tuple(VALUE[name] for name in words)
    assert row.ends_on == days_ago(90)
    changed = {**VALUE, "value": "", **boxes("ends_on", days_ago(90)), "reason": WHY}
    assert act(cast, V.CORRECT_MEASURE_VALUE, row, **changed) == measures
    assert kept(row, "value", "adjusted") == (None, Decimal(1200))


def test_begins_a_correction_with_the_figures_as_people_write_them(cast: Cast) -> None:
    row = a_value(cast, a_measure(cast), "1200.5000")
    client = Client()
    client.force_login(cast.coordinator)
    shown = client.get(reverse("governance_act", args=("testshire", V.CORRECT_MEASURE_VALUE.value, row.pk)))
    assert 'value="1200.5"' in shown.content.decode()
    assert (shown.context["form"]["source"].value(), shown.context["form"]["value"].value()) == (
        "Paper of the partnership",
        "1200.5",
    )


def test_takes_paper_of_no_item_that_came_off(cast: Cast) -> None:
    item = an_item(cast, planned(cast, a_body(cast), days_ago(-20)))
    paper = agenda.expect_meeting_paper(item=item, by=cast.coordinator, title="Report")
    agenda.withdraw_item(item=item, by=cast.coordinator, reason="Not ready")
    client = Client()
    client.force_login(cast.coordinator)
    for verb, row in ((V.TAKE_IN_MEETING_PAPER, paper), (V.CHANGE_ITEM, item), (V.EXPECT_MEETING_PAPER, item)):
        assert client.get(reverse("governance_act", args=("testshire", verb.value, row.pk))).status_code == 404


def test_says_what_is_owed_where_a_part_is_closed(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(30))
    noted(cast, item)
    limb = ResolutionLimb.objects.get()
    client = Client()
    client.force_login(cast.coordinator)
    form = client.get(reverse("governance_act", args=("testshire", V.CLOSE_LIMB.value, limb.pk))).context["form"]
    assert (form.fields["on"].initial, form.fields["how"].help_text) == (days_ago(0), "")
