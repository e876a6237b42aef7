"""Do home, case list, due list and overview show each person what is theirs, at a cost that does not grow?"""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.grants import refresh_teams
from dhr_cases.disclosure import Material
from dhr_cases.disclosure import may_see as table_says
from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.models.history import change
from dhr_cases.office_text import unformulated
from dhr_cases.permissions import roles_on
from dhr_cases.queries import changed_since, showing, visible_to
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.flows.test_following import stand_at
from tests.many_cases import copies_of
from workflows.case_rows import Wanted, page_of_cases
from workflows.drive import task_for
from workflows.following import follow, follow_request
from workflows.inbox import may_take, my_tasks, waiting_on_others

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AT_ONCE = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")
INBOX_BUDGET = 5
LIST_BUDGET = 10
WORKSPACE_BUDGET = 25


def _queries(client: Client, address: str) -> int:
    """Statements of one page, those that only open or close a transaction left out."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address)
    assert page.status_code == 200
    return len([row for row in seen.captured_queries if not row["sql"].startswith(AT_ONCE)])


def _as(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("name", "budget"), [("cases", LIST_BUDGET), ("home", WORKSPACE_BUDGET), ("due", WORKSPACE_BUDGET)]
)
def test_costs_no_more_for_500_cases_than_for_5(client: Client, cast: Cast, case: Case, name: str, budget: int) -> None:
    follow(case)
    _as(client, cast.coordinator)
    copies_of(case, 4)
    few = _queries(client, reverse(name))
    copies_of(case, 495)
    many = _queries(client, reverse(name))
    assert few == many
    assert many <= budget


def test_reads_the_inbox_in_at_most_five_queries(cast: Cast, case: Case) -> None:
    follow(case)
    copies_of(case, 20)
    with CaptureQueriesContext(connection) as seen:
        found = (my_tasks(cast.coordinator), may_take(cast.coordinator), waiting_on_others(cast.coordinator))
    assert [len(rows) for rows in found] == [0, 21, 0]
    assert len(seen) <= INBOX_BUDGET


def test_reads_the_overview_within_its_budget(client: Client, cast: Cast, case: Case) -> None:
    follow(case)
    address = reverse("case", args=[case.reference])
    _as(client, cast.coordinator)
    few = _queries(client, address)
    copies_of(case, 50)
    assert _queries(client, address) == few <= WORKSPACE_BUDGET


def test_lets_a_coordinator_find_and_take_a_task_from_home(client: Client, cast: Cast, case: Case) -> None:
    follow(case)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    text = _as(client, cast.coordinator).get(reverse("home")).content.decode()
    assert "Record the lead partnership" in text
    assert case.reference in text
    client.post(reverse("take_task", args=[task.process_id, "agree_lead", task.pk]))
    assert [row.title for row in my_tasks(cast.coordinator)] == ["Record the lead partnership"]
    assert may_take(cast.coordinator) == []


def test_tells_who_is_waited_for(cast: Cast, case: Case) -> None:
    follow(case)
    assert [row.holder for row in waiting_on_others(cast.auditor)] == ["Coordinator"]


def test_shows_an_outsider_nothing(client: Client, cast: Cast, case: Case) -> None:
    follow(case)
    for name in ("home", "cases", "due"):
        assert case.reference not in _as(client, cast.outsider).get(reverse(name)).content.decode()


def test_shows_an_agency_contact_no_case(client: Client, cast: Cast, case: Case) -> None:
    follow(case)
    text = _as(client, cast.agency_contact).get(reverse("home")).content.decode()
    assert case.reference not in text
    assert "Changed since" not in text


def test_shows_the_same_rows_in_the_list_as_a_person_may_see(
    client: Client, cast: Cast, case: Case, other_case: Case
) -> None:
    team = _as(client, cast.coordinator).get(reverse("cases")).content.decode()
    member = _as(client, cast.panel_member).get(reverse("cases")).content.decode()
    assert case.reference in team
    assert other_case.reference in team
    assert case.reference in member
    assert other_case.reference not in member


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("text=robin", True),
        ("text=nobody", False),
        ("stage=REFERRED", True),
        ("stage=CLOSED", False),
        ("held=on", False),
        ("mine=on", True),
        ("regime=DHR_S9_2016", True),
        ("regime=DARDR_S8A", False),
        ("clock=overdue", False),
        ("clock=nonsense&stage=nonsense&page=99999999&sort=nonsense", True),
        ("sort=due", True),
        ("sort=stage", True),
        ("sort=since", True),
        ("sort=reference", True),
    ],
)
def test_narrows_the_list(client: Client, cast: Cast, case: Case, query: str, is_found: bool) -> None:
    text = _as(client, cast.coordinator).get(f"{reverse('cases')}?{query}").content.decode()
    assert (case.reference in text) is is_found


def test_finds_late_cases_by_their_clock(client: Client, cast: Cast, case: Case) -> None:
    with change("Referred long ago", None):
        for event in case.events.filter(kind="CSP_CHAIR_AWARE"):
            assert event.on.value is not None
    today = timezone.localdate() + datetime.timedelta(days=60)
    rows, total = page_of_cases(cast.coordinator, Wanted(clock="overdue"), 1, 25, today)
    assert total == 1
    assert rows[0].case == case
    assert "late" in rows[0].due_words


def test_exports_the_list_with_its_headings(client: Client, cast: Cast, case: Case) -> None:
    answer = _as(client, cast.coordinator).get(reverse("cases_export"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert lines[0].startswith("Reference,Pseudonym,Stage")
    assert lines[1].startswith(f"{case.reference},Robin,Death referred")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_quotes_a_cell_that_a_spreadsheet_would_run(cell: str) -> None:
    assert unformulated(cell) == f"'{cell}"


def test_leaves_an_ordinary_cell_as_it_is() -> None:
    assert unformulated("Robin") == "Robin"


def test_names_the_next_step_its_holder_and_its_button(client: Client, cast: Cast, case: Case) -> None:
    follow(case)
    text = _as(client, cast.coordinator).get(reverse("case", args=[case.reference])).content.decode()
    assert "Record the lead partnership" in text
    assert "Lead partnership settled" in text
    assert "Go to this step" in text


def test_says_to_others_whose_step_it_is(client: Client, cast: Cast, case: Case) -> None:
    follow(case)
    text = _as(client, cast.auditor).get(reverse("case", args=[case.reference])).content.decode()
    assert "This step is for the coordinator." in text


@pytest.mark.parametrize("stage", ["INFO_REQUESTED", "CLOSED", "TERMINATED", "END_PROPOSED", "PRE_PUBLICATION"])
def test_shows_the_overview_in_every_kind_of_stage(client: Client, cast: Cast, case: Case, stage: str) -> None:
    stand_at(case, Stage(stage))
    follow(case)
    assert _as(client, cast.coordinator).get(reverse("case", args=[case.reference])).status_code == 200


def test_tells_the_history_in_sentences(client: Client, cast: Cast, case: Case) -> None:
    text = _as(client, cast.coordinator).get(reverse("case_history", args=[case.reference])).content.decode()
    assert "Coordinator (coordinator) recorded the referral" in text


def test_keeps_the_history_from_those_who_may_not_see_it(client: Client, cast: Cast, case: Case) -> None:
    page = _as(client, cast.panel_member).get(reverse("case_history", args=[case.reference]))
    assert page.status_code == 404


def test_gives_and_revokes_a_calendar_without_names(client: Client, cast: Cast, case: Case) -> None:
    _as(client, cast.coordinator).post(reverse("calendar_new"))
    cast.coordinator.refresh_from_db()
    address = reverse("calendar", args=[cast.coordinator.calendar_key])
    calendar = Client().get(address)
    text = calendar.content.decode()
    assert calendar["Content-Type"].startswith("text/calendar")
    assert case.reference in text
    assert "Robin" not in text
    assert "Coordinator" not in text
    client.post(reverse("calendar_end"))
    assert Client().get(address).status_code == 404


def test_ends_the_old_calendar_link_when_a_new_one_is_made(client: Client, cast: Cast) -> None:
    _as(client, cast.coordinator).post(reverse("calendar_new"))
    cast.coordinator.refresh_from_db()
    old = reverse("calendar", args=[cast.coordinator.calendar_key])
    client.post(reverse("calendar_new"))
    assert Client().get(old).status_code == 404


def test_tells_only_that_a_case_moved_to_who_may_not_read_its_history(cast: Cast, case: Case) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=1)
    told = {event.kind for event in changed_since(cast.panel_member, long_ago)}
    assert told == {"REFERRAL_RECEIVED"}
    assert {"REFERRAL_RECEIVED", "MEMBERSHIP_GRANTED"} <= {
        event.kind for event in changed_since(cast.auditor, long_ago)
    }


@pytest.mark.parametrize("material", Material)
def test_finds_by_query_what_the_disclosure_table_shows(cast: Cast, case: Case, material: Material) -> None:
    cases = dict(zip(Stage, copies_of(case, len(Stage)), strict=True))
    for stage, copy in cases.items():
        stand_at(copy, stage)
    for person in cast.people().values():
        roles = roles_on(person, case) if is_there(person, case) else frozenset()
        expected = {stage for stage, copy in cases.items() if table_says(roles, material, copy.standing)}
        found = set(showing(person, material).filter(pk__in=[copy.pk for copy in cases.values()]))
        assert {stage for stage, copy in cases.items() if copy in found} == expected, person


def is_there(person: User, case: Case) -> bool:
    """True for a person to whom the case exists; at which stage it stands makes no difference."""
    return visible_to(person).filter(pk=case.pk).exists()


def test_keeps_from_the_home_office_which_agencies_were_asked(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.INFO_REQUESTED)
    today = timezone.localdate()
    with change("Asked", cast.coordinator):
        request = InformationRequest.objects.create(
            case=case, organisation=cast.police, asked_on=today, due_on=today, asks_for="Everything"
        )
    refresh_teams(case)
    follow_request(request)
    assert [row.agency for row in waiting_on_others(cast.auditor)] == []
    assert [row.agency for row in waiting_on_others(cast.home_office_reader)] == []
    assert [row.agency for row in waiting_on_others(cast.coordinator)] == ["Testshire Police"]


def test_leads_an_administrator_to_the_menu(client: Client, cast: Cast) -> None:
    text = _as(client, cast.administrator).get(reverse("home")).content.decode()
    assert "The menu above leads to your pages" in text
    assert "My tasks" not in text
