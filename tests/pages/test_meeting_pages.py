"""The pages of meetings: who sees them, what they say, and how an act is asked and done there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dhr_cases.models import User
from governance.actions import agenda, minutes, partner_requests
from governance.actions.agenda import ItemFacts
from governance.actions.partner_requests import Ask
from governance.forms.registry import FORMS
from governance.meeting_terms import Access, MeetingState
from governance.models import AgendaItem, GoverningBody, Meeting, MeetingAttendance, PlannedItem, ResolutionLimb
from governance.papers.meeting_kinds import MeetingPaperKind
from governance.recurrence import Repeat
from governance.resolution_types import ResolutionType
from governance.verbs import VERBS, GovernanceVerb
from tests.conftest import Cast
from tests.files import upload
from tests.meetings import a_body, an_item, days_ago, drafted, furnished, held, planned

pytestmark = pytest.mark.django_db

V = GovernanceVerb


def as_person(user: User) -> Client:
    """A browser signed in as this person."""
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, name: str, *about: object) -> str:
    """The page's text as it was sent."""
    answer = client.get(reverse(name, args=("testshire", *about)))
    assert answer.status_code == 200
    return answer.content.decode()


def do(cast: Cast, verb: GovernanceVerb, about: Any = None, **answers: object) -> Client:
    """Send the form of an act as the coordinator; it must be taken."""
    client = as_person(cast.coordinator)
    place = ("testshire", verb.value, *(() if about is None else (about.pk,)))
    answer = client.post(reverse("governance_act", args=place), answers)
    assert answer.status_code == 302, answer.content.decode()[:6000]
    return client


def on(name: str, day: Any) -> dict[str, str]:
    """A day as its three boxes are sent."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_has_a_form_for_every_act_of_the_office() -> None:
    """A partner answers in a lane of its own."""
    assert {verb for verb in VERBS if verb not in FORMS} == {V.ANSWER_AS_PARTNER}


def test_leads_to_the_meetings_of_the_only_partnership(cast: Cast) -> None:
    answer = as_person(cast.csp_chair).get(reverse("governance"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("governance_home", args=("testshire",)))


@pytest.mark.parametrize("page", ["governance_home", "governance_log", "governance_plan"])
def test_shows_a_page_that_has_nothing_to_show(cast: Cast, page: str) -> None:
    text = text_of(as_person(cast.csp_chair), page)
    assert "govuk-button" not in text.partition("<main")[2]
    assert "offers__list" not in text
    assert "yet" in text or "done" in text


def test_is_not_there_for_who_has_no_part_in_it(cast: Cast) -> None:
    meeting = furnished(cast)
    for person in (cast.outsider, cast.finance_officer, cast.panel_member):
        client = as_person(person)
        for name, about in (("governance_home", ()), ("governance_meeting", (meeting.pk,))):
            assert client.get(reverse(name, args=("testshire", *about))).status_code == 404


def test_shows_the_chair_everything_and_offers_nothing(cast: Cast) -> None:
    meeting = furnished(cast)
    client = as_person(cast.csp_chair)
    item = AgendaItem.objects.get()
    pages = {
        "governance_home": (),
        "governance_log": (),
        "governance_plan": (),
        "governance_body": (meeting.body_id,),
        "governance_meeting": (meeting.pk,),
        "governance_item": (item.pk,),
    }
    for name, about in pages.items():
        assert "/do/" not in text_of(client, name, *about)


def test_says_what_waits_for_the_office(cast: Cast) -> None:
    body = a_body(cast)
    held(cast, body, days_ago(10))
    planned(cast, body, days_ago(-10))
    text = text_of(as_person(cast.coordinator), "governance_home")
    assert "Held, minutes to write" in text
    assert "Planned" in text


def test_shows_an_item_with_all_that_came_of_it(cast: Cast) -> None:
    furnished(cast)
    item = AgendaItem.objects.get()
    minutes.write_minute(item=item, by=cast.coordinator, discussion="One.\n\nTwo.", restricted_discussion="Three.")
    text = text_of(as_person(cast.coordinator), "governance_item", item.pk)
    file_name = item.papers.get().files.get().file_name
    for words in ("One.", "Two.", "Three.", "RESOLVED", "How many reviews", "Waits for an answer", file_name):
        assert words in text


def test_says_what_the_forward_plan_holds_for_a_meeting(cast: Cast) -> None:
    meeting = furnished(cast)
    later = planned(cast, meeting.body, days_ago(-300))
    assert "Yearly report" in text_of(as_person(cast.coordinator), "governance_meeting", later.pk)


def test_lists_what_is_open_over_all_bodies(cast: Cast) -> None:
    furnished(cast)
    text = text_of(as_person(cast.auditor), "governance_log")
    assert "to say what it will do" in text
    assert "How many reviews are there?" in text


def test_takes_no_more_queries_for_forty_items(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-10))
    for number in range(40):
        item = an_item(cast, meeting, f"Item {number}", "B")
        agenda.expect_meeting_paper(item=item, by=cast.coordinator, title="Report")
    client = as_person(cast.coordinator)
    with django_assert_max_num_queries(30):
        text_of(client, "governance_meeting", meeting.pk)


# acts through their forms


def test_leads_a_meeting_from_the_calendar_to_its_draft(cast: Cast) -> None:
    do(cast, V.SET_UP_BODY, name="Board", kind="partnership", first_minute="12", paper_days="7")
    body = GoverningBody.objects.get()
    do(cast, V.ADD_BODY_MEMBER, body, name="Ms Invented", role="chair", **on("starts_on", days_ago(90)))
    do(cast, V.PLAN_MEETING, body, mode="online", starts_at="14:00", **on("on", days_ago(5)))
    meeting = Meeting.objects.get()
    do(cast, V.ADD_ITEM, meeting, part="D", item_title="Review update", access="public", is_minuted="on")
    do(cast, V.SEND_AGENDA, meeting, **on("on", days_ago(9)))
    do(cast, V.HOLD_MEETING, meeting)
    item = AgendaItem.objects.get()
    do(cast, V.RECORD_ATTENDANCE, meeting, present="Ms Invented (Chair in the chair)\nMr Made-Up, Police")
    do(cast, V.WRITE_MINUTE, item, discussion="The officer gave an update.")
    do(cast, V.RESOLVE, item, words="the update be noted.", kind="note", repeat="once")
    do(cast, V.DRAFT_MINUTES, meeting)
    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.at, item.minute_number) == (MeetingState.DRAFTED, 12)
    assert MeetingAttendance.objects.get(is_in_chair=True).capacity == "Chair"


def test_offers_the_members_as_the_first_list_of_attendance(cast: Cast) -> None:
    meeting = furnished(cast)
    client = as_person(cast.coordinator)
    page = client.get(reverse("governance_act", args=("testshire", V.RECORD_ATTENDANCE.value, meeting.pk)))
    assert "Councillor Invented" in page.content.decode()


def test_records_a_yearly_update_with_month_and_year(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(5))
    do(
        cast, V.RESOLVE, item, words="an update come each March.", kind=ResolutionType.RECURRING_UPDATE.value,
        repeat=Repeat.YEARLY.value, due_month="March", due_year=str(days_ago(-365).year + 1),
    )  # fmt: skip  # the answers in one glance
    row = PlannedItem.objects.get()
    assert (row.repeat, row.is_month, row.due_on.month, row.due_on.day) == (Repeat.YEARLY, True, 3, 31)


def test_plans_nothing_by_a_year_alone(cast: Cast) -> None:
    body = a_body(cast)
    place = reverse("governance_act", args=("testshire", V.PLAN_ITEM.value, body.pk))
    answers = {"item_title": "Yearly report", "repeat": "yearly", "access": "public", "due_year": "2027"}
    answer = as_person(cast.coordinator).post(place, answers)
    assert "Enter the month as well as the year" in answer.content.decode()
    assert not PlannedItem.objects.exists()


def test_says_beside_the_form_what_a_limb_still_needs(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(5))
    place = reverse("governance_act", args=("testshire", V.RESOLVE.value, item.pk))
    answers = {"words": "a partner be asked.", "kind": ResolutionType.REQUEST.value, "repeat": "once"}
    answer = as_person(cast.coordinator).post(place, answers)
    assert answer.status_code == 422
    assert "Choose the body that is asked." in answer.content.decode()


def test_follows_a_request_through_its_forms(cast: Cast) -> None:
    body = a_body(cast)
    _meeting, item = held(cast, body, days_ago(60))
    do(cast, V.ASK_PARTNER, item, organisation=cast.police.pk, text="to report on training")
    request = item.partner_requests.get()
    do(cast, V.RECORD_PARTNER_ANSWER, request, answer="Done.", answered_by="Head", **on("on", days_ago(40)))
    _later, report = held(cast, body, days_ago(10))
    do(cast, V.REPORT_BACK, request, item=report.pk)
    request.refresh_from_db()
    assert (request.reported_at, request.answered_by) == (report, "Head")
    assert "Reported back" in text_of(as_person(cast.coordinator), "governance_item", item.pk)


def test_adds_a_part_to_a_resolution_and_closes_it(cast: Cast) -> None:
    meeting = furnished(cast)
    resolution = AgendaItem.objects.get(meeting=meeting).resolutions.get()
    do(cast, V.ADD_LIMB, resolution, text="agree it", kind="agree_with_comments", repeat="once")
    limb = ResolutionLimb.objects.get(text="agree it")
    do(cast, V.CLOSE_LIMB, limb, how="Taken into the text.", **on("on", days_ago(1)))
    limb.refresh_from_db()
    assert limb.closed_how == "Taken into the text."


def test_takes_a_file_for_a_paper_and_gives_it_back(cast: Cast) -> None:
    item = an_item(cast, planned(cast, a_body(cast), days_ago(-20)))
    do(cast, V.EXPECT_MEETING_PAPER, item, paper_title="Report", access="public", upload=upload())
    paper = item.papers.get()
    do(cast, V.CIRCULATE_PAPERS, item.meeting, papers=[paper.pk], to="All members", means="email",
       **on("on", days_ago(0)))  # fmt: skip  # the answers in one glance
    client = as_person(cast.csp_chair)
    answer = client.get(reverse("governance_file", args=("testshire", paper.files.get().pk)))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file's answer streams


def test_refuses_an_act_of_the_chair_saying_whose_it_is(cast: Cast) -> None:
    body = a_body(cast)
    answer = as_person(cast.csp_chair).get(reverse("governance_act", args=("testshire", V.PLAN_MEETING.value, body.pk)))
    assert answer.status_code == 403
    assert "It is for the coordinator" in answer.content.decode()


# papers


@pytest.mark.parametrize("kind", list(MeetingPaperKind))
@pytest.mark.parametrize("form", ["docx", "html"])
def test_gives_every_paper_as_a_file_that_no_browser_opens_here(cast: Cast, kind: MeetingPaperKind, form: str) -> None:
    meeting = furnished(cast)
    address = reverse("governance_paper", args=("testshire", meeting.pk, kind.value))
    answer = as_person(cast.auditor).get(f"{address}?format={form}&version=restricted")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{kind}-testshire-{meeting.on.isoformat()}-restricted.{form}"'
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_has_no_minutes_before_the_meeting_and_no_other_format_or_version(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    client = as_person(cast.coordinator)
    kinds = {kind: reverse("governance_paper", args=("testshire", meeting.pk, kind.value)) for kind in MeetingPaperKind}
    assert client.get(kinds[MeetingPaperKind.MINUTES]).status_code == 404
    assert client.get(f"{kinds[MeetingPaperKind.AGENDA]}?format=exe").status_code == 404
    assert client.get(f"{kinds[MeetingPaperKind.AGENDA]}?version=secret").status_code == 404


def test_keeps_what_is_restricted_out_of_every_public_paper(cast: Cast) -> None:
    secret = "Umbelliferous"
    body = a_body(cast)
    meeting, item = held(cast, body, days_ago(10))
    minutes.write_minute(item=item, by=cast.coordinator, discussion="Open.", restricted_discussion=f"{secret} one")
    facts = ItemFacts(part="E", title=f"{secret} two", access=Access.RESTRICTED, restricted_why="Names a supplier")
    covered = agenda.add_item(meeting=meeting, by=cast.coordinator, facts=facts)
    agenda.expect_meeting_paper(item=covered, by=cast.coordinator, title=f"{secret} three")
    agenda.expect_meeting_paper(item=item, by=cast.coordinator, title=f"{secret} four", access=Access.RESTRICTED)
    minutes.record_question(item=covered, by=cast.coordinator, text=f"{secret} five")
    partner_requests.ask_partner(item=covered, by=cast.coordinator, asking=Ask(cast.police, f"{secret} six"))
    client = as_person(cast.coordinator)
    for kind in MeetingPaperKind:
        address = reverse("governance_paper", args=("testshire", meeting.pk, kind.value))
        assert secret not in client.get(f"{address}?format=html&version=public").content.decode()
        assert secret in client.get(f"{address}?format=html&version=restricted").content.decode()


def test_marks_a_draft_until_the_next_meeting_approves_it(cast: Cast) -> None:
    body = a_body(cast)
    meeting, _item = drafted(cast, body, days_ago(60))
    client = as_person(cast.coordinator)
    address = f"{reverse('governance_paper', args=('testshire', meeting.pk, 'minutes'))}?format=html"
    assert "Draft, not yet approved" in client.get(address).content.decode()
    _next, later = held(cast, body, days_ago(10))
    do(cast, V.RESOLVE, later, words="they were right.", kind="approve_minutes", approves=meeting.pk, repeat="once")
    assert "Approved on" in client.get(address).content.decode()
