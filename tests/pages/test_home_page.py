"""What is on a person's own page: tasks, who is waited for, what changed, figures, and to whom which part is shown?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.actions.memberships import end_role, join_team
from dhr_cases.events import WORDS, Event
from dhr_cases.models import Case, CaseMembership, InformationRequest, TeamMembership, User
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from tests.actions.test_guards import recorded
from tests.conftest import Cast
from tests.following import changed
from tests.seen import Seen, browser, seen
from tests.stages import case_at
from tests.standing import stand_at
from workflows.attention import dues_of
from workflows.following import follow, follow_request
from workflows.views.home import CHANGES_SHOWN

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TODAY = timezone.localdate()
NO_TASK = "You have taken no task."
NONE_WAITS = "No task waits for somebody in your role."
NO_NEWS = "Nothing was recorded by others."
NO_ROLE = "You have no role on a review or in a team."
NO_STEP = "No step of a review is yours to take."
LEAD = VERBS[Verb.AGREE_LEAD].label
MINE, FREE, OTHERS = "Tasks I have taken", "Tasks I may take", "Waiting on others"


def home(user: User) -> Seen:
    """The person's own page."""
    return seen(user, "home")


def day(on: datetime.date) -> str:
    """A day as pages write it."""
    return f"{on.day} {on:%B %Y}"


def news(user: User) -> list[str]:
    """What changed since the person was last here, line by line."""
    return lines_of(home(user))


def lines_of(page: Seen) -> list[str]:
    """The list of changes of a page."""
    return [" ".join(line.text_content().split()) for line in page.root.xpath("//main//ul[@class='govuk-list']/li")]


def task_of(case: Case) -> Task:
    """The open step of the review itself."""
    found: Task = Task.objects.get(process__caseprocess__case=case, flow_task_type="HUMAN", finished=None)
    return found


def take(user: User, task: Task) -> None:
    """The person takes the task."""
    browser(user).post(reverse("take_task", args=(task.process_id, task.flow_task.name, task.pk)))


@pytest.fixture
def followed(case: Case) -> Case:
    """A case whose first step waits."""
    follow(case)
    return case


# Tasks


def test_shows_a_free_step_with_its_review_its_day_and_since_when(followed: Case, cast: Cast) -> None:
    page = home(cast.coordinator)
    ((step, review, _due, since, can),) = page.tables[FREE]

    assert page.headings[:1] == ["Your work today"]
    assert (step, review) == (LEAD, f"{followed.reference}, Robin")
    assert followed.stage_since is not None
    assert since == day(followed.stage_since)
    assert can == f"Take: {LEAD}, {followed.reference}"
    assert page.heads[FREE][:4] == ["Step", "Review", "Due", "Open since"]
    assert NO_TASK in page
    assert MINE not in page.tables


def test_moves_a_step_that_was_taken_and_gives_it_back(followed: Case, cast: Cast) -> None:
    task = task_of(followed)
    take(cast.coordinator, task)
    page = home(cast.coordinator)
    ((step, _review, _due, taken, can),) = page.tables[MINE]

    assert (step, taken, can) == (LEAD, day(TODAY), f"Give back: {LEAD}, {followed.reference}")
    assert page.heads[MINE][3] == "Taken on"
    assert NONE_WAITS in page
    browser(cast.coordinator).post(reverse("give_back_task", args=(task.process_id, task.flow_task.name, task.pk)))
    assert home(cast.coordinator).tables[FREE][0][0] == LEAD


def test_names_no_pseudonym_where_there_is_none(other_case: Case, cast: Cast) -> None:
    follow(other_case)

    assert home(cast.coordinator).tables[FREE][0][1] == other_case.reference


def test_shows_with_a_step_the_clock_that_it_stops(case: Case, other_case: Case, cast: Cast) -> None:
    """The decision stops its clock; of the step before it no clock is shown, nor one of another review."""
    follow(case)
    assert home(cast.coordinator).tables[FREE][0][2] == "no date set"
    stand_at(case, Stage.SCOPING)
    follow(case)
    (due,) = [due for due in dues_of(cast.csp_chair) if due.clock == "decide"]
    stand_at(other_case, Stage.SCOPING)
    follow(other_case)
    by_review = {row[1]: row[2] for row in home(cast.csp_chair).tables[FREE]}

    assert due.words in by_review[f"{case.reference}, Robin"]
    assert by_review[other_case.reference] == "no date set"


def test_leads_from_a_step_to_its_page(followed: Case, cast: Cast) -> None:
    task = task_of(followed)

    assert home(cast.coordinator).links[LEAD] == reverse("task", args=(task.process_id, "agree_lead", task.pk))


# Whom the review waits for


def test_says_who_is_waited_for_and_since_when(followed: Case, cast: Cast) -> None:
    page = home(cast.auditor)
    assert followed.stage_since is not None

    assert page.tables[OTHERS] == [[followed.reference, LEAD, "Coordinator", day(followed.stage_since), "none"]]
    assert page.links[followed.reference] == reverse("case", args=(followed.reference,))


def test_names_the_person_who_has_taken_the_step(followed: Case, cast: Cast) -> None:
    User.objects.filter(pk=cast.coordinator.pk).update(full_name="Ann Example")
    take(cast.coordinator, task_of(followed))

    assert home(cast.csp_chair).tables[OTHERS][0][2] == "Ann Example"


def test_lists_among_others_nothing_that_is_ones_own_to_take(followed: Case, cast: Cast) -> None:
    take(cast.coordinator, task_of(followed))
    assert OTHERS not in home(cast.coordinator).tables


def test_says_when_an_agency_was_reminded_last(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    follow_request(police)
    changed(police, last_chased_on=TODAY)
    row = next(row for row in home(cast.coordinator).tables[OTHERS] if row[2] == "Testshire Police")

    assert (row[3], row[4]) == (day(police.asked_on), day(TODAY))


# An agency's people


def test_shows_an_agency_its_request_without_the_review(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.INFO_REQUESTED)
    for request in InformationRequest.objects.filter(case=case):
        follow_request(request)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    page = home(cast.agency_author)
    ((_step, review, due, since, _can),) = page.tables[FREE]

    assert review == f"{case.reference}, Testshire Police"
    assert since == day(police.asked_on)
    assert due
    assert "Waiting for you or a colleague" in page.headings
    assert not {"I may take", "Changed since you were last here"} & set(page.headings)
    assert set(page.tables) == {FREE}
    assert "Robin" not in page
    assert "Testshire NHS Trust" not in page


# What changed


def test_tells_what_others_recorded_newest_first_and_nothing_of_ones_own(case: Case, cast: Cast) -> None:
    for kind, by in ((Event.PERSON_RECORDED, cast.coordinator), (Event.LEAD_AGREED, cast.csp_chair)):
        recorded(case, kind, by)
    found = news(cast.auditor)

    assert found[0].startswith(f"{case.reference} Csp Chair {WORDS[Event.LEAD_AGREED]}, {day(TODAY)}, ")
    assert found[1].startswith(f"{case.reference} Coordinator {WORDS[Event.PERSON_RECORDED]}, ")
    own = news(cast.csp_chair)
    assert not any(WORDS[Event.LEAD_AGREED] in line for line in own)


def test_shows_so_many_changes_and_no_more(case: Case, cast: Cast) -> None:
    for _ in range(CHANGES_SHOWN + 1):
        recorded(case, Event.PERSON_RECORDED, cast.coordinator)

    assert len(news(cast.auditor)) == CHANGES_SHOWN


def test_tells_a_panel_member_only_that_the_review_moved_on(case: Case, cast: Cast) -> None:
    recorded(case, Event.PERSON_RECORDED, cast.coordinator)
    recorded(case, Event.LEAD_AGREED, cast.coordinator, moved=True)
    found = " ".join(news(cast.panel_member))

    assert WORDS[Event.LEAD_AGREED] in found
    assert WORDS[Event.PERSON_RECORDED] not in found


def test_keeps_what_is_new_for_a_session_and_begins_there_in_the_next(case: Case, cast: Cast) -> None:
    """A reload hides nothing; of the first visit ever the week before counts."""
    session = browser(cast.auditor)
    first, again = Seen(session.get("/")), Seen(session.get("/"))
    assert case.reference in first.words
    assert lines_of(again) == lines_of(first)
    assert NO_NEWS in home(cast.auditor)


def test_tells_of_the_week_before_the_first_visit(case: Case, cast: Cast) -> None:
    """Later it tells of the time since the last visit, however short that was."""
    assert not cast.auditor.home_seen_at
    home(cast.auditor)
    seen_at = User.objects.get(pk=cast.auditor.pk).home_seen_at
    assert seen_at is not None
    assert timezone.now() - seen_at < datetime.timedelta(minutes=5)
    User.objects.filter(pk=cast.auditor.pk).update(home_seen_at=timezone.now() - datetime.timedelta(days=30))
    assert news(cast.auditor) != []


# Who is led where


def test_says_to_who_has_no_role_who_gives_one(followed: Case, cast: Cast) -> None:
    page = home(cast.outsider)

    assert NO_ROLE in page
    assert page.tables == {}
    assert followed.reference not in page


def test_says_to_an_office_beside_reviews_that_no_step_is_its_own(followed: Case, cast: Cast) -> None:
    page = home(cast.administrator)

    assert NO_STEP in page
    assert NO_ROLE not in page
    assert page.tables == {}


@pytest.mark.parametrize(("part", "place"), [("funding_contact", "/contributions/"), ("action_owner", "/my-actions/")])
def test_leads_who_answers_for_money_or_actions_to_its_own_pages(cast: Cast, part: str, place: str) -> None:
    answer = browser(getattr(cast, part)).get("/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(place)


def test_shows_a_contact_who_is_also_a_coordinator_the_work_of_both(followed: Case, cast: Cast) -> None:
    join_team(by=None, to=cast.coordinator, partnership=cast.partnership, role=Role.FUNDING_CONTACT,
              organisation=cast.police)  # fmt: skip

    assert home(cast.coordinator).tables[FREE][0][0] == LEAD


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (1, False)])
def test_shows_the_reviews_of_a_team_until_the_last_day_in_it(
    followed: Case, cast: Cast, days: int, *, is_shown: bool
) -> None:
    row = TeamMembership.objects.get(user=cast.csp_chair)
    changed(row, starts_on=TODAY - datetime.timedelta(days=9), ends_on=TODAY - datetime.timedelta(days=days))
    page = home(cast.csp_chair)

    assert (followed.reference in page, NO_ROLE in page) == (is_shown, not is_shown)


def test_shows_nothing_of_a_review_on_which_the_role_has_ended(followed: Case, cast: Cast) -> None:
    member = CaseMembership.objects.get(case=followed, user=cast.independent_chair)
    assert followed.reference in home(cast.independent_chair)
    end_role(case=followed, membership=member, by=cast.coordinator, reason="Resigned")

    assert followed.reference not in home(cast.independent_chair)
