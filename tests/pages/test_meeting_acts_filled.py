"""Among what do the forms of meetings let a person choose, and with what do they begin?"""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from governance.actions import agenda, bodies, forward_plan, meetings, partner_requests, resolutions
from governance.actions.bodies import BodyFacts
from governance.actions.forward_plan import PlanFacts
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.attendance_lines import Attendee
from governance.meeting_terms import AttendanceClass, MemberRole
from governance.models import AgendaItem, GoverningBody, ResolutionLimb
from governance.recurrence import Repeat
from governance.resolution_types import ResolutionType
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.files import upload
from tests.meetings import a_body, an_item, asked, days_ago, drafted, held, planned

pytestmark = pytest.mark.django_db

V = GovernanceVerb


@pytest.fixture
def body(cast: Cast) -> GoverningBody:
    return a_body(cast)


@pytest.fixture
def other(cast: Cast) -> GoverningBody:
    """Another body of the same partnership."""
    return a_body(cast, "Second Board")


@pytest.fixture
def client(cast: Cast) -> Client:
    """The coordinator's browser."""
    browser = Client()
    browser.force_login(cast.coordinator)
    return browser


def form_for(client: Client, verb: GovernanceVerb, about: Model) -> Any:
    """The form on the page of an act."""
    answer = client.get(reverse("governance_act", args=("testshire", verb.value, about.pk)))
    assert answer.status_code == 200
    return answer.context["form"]


def offered(client: Client, verb: GovernanceVerb, about: Model, name: str) -> list[Any]:
    """The rows that a field of the form offers."""
    return list(form_for(client, verb, about).fields[name].queryset)


def seated(cast: Cast, body: GoverningBody, name: str, starts: int, **more: Any) -> Any:
    """Somebody on the body since so many days ago."""
    return bodies.add_body_member(body=body, by=cast.coordinator, name=name, starts_on=days_ago(starts), **more)


def test_asks_no_body_that_is_still_planned(cast: Cast, client: Client, body: GoverningBody) -> None:
    _meeting, item = held(cast, body, days_ago(5))
    with change("Test", None):
        Organisation.objects.create(code="to-come", name="A trust to come", kind="nhs_provider", is_planned=True)
    choices = {row.code for row in offered(client, V.ASK_PARTNER, item, "organisation")}
    assert choices == {"test-police", "test-nhs", "test-refuge"}


@pytest.mark.parametrize(("sits_as", "choices"), [("", None), ("Crime and Disorder Committee", 2)])
def test_asks_for_the_capacity_only_where_there_are_two(
    cast: Cast, client: Client, sits_as: str, choices: int | None
) -> None:
    facts = BodyFacts(name="Scrutiny Committee", purpose="Scrutiny", sits_as=sits_as)
    row = bodies.set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    field = form_for(client, V.PLAN_MEETING, row).fields.get("sits_as")
    assert (field and len(field.choices)) == choices


def test_begins_a_change_of_a_body_with_what_is_known(client: Client, body: GoverningBody) -> None:
    form = form_for(client, V.CHANGE_BODY, body)
    assert (form.fields["name"].initial, form.fields["purpose"].initial) == (body.name, "Safety")


def test_lets_no_body_report_to_itself(client: Client, body: GoverningBody, other: GoverningBody) -> None:
    assert offered(client, V.CHANGE_BODY, body, "reports_to") == [other]


def test_begins_attendance_with_who_sits_on_the_day(
    cast: Cast, client: Client, body: GoverningBody, other: GoverningBody
) -> None:
    meeting, _item = held(cast, body, days_ago(10))
    seated(cast, body, "Ms Plain", 100)
    seated(cast, body, "Mr Chair", 10, role=MemberRole.CHAIR, organisation=cast.police)
    seated(cast, body, "Ms Later", 9)
    seated(cast, other, "Ms Elsewhere", 100)
    for name, last in (("Mr Left Before", 11), ("Mr Left That Day", 10)):
        bodies.end_body_member(member=seated(cast, body, name, 100), by=cast.coordinator, ends_on=days_ago(last))
    lines = form_for(client, V.RECORD_ATTENDANCE, meeting).fields["present"].initial.splitlines()
    assert sorted(lines) == ["Mr Chair (Chair), Testshire Police", "Mr Left That Day", "Ms Plain"]


def test_begins_attendance_with_the_lists_recorded_each_in_its_place(
    cast: Cast, client: Client, body: GoverningBody
) -> None:
    meeting, _item = held(cast, body, days_ago(10))
    seated(cast, body, "Ms Member", 100)
    lists = {AttendanceClass.PRESENT: (Attendee("Ms Present"),), AttendanceClass.APOLOGIES: (Attendee("Ms Away"),)}
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=lists)
    fields = form_for(client, V.RECORD_ATTENDANCE, meeting).fields
    filled = {kind: fields[kind.value].initial for kind in AttendanceClass if fields[kind.value].initial}
    assert filled == {AttendanceClass.PRESENT: "Ms Present", AttendanceClass.APOLOGIES: "Ms Away"}


def test_reports_back_at_items_of_later_meetings_that_were_held(
    cast: Cast, client: Client, body: GoverningBody
) -> None:
    _first, item = held(cast, body, days_ago(60))
    request = asked(cast, item, days_ago(50))
    assert request.report_back is not None
    meeting = planned(cast, body, days_ago(20))
    an_item(cast, meeting)
    own = agenda.take_planned_item(
        meeting=meeting, by=cast.coordinator, planned=request.report_back, part="D", number=None
    )
    off = an_item(cast, meeting, "Taken off")
    agenda.withdraw_item(item=off, by=cast.coordinator, reason="Not ready")
    meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=days_ago(25))
    meetings.hold_meeting(meeting=meeting, by=cast.coordinator)
    an_item(cast, planned(cast, body, days_ago(-20)))
    field = form_for(client, V.REPORT_BACK, request).fields["item"]
    assert {row.meeting for row in field.queryset} == {meeting}
    assert off not in field.queryset
    assert field.initial == own


def test_takes_from_the_plan_of_the_body_what_stands_and_is_not_on_the_agenda(
    cast: Cast, client: Client, body: GoverningBody, other: GoverningBody
) -> None:
    def plan(on: GoverningBody, title: str) -> Any:
        facts = PlanFacts(title=title, due_on=days_ago(5))
        return forward_plan.plan_item(body=on, by=cast.coordinator, facts=facts)

    stands, ended, taken, _elsewhere = (
        plan(body, "Stands"), plan(body, "Ended"), plan(body, "Taken"), plan(other, "Elsewhere"),
    )  # fmt: skip
    forward_plan.end_planned_item(planned=ended, by=cast.coordinator, reason="Settled")
    meeting = planned(cast, body, days_ago(-5))
    agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=taken, part="D", number=None)
    assert offered(client, V.TAKE_PLANNED_ITEM, meeting, "planned") == [stands]
    page = client.get(reverse("governance_meeting", args=("testshire", meeting.pk))).content.decode()
    assert "Stands" in page
    assert "Elsewhere" not in page


def test_approves_drafted_minutes_of_earlier_meetings_of_the_body(
    cast: Cast, client: Client, body: GoverningBody, other: GoverningBody
) -> None:
    earlier, _item = drafted(cast, body, days_ago(60))
    drafted(cast, other, days_ago(50))
    _meeting, item = held(cast, body, days_ago(30))
    held(cast, body, days_ago(20))
    assert offered(client, V.RESOLVE, item, "approves") == [earlier]


def test_shows_the_papers_of_the_meeting_that_are_still_on_its_agenda(
    cast: Cast, client: Client, body: GoverningBody, other: GoverningBody
) -> None:
    meeting, elsewhere = planned(cast, body, days_ago(-5)), planned(cast, other, days_ago(-5))
    on, off = an_item(cast, meeting), an_item(cast, meeting, "Taken off")
    for item, title in ((on, "Paper kept"), (off, "Paper gone"), (an_item(cast, elsewhere), "Paper elsewhere")):
        agenda.expect_meeting_paper(item=item, by=cast.coordinator, title=title, upload=upload())
    agenda.withdraw_item(item=off, by=cast.coordinator, reason="Not ready")
    page = client.get(reverse("governance_meeting", args=("testshire", meeting.pk))).content.decode()
    assert [title for title in ("Paper kept", "Paper gone", "Paper elsewhere") if title in page] == ["Paper kept"]
    assert {row.title for row in offered(client, V.CIRCULATE_PAPERS, meeting, "papers")} == {"Paper kept"}


def limb_of(cast: Cast, item: AgendaItem, facts: LimbFacts) -> ResolutionLimb:
    """The limb of a new resolution."""
    made = resolutions.resolve(item=item, by=cast.coordinator, words="it be done.", limb=facts)
    found: ResolutionLimb = made.limbs.get()
    return found


def test_offers_to_close_an_open_part_that_waits_for_no_partner(
    cast: Cast, client: Client, body: GoverningBody
) -> None:
    _meeting, item = held(cast, body, days_ago(60))
    update = LimbFacts(kind=ResolutionType.FURTHER_UPDATE, due_on=days_ago(-90), title="Update")
    limb_of(cast, item, LimbFacts(kind=ResolutionType.NOTE))
    waiting = limb_of(cast, item, LimbFacts(kind=ResolutionType.REQUEST, organisation=cast.police))
    still = limb_of(cast, item, update)
    address = reverse("governance_item", args=("testshire", item.pk))

    def closable() -> set[int]:
        page = client.get(address).content.decode()
        acts = {limb.pk: f"/do/{V.CLOSE_LIMB.value}/{limb.pk}/" for limb in ResolutionLimb.objects.all()}
        return {key for key, act in acts.items() if act in page}

    assert closable() == {still.pk}
    request = waiting.partner_requests.get()
    partner_requests.withdraw_partner_request(request=request, by=cast.coordinator, reason="Settled by telephone")
    assert closable() == {still.pk}


def test_says_of_a_request_only_what_there_is(cast: Cast, client: Client, body: GoverningBody) -> None:
    _meeting, item = held(cast, body, days_ago(60))
    partner_requests.ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.police, "to report"))
    answer = client.get(reverse("governance_item", args=("testshire", item.pk)))
    (request,) = answer.context["requests"]
    assert [(fact["label"], fact["value"]) for fact in request["facts"]] == [
        ("Asked", "to report"),
        ("Answer due", "no day set"),
    ]


def test_keeps_the_day_on_which_a_part_was_closed_before_its_plan_ended(cast: Cast, body: GoverningBody) -> None:
    _meeting, item = held(cast, body, days_ago(60))
    facts = LimbFacts(kind=ResolutionType.RECURRING_UPDATE, due_on=days_ago(-90), repeat=Repeat.YEARLY)
    limb = limb_of(cast, item, facts)
    resolutions.close_limb(limb=limb, by=cast.coordinator, on=days_ago(20), how="Told in March")
    assert limb.planned is not None
    forward_plan.end_planned_item(planned=limb.planned, by=cast.coordinator, reason="No longer wanted")
    limb.refresh_from_db()
    assert (limb.closed_on, limb.closed_how) == (days_ago(20), "Told in March")
