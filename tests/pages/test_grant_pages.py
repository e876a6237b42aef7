"""The pages of the grant say what is stated, call the rest by its right name, and offer only what may be done."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.models.history import change
from funding.actions.grant_years import Neighbour, record_other_case
from funding.actions.ledger import approve_journal
from funding.grant_terms import CaseKind, ProjectState
from funding.models import Journal
from funding.models.grants import BusinessCase, GrantProject, GrantYear, NeighbourProject
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.steps_grant import (
    YEAR,
    a_funder,
    a_grant,
    a_project,
    agreed,
    approved,
    delivered,
    paid,
    settled,
    viewed,
)

KENT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "facts" / "money" / "kent_grant.json").read_text())[
    "year_2017"
]
GRANT = "/funding/testshire/2018-19/grant/"
ACTS = "/funding/testshire/2018-19/do/"


@pytest.fixture
def kent(cast: Cast) -> GrantYear:
    """The six projects of 2017/18 as they were printed."""
    with change("Printed figures", None):
        grant: GrantYear = GrantYear.objects.create(
            partnership=cast.partnership, year=2017, funder=a_funder(), allocation_pence=KENT["allocation"]
        )
        for row in KENT["projects"]:
            GrantProject.objects.create(
                grant=grant, key=row["key"], title=row["title"], amount_pence=row["amount"], state=ProjectState.APPROVED
            )
    return grant


def _page(client: Client, person: object, address: str) -> str:
    client.force_login(person)  # type: ignore[arg-type]  # the cast holds accounts
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


class TestTheYear2017:
    address = "/funding/testshire/2017-18/grant/"

    def test_shows_what_is_stated_and_what_is_not_accounted_for(
        self, client: Client, cast: Cast, kent: GrantYear
    ) -> None:
        page = _page(client, cast.finance_officer, self.address)
        for words in ("£39,661", "£31,538", "79.52%", "Not accounted for", "£8,123", "20.48%"):
            assert words in page

    def test_says_which_project_has_no_amount(self, client: Client, cast: Cast, kent: GrantYear) -> None:
        page = _page(client, cast.auditor, self.address)
        assert "includes 1 project with no stated amount: Integrated Approach to Gangs Training" in page

    def test_calls_nothing_underspend_or_unallocated(self, client: Client, cast: Cast, kent: GrantYear) -> None:
        page = _page(client, cast.auditor, self.address)
        assert "nallocated" not in page
        assert "Not yet allocated" not in page
        end = page[page.index(">Year end<") : page.index(">Rules of the year<")]
        assert "Underspend" in end
        assert '<span class="not-stated">not stated</span>' in end


class TestAYearWithoutAGrant:
    def test_is_offered_to_be_opened(self, client: Client, cast: Cast) -> None:
        page = _page(client, cast.coordinator, GRANT)
        assert "No grant is recorded for this year." in page
        assert "Open a grant year" in page

    def test_is_only_read_by_an_auditor(self, client: Client, cast: Cast) -> None:
        assert "Open a grant year" not in _page(client, cast.auditor, GRANT)

    @pytest.mark.parametrize("part", ["funding_contact", "agency_author", "outsider", "administrator"])
    def test_is_not_there_for_who_sees_no_money(self, client: Client, cast: Cast, part: str) -> None:
        client.force_login(getattr(cast, part))
        assert client.get(GRANT).status_code == 404

    def test_asks_a_stranger_to_sign_in(self, client: Client, cast: Cast) -> None:
        answer = client.get(GRANT)
        assert answer.status_code == 302
        assert "login" in answer.headers["Location"]


class TestTheGrantPage:
    def test_names_projects_business_case_and_what_is_waited_for(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Licence to Kill", 1_000_000)
        viewed(cast, grant)
        page = _page(client, cast.coordinator, GRANT)
        for words in ("Licence to Kill", "Business case 1", "approval by the Chair or a nominee"):
            assert words in page

    def test_shows_the_pot_apart_from_what_is_left(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, pot_pence=1_322_033)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        delivered(cast, grant.projects.get(), ProjectState.PART_DONE, "Staff changed")
        page = _page(client, cast.coordinator, GRANT)
        for words in ("£13,220.33", "Not drawn (no underspend)", "not available. Not finished: Play."):
            assert words in page

    def test_says_what_waits_for_approval_in_the_ledger(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        page = _page(client, cast.auditor, GRANT)
        assert "waiting for approval in the ledger: grant payment £10,000." in page
        approve_journal(journal=Journal.objects.get(), by=cast.finance_officer)
        assert "waiting for approval" not in _page(client, cast.auditor, GRANT)

    def test_flags_printed_parts_that_miss_the_allocation(self, client: Client, cast: Cast) -> None:
        a_grant(cast, upfront_pence=2_644_000, pot_pence=1_322_000)
        assert "£1 less than the allocation: a rounding difference" in _page(client, cast.auditor, GRANT)

    def test_warns_when_underspend_repeats(self, client: Client, cast: Cast) -> None:
        for year in (YEAR.previous, YEAR):
            grant = a_grant(cast, year, allocation_pence=1_000_000)
            a_project(cast, f"Play {year.start}", 1_000_000, year=year)
            paid(cast, grant)
            settled(cast, grant.projects.get(), 900_000)
        page = _page(client, cast.auditor, GRANT)
        assert "Underspend in 2017/18 and 2018/19: the funder applies hold-back" in page

    def test_warns_where_a_monitoring_return_is_missing(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        assert "No year-end return yet: Play." in _page(client, cast.auditor, GRANT)

    def test_warns_of_a_likely_duplicate(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        a_project(cast, "Licence to Kill", 1_000_000)
        neighbour = Neighbour(partnership_name="Otherton CSP", title="Licence to kill")
        record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=neighbour)
        page = _page(client, cast.auditor, GRANT)
        assert "Possible duplicates of other partnerships&#x27; projects: Licence to Kill." in page

    def test_lists_the_projects_of_neighbours_kept_for_this_year_here(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        with change("Test", None):
            far = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
            kept = (("Ours", cast.partnership, YEAR), ("Theirs", far, YEAR), ("Later", cast.partnership, YEAR.next))
            for title, keeper, year in kept:
                facts = {"partnership_name": "Otherton CSP", "title": f"{title} kept"}
                NeighbourProject.objects.create(kept_by=keeper, year=year.start, **facts)
        page = _page(client, cast.auditor, GRANT)
        assert [f"{word} kept" in page for word in ("Ours", "Theirs", "Later")] == [True, False, False]

    def test_warns_when_the_promise_ends_soon(self, client: Client, cast: Cast) -> None:
        soon = timezone.localdate() + datetime.timedelta(days=60)
        a_grant(cast, promised_until=soon)
        assert "The funder has promised this money until" in _page(client, cast.auditor, GRANT)

    def test_says_that_a_confirmed_level_is_last_years(self, client: Client, cast: Cast) -> None:
        a_grant(cast, YEAR.previous)
        a_grant(cast, allocation_pence=None, is_same_as_last_year=True)
        assert "same as 2017/18: £39,661" in _page(client, cast.auditor, GRANT)

    def test_marks_invented_figures(self, client: Client, cast: Cast) -> None:
        a_grant(cast, is_invented=True)
        assert "Invented for demonstration" in _page(client, cast.auditor, GRANT)

    def test_asks_as_many_questions_of_the_database_for_one_project_as_for_twenty(
        self, client: Client, cast: Cast
    ) -> None:
        a_grant(cast)
        client.force_login(cast.auditor)
        asked = []
        for many in (1, 19):
            for number in range(many):
                a_project(cast, f"Project {many} {number}", 1_000)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(GRANT).status_code == 200
            asked.append(len(queries))
        assert asked[0] == asked[1] <= 30


class TestTheProjectPage:
    def _page(self, client: Client, person: object, key: str = "play") -> str:
        return _page(client, person, f"{GRANT}projects/{key}/")

    def test_offers_approval_to_the_chair_only(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        viewed(cast, grant)
        assert "Approve the project" in self._page(client, cast.csp_chair)
        for other in (cast.coordinator, cast.finance_officer, cast.auditor):
            assert "Approve the project" not in self._page(client, other)

    def test_offers_delivery_once_it_is_agreed(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        assert "Record delivery" not in self._page(client, cast.coordinator)
        agreed(cast, grant)
        assert "Record delivery" in self._page(client, cast.coordinator)

    def test_tells_what_was_decided(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        agreed(cast, grant, "Play")
        page = self._page(client, cast.auditor)
        for words in ("Funder&#x27;s decision", "Refused", "Paid for elsewhere", "The Commissioner", "not agreed"):
            assert words in page

    def test_is_not_there_under_another_name(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        client.force_login(cast.auditor)
        assert client.get(f"{GRANT}projects/film/").status_code == 404


class TestTheBusinessCasePage:
    def test_offers_the_next_step_and_no_other(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        page = _page(client, cast.coordinator, f"{GRANT}cases/1/")
        assert "Record the working group&#x27;s view" in page
        approved(cast, grant)
        page = _page(client, cast.coordinator, f"{GRANT}cases/1/")
        assert "Record the business case as sent" in page
        assert "Record the working group&#x27;s view" not in page

    def test_offers_a_release_for_the_pot(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, pot_pence=1_000_000)
        a_project(cast, "Film", 500_000, CaseKind.IN_YEAR)
        agreed(cast, grant)
        page = _page(client, cast.coordinator, f"{GRANT}cases/1/")
        assert "Record a release from the pot" in page
        assert "Record a payment of the grant" not in page


class TestWhoReads:
    readers = frozenset({"coordinator", "csp_chair", "finance_officer", "auditor"})

    @pytest.mark.parametrize("page", ["", "projects/play/", "cases/1/"])
    def test_lets_those_read_who_see_the_money_and_nobody_else(self, client: Client, cast: Cast, page: str) -> None:
        a_grant(cast)
        a_project(cast, "Play", 1)
        for part, person in cast.people().items():
            client.force_login(person)
            wanted = 200 if part in self.readers else 404
            assert client.get(f"{GRANT}{page}").status_code == wanted, part

    def test_finds_no_project_of_another_partnership(self, client: Client, cast: Cast) -> None:
        with change("Another partnership here", None):
            other = Partnership.objects.create(code="farshire", name="Farshire CSP")
            grant = GrantYear.objects.create(partnership=other, year=YEAR.start, funder=a_funder())
            GrantProject.objects.create(grant=grant, key="far", title="Far away")
        client.force_login(cast.coordinator)
        assert client.get(f"{GRANT}projects/far/").status_code == 404
        assert client.get(GRANT.replace("testshire", "farshire")).status_code == 404


class TestTheForms:
    def _post(self, client: Client, cast: Cast, act: str, **answers: str) -> Any:
        client.force_login(cast.coordinator)
        return client.post(f"{ACTS}{act}/?back={GRANT}", answers)

    def test_open_a_year_and_lead_back(self, client: Client, cast: Cast) -> None:
        answer = self._post(
            client, cast, "open_grant_year",
            name="Crime Reduction Grant", funder=str(a_funder().pk), allocation_pence="39,661",
            pot_numerator="1", pot_denominator="3", does_pot_wait="on", is_carry_allowed="no",
        )  # fmt: skip
        grant = GrantYear.objects.get()
        assert (answer.status_code, answer.url) == (302, GRANT)
        assert (grant.allocation_pence, grant.is_carry_allowed, grant.does_pot_wait) == (3_966_100, False, True)

    def test_show_a_refused_pot_beside_the_form(self, client: Client, cast: Cast) -> None:
        answer = self._post(
            client, cast, "open_grant_year",
            name="Crime Reduction Grant", funder=str(a_funder().pk), allocation_pence="39,661",
            pot_numerator="1", pot_denominator="3", pot_pence="13,220.34",
        )  # fmt: skip
        assert answer.status_code in (200, 422)
        assert "at most £13,220.33" in answer.content.decode()

    def test_propose_a_project_with_planned_results(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        self._post(
            client, cast, "propose_project",
            title_of_project="Licence to Kill", is_county_wide="on", asked_pence="10,000", kind="year",
            outputs="students: about 6,000\nschools: 50\nleaflets",
        )  # fmt: skip
        rows = GrantProject.objects.get().outputs.values_list("label", "planned", "is_planned_about")
        assert list(rows) == [("students", 6_000, True), ("schools", 50, False), ("leaflets", None, False)]

    def test_name_the_line_that_cannot_be_read(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        answer = self._post(
            client, cast, "propose_project",
            title_of_project="Play", is_county_wide="on", kind="year", outputs="students: many",
        )  # fmt: skip
        assert answer.status_code == 422
        assert "“students: many” cannot be read" in answer.content.decode()

    def test_ask_for_each_project_what_the_funder_said(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        play, film = a_project(cast, "Play", 1_000), a_project(cast, "Film", 2_000)
        case = approved(cast, grant)
        self._post(
            client, cast, f"submit_case/{case.pk}",
            on_day="1", on_month="3", on_year="2018", were_partners_involved="on", was_checked="on",
        )  # fmt: skip
        answers = {
            "on_day": "20", "on_month": "3", "on_year": "2018", "decided_by": "The Commissioner", "confirmed": "yes",
            f"outcome_{play.pk}": "whole", f"outcome_{film.pk}": "refused", f"reason_{film.pk}": "Paid for elsewhere",
        }  # fmt: skip
        self._post(client, cast, f"record_funder_decision/{case.pk}", **answers)
        assert BusinessCase.objects.get().state == "part_agreed"

    def test_ask_about_duplicates_only_where_there_are_any(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Licence to Kill", 1_000)
        case = approved(cast, grant)
        address = f"{ACTS}submit_case/{case.pk}/"
        assert "no duplicates" not in _page(client, cast.coordinator, address)
        neighbour = Neighbour(partnership_name="Otherton CSP", title="Licence to kill")
        record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=neighbour)
        page = _page(client, cast.coordinator, address)
        assert "no duplicates" in page
        assert "Otherton CSP: the titles are the same" in page

    @pytest.mark.parametrize("act", ["open_grant_year", "propose_project", "ask_extension", "record_other_case"])
    def test_are_closed_to_an_auditor(self, client: Client, cast: Cast, act: str) -> None:
        client.force_login(cast.auditor)
        assert client.get(f"{ACTS}{act}/").status_code == 403

    def test_find_no_row_of_another_year(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, FinancialYear(2019))
        client.force_login(cast.coordinator)
        assert client.get(f"{ACTS}change_grant_year/{grant.pk}/").status_code == 404

    @pytest.mark.parametrize(
        "act", ["change_project", "record_delivery", "record_monitoring", "record_outturn", "approve_project"]
    )
    def test_open_about_a_project(self, client: Client, cast: Cast, act: str) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000)
        paid(cast, grant)
        person = cast.csp_chair if act == "approve_project" else cast.coordinator
        assert "<form" in _page(client, person, f"{ACTS}{act}/{grant.projects.get().pk}/")

    def test_say_what_is_left_before_a_year_is_closed(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=1_000_000)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        settled(cast, grant.projects.get(), 984_400)
        page = _page(client, cast.coordinator, f"{ACTS}close_grant_year/{grant.pk}/")
        assert "Underspend: £156." in page
