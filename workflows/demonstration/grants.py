"""Which grant years does a visitor of the demonstration meet? Two, invented, in the manner of 2017/18 and 2018/19.

The first was kept elsewhere and taken in with one amount that nobody stated; the second went through every step
here, and a case to its tactical pot waits for the funder. No project and no amount is real.
"""

import datetime
from collections.abc import Sequence

from dhr_cases.actions.core import as_of
from dhr_cases.models import Organisation, PartialDate
from funding.actions.core import acting
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
from funding.actions.grant_projects import Outline, Planned, approve_project, give_view, propose_project
from funding.actions.grant_years import (
    GrantRules,
    Neighbour,
    answer_extension,
    ask_extension,
    open_grant_year,
    record_other_case,
)
from funding.actions.ledger import approve_journal
from funding.file_values import Gathered
from funding.grant_terms import CaseKind, ExtensionAnswer, Outcome, ProjectState, ReturnKind
from funding.imports.grants import GRANTS, write_grants
from funding.models.grants import BusinessCase, GrantProject
from funding.queries import journals_waiting
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from workflows.demonstration.people import Town

FIRST, SECOND = FinancialYear(2017), FinancialYear(2018)
FUNDER = "kent-pcc"
INVENTED = "Invented for demonstration"
ALLOCATION = 4_200_000
POT = 1_400_000

KEPT_ELSEWHERE: dict[str, object] = {
    "year": FIRST.label,
    "funder": FUNDER,
    "allocation_pence": ALLOCATION,
    "rounds": 2,
    "payments": 2,
    "is_invented": True,
    "source": INVENTED,
    "projects": [
        {
            "title": "Drive home safe", "amount_pence": 1_050_000, "state": "done",
            "purpose": "A play on road safety for sixth forms",
            "outputs": [{"label": "students", "actual": 5_400, "is_actual_about": True}],
        },
        {"title": "Safer online for partners", "amount_pence": 81_200, "state": "part_done",
         "delay_reason": "One session had to be moved",
         "attendances": [{"label": "Three sessions", "capacity": 360, "is_capacity_about": True}]},
        {"title": "Call blockers for older residents", "amount_pence": 290_000, "state": "part_done",
         "delay_reason": "Homes are still being found",
         "outputs": [{"label": "devices fitted", "planned": 30, "actual": 12}]},
        {"title": "Growing up after abuse", "amount_pence": 960_000, "state": "done"},
        {"title": "Spot the scam", "amount_pence": 770_000, "state": "done"},
        {"title": "Training on gangs", "amount_pence": None, "state": "part_done",
         "delay_reason": "Staff changed",
         "outputs": [{"label": "workshops", "planned": 7, "actual": 4}]},
    ],
}  # fmt: skip  # a row reads as a row
"""The first year as a file holds it."""

PROPOSALS: Sequence[tuple[str, int, str]] = (
    ("Drive home safe", 1_050_000, "A play on road safety for sixth forms"),
    ("A better website on domestic abuse", 600_000, "Plain pages that say where help is"),
    ("Conference on community safety", 350_000, "A day for everybody who works on it"),
    ("Street lights on request", 500_000, "Residents say where it is dark"),
)
"""The second year's projects: title, sum asked for in pence, purpose."""

REFUSED = "Street lights on request"


def put_on_grants(town: Town) -> None:
    """Both years, each act by the person whose it is."""
    _take_in(town)
    _open_second(town)
    case = _agreed(town)
    _paid_and_delivered(town, case)
    _pot_case(town)


def _take_in(town: Town) -> None:
    gathered = Gathered()
    rows = GRANTS.kind.read(gathered, GRANTS.name, [KEPT_ELSEWHERE])
    bodies = {body.code: body for body in Organisation.objects.all()}
    with acting(FundingVerb.IMPORT_YEARS, town.partnership, town.accounts["coordinator"], reason=INVENTED) as act:
        for grant in write_grants(act, rows, bodies):
            act.record(about=grant, year=grant.year)


def _open_second(town: Town) -> None:
    coordinator = town.accounts["coordinator"]
    rules = GrantRules(
        funder=Organisation.objects.get(code=FUNDER),
        allocation_pence=ALLOCATION,
        rounds=1,
        payments=1,
        pot_numerator=1,
        pot_denominator=3,
        pot_pence=POT,
        upfront_pence=ALLOCATION - POT,
        opens_on=datetime.date(2018, 1, 22),
        closes_on=datetime.date(2018, 3, 16),
        approver="The chair of the partnership, or a nominee",
        is_carry_allowed=False,
        source=INVENTED,
        is_invented=True,
    )
    open_grant_year(partnership=town.partnership, year=SECOND, by=coordinator, rules=rules, reason=INVENTED)
    neighbour = Neighbour(
        partnership_name="Marshland Community Safety Partnership (invented)", title="Street lighting on request",
        areas="Marshland", amount_pence=450_000, source=INVENTED,
    )  # fmt: skip
    record_other_case(partnership=town.partnership, year=SECOND, by=coordinator, neighbour=neighbour)
    asked = ask_extension(
        partnership=town.partnership, year=SECOND, by=coordinator, asked_on=datetime.date(2018, 3, 5),
        asked_by="The community safety team", asked_of="The Commissioner's office",
        reason="To involve partners and do due diligence",
    )  # fmt: skip
    answer_extension(
        extension=asked, by=coordinator, answer=ExtensionAnswer.GRANTED, answered_on=datetime.date(2018, 3, 9),
        answered_by="The Commissioner's office", until=datetime.date(2018, 3, 29),
    )  # fmt: skip


def _agreed(town: Town) -> BusinessCase:
    """The year's case, sent late under the extension, three of its four projects agreed."""
    coordinator = town.accounts["coordinator"]
    for title, asked, purpose in PROPOSALS:
        _propose(town, title, asked, purpose)
    case = BusinessCase.objects.get(grant__partnership=town.partnership, grant__year=SECOND.start)
    projects = list(case.projects.order_by("pk"))
    give_view(
        business_case=case, by=coordinator, on=datetime.date(2018, 2, 14), supported=projects,
        view="All four meet a priority of the agreement.",
    )  # fmt: skip
    with as_of(PartialDate.on(datetime.date(2018, 3, 1))):
        for project in projects:
            approve_project(project=project, by=town.accounts["csp.chair"])
    submit_case(
        business_case=case, by=coordinator, on=datetime.date(2018, 3, 27), were_partners_involved=True,
        was_checked=True, duplicates_reason="Ours is for other streets.",
    )  # fmt: skip
    record_funder_decision(
        business_case=case, by=coordinator, on=datetime.date(2018, 4, 10), decided_by="The Commissioner",
        words=[_word(project) for project in projects],
    )  # fmt: skip
    return case


def _propose(town: Town, title: str, asked: int, purpose: str, kind: CaseKind = CaseKind.YEAR) -> None:
    planned = (Planned(label="students", count=5_000, is_about=True),) if title == PROPOSALS[0][0] else ()
    outline = Outline(
        title=title, purpose=purpose, asked_pence=asked, outputs=planned,
        agreement_priorities="Safeguarding vulnerable people",
    )  # fmt: skip
    propose_project(
        partnership=town.partnership, year=SECOND, by=town.accounts["coordinator"], outline=outline, kind=kind
    )


def _word(project: GrantProject) -> FunderWord:
    if project.title == REFUSED:
        return FunderWord(project=project, outcome=Outcome.REFUSED, reason="A neighbour asks for the same")
    return FunderWord(project=project, outcome=Outcome.WHOLE)


def _paid_and_delivered(town: Town, case: BusinessCase) -> None:
    """Paid in one sum; the play done and settled, the website not finished, the conference done."""
    coordinator = town.accounts["coordinator"]
    agreed = sum(asked for title, asked, _ in PROPOSALS if title != REFUSED)
    record_payment(business_case=case, by=coordinator, on=datetime.date(2018, 4, 20), amount_pence=agreed)
    play, website, conference = case.projects.exclude(title=REFUSED).order_by("pk")
    for project in (play, website, conference):
        monitoring = Monitoring(
            kind=ReturnKind.MID_YEAR, on=datetime.date(2018, 10, 1), progress="Begun.", spent_pence=200_000
        )
        record_monitoring(project=project, by=coordinator, monitoring=monitoring)
    _deliver(town, play, Achieved(label="students", count=5_400, is_about=True))
    _deliver(town, conference, Achieved(label="people", count=210, is_about=True))
    behind = Delivery(state=ProjectState.PART_DONE, on=datetime.date(2019, 3, 1), delay_reason="The supplier changed")
    record_delivery(project=website, by=coordinator, delivery=behind)
    record_outturn(project=play, by=coordinator, on=datetime.date(2019, 3, 31), spent_pence=1_038_000)
    approve_waiting(town)


def _deliver(town: Town, project: GrantProject, result: Achieved) -> None:
    turnout = Turnout(label="All events", capacity=6_000, is_capacity_about=True, booked=5_800, attended=result.count)
    delivery = Delivery(state=ProjectState.DONE, on=datetime.date(2019, 2, 1), achieved=(result,), turnouts=(turnout,))
    record_delivery(project=project, by=town.accounts["coordinator"], delivery=delivery)


def approve_waiting(town: Town) -> None:
    """The finance officer approves what the coordinator put forward for the grant."""
    for journal in journals_waiting(town.partnership).filter(lines__project__grant__is_invented=True).distinct():
        approve_journal(journal=journal, by=town.accounts["finance"])


def _pot_case(town: Town) -> None:
    """A case to the tactical pot that the funder has yet to answer; the pot waits for the website."""
    _propose(town, "Summer of safe parks", 700_000, "Youth workers in parks", CaseKind.IN_YEAR)
    case = BusinessCase.objects.get(grant__year=SECOND.start, kind=CaseKind.IN_YEAR)
    project: GrantProject = case.projects.get()
    coordinator = town.accounts["coordinator"]
    give_view(business_case=case, by=coordinator, on=datetime.date(2018, 7, 3), supported=[project], view="Timely.")
    with as_of(PartialDate.on(datetime.date(2018, 7, 6))):
        approve_project(project=project, by=town.accounts["csp.chair"])
    submit_case(
        business_case=case, by=coordinator, on=datetime.date(2018, 7, 9), were_partners_involved=True, was_checked=True
    )
