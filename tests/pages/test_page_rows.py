"""What do the rows behind a page hold, and in which order? Plan, family, accounts, organisations."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.account_list import AccountFilter, accounts_matching, places_of, team_labels
from dhr_cases.action_plan import plan_of, summary_of
from dhr_cases.actions.memberships import join_team
from dhr_cases.family import contact_log, promises_of, support_of
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    FamilyContact,
    Milestone,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Part,
    PartialDate,
    Person,
    Recommendation,
    SectionNineStatus,
    Succession,
    TeamMembership,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.organisation_list import OrganisationFilter, after, before, organisations_matching, section_9_on
from dhr_cases.roles import Role
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 12)
ONE = datetime.timedelta(days=1)
TODAY = timezone.localdate()


def recommend(case: Case, position: int, ref: str, **more: object) -> Recommendation:
    """A recommendation of the report."""
    with change("Test", None):
        row: Recommendation = Recommendation.objects.create(
            case=case, position=position, ref=ref, text=f"Text {position}", **more
        )
    return row


def act_on(recommendation: Recommendation, **more: object) -> Action:
    """An action for it."""
    with change("Test", None):
        row: Action = Action.objects.create(recommendation=recommendation, text="Train staff", **more)
    return row


def shown(rows: list[dict[str, str]]) -> dict[str, str]:
    """Rows of a summary list by label."""
    return {row["label"]: row["value"] for row in rows}


def test_orders_the_plan_by_printed_number_then_by_place_in_the_report(case: Case, other_case: Case) -> None:
    """A number may repeat; another case's plan stays its own."""
    for position, ref in enumerate(("10", "2", "", "9.1", "2"), 1):
        recommend(case, position, ref)
    recommend(other_case, 1, "1")
    plan = plan_of(case, DAY)
    assert [row.recommendation.position for row in plan] == [2, 5, 4, 1, 3]
    assert [plan[0].heading, plan[-1].heading] == ["Recommendation 2", "Recommendation without a number"]


def test_shows_every_fact_of_a_recommendation(case: Case, cast: Cast) -> None:
    recommend(
        case, 1, "1", scope="regional", kind="training", addressee_text="All GPs", owner=cast.health,
        measure="An audit", target_date="2026-09",
    )  # fmt: skip
    assert shown(plan_of(case, DAY)[0].rows) == {
        "Scope": "Regional", "Asks for": "Training", "Strength": "", "Addressed to": "All GPs",
        "Owned by": "Testshire NHS Trust", "How we will know": "An audit", "Target date": "September 2026",
    }  # fmt: skip


def test_leaves_empty_what_a_recommendation_does_not_say(case: Case) -> None:
    """Not stated is no word of the report's."""
    recommend(case, 1, "1")
    assert set(shown(plan_of(case, DAY)[0].rows).values()) == {""}


def test_shows_every_fact_of_an_action(case: Case, cast: Cast) -> None:
    action = act_on(
        recommend(case, 1, "1"), owner=cast.police, target_date="2026-04", status=ActionStatus.DONE,
        status_reason="Finished early", outcome="Staff ask", completed_on="2026-03", verified_by=cast.auditor,
        verified_on=DAY, is_end_accepted=True,
    )  # fmt: skip
    with change("Test", None):
        for text, target, reached in (("Plan", "2026-01", "2026-02"), ("Book", "2026-03", ""), ("Tell", "", "")):
            Milestone.objects.create(action=action, text=text, target_date=target, reached_on=reached)
    row = plan_of(case, DAY)[0].actions[0]
    assert (row.action, row.state, row.status) == (action, "done", "Done and verified")
    assert shown(row.rows) == {
        "Led by": "Testshire Police",
        "Target date": "April 2026",
        "Reason": "Finished early",
        "What changed": "Staff ask",
        "Completed": "March 2026",
        "Verified by": "Auditor, 12 May 2026",
        "Accepted as ended": "Yes",
        "Milestones": "Plan: reached February 2026\nBook: by March 2026\nTell",
    }


def test_asks_for_owner_and_date_of_a_bare_action_and_no_more(case: Case) -> None:
    act_on(recommend(case, 1, "1"))
    assert shown(plan_of(case, DAY)[0].actions[0].rows) == {"Led by": "", "Target date": ""}


def test_counts_the_plan(case: Case) -> None:
    """Late is what is open past its date; an accepted end counts as ended."""
    first, _ = recommend(case, 1, "1"), recommend(case, 2, "2")
    act_on(first, target_date="2025")
    act_on(first, target_date="2025", status=ActionStatus.DONE, verified_on=DAY)
    act_on(first, target_date="2025", status=ActionStatus.NOT_OWNED, is_end_accepted=True)
    assert summary_of(plan_of(case, DAY)) == [
        {"label": "Recommendations", "value": "2"},
        {"label": "Actions", "value": "3"},
        {"label": "Ended", "value": "2"},
        {"label": "Past their date", "value": "1"},
    ]


def relative(case: Case, **more: object) -> Person:
    """A bereaved person."""
    with change("Test", None):
        row: Person = Person.objects.create(**{"case": case, "part": Part.FAMILY, "pseudonym": "Ash", **more})
    return row


def contact(case: Case, **more: object) -> FamilyContact:
    """A contact on the day."""
    values = {"case": case, "on": DAY, "medium": "Letter", "summary": "Told", **more}
    with change("Test", None):
        row: FamilyContact = FamilyContact.objects.create(**values)
    return row


def test_logs_contacts_newest_first(case: Case, other_case: Case) -> None:
    contact(case, on=DAY - ONE, through="liaison officer")
    contact(case, person=relative(case), medium="Visit", summary="Asked about dates")
    contact(other_case)
    assert contact_log(case) == [
        {"title": "Ash: Visit", "on": "12 May 2026", "text": "Asked about dates"},
        {"title": "Family: Letter, through liaison officer", "on": "11 May 2026", "text": "Told"},
    ]


def test_lists_open_promises_by_day_before_kept_ones(case: Case, other_case: Case) -> None:
    """A promise without a date counts as one of today."""
    contact(case, promise="Kept", promise_due_on=DAY - 9 * ONE, promise_kept_on=DAY)
    contact(case, promise="Later", promise_due_on=DAY + ONE, person=relative(case))
    contact(case, promise="Undated")
    contact(case, promise="Late", promise_due_on=DAY - ONE)
    contact(case, promise="")
    contact(other_case, promise="Elsewhere")
    assert [[cell["text"] for cell in row["cells"]] for row in promises_of(case, DAY)] == [
        ["Late", "Family", "11 May 2026", "1 day late"],
        ["Undated", "Family", "", "no date"],
        ["Later", "Ash", "13 May 2026", "due in 1 day"],
        ["Kept", "Family", "3 May 2026", "Kept on 12 May 2026"],
    ]
    assert promises_of(case, DAY)[0]["cells"][3]["state"] == "overdue"


def test_shows_how_each_bereaved_person_is_supported(case: Case, other_case: Case) -> None:
    """Whether an advocate is named, never who; nobody else's support is shown."""
    relative(
        case, advocate_name="Real Name", advocate_offered_on="2026-05", medium="telephone", wishes="No letters",
        is_trial_witness=True,
    )  # fmt: skip
    relative(case, pseudonym="", part=Part.CHILD)
    relative(case, part=Part.ALLEGED_PERPETRATOR)
    relative(case, part=Part.DECEASED)
    relative(other_case)
    found = support_of(case)
    assert [(row["label"], row["is_trial_witness"], shown(row["rows"])) for row in found] == [
        (
            "Ash", True,
            {"Advocate offered on": "May 2026", "Advocate": "Named", "Wants to be reached by": "telephone",
             "Wishes": "No letters"},
        ),
        (
            "Child", None,
            {"Advocate offered on": "", "Advocate": "None named", "Wants to be reached by": "", "Wishes": ""},
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (AccountFilter(text="AUDIT"), ["Auditor"]),
        (AccountFilter(text="pcc_office@example"), ["Pcc Office"]),
        (AccountFilter(text="nobody at all"), []),
        (AccountFilter(role=Role.AUDITOR), ["Auditor"]),
        (AccountFilter(text="audit", role=Role.CSP_CHAIR), []),
        (AccountFilter(text="outsider", state="active"), []),
        (AccountFilter(text="outsider", state="closed"), ["Outsider"]),
        (AccountFilter(text="auditor", state="active"), ["Auditor"]),
    ],
)
def test_narrows_the_accounts(cast: Cast, wanted: AccountFilter, names: list[str]) -> None:
    """By name or address, by state, by a standing team of today."""
    cast.outsider.is_active = False
    cast.outsider.save()
    assert [user.full_name for user in accounts_matching(wanted)] == names


def test_lists_every_account_by_name_when_nothing_is_asked(cast: Cast) -> None:
    assert list(accounts_matching(AccountFilter())) == list(User.objects.order_by("full_name", "pk"))


def place(user: User, **more: datetime.date) -> TeamMembership:
    """The person's latest place in a team, on other days."""
    row: TeamMembership = TeamMembership.objects.filter(user=user).latest("pk")
    with change("Test", None):
        for name, value in more.items():
            setattr(row, name, value)
        row.save()
    return row


@pytest.mark.parametrize(
    ("days", "is_held"),
    [
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - ONE}, False),
        ({"starts_on": TODAY + ONE}, False),
    ],
)
def test_finds_by_role_only_who_holds_it_today(cast: Cast, days: dict[str, datetime.date], is_held: bool) -> None:
    place(cast.auditor, **{"starts_on": TODAY - 9 * ONE, **days})
    assert accounts_matching(AccountFilter(role=Role.AUDITOR)).exists() is is_held
    assert (cast.auditor.pk in team_labels([cast.auditor])) is is_held


def test_labels_each_account_with_its_teams(cast: Cast) -> None:
    """In order of the alphabet, each once, and only those asked for."""
    join_team(by=None, to=cast.auditor, partnership=cast.partnership, role=Role.ADMINISTRATOR)
    assert team_labels([cast.auditor, cast.outsider]) == {cast.auditor.pk: "Administrator, Auditor"}


def test_tells_each_place_in_a_team_newest_first(cast: Cast) -> None:
    place(cast.funding_contact, starts_on=DAY, ends_on=TODAY - ONE)
    join_team(by=None, to=cast.funding_contact, partnership=cast.partnership, role=Role.AUDITOR)
    new, old = places_of(cast.funding_contact)
    assert (new.role, new.organisation, new.ends, new.is_current) == ("Auditor", "", "", True)
    assert (old.partnership, old.organisation, old.starts) == ("Testshire CSP", "Testshire Police", "12 May 2026")
    assert (bool(old.ends), old.is_current) == (True, False)
    assert place(cast.funding_contact, ends_on=TODAY).pk == new.pk
    assert places_of(cast.funding_contact)[0].is_current


@pytest.fixture
def bodies(cast: Cast) -> dict[str, Organisation]:
    """Bodies of every kind of life span around the day."""
    spans: dict[str, dict[str, Any]] = {
        "ended": {"ends_on": DAY - ONE},
        "ends today": {"ends_on": DAY, "short_name": "ETD"},
        "begins today": {"starts_on": DAY},
        "begins tomorrow": {"starts_on": DAY + ONE},
        "planned": {"is_planned": True},
    }
    with change("Test", None):
        found = {
            name: Organisation.objects.create(code=f"b{n}", name=name, kind=OrganisationKind.FIRE, **more)
            for n, (name, more) in enumerate(spans.items())
        }
        OrganisationName.objects.create(organisation=found["ended"], name="Brigade of old", until=DAY)
        OrganisationName.objects.create(organisation=found["ended"], name="Brigade of Old Town", until=DAY)
    return found


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (OrganisationFilter(kind="fire"), ["begins today", "begins tomorrow", "ended", "ends today", "planned"]),
        (OrganisationFilter(kind="fire", exists="yes"), ["begins today", "ends today"]),
        (OrganisationFilter(kind="fire", exists="no"), ["begins tomorrow", "ended", "planned"]),
        (OrganisationFilter(text="BRIGADE"), ["ended"]),
        (OrganisationFilter(text="etd"), ["ends today"]),
        (OrganisationFilter(text="today", kind="police"), []),
        (OrganisationFilter(text="shire p"), ["Testshire Police"]),
    ],
)
def test_narrows_the_organisations(
    bodies: dict[str, Organisation], wanted: OrganisationFilter, names: list[str]
) -> None:
    """A body found by two former names is listed once."""
    assert [body.name for body in organisations_matching(wanted, DAY)] == names


def test_reads_the_latest_status_that_has_begun(bodies: dict[str, Organisation]) -> None:
    """One without a first day is the oldest; who was never looked up is missing."""
    with change("Test", None):
        for name, is_listed, starts in (
            ("ended", True, DAY - ONE), ("ended", False, DAY + ONE), ("ended", False, None),
            ("planned", False, DAY), ("planned", True, None),
        ):  # fmt: skip
            SectionNineStatus.objects.create(organisation=bodies[name], is_section_9_body=is_listed, starts_on=starts)
    found = section_9_on(Organisation.objects.all(), DAY)
    assert found == {bodies["ended"].pk: True, bodies["planned"].pk: False}
    assert section_9_on(Organisation.objects.filter(name="planned"), DAY) == {bodies["planned"].pk: False}


def test_tells_who_came_before_and_after(bodies: dict[str, Organisation]) -> None:
    """Oldest first, and a planned successor without a name too."""
    old, new = bodies["ended"], bodies["begins today"]
    with change("Test", None):
        for successor, day in ((None, DAY + ONE), (new, DAY)):
            Succession.objects.create(predecessor=old, successor=successor, effective_on=day, shape="split")
    assert [row.successor for row in after(old)] == [new, None]
    assert ([row.predecessor for row in before(new)], before(old), after(new)) == ([old], [], [])


def test_shows_a_partial_day_as_it_was_given(case: Case) -> None:
    """No day is made up."""
    assert shown(plan_of(recommend(case, 1, "", target_date=PartialDate.parse("2026")).case, DAY)[0].rows)[
        "Target date"
    ] == "2026"  # fmt: skip
