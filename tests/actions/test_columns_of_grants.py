"""Which columns does each act on the grant write, and what does its record say?"""

import datetime
from typing import Any, NamedTuple

import pytest
from django.utils import timezone

from dhr_cases.models import User
from funding.actions.grant_cases import FunderWord, record_funder_decision, record_payment, submit_case
from funding.actions.grant_delivery import (
    Achieved,
    Delivery,
    Monitoring,
    Turnout,
    record_delivery,
    record_monitoring,
    record_outturn,
)
from funding.actions.grant_projects import (
    Outline,
    Planned,
    approve_project,
    change_project,
    give_view,
    propose_project,
    refuse_project,
)
from funding.actions.grant_years import (
    Ending,
    GrantRules,
    Neighbour,
    answer_extension,
    ask_extension,
    change_grant_year,
    close_grant_year,
    open_grant_year,
    record_other_case,
)
from funding.actions.ledger import approve_journal
from funding.grant_terms import Disposition, ExtensionAnswer, Outcome, ProjectState, ReturnKind
from funding.models.grants import (
    BusinessCase,
    GrantAttendance,
    GrantDecision,
    GrantEnding,
    GrantOutput,
    GrantProject,
    GrantYear,
)
from funding.money import Qualifier
from funding.verbs import FundingVerb as V
from tests.conftest import Cast
from tests.money_columns import columns, last_event
from tests.steps_grant import DECIDED_ON, ENDED_ON, PAID_ON, SENT_ON, VIEWED_ON, YEAR, a_funder, a_grant

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ONE_DAY = datetime.timedelta(days=1)
ASKED = 100_000
COORDINATOR, CHAIR = "Coordinator", "Partnership chair"


def recorded(verb: V, row: Any, by: User, role: str, **more: Any) -> dict[str, Any]:
    """The record of an act about a row of 2018/19, of today, with no reason and no particulars unless named."""
    about = (row._meta.model_name, row.pk)
    return {"kind": verb, "year": YEAR.start, "about": about, "by": by, "role": role, "on": TODAY, "reason": "",
            "detail": {}, **more}  # fmt: skip


def test_opens_and_changes_a_year_with_all_its_rules(cast: Cast) -> None:
    rules: dict[str, Any] = {
        "name": "Safer Streets", "funder": a_funder(), "allocation_pence": 900, "allocation_qualifier": Qualifier.ABOUT,
        "is_same_as_last_year": True, "rounds": 2, "payments": 3, "pot_numerator": 1, "pot_denominator": 3,
        "upfront_pence": 600, "pot_pence": 300, "does_pot_wait": False, "opens_on": SENT_ON, "closes_on": SENT_ON,
        "approver": "The chair", "is_carry_allowed": True, "promised_until": TODAY, "note": "Late", "source": "Letter",
    }  # fmt: skip
    grant = open_grant_year(
        partnership=cast.partnership, year=YEAR, by=cast.coordinator, rules=GrantRules(**rules), reason="Minute 1"
    )
    found = columns(grant)
    assert found == {"year": YEAR.start, **{name: value for name, value in rules.items() if name != "does_pot_wait"}}
    assert GrantYear.objects.get().does_pot_wait is False
    assert last_event() == recorded(V.OPEN_GRANT_YEAR, grant, cast.coordinator, COORDINATOR, reason="Minute 1")
    plain = GrantRules(funder=a_funder())
    change_grant_year(grant=grant, by=cast.finance_officer, rules=plain, reason="All was wrong")
    assert columns(grant) == {"year": YEAR.start, "funder": a_funder()}
    assert GrantYear.objects.get().does_pot_wait is True
    assert last_event() == recorded(
        V.CHANGE_GRANT_YEAR, grant, cast.finance_officer, "Finance officer", reason="All was wrong"
    )


def test_keeps_a_later_deadline_asked_for_and_its_answer(cast: Cast) -> None:
    grant = a_grant(cast, closes_on=SENT_ON)
    asked = ask_extension(
        partnership=cast.partnership, year=YEAR, by=cast.coordinator, asked_on=VIEWED_ON, asked_by="The team",
        asked_of="The office", reason="Due diligence",
    )  # fmt: skip
    said = {"grant": grant, "asked_on": VIEWED_ON, "asked_by": "The team", "asked_of": "The office",
            "reason": "Due diligence"}  # fmt: skip
    assert columns(asked) == said
    assert last_event() == recorded(
        V.ASK_EXTENSION, asked, cast.coordinator, COORDINATOR, on=VIEWED_ON, reason="Due diligence"
    )
    until = SENT_ON + ONE_DAY
    for answer, kept in ((ExtensionAnswer.CONSIDERED, None), (ExtensionAnswer.GRANTED, until)):
        answer_extension(
            extension=asked, by=cast.coordinator, answer=answer, answered_on=SENT_ON, answered_by="An officer",
            until=until,
        )  # fmt: skip
        told = {**said, "answer": answer, "answered_on": SENT_ON, "answered_by": "An officer"}
        assert columns(asked) == (told | {"until": kept} if kept else told), "a day counts only where it was granted"
        assert last_event() == recorded(
            V.ANSWER_EXTENSION, asked, cast.coordinator, COORDINATOR, on=SENT_ON, detail={"answer": answer}
        )


def test_notes_a_project_of_another_partnership(cast: Cast) -> None:
    told: dict[str, Any] = {
        "partnership_name": "Otherton CSP", "title": "Play", "supplier": "Stage", "areas": "Otherton\nNewton",
        "amount_pence": 5, "source": "E-mail",
    }  # fmt: skip
    row = record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=Neighbour(**told))
    assert columns(row) == {"kept_by": cast.partnership, "year": YEAR.start, **told}
    assert last_event() == recorded(V.RECORD_OTHER_CASE, row, cast.coordinator, COORDINATOR)


OUTLINE: dict[str, Any] = {
    "title": "Play in schools", "purpose": "To be seen", "supplier": "Stage", "is_county_wide": False,
    "areas": "Ashford\nDover", "agreement_priorities": "Abuse", "plan_priorities": "Victims", "asked_pence": ASKED,
}  # fmt: skip


def proposed(cast: Cast, **more: Any) -> GrantProject:
    """A project of the coordinator."""
    outline = Outline(**{**OUTLINE, **more})
    return propose_project(partnership=cast.partnership, year=YEAR, by=cast.coordinator, outline=outline)


def test_proposes_and_changes_a_project(cast: Cast) -> None:
    grant = a_grant(cast)
    pupils = Planned(label="pupils", count=6_000, is_about=True)
    project = proposed(cast, lead=cast.police, outputs=[pupils, Planned(label="schools")])
    case = BusinessCase.objects.get()
    kept = {name: value for name, value in OUTLINE.items() if name != "is_county_wide"}
    stands = {"grant": grant, "business_case": case, "key": "play-in-schools", "lead": cast.police, **kept}
    assert columns(project) == stands
    assert GrantProject.objects.get().is_county_wide is False
    assert columns(case) == {"grant": grant, "number": 1}
    first, second = GrantOutput.objects.order_by("pk")
    assert columns(first) == {"project": project, "label": "pupils", "planned": 6_000, "is_planned_about": True}
    assert columns(second) == {"project": project, "label": "schools"}
    assert last_event() == recorded(V.PROPOSE_PROJECT, project, cast.coordinator, COORDINATOR, detail={"kind": "year"})
    change_project(
        project=project, by=cast.coordinator, reason="Shorter",
        outline=Outline(title="Play", areas="Dover", asked_pence=1, outputs=[Planned(label="pupils", count=5)]),
    )  # fmt: skip
    assert columns(project) == {
        "grant": grant, "business_case": case, "key": "play-in-schools", "title": "Play", "asked_pence": 1,
    }  # fmt: skip
    assert columns(first) == {"project": project, "label": "pupils", "planned": 5}
    assert columns(second) == {"project": project, "label": "schools"}, "what is on record stays"
    assert last_event() == recorded(V.CHANGE_PROJECT, project, cast.coordinator, COORDINATOR, reason="Shorter")


def decision(kind: str, project: GrantProject) -> dict[str, Any]:
    """What somebody said of a project, without the project."""
    found = columns(GrantDecision.objects.get(kind=kind, project=project))
    return {name: value for name, value in found.items() if name not in ("project", "decided_at", "recorded_at")}


class Three(NamedTuple):
    """A business case with its grant and its three projects."""

    grant: GrantYear
    case: BusinessCase
    play: GrantProject
    film: GrantProject
    leaflet: GrantProject


@pytest.fixture
def three(cast: Cast) -> Three:
    """Three projects in one case, of which the working group supports the first two."""
    grant = a_grant(cast)
    play, film, leaflet = (
        proposed(cast),
        proposed(cast, title="Film", asked_pence=None),
        proposed(cast, title="Leaflet"),
    )
    case = BusinessCase.objects.get()
    give_view(business_case=case, by=cast.coordinator, on=VIEWED_ON, supported=[play, film], view="Two of three")
    return Three(grant, case, play, film, leaflet)


def send(cast: Cast, three: Three) -> dict[str, Any]:
    """The chair approves two of the three and the case goes to the funder: its columns but for its state."""
    approve_project(project=three.play, by=cast.csp_chair, reason="Good")
    approve_project(project=three.film, by=cast.csp_chair)
    refuse_project(project=three.leaflet, by=cast.csp_chair, reason="Not now")
    submit_case(
        business_case=three.case, by=cast.coordinator, on=SENT_ON, were_partners_involved=True, was_checked=True
    )
    return {"grant": three.grant, "number": 1, "were_partners_involved": True, "was_checked": True, "sent_on": SENT_ON}


def hear_the_funder(cast: Cast, three: Three) -> None:
    """The funder agrees to the first project but for a penny, and to the second as a whole."""
    three.play.refresh_from_db()
    three.film.refresh_from_db()
    words = [
        FunderWord(project=three.play, outcome=Outcome.PART, amount_pence=ASKED - 1, reason="A penny less"),
        FunderWord(project=three.film, outcome=Outcome.WHOLE),
    ]
    record_funder_decision(
        business_case=three.case, by=cast.coordinator, on=DECIDED_ON, decided_by="The Commissioner", words=words
    )


def test_keeps_the_view_of_the_group_and_the_word_of_the_chair(cast: Cast, three: Three) -> None:
    _, case, play, film, leaflet = three
    by = {"by": cast.coordinator, "on": VIEWED_ON, "decided_by": "The working group", "reason": "Two of three"}
    assert decision("working_group", play) == {"kind": "working_group", "outcome": "whole", **by}
    assert decision("working_group", leaflet) == {"kind": "working_group", "outcome": "refused", **by}
    assert last_event() == recorded(
        V.GIVE_VIEW, case, cast.coordinator, COORDINATOR, on=VIEWED_ON, detail={"supported": 2}
    )
    approve_project(project=play, by=cast.csp_chair, reason="Good")
    said = {"by": cast.csp_chair, "on": TODAY, "decided_by": CHAIR}
    assert decision("chair", play) == {"kind": "chair", "outcome": "whole", "reason": "Good", **said}
    assert last_event() == recorded(
        V.APPROVE_PROJECT, play, cast.csp_chair, CHAIR, reason="Good", detail={"case": case.pk}
    )
    approve_project(project=film, by=cast.csp_chair)
    refuse_project(project=leaflet, by=cast.csp_chair, reason="Not now")
    assert decision("chair", leaflet) == {"kind": "chair", "outcome": "refused", "reason": "Not now", **said}
    assert last_event() == recorded(
        V.REFUSE_PROJECT, leaflet, cast.csp_chair, CHAIR, reason="Not now", detail={"case": case.pk}
    )


def test_takes_a_case_to_the_funder_and_keeps_the_answer(cast: Cast, three: Three) -> None:
    _, case, play, film, leaflet = three
    went = send(cast, three)
    assert columns(case) == {**went, "state": "sent"}
    assert last_event() == recorded(V.SUBMIT_CASE, case, cast.coordinator, COORDINATOR, on=SENT_ON)
    hear_the_funder(cast, three)
    assert columns(case) == {**went, "state": "part_agreed", "decided_on": DECIDED_ON}
    told = {"by": cast.coordinator, "on": DECIDED_ON, "decided_by": "The Commissioner"}
    assert decision("funder", play) == {
        "kind": "funder", "outcome": "part", "amount_pence": ASKED - 1, "reason": "A penny less", **told,
    }  # fmt: skip
    assert decision("funder", film) == {"kind": "funder", "outcome": "whole", **told}
    assert (columns(play)["state"], columns(play)["amount_pence"]) == ("approved", ASKED - 1)
    assert (columns(film)["state"], "amount_pence" in columns(film), "state" in columns(leaflet)) == (
        "approved", False, False,
    )  # fmt: skip
    assert last_event() == recorded(
        V.RECORD_FUNDER_DECISION, case, cast.coordinator, COORDINATOR, on=DECIDED_ON, detail={"agreed": 2}
    )


def test_keeps_the_payment_of_a_case_and_its_line_in_the_books(cast: Cast, three: Three) -> None:
    grant, case, play, _, _ = three
    went = send(cast, three)
    hear_the_funder(cast, three)
    journal = record_payment(
        business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=ASKED - 1, document="BACS 3"
    )
    assert columns(case) == {**went, "state": "paid", "decided_on": DECIDED_ON, "paid_on": PAID_ON}
    assert last_event() == recorded(
        V.RECORD_PAYMENT, case, cast.coordinator, COORDINATOR, on=PAID_ON,
        detail={"amount_pence": ASKED - 1, "journal": journal.pk},
    )  # fmt: skip
    (line,) = journal.lines.all()
    assert columns(line) == {
        "journal": journal, "kind": "grant_payment", "year": YEAR.start, "on": PAID_ON, "amount_pence": ASKED - 1,
        "organisation": a_funder(), "project": play, "document": "BACS 3", "text": "Play in schools",
    }  # fmt: skip
    assert (journal.origin, journal.text) == ("grant", f"Grant payment: {grant}")


def deliver(cast: Cast, project: GrantProject) -> None:
    """A project done in part, with one output and one attendance."""
    delivery = Delivery(
        state=ProjectState.PART_DONE, on=ENDED_ON, delay_reason="Snow",
        achieved=[Achieved(label="pupils", count=300, is_about=True)],
        turnouts=[Turnout(label="Three shows", capacity=400, booked=350, attended=300, is_attended_about=True)],
    )  # fmt: skip
    record_delivery(project=project, by=cast.coordinator, delivery=delivery)


def test_keeps_how_a_project_went(cast: Cast) -> None:
    _, project = agreed_and_paid(cast)
    deliver(cast, project)
    assert (columns(project)["state"], columns(project)["delay_reason"]) == ("part_done", "Snow")
    assert columns(GrantOutput.objects.get()) == {
        "project": project, "label": "pupils", "actual": 300, "is_actual_about": True,
    }  # fmt: skip
    assert columns(GrantAttendance.objects.get()) == {
        "project": project, "label": "Three shows", "capacity": 400, "booked": 350, "attended": 300,
        "is_attended_about": True,
    }  # fmt: skip
    assert last_event() == recorded(
        V.RECORD_DELIVERY, project, cast.coordinator, COORDINATOR, on=ENDED_ON, detail={"state": "part_done"}
    )


def test_keeps_what_a_project_told_the_funder_half_way(cast: Cast) -> None:
    _, project = agreed_and_paid(cast)
    deliver(cast, project)
    kept = record_monitoring(
        project=project, by=cast.coordinator,
        monitoring=Monitoring(kind=ReturnKind.MID_YEAR, on=ENDED_ON, progress="Half", spent_pence=5, is_on_track=True),
    )  # fmt: skip
    assert columns(kept) == {
        "project": project, "kind": "mid_year", "on": ENDED_ON, "progress": "Half", "spent_pence": 5,
        "is_on_track": True,
    }  # fmt: skip
    assert last_event() == recorded(
        V.RECORD_MONITORING, project, cast.coordinator, COORDINATOR, on=ENDED_ON, detail={"return": "mid_year"}
    )


def test_keeps_what_a_project_cost_and_how_its_year_ended(cast: Cast) -> None:
    grant, project = agreed_and_paid(cast)
    deliver(cast, project)
    record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=ASKED - 600)
    assert columns(project)["outturn_pence"] == ASKED - 600
    assert last_event() == recorded(
        V.RECORD_OUTTURN, project, cast.coordinator, COORDINATOR, on=ENDED_ON, detail={"spent_pence": ASKED - 600}
    )
    assert BusinessCase.objects.get().state == "closed"
    ending = Ending(
        amounts={Disposition.RETURNED: 500, Disposition.EXPLAINED: 100, Disposition.CARRIED: 0},
        decided_by="The board", reason="Snow",
    )  # fmt: skip
    close_grant_year(grant=grant, by=cast.coordinator, on=TODAY, ending=ending)
    assert GrantYear.objects.get().closed_on == TODAY
    ends = [
        (row.disposition, row.amount_pence, row.on, row.decided_by, row.reason)
        for row in GrantEnding.objects.order_by("pk")
    ]
    assert ends == [("returned", 500, TODAY, "The board", "Snow"), ("explained", 100, TODAY, "The board", "Snow")]
    assert last_event() == recorded(
        V.CLOSE_GRANT_YEAR, grant, cast.coordinator, COORDINATOR, reason="Snow",
        detail={"returned": 500, "explained": 100, "carried": 0},
    )  # fmt: skip


def agreed_and_paid(cast: Cast) -> tuple[GrantYear, GrantProject]:
    """A year whose whole allocation of £1,000 one project was paid."""
    grant = a_grant(cast, allocation_pence=ASKED)
    project = proposed(cast)
    case = BusinessCase.objects.get()
    give_view(business_case=case, by=cast.coordinator, on=VIEWED_ON, supported=[project], view="Yes")
    approve_project(project=project, by=cast.csp_chair)
    submit_case(business_case=case, by=cast.coordinator, on=SENT_ON, were_partners_involved=True, was_checked=True)
    project.refresh_from_db()
    words = [FunderWord(project=project, outcome=Outcome.WHOLE)]
    record_funder_decision(business_case=case, by=cast.coordinator, on=DECIDED_ON, decided_by="Office", words=words)
    journal = record_payment(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=ASKED)
    approve_journal(journal=journal, by=cast.csp_chair)
    return grant, project
