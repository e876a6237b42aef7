"""Which money does the demonstration show? Real bodies with invented amounts, every act done by who may do it.

Three years under one model, and the change of 26 June 2021 with an invented share as the worked example.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from dhr_cases.actions.core import as_of
from dhr_cases.models import Case, Organisation, PartialDate, User
from funding.actions import agreements, costs, funding_models, funding_settings, gaps, requests, rounds
from funding.actions.income import Step, approve_entries, put_income_forward
from funding.actions.successions import take_up_successions
from funding.models import Agreement, CostLine, FundingRequest, ModelVersion
from funding.money import Qualifier
from funding.terms import Answer, CostBasis, CostClass, EntryKind, Sight
from funding.years import FinancialYear, year_of
from workflows.demonstration.people import Town

INVENTED = "Invented for the demonstration"
MODEL = "Shared cost of reviews (invented amounts)"
MEETING = "Partnership meeting (invented)"
PAYERS = ("kent-pcc", "kent-police", "kent-county-council", "kent-medway-icb", "kent-fire", "probation-service")
CAP_BEFORE, CAP_NOW = 500_000, 600_000
ONE_DAY = datetime.timedelta(days=1)

CONTACTS: Mapping[str, str] = {
    "kent-pcc": "funding.pcc",
    "kent-police": "funding.police",
    "kent-county-council": "funding.council",
    "kent-medway-icb": "funding.health",
    "kent-fire": "funding",
    "probation-service": "funding.probation",
}
"""The account that answers for each payer."""


@dataclass(frozen=True)
class Purse:
    """The town's money: who keeps it, who approves, and the bodies by code."""

    town: Town
    keeper: User
    approver: User
    bodies: Mapping[str, Organisation]

    def contact(self, code: str) -> User:
        """The account that answers for a body."""
        return self.town.accounts[CONTACTS[code]]


def fund(town: Town) -> None:
    """Put the money of the demonstration on record, year by year, up to today."""
    present = year_of(timezone.localdate())
    bodies = {body.code: body for body in Organisation.objects.all()}
    purse = Purse(town, town.accounts["finance"], town.accounts["csp.chair"], bodies)
    _settings(purse)
    _worked_example(purse)
    before = present.previous
    version = _model(purse, before.previous, CAP_BEFORE)
    for year in (before.previous, before):
        _year_gone_by(purse, version, year)
    version = _model(purse, present, CAP_NOW)
    _present_year(purse, version, present)


def _settings(purse: Purse) -> None:
    terms = funding_settings.Terms(
        sight=Sight.TOTALS,
        average_cost_pence=2_000_000,
        average_cost_source=INVENTED,
        answer_days=28,
        payment_days=30,
    )
    funding_settings.change_settings(partnership=purse.town.partnership, by=purse.keeper, terms=terms, reason=INVENTED)


def _on(day: datetime.date) -> PartialDate:
    """A day of the story, never one to come."""
    return PartialDate.on(min(day, timezone.localdate()))


def _model(purse: Purse, year: FinancialYear, cap_pence: int) -> ModelVersion:
    """A version from the year on: half the chair's cost from the commissioner up to a cap, the rest in equal shares."""
    partners = [code for code in PAYERS if code != "kent-pcc"]
    rules: list[dict[str, object]] = [
        {"type": "percent", "party": "kent-pcc", "percent": "50", "cap_pence": cap_pence, "of": "chair"},
        {"type": "equal", "parties": partners},
        {"type": "in_kind", "party": "ashford-council", "description": "Rooms for panel meetings"},
    ]
    draft = funding_models.ModelDraft(
        first_year=year.start,
        parties=[purse.bodies[code] for code in (*PAYERS, "ashford-council")],
        rules=rules,
        underwriter=purse.bodies["kent-county-council"],
        meeting=MEETING,
        met_on=year.first,
        minute="14",
        why=INVENTED,
    )
    with as_of(_on(year.first)):
        version = funding_models.draft_model(
            partnership=purse.town.partnership, by=purse.keeper, name=MODEL, draft=draft, covers="Chairs and panels"
        )
        return funding_models.adopt_model(version=version, by=purse.approver, reason=INVENTED)


def _approved(purse: Purse, day: datetime.date) -> None:
    """Approve everything that waits."""
    with as_of(_on(day)):
        for journal in purse.town.partnership.journals.filter(decision=None).order_by("pk"):
            approve_entries(journal=journal, by=purse.approver)


def _cost(
    purse: Purse, year: FinancialYear, cost_class: CostClass, what: str, pence: int | None, case: Case | None = None
) -> CostLine:
    facts = costs.CostFacts(
        cost_class=cost_class,
        description=what,
        case=case,
        supplier="Wealdshore Reviews (invented)" if cost_class is CostClass.CHAIR else "",
        basis=CostBasis.FIXED,
        source=INVENTED,
    )
    forecast = {} if pence is None else {year.start: pence}
    return costs.add_cost(
        partnership=purse.town.partnership, by=purse.keeper, facts=facts, year=year, forecast=forecast
    )


def _year_gone_by(purse: Purse, version: ModelVersion, year: FinancialYear) -> None:
    """A year that was asked, confirmed, invoiced and all but paid; the health body still owes a part of last year."""
    day = year.first + 14 * ONE_DAY
    with as_of(_on(day)):
        line = _cost(purse, year, CostClass.CHAIR, "Independent chairs of the year", 1_400_000)
        _cost(purse, year, CostClass.PANEL_ADMIN, "Panel and administration", 600_000)
    _approved(purse, day)
    with as_of(_on(day)):
        rounds.start_round(year=year, version=version, by=purse.keeper, words=_words(year))
    for code in PAYERS:
        _confirmed(purse, year, code, day + 20 * ONE_DAY)
        owes = code == "kent-medway-icb" and year.next == year_of(timezone.localdate())
        _paid(purse, year, code, day + 40 * ONE_DAY, part=3 if owes else 1)
    payment = costs.Payment(pence=1_380_000, on=year.last, year=year.start, document="Paid in the year", text=INVENTED)
    with as_of(_on(year.last)):
        costs.record_actual(cost=line, by=purse.keeper, payment=payment)
    _approved(purse, year.last)


def _words(year: FinancialYear) -> rounds.RoundWords:
    return rounds.RoundWords(
        why="Your share of the cost of reviews. All amounts are invented.",
        meeting=MEETING,
        met_on=year.first,
        minute="21",
    )


def _request(purse: Purse, year: FinancialYear, code: str) -> FundingRequest:
    rows = FundingRequest.objects.filter(partnership=purse.town.partnership, year=year.start)
    found: FundingRequest = rows.get(organisation__code=code)
    return found


def _confirmed(purse: Purse, year: FinancialYear, code: str, day: datetime.date) -> None:
    request = _request(purse, year, code)
    with as_of(_on(day)):
        requests.answer(request=request, by=purse.contact(code), answer=Answer.CONFIRM, order_number=f"PO-{request.pk}")
        requests.approve_answer(request=request, by=purse.keeper)


def _paid(purse: Purse, year: FinancialYear, code: str, day: datetime.date, *, part: int = 1) -> None:
    """Invoice the whole, receive one of so many parts."""
    agreement = _request(purse, year, code).agreement
    if agreement is None or not agreement.amount_pence:
        return
    sent, received = (min(each, timezone.localdate()) for each in (day, day + 20 * ONE_DAY))
    steps = [
        _step(EntryKind.INVOICE, agreement.amount_pence, sent, f"INV-{agreement.pk}"),
        _step(EntryKind.RECEIPT, agreement.amount_pence // part, received, f"R-{agreement.pk}"),
    ]
    for step in steps:
        _stepped(purse, agreement, step)


def _step(kind: EntryKind, pence: int, on: datetime.date, document: str = "") -> Step:
    due_on = on + 30 * ONE_DAY if kind is EntryKind.INVOICE else None
    return Step(kind=kind, pence=pence, on=on, due_on=due_on, document=document)


def _stepped(purse: Purse, agreement: Agreement, step: Step) -> None:
    with as_of(_on(step.on)):
        journal = put_income_forward(agreement=agreement, by=purse.keeper, step=step)
        approve_entries(journal=journal, by=purse.approver)


def _worked_example(purse: Purse) -> None:
    """2021/22: the company that ended on 25 June 2021 paid its 86 days; the service that followed is asked for 279.

    And 2022/23: a commissioner of health care that became a board on 1 July 2022. Shares are invented.
    """
    examples = (("kss-crc", 2021, 100_000, 23_562, 23), ("kent-medway-ccg", 2022, 365_000, 91_000, 28))
    for code, start, share, paid, day in examples:
        year = FinancialYear(start)
        terms = agreements.Terms(amount_pence=share, source=INVENTED)
        on = datetime.date(start, 6, day)
        with as_of(PartialDate.on(year.first)):
            row = agreements.propose_agreement(
                partnership=purse.town.partnership,
                by=purse.keeper,
                organisation=purse.bodies[code],
                year=year,
                terms=terms,
                reason=INVENTED,
            )
            _cost(purse, year, CostClass.CHAIR, "Independent chair", share)
        for kind, pence in ((EntryKind.CONFIRMATION, share), (EntryKind.INVOICE, paid), (EntryKind.RECEIPT, paid)):
            _stepped(purse, row, _step(kind, pence, on))
    _approved(purse, datetime.date(2022, 7, 1))
    take_up_successions(purse.town.partnership, timezone.localdate(), by=purse.keeper)


CASE_COSTS: Sequence[tuple[str, int, int | None]] = (
    ("Heather", 950_000, None),
    ("Jasper", 1_100_000, 480_000),
    ("Olive", 900_000, 620_000),
    ("Lilac", 850_000, 900_000),
)
"""Demonstration cases by pseudonym: what the chair was expected to cost, and what was paid so far; invented."""


def _present_year(purse: Purse, version: ModelVersion, year: FinancialYear) -> None:
    """The year in hand: one paid, one part paid, one pledged, one asking, one silent, one that declined."""
    day = year.first + 21 * ONE_DAY
    _costs_of_cases(purse, year, day)
    with as_of(_on(day)):
        rounds.start_round(year=year, version=version, by=purse.keeper, words=_words(year))
    for code, part in (("kent-police", 1), ("kent-county-council", 2)):
        _confirmed(purse, year, code, day + 10 * ONE_DAY)
        _paid(purse, year, code, day + 15 * ONE_DAY, part=part)
    _other_answers(purse, year, day)
    _not_stated(purse, year)
    _gap(purse, year)
    _waiting(purse, year)


def _costs_of_cases(purse: Purse, year: FinancialYear, day: datetime.date) -> None:
    cases = {case.pseudonym: case for case in Case.objects.filter(lead_csp=purse.town.partnership)}
    with as_of(_on(day)):
        for pseudonym, pence, paid in CASE_COSTS:
            line = _cost(purse, year, CostClass.CHAIR, "Independent chair and author", pence, cases[pseudonym])
            costs.state_cost(
                cost=line, by=purse.keeper, kind=EntryKind.COMMITMENT, amounts={year.start: pence}, source=INVENTED
            )
            if paid:
                payment = costs.Payment(
                    pence=paid, on=min(day, timezone.localdate()), year=year.start, document=INVENTED
                )
                costs.record_actual(cost=line, by=purse.keeper, payment=payment)
        _cost(purse, year, CostClass.ADVOCACY, "Advocacy for the family", None, cases["Jasper"])
        _cost(purse, year, CostClass.PANEL_ADMIN, "Coordinator, share of a post", 1_800_000)
    _approved(purse, day)


def _other_answers(purse: Purse, year: FinancialYear, day: datetime.date) -> None:
    """A pledge of a part, a refusal, a question; the fire service has not answered."""
    with as_of(_on(day + 12 * ONE_DAY)):
        pledge = _request(purse, year, "kent-pcc")
        requests.answer(
            request=pledge,
            by=purse.contact("kent-pcc"),
            answer=Answer.PLEDGE,
            amount_pence=(pledge.amount_pence or 0) // 2,
            reason="Half until our budget is approved.",
        )
        requests.approve_answer(request=pledge, by=purse.keeper)
        refusal = _request(purse, year, "probation-service")
        requests.answer(
            request=refusal,
            by=purse.contact("probation-service"),
            answer=Answer.DECLINE,
            reason="No budget line for reviews in this region.",
        )
        requests.approve_answer(request=refusal, by=purse.keeper)
        requests.question(
            request=_request(purse, year, "kent-medway-icb"),
            by=purse.contact("kent-medway-icb"),
            text="Does our share include the review that is held until the trial?",
        )


def _not_stated(purse: Purse, year: FinancialYear) -> None:
    agreements.propose_agreement(
        partnership=purse.town.partnership,
        by=purse.keeper,
        organisation=purse.bodies["kcht"],
        year=year,
        terms=agreements.Terms(source=INVENTED),
        reason="Contributes; no amount was ever written down.",
    )


def _gap(purse: Purse, year: FinancialYear) -> None:
    facts = gaps.GapFacts(
        text="A gap of some £20,000 is still present in how reviews are funded.",
        year=year,
        amount_pence=2_000_000,
        qualifier=Qualifier.ABOUT,
        meeting=MEETING,
        minute="58",
        stated_on=min(year.first + 60 * ONE_DAY, timezone.localdate()),
        owner=purse.bodies["kent-county-council"],
        action="The team works with partners to close it.",
    )
    gaps.record_gap(partnership=purse.town.partnership, by=purse.keeper, facts=facts)


def _waiting(purse: Purse, year: FinancialYear) -> None:
    """Two journals nobody has approved yet."""
    council = _request(purse, year, "kent-county-council").agreement
    if council is not None and council.amount_pence:
        step = _step(EntryKind.RECEIPT, council.amount_pence // 4, timezone.localdate(), "R-WAITING")
        put_income_forward(agreement=council, by=purse.keeper, step=step)
    _cost(purse, year, CostClass.TRANSLATION, "Interpreter for an interview", 45_000)
