"""Who stands on the page of members: roles on this case, standing teams, and roles that have ended?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.memberships import end_role, grant_role
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, CaseMembership
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.seen import Seen, seen
from tests.stages import case_at

pytestmark = pytest.mark.both_databases

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
HERE, TEAMS, ENDED = "Roles on this case", "Standing teams with a part in it", "Roles that have ended"
HEADS = ["Person", "Role", "For", "Since", "Until"]


def members_of(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page as one of the review's people has it."""
    return seen(cast.people()[part], "case_members", case.reference)


def line(person: str, role: Role, body: str = "the partnership", until: str = "no end set") -> list[str]:
    """A row of today."""
    return [person, ROLES[role].label, body, long_date(TODAY), until]


def test_lists_everybody_with_a_role_on_the_case(cast: Cast, case: Case) -> None:
    page = members_of(cast, case)
    assert page.heads == {HERE: HEADS, TEAMS: HEADS}
    assert sorted(page.tables[HERE]) == sorted([
        line("Coordinator", Role.COORDINATOR),
        line("Independent Chair", Role.INDEPENDENT_CHAIR),
        line("Panel Member", Role.PANEL_MEMBER, "Testshire NHS Trust"),
        line("Agency Author", Role.AGENCY_AUTHOR, "Testshire Police"),
        line("Agency Contact", Role.AGENCY_CONTACT, "Testshire Police"),
        line("Second Author", Role.AGENCY_AUTHOR, "Testshire NHS Trust"),
        line("Family Advocate", Role.FAMILY_ADVOCATE),
    ])  # fmt: skip


def test_lists_the_teams_with_a_part_in_the_case(cast: Cast, case: Case) -> None:
    """The finance officer and the administrator have none in it, and stand nowhere."""
    rows = members_of(cast, case).tables[TEAMS]
    assert line("Coordinator", Role.COORDINATOR) in rows
    assert line("Csp Chair", Role.CSP_CHAIR) in rows
    assert not {"Administrator", "Outsider"} & {row[0] for row in rows}


def test_tells_the_last_day_of_a_role_and_moves_it_down_when_it_is_past(cast: Cast, case: Case) -> None:
    """A role that ends today stands above; one that ended yesterday below."""
    grant_role(
        case=case, by=cast.coordinator, to=cast.outsider, role=Role.PANEL_MEMBER, organisation=cast.refuge,
        ends_on=TODAY,
    )  # fmt: skip
    advocate = CaseMembership.objects.get(case=case, user=cast.family_advocate)
    end_role(case=case, by=cast.coordinator, membership=advocate, reason="Another advocate")
    page = members_of(cast, case)
    assert line("Outsider", Role.PANEL_MEMBER, "Testshire Refuge", long_date(TODAY)) in page.tables[HERE]
    assert page.tables[ENDED] == [line("Family Advocate", Role.FAMILY_ADVOCATE, until=long_date(TODAY - ONE))]
    assert "Family Advocate" not in [row[0] for row in page.tables[HERE]]


def test_offers_an_end_of_each_running_role_to_those_who_may(cast: Cast, case: Case) -> None:
    advocate = CaseMembership.objects.get(case=case, user=cast.family_advocate)
    author = CaseMembership.objects.get(case=case, user=cast.agency_author)
    end_role(case=case, by=cast.coordinator, membership=author, reason="Moved")
    links = members_of(cast, case).links
    ends = {label: url for label, url in links.items() if label.startswith("End the role")}
    label = f"End the role of: Family Advocate, {ROLES[Role.FAMILY_ADVOCATE].label}"
    assert ends[label] == reverse("act", args=(case.reference, "end_role", advocate.pk))
    assert len(ends) == CaseMembership.objects.filter(case=case).count() - 1
    assert not [each for each in ends if "Agency Author" in each]


@pytest.mark.parametrize("part", ["csp_chair", "independent_chair"])
def test_offers_no_end_to_those_who_only_read(cast: Cast, case: Case, part: str) -> None:
    page = members_of(cast, case_at(cast, case, Stage.CHAIR_APPOINTED), part)
    assert HERE in page.tables
    assert not [label for label in page.links if label.startswith("End the role")]
    assert "End a role" not in page.headings


def test_says_that_nobody_holds_a_role_on_the_case_alone(cast: Cast, other_case: Case) -> None:
    for membership in CaseMembership.objects.filter(case=other_case):
        end_role(case=other_case, by=cast.coordinator, membership=membership, reason="The team does it")
    page = members_of(cast, other_case)
    assert "Nobody holds a role on this case alone." in page
    assert list(page.tables) == [TEAMS, ENDED]
    assert "End a role" not in page.headings
