"""Which ways into a copy are open today, who could be let in, and by which names does a section speak of a body?"""

import datetime
from collections.abc import Mapping

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import grant_role
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import (
    Case,
    CaseMembership,
    DraftReading,
    Hold,
    Organisation,
    OrganisationName,
    ReadingAccess,
    ReportSection,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.reading_access import (
    READER_ROLES,
    ROOM_OPEN,
    SPEAKS_FOR_AGENCY,
    eligible,
    fits,
    names_of,
    open_ways,
    readers_of,
    says_any,
    way_in,
    ways_in,
    written_sections,
)
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from tests.actions.test_guards import put, save
from tests.conftest import Cast
from tests.reading_copies import access_of, give_copies, write_on, write_sections
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
Copies = Mapping[str, DraftReading]


@pytest.fixture
def copies(case: Case, cast: Cast) -> Copies:
    """An agency's copy and the family's, each with its reader let in."""
    return give_copies(cast, case, [cast.second_author, cast.family_advocate])


def is_in(user: User, copy: DraftReading) -> bool:
    """Whether the person may read the copy now; asked of one copy and of all, which say the same."""
    found = way_in(user, copy.pk)
    assert (found in ways_in(user)) is (found is not None)
    return found is not None


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (1, True)])
def test_is_open_to_the_end_of_its_last_day(copies: Copies, cast: Cast, days: int, is_open: bool) -> None:
    way = access_of(copies["health"], cast.second_author)
    way.ends_on = TODAY + days * DAY
    save(way)
    assert is_in(cast.second_author, copies["health"]) is is_open
    assert is_in(cast.family_advocate, copies["sister"])


def test_lasts_as_long_as_the_role_for_that_body(case: Case, copies: Copies, cast: Cast) -> None:
    """A role that begins tomorrow, has ended, is for another body or on another case opens nothing."""
    member = CaseMembership.objects.get(case=case, user=cast.second_author)
    spans = [(TODAY, TODAY, True), (TODAY + DAY, None, False), (TODAY - 2 * DAY, TODAY - DAY, False)]
    for starts, ends, is_open in spans:
        member.starts_on, member.ends_on = starts, ends
        save(member)
        assert is_in(cast.second_author, copies["health"]) is is_open
    for role in SPEAKS_FOR_AGENCY:
        row = put(
            CaseMembership, case=case, user=cast.second_author, role=role, organisation=cast.health, starts_on=TODAY
        )
        assert is_in(cast.second_author, copies["health"])
        row.organisation = cast.police
        save(row)
        assert not is_in(cast.second_author, copies["health"])
    for role in set(Role) - set(SPEAKS_FOR_AGENCY):
        put(CaseMembership, case=case, user=cast.second_author, role=role, organisation=cast.health, starts_on=TODAY)
    assert not is_in(cast.second_author, copies["health"])


def test_opens_the_familys_copy_to_an_advocate_of_this_case_alone(
    case: Case, other_case: Case, copies: Copies, cast: Cast
) -> None:
    member = CaseMembership.objects.get(case=case, user=cast.family_advocate)
    member.ends_on = TODAY - DAY
    save(member)
    grant_role(case=other_case, by=cast.coordinator, to=cast.family_advocate, role=Role.FAMILY_ADVOCATE)
    for role in SPEAKS_FOR_AGENCY:
        grant_role(
            case=case, by=cast.coordinator, to=cast.family_advocate, role=role, organisation=cast.health,
        )  # fmt: skip
    assert not is_in(cast.family_advocate, copies["sister"])
    grant_role(case=case, by=cast.coordinator, to=cast.family_advocate, role=Role.FAMILY_ADVOCATE)
    assert is_in(cast.family_advocate, copies["sister"])


def test_is_closed_with_the_account_and_once_it_was_shut(copies: Copies, cast: Cast) -> None:
    """An account that is switched off has no way in, whatever its rows say."""
    way = access_of(copies["health"], cast.second_author)
    cast.second_author.is_active = False
    assert (way_in(cast.second_author, copies["health"].pk), ways_in(cast.second_author)) == (None, [])
    assert list(open_ways(cast.second_author)) == [way]
    cast.second_author.is_active = True
    way.revoked_at = timezone.now()
    save(way)
    assert not is_in(cast.second_author, copies["health"])
    assert not open_ways(cast.second_author).exists()


def test_is_open_while_the_draft_is_read_and_at_no_other_stage(case: Case, copies: Copies, cast: Cast) -> None:
    """From the reading to the sign-off; while an ending is proposed, as at the stage before it."""
    assert [stage for stage in STAGES if stage in ROOM_OPEN] == [
        Stage.FAMILY_REVIEW, Stage.PANEL_APPROVED, Stage.CSP_SIGNED_OFF,
    ]  # fmt: skip
    for stage in (Stage.DRAFTING, *ROOM_OPEN, Stage.ABBREVIATED, Stage.TERMINATED, Stage.SUBMITTED, Stage.CLOSED):
        stand_at(case, stage)
        assert is_in(cast.second_author, copies["health"]) is (stage in ROOM_OPEN), stage
    for before in (Stage.DRAFTING, Stage.FAMILY_REVIEW):
        case.resumes_at = before
        stand_at(case, Stage.END_PROPOSED)
        assert is_in(cast.second_author, copies["health"]) is (before in ROOM_OPEN), before


def test_stops_the_family_alone_while_a_hold_stops_its_reading(
    case: Case, other_case: Case, copies: Copies, cast: Cast
) -> None:
    """Not a hold of another case, of other work, or one at an end."""
    reading = {"reason": HoldReason.POLICE_REQUEST, "scope": [HoldScope.FAMILY_READING.value], "starts_on": TODAY}
    put(Hold, case=other_case, **reading)
    put(Hold, case=case, **reading, ends_on=TODAY)
    put(Hold, case=case, **{**reading, "scope": [HoldScope.DRAFTING.value]})
    assert is_in(cast.family_advocate, copies["sister"])
    put(Hold, case=case, **reading)
    assert not is_in(cast.family_advocate, copies["sister"])
    assert is_in(cast.second_author, copies["health"])


def test_lists_the_ways_in_of_several_cases_oldest_first(
    case: Case, other_case: Case, copies: Copies, cast: Cast
) -> None:
    stand_at(other_case, Stage.FAMILY_REVIEW)
    grant_role(
        case=other_case, by=cast.coordinator, to=cast.second_author, role=Role.AGENCY_CONTACT, organisation=cast.health
    )
    second = put(DraftReading, case=other_case, copy_number=1, organisation=cast.health, given_on=TODAY, due_on=TODAY)
    later = put(ReadingAccess, reading=second, reader=cast.second_author, ends_on=TODAY)
    assert ways_in(cast.second_author) == [access_of(copies["health"], cast.second_author), later]
    assert ways_in(cast.outsider) == []


# who could be let in


def test_could_let_in_the_familys_advocates_and_each_agencys_people(case: Case, copies: Copies, cast: Cast) -> None:
    """Whoever holds a role for an agency that got no copy fits none; nobody else is even asked about."""
    people = {row.user for row in eligible(case)}
    assert people == {
        cast.family_advocate, cast.panel_member, cast.agency_author, cast.agency_contact, cast.second_author,
    }  # fmt: skip
    assert set(readers_of(copies["health"])) == {cast.panel_member, cast.second_author}
    assert readers_of(copies["sister"]) == [cast.family_advocate]
    assert {row.role for row in eligible(case)} <= READER_ROLES
    assert readers_of(copies["health"], ()) == []


def test_could_let_nobody_in_whose_role_or_account_is_over(case: Case, copies: Copies, cast: Cast) -> None:
    member = CaseMembership.objects.get(case=case, user=cast.panel_member)
    member.ends_on = TODAY - DAY
    save(member)
    cast.second_author.is_active = False
    save(cast.second_author)
    assert readers_of(copies["health"]) == []
    put(CaseMembership, case=case, user=cast.outsider, role=Role.PANEL_MEMBER, starts_on=TODAY)
    assert cast.outsider not in {row.user for row in eligible(case)}


def test_names_a_person_once_who_speaks_for_a_body_twice(case: Case, copies: Copies, cast: Cast) -> None:
    for role in (Role.AGENCY_CONTACT, Role.PANEL_MEMBER):
        grant_role(case=case, by=cast.coordinator, to=cast.second_author, role=role, organisation=cast.health)
    assert readers_of(copies["health"]).count(cast.second_author) == 1


@pytest.mark.parametrize("role", Role)
def test_fits_a_copy_by_role_and_body(role: Role) -> None:
    """Asked of made-up rows."""
    health, police = Organisation(pk=1), Organisation(pk=2)
    agencys, familys = DraftReading(organisation=health), DraftReading()
    for body in (health, police, None):
        member = CaseMembership(role=role, organisation=body)
        assert fits(member, agencys) is (role in SPEAKS_FOR_AGENCY and body is health)
        assert fits(member, familys) is (role is Role.FAMILY_ADVOCATE)


# sections and names


def test_gives_out_what_is_written_in_the_order_of_the_papers(case: Case, other_case: Case, cast: Cast) -> None:
    """In its newest version; a section emptied again, begun only, or of another case is left out."""
    stand_at(case, Stage.DRAFTING)
    first, second, third = write_sections(cast, case)
    write_sections(cast, other_case)
    with change("Test sections", None):
        summary = ReportSection.objects.create(
            case=case, kind=PaperKind.EXECUTIVE_SUMMARY, code="summary", position=0, heading="Summary"
        )
        ReportSection.objects.create(
            case=case, kind=PaperKind.OVERVIEW_REPORT, code="glossary", heading="Glossary", position=9
        )
        write_on(cast, summary, "In short")
        write_on(cast, second, " \n")
        newest = write_on(cast, third, "Words anew")
    found = written_sections(case)
    assert [section for section, _ in found] == [first, third, summary]
    assert [version.text for _, version in found][1:] == [newest.text, "In short"]


def test_knows_a_body_by_every_name_it_had(cast: Cast) -> None:
    cast.health.short_name = "TNT"
    save(cast.health)
    for name in ("Old Hospital", "TNT", " "):
        put(OrganisationName, organisation=cast.health, name=name, until=TODAY)
    put(OrganisationName, organisation=cast.police, name="Old Force", until=TODAY)
    assert names_of(cast.health) == ("Testshire NHS Trust", "TNT", "Old Hospital")


@pytest.mark.parametrize(
    ("text", "names", "is_said"),
    [
        ("The Testshire NHS Trust saw her.", ("Testshire NHS Trust",), True),
        ("the testshire nhs trust saw her", ("Testshire NHS Trust",), True),
        ("Testshire\nNHS   Trust", ("Testshire NHS Trust",), True),
        ("Testshire NHS Trusts", ("Testshire NHS Trust",), False),
        ("ATestshire NHS Trust", ("Testshire NHS Trust",), False),
        ("(Testshire NHS Trust)", ("Testshire NHS Trust",), True),
        ("The GP rang.", ("GP",), True),
        ("The gp rang.", ("GP",), False),
        ("The GPs rang.", ("GP",), False),
        ("MARAC met.", ("marac",), True),
        ("IDVA met.", ("idva",), False),
        ("Help (a charity) came.", ("Help (a charity)",), True),
        ("Nothing of it.", ("", "  "), False),
        ("Nothing of it.", (), False),
        ("", ("Police",), False),
        ("Somebody of the Police", ("Health", "Police"), True),
    ],
)
def test_finds_a_body_by_a_name_that_is_a_word_of_its_own(text: str, names: tuple[str, ...], is_said: bool) -> None:
    """A short name is an abbreviation, found as it is written; a longer one whatever its capitals."""
    assert says_any(text, names) is is_said
