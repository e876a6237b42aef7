"""What do pages of items, events and plans offer and lead to, in each state?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case, CriteriaFacts
from dhr_cases.models.history import change
from governance.actions import forward_plan
from governance.actions.forward_plan import PlanFacts
from governance.exports.reading import library_rows
from governance.meeting_terms import MeetingState
from governance.models import AgendaItem
from governance.verbs import GovernanceVerb
from learning.actions.event_programme import ItemFacts, add_programme_item
from learning.actions.themes import Turn, end_theme
from learning.coding_rows import agreement_rows
from learning.event_terms import EventState, Registration
from learning.models import Event
from tests.coded import both_read, passage, published, theme_set, themes_in
from tests.conftest import Cast
from tests.events import day_in, planned
from tests.following import changed
from tests.meetings import a_body, an_item, days_ago
from tests.meetings import planned as planned_meeting
from tests.public_records import put_record

pytestmark = pytest.mark.django_db

V = GovernanceVerb
S = MeetingState
BEFORE = {V.EXPECT_MEETING_PAPER, V.CHANGE_ITEM, V.WITHDRAW_ITEM}
AT_WORK = {V.WRITE_MINUTE, V.RESOLVE, V.ASK_PARTNER, V.RECORD_QUESTION, V.ADD_MEETING_NOTE}
OFFERED = {
    S.PLANNED: BEFORE,
    S.CALLED: BEFORE,
    S.HELD: AT_WORK | BEFORE,
    S.DRAFTED: AT_WORK,
    S.APPROVED: {V.ASK_PARTNER, V.RECORD_QUESTION, V.ADD_MEETING_NOTE},
}
"""What may be done about an item while its meeting stands there."""


def seen_by(person: Any, name: str, *about: object) -> Any:
    """The page as a person sees it."""
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=("testshire", *about)))


@pytest.mark.parametrize("state", OFFERED)
def test_offers_about_an_item_what_its_meeting_allows(cast: Cast, state: MeetingState) -> None:
    item = an_item(cast, planned_meeting(cast, a_body(cast), days_ago(5)))
    changed(item.meeting, state=state)
    assert {offer.verb for offer in seen_by(cast.coordinator, "governance_item", item.pk).context["offers"]} == OFFERED[
        state
    ]
    assert list(seen_by(cast.csp_chair, "governance_item", item.pk).context["offers"]) == []


@pytest.mark.parametrize(
    ("is_minuted", "number", "told"),
    [
        (True, None, "gets its number with the draft of the minutes"),
        (False, None, "none: the item is not minuted"),
        (True, 53, "53"),
    ],
)
def test_says_which_minute_an_item_has(cast: Cast, number: int | None, told: str, *, is_minuted: bool) -> None:
    item: AgendaItem = an_item(cast, planned_meeting(cast, a_body(cast), days_ago(5)))
    changed(item, is_minuted=is_minuted, minute_number=number)
    facts = {
        fact["label"]: fact["value"] for fact in seen_by(cast.csp_chair, "governance_item", item.pk).context["facts"]
    }
    assert facts["Minute"] == told
    assert not {"Presented by", "Why restricted", "From the forward plan"} & set(facts)


@pytest.mark.parametrize(("days", "is_late"), [(1, True), (0, False), (-1, False)])
def test_marks_what_is_late_on_the_forward_plan(cast: Cast, days: int, *, is_late: bool) -> None:
    facts = PlanFacts(title="Yearly report", due_on=days_ago(days))
    forward_plan.plan_item(body=a_body(cast), by=cast.coordinator, facts=facts)
    text = seen_by(cast.csp_chair, "governance_plan").content.decode()
    assert (", late" in text) is is_late
    assert "none fixed yet" in text


@pytest.mark.parametrize("registration", Registration)
@pytest.mark.parametrize("state", EventState)
def test_leads_to_the_public_page_only_where_there_is_one(
    cast: Cast, state: EventState, registration: Registration
) -> None:
    event = planned(cast)
    changed(event, state=state, registration=registration)
    shown = seen_by(cast.csp_chair, "event", event.code)
    address = reverse("event_registration", args=(event.code,))
    has_page = state is EventState.OPEN and registration is Registration.PUBLIC
    assert (address in {link["url"] for link in shown.context["links"]}) is has_page


@pytest.mark.parametrize("state", EventState)
def test_lets_the_office_change_a_programme_until_it_is_cancelled(cast: Cast, state: EventState) -> None:
    event: Event = planned(cast)
    facts = ItemFacts(starts_at=datetime.time(10), minutes=20, title="A talk")
    part = add_programme_item(event=event, by=cast.coordinator, facts=facts)
    changed(event, state=state)
    act = reverse("learning_act", args=("testshire", "change_programme_item", part.pk))
    for person, manages in ((cast.coordinator, True), (cast.csp_chair, False)):
        text = seen_by(person, "event", event.code).content.decode()
        assert (act in text) is (manages and state is not EventState.CANCELLED)
        assert (reverse("event_bookings", args=("testshire", event.code)) in text) is manages


@pytest.mark.parametrize(("ended", "base"), [(1, 0), (0, 0), (-1, 1), (None, 1)])
def test_counts_readings_until_the_day_before_a_theme_ends(cast: Cast, ended: int | None, base: int) -> None:
    """Both read today; a theme that ended today was not in force any more."""
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    both_read(cast, passage(published(cast, cast.partnership)), [theme])
    if ended is not None:
        end_theme(theme=theme, by=cast.coordinator, turn=Turn(day_in(-ended), "Over"))
    assert [row.agreement.base for row in agreement_rows(cast.partnership)] == [base]


@pytest.mark.parametrize(("begun", "base"), [(1, 1), (0, 1), (-1, 0)])
def test_counts_readings_from_the_day_a_theme_begins(cast: Cast, begun: int, base: int) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    both_read(cast, passage(published(cast, cast.partnership)), [theme])
    changed(theme, from_on=day_in(-begun))
    assert [row.agreement.base for row in agreement_rows(cast.partnership)] == [base]


@pytest.mark.parametrize(
    ("intimate", "relative"), [("yes", "no"), ("no", "yes"), ("not_known", "not_known"), ("", ""), ("yes", "yes")]
)
def test_gives_the_library_only_what_the_legal_tests_say(cast: Cast, case: Case, intimate: str, relative: str) -> None:
    put_record(cast.partnership, case=case)
    with change("Test", None):
        CriteriaFacts.objects.create(case=case, is_intimate=intimate, is_relative=relative)
    (row,) = library_rows(cast.partnership)
    assert (row.is_intimate, row.is_relative) == (intimate == "yes", relative == "yes")


def test_gives_the_library_nothing_of_legal_tests_that_were_not_recorded(cast: Cast, case: Case) -> None:
    put_record(cast.partnership, case=case)
    (row,) = library_rows(cast.partnership)
    assert (row.is_intimate, row.is_relative, row.is_suicide, row.has_multiple_deaths) == (False, False, False, False)
