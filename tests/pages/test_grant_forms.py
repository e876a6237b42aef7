"""What may be typed into the forms of the grant, and what do they answer to what cannot be read?"""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from dhr_cases.models.history import change
from funding.actions.grant_projects import Planned
from funding.forms.grant_fields import CountsField, LinesField, typed_counts
from funding.grant_terms import MOST_COUNTED, ProjectState, ReturnKind
from funding.models.grants import GrantExtension, GrantProject, GrantYear, NeighbourProject
from tests.conftest import Cast
from tests.steps_grant import ENDED_ON, YEAR, a_grant, a_project, agreed, delivered, paid, settled, viewed

GRANT = "/funding/testshire/2018-19/grant/"
ACTS = "/funding/testshire/2018-19/do/"
CHANGED = {"title_of_project": "Play", "is_county_wide": "on", "reason": "Told"}


def _day(name: str, on: datetime.date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def _post(client: Client, person: object, act: str, answers: dict[str, Any]) -> Any:
    client.force_login(person)  # type: ignore[arg-type]  # the cast holds accounts
    return client.post(f"{ACTS}{act}/?back={GRANT}", answers)


class TestCounts:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("students: about 6,000", Planned(label="students", count=6_000, is_about=True)),
            ("students:6000", Planned(label="students", count=6_000)),
            ("  schools :  50 ", Planned(label="schools", count=50)),
            ("leaflets", Planned(label="leaflets")),
            ("people reached: About 12", Planned(label="people reached", count=12, is_about=True)),
            ("none: 0", Planned(label="none", count=0)),
        ],
    )
    def test_are_read_from_a_line(self, typed: str, read: Planned) -> None:
        assert CountsField(required=False).clean(typed) == (read,)

    @pytest.mark.parametrize("typed", ["students: many", "students: 6.5", "students: -1", ": 5", "a: b: 3"])
    def test_are_refused_where_they_cannot_be_read(self, typed: str) -> None:
        with pytest.raises(ValidationError, match="cannot be read"):
            CountsField(required=False).clean(typed)

    def test_are_no_more_than_can_be_kept(self) -> None:
        assert CountsField().clean("all: 1,000,000,000")[0].count == MOST_COUNTED
        with pytest.raises(ValidationError, match="“all: 1,000,000,001” is more than 1,000,000,000"):
            CountsField().clean("all: 1,000,000,001")

    def test_skip_empty_lines(self) -> None:
        rows = CountsField(required=False).clean("a: 1\n\n  \nb: 2")
        assert [row.label for row in rows] == ["a", "b"]

    def test_are_shown_as_they_would_be_typed(self) -> None:
        shown = typed_counts([("students", 6_000, True), ("schools", 50, False), ("leaflets", None, False)])
        assert shown == "students: about 6,000\nschools: 50\nleaflets"
        assert [row.count for row in CountsField().clean(shown)] == [6_000, 50, None]


def test_keeps_one_name_a_line() -> None:
    assert LinesField(required=False).clean(" Ashford \n\nDover\n") == "Ashford\nDover"


class TestTheYear:
    def test_offers_last_years_rules_but_not_its_figures(self, client: Client, cast: Cast) -> None:
        a_grant(cast, YEAR.previous, approver="The chair", allocation_pence=123_400)
        client.force_login(cast.coordinator)
        page = client.get(f"{ACTS}open_grant_year/").content.decode()
        assert 'value="The chair"' in page
        assert "1,234.00" not in page

    def test_shows_what_is_recorded_when_it_is_changed(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        client.force_login(cast.coordinator)
        page = client.get(f"{ACTS}change_grant_year/{grant.pk}/").content.decode()
        assert 'value="39,661.00"' in page

    def test_keeps_what_was_not_touched(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, is_invented=True)
        answers = {"name": "Safer Streets", "funder": str(grant.funder_id), "reason": "The name changed"}
        answer = _post(client, cast.coordinator, f"change_grant_year/{grant.pk}", answers)
        grant.refresh_from_db()
        assert answer.status_code == 302
        assert (grant.name, grant.is_invented, grant.allocation_pence) == ("Safer Streets", True, None)

    def test_takes_a_request_for_time_and_its_answer(self, client: Client, cast: Cast) -> None:
        a_grant(cast, closes_on=datetime.date(2018, 3, 15))
        asked = {"asked_by": "The team", "reason": "Partners", **_day("asked_on", datetime.date(2018, 3, 1))}
        _post(client, cast.coordinator, "ask_extension", asked)
        extension = GrantExtension.objects.get()
        granted = {
            "answer": "granted",
            **_day("until", datetime.date(2018, 3, 29)),
            **_day("answered_on", datetime.date(2018, 3, 9)),
        }
        _post(client, cast.coordinator, f"answer_extension/{extension.pk}", granted)
        extension.refresh_from_db()
        assert (extension.answer, extension.until) == ("granted", datetime.date(2018, 3, 29))

    def test_takes_another_partnerships_project(self, client: Client, cast: Cast) -> None:
        answers = {"partnership_name": "Otherton CSP", "title_of_project": "Play", "areas": "Otherton\n"}
        _post(client, cast.coordinator, "record_other_case", answers)
        row = NeighbourProject.objects.get()
        assert (row.kept_by, row.areas, row.amount_pence) == (cast.partnership, "Otherton", None)

    def test_asks_once_more_before_a_year_is_closed(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=1_000)
        a_project(cast, "Play", 1_000)
        paid(cast, grant)
        settled(cast, grant.projects.get(), 900)
        answers = {
            "returned": "1.00", "decided_by": "The chair", "reason": "Left over",
            **_day("on", datetime.date(2019, 5, 1)),
        }  # fmt: skip
        answer = _post(client, cast.coordinator, f"close_grant_year/{grant.pk}", answers)
        assert "Check your answers" in answer.content.decode()
        assert GrantYear.objects.get().closed_on is None
        _post(client, cast.coordinator, f"close_grant_year/{grant.pk}", {**answers, "confirmed": "yes"})
        assert GrantYear.objects.get().closed_on == datetime.date(2019, 5, 1)


class TestAProject:
    def test_takes_its_lists_and_areas(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        answers = {
            "title_of_project": "Play", "kind": "year", "areas": "Ashford\nDover", "lead": str(cast.police.pk),
            "agreement_priorities": "Road safety\nYoung people", "plan_priorities": "Vision zero",
        }  # fmt: skip
        _post(client, cast.coordinator, "propose_project", answers)
        project = GrantProject.objects.get()
        assert (project.is_county_wide, project.areas, project.lead) == (False, "Ashford\nDover", cast.police)
        assert project.agreement_priorities == "Road safety\nYoung people"

    def test_shows_what_is_recorded_when_it_is_changed(self, client: Client, cast: Cast) -> None:
        a_grant(cast)
        project = a_project(cast, "Play", 1_000_000)
        client.force_login(cast.coordinator)
        page = client.get(f"{ACTS}change_project/{project.pk}/").content.decode()
        assert 'value="Play"' in page
        assert 'value="10,000.00"' in page

    def test_keeps_an_amount_above_the_rest_out_without_a_reason(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=100_000)
        project = a_project(cast, "Play", None)
        agreed(cast, grant)
        answers = {"title_of_project": "Play", "is_county_wide": "on", "amount_pence": "1,000.01", "reason": "Told"}
        answer = _post(client, cast.coordinator, f"change_project/{project.pk}", answers)
        assert "£1,000.01 is more than the £1,000" in answer.content.decode()
        with_reason = {**answers, "override_reason": "A penny from the council"}
        assert _post(client, cast.coordinator, f"change_project/{project.pk}", with_reason).status_code == 302

    def test_is_approved_after_a_second_look(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        viewed(cast, grant)
        assert _post(client, cast.csp_chair, f"approve_project/{project.pk}", {}).status_code == 200
        assert not project.decisions.filter(kind="chair").exists()
        _post(client, cast.csp_chair, f"approve_project/{project.pk}", {"confirmed": "yes"})
        assert project.decisions.filter(kind="chair").exists()

    def test_tells_a_finance_officer_who_approves(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        viewed(cast, grant)
        answer = _post(client, cast.finance_officer, f"approve_project/{project.pk}", {"confirmed": "yes"})
        assert "by a nominee the chair has recorded" in answer.content.decode()
        assert not project.decisions.filter(kind="chair").exists()

    def test_takes_delivery_with_an_event(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        answers = {
            "state": "part_done", "delay_reason": "Staff changed", "event": "Sessions", "capacity": "400",
            "is_capacity_about": "on", **_day("on", datetime.date(2019, 1, 1)),
        }  # fmt: skip
        _post(client, cast.coordinator, f"record_delivery/{project.pk}", answers)
        project.refresh_from_db()
        assert project.at is ProjectState.PART_DONE
        assert project.attendances.get().capacity == 400

    @pytest.mark.parametrize("figure", ["capacity", "booked", "attended"])
    def test_takes_no_more_people_than_can_be_kept(self, client: Client, cast: Cast, figure: str) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        answers = {"state": "done", "event": "Sessions", figure: "1000000001", **_day("on", ENDED_ON)}
        answer = _post(client, cast.coordinator, f"record_delivery/{project.pk}", answers)
        assert "Enter 1,000,000,000 or less for" in answer.content.decode()
        assert not project.attendances.exists()

    @pytest.mark.parametrize(
        ("act", "box", "answers"),
        [
            ("change_project", "outputs", {**CHANGED, "asked_pence": "10.00", "amount_pence": "10.00"}),
            ("record_delivery", "achieved", {"state": "done", **_day("on", ENDED_ON)}),
        ],
    )
    def test_says_that_a_result_on_record_keeps_its_line(
        self, client: Client, cast: Cast, act: str, box: str, answers: dict[str, str]
    ) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        with change("Test", None):
            for label in ("sessions", "students"):
                project.outputs.create(label=label, planned=4, actual=4)
        refused = _post(client, cast.coordinator, f"{act}/{project.pk}", {**answers, box: "students: 5"})
        assert "Keep the line of sessions. Leave out its number" in refused.content.decode()
        taken = _post(client, cast.coordinator, f"{act}/{project.pk}", {**answers, box: "sessions\nstudents: 5"})
        assert taken.status_code == 302
        column = {"outputs": "planned", "achieved": "actual"}[box]
        assert dict(project.outputs.values_list("label", column)) == {"sessions": None, "students": 5}

    def test_asks_of_which_event_the_figures_are(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        answers = {"state": "done", "attended": "5", **_day("on", datetime.date(2019, 1, 1))}
        answer = _post(client, cast.coordinator, f"record_delivery/{project.pk}", answers)
        assert "Enter the event these figures are of" in answer.content.decode()

    def test_takes_a_monitoring_return(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        answers = {
            "kind": "mid_year", "progress": "Half done", "is_on_track": "unknown", "spent_pence": "4.50",
            **_day("on", datetime.date(2018, 10, 1)),
        }  # fmt: skip
        _post(client, cast.coordinator, f"record_monitoring/{project.pk}", answers)
        found = project.returns.get()
        assert (found.kind, found.spent_pence, found.is_on_track) == (ReturnKind.MID_YEAR, 450, None)

    def test_asks_for_a_reason_only_when_an_outturn_is_corrected(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        client.force_login(cast.coordinator)
        address = f"{ACTS}record_outturn/{project.pk}/"
        assert "Reason for the correction" not in client.get(address).content.decode()
        settled(cast, grant.projects.get(), 900)
        assert "Reason for the correction" in client.get(address).content.decode()

    def test_takes_an_outturn_and_its_correction(self, client: Client, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        paid(cast, grant)
        delivered(cast, grant.projects.get())
        address, day = f"record_outturn/{project.pk}", _day("on", ENDED_ON)
        _post(client, cast.coordinator, address, {"spent_pence": "9.00", **day})
        assert GrantProject.objects.get().outturn_pence == 900
        again = _post(client, cast.coordinator, address, {"spent_pence": "8.00", **day})
        assert again.status_code == 422
        _post(client, cast.coordinator, address, {"spent_pence": "8.00", "reason": "A refund", **day})
        assert GrantProject.objects.get().outturn_pence == 800
