"""How does a business case go to the funder and come back, and how is the grant paid?

The window is data of the year; a late case needs an extension that was granted. What the funder did not agree to
keeps its state and the reason. Source: G2, G4, G5 [D]; sections 4.2 and 4.6 of the 2018 report [V].
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dhr_cases.errors import Incomplete
from dhr_cases.models import User
from funding.actions.core import FundingAct, acting, check_not_future, require
from funding.actions.grant_money import put_payment_forward
from funding.actions.grant_projects import approved_by_chair, move, reread, write_decision
from funding.grant_rows import duplicates_of, extended_until, facts_of
from funding.grant_sums import check_amount, check_release, divide, undrawn_pot
from funding.grant_terms import TAKES_OF, CaseKind, CaseState, DecisionKind, Outcome, ProjectState
from funding.models import Journal
from funding.models.grants import BusinessCase, GrantProject
from funding.money import pounds
from funding.policies.grants import check_at, check_window, needs_window
from funding.verbs import FundingVerb

AGREED = (CaseState.AGREED, CaseState.PART_AGREED)


def submit_case(
    *,
    business_case: BusinessCase,
    by: User,
    on: datetime.date,
    were_partners_involved: bool,
    was_checked: bool,
    duplicates_reason: str = "",
) -> None:
    """Record that the business case was sent to the funder on a day within the window, or under an extension.

    Likely duplicates in other partnerships' cases need a word why they are none. Raises NotNow outside the window,
    Incomplete while partners were not involved, checks not done or duplicates not looked at.
    """
    with acting(FundingVerb.SUBMIT_CASE, business_case.grant.partnership, by) as act:
        grant = reread(business_case)
        check_at(business_case, CaseState.APPROVED)
        check_not_future(on, "The day of sending")
        if needs_window(business_case):
            check_window(grant, on, extended_until(grant))
        require(
            (were_partners_involved, "Involve the partners first, and say that it was done."),
            (was_checked, "Do the due diligence first, and say that it was done."),
        )
        _note_duplicates(act, business_case, on, duplicates_reason)
        business_case.were_partners_involved, business_case.was_checked = were_partners_involved, was_checked
        business_case.sent_on = on
        move(business_case, CaseState.SENT)
        act.record(about=business_case, year=grant.year, on=on)


def _suspected(projects: Sequence[GrantProject]) -> list[GrantProject]:
    """Those of the projects that another partnership may ask for as well."""
    matches = duplicates_of(projects)
    return [project for project in projects if matches[project.pk]]


def _note_duplicates(act: FundingAct, case: BusinessCase, on: datetime.date, reason: str) -> None:
    suspected = _suspected(approved_by_chair(case))
    if suspected and not reason.strip():
        titles = ", ".join(project.title for project in suspected)
        raise Incomplete(f"Another partnership may ask for the same: {titles}. Say why it is no duplicate.")
    for project in suspected:
        write_decision(act, project, DecisionKind.DUPLICATE, Outcome.NOTED, reason=reason, on=on)


@dataclass(frozen=True, kw_only=True)
class FunderWord:
    """What the funder said about one project; ``amount_pence`` for a part, or where nothing was asked for."""

    project: GrantProject
    outcome: Outcome
    amount_pence: int | None = None
    reason: str = ""


def record_funder_decision(
    *,
    business_case: BusinessCase,
    by: User,
    on: datetime.date,
    decided_by: str,
    words: Sequence[FunderWord],
    override_reason: str = "",
) -> None:
    """Record the funder's answer about every project sent: whole, part or refused.

    Only agreed projects count towards the allocation; a refused one keeps its state and the reason. A sum above what
    is left of the allocation needs ``override_reason``. Raises Incomplete for a project without answer.
    """
    with acting(FundingVerb.RECORD_FUNDER_DECISION, business_case.grant.partnership, by) as act:
        grant = reread(business_case)
        check_at(business_case, CaseState.SENT)
        check_not_future(on, "The day of the decision")
        _check_words(business_case, on, decided_by, words)
        check_amount(
            _agreed_sum(words), room_for(business_case), override_reason, TAKES_OF[CaseKind(business_case.kind)]
        )
        for word in words:
            _apply(act, word, on, decided_by, override_reason)
        business_case.decided_on = on
        move(business_case, _state_after(words))
        act.record(about=business_case, year=grant.year, on=on, detail={"agreed": _agreed_count(words)})


def room_for(case: BusinessCase) -> int | None:
    """What is left for the case: of the allocation, or of the pot for an in-year case; None where not stated."""
    facts = facts_of(case.grant)
    return undrawn_pot(facts) if CaseKind(case.kind) is CaseKind.IN_YEAR else divide(facts).rest


def _check_words(case: BusinessCase, on: datetime.date, decided_by: str, words: Sequence[FunderWord]) -> None:
    sent = {project.pk for project in approved_by_chair(case)}
    answered = [word.project.pk for word in words]
    require(
        (sorted(answered) == sorted(sent), "Record one answer for each project that was sent."),
        (bool(decided_by.strip()), "Enter who decided for the funder."),
        (case.sent_on is None or on >= case.sent_on, "The decision is dated before the business case was sent."),
    )
    for word in words:
        _check_word(word)


def _check_word(word: FunderWord) -> None:
    title = word.project.title
    if word.outcome is Outcome.PART:
        require(*_needs_of_part(title, word.amount_pence, word.project.asked_pence))
    if word.outcome is Outcome.REFUSED:
        require((bool(word.reason.strip()), f"{title}: enter the funder's reason."))


def _needs_of_part(title: str, agreed: int | None, asked: int | None) -> Iterator[tuple[bool, str]]:
    """What a part that the funder agreed to must be, in pence, with the sentence for where it is not."""
    yield agreed is not None, f"{title}: enter the amount agreed."
    is_less = asked is None or agreed is None or agreed < asked
    yield is_less, f"{title}: a part is less than the {pounds(asked or 0)} asked for."


def amount_agreed(word: FunderWord) -> int | None:
    """What was agreed: the amount named, else what was asked for; nothing for a refusal."""
    if word.outcome is Outcome.REFUSED:
        return None
    return word.amount_pence if word.amount_pence is not None else word.project.asked_pence


def _agreed_sum(words: Sequence[FunderWord]) -> int:
    return sum(amount_agreed(word) or 0 for word in words)


def _agreed_count(words: Sequence[FunderWord]) -> int:
    return sum(word.outcome is not Outcome.REFUSED for word in words)


def _state_after(words: Sequence[FunderWord]) -> CaseState:
    outcomes = {word.outcome for word in words}
    if outcomes == {Outcome.WHOLE}:
        return CaseState.AGREED
    return CaseState.REFUSED if outcomes == {Outcome.REFUSED} else CaseState.PART_AGREED


def _apply(act: FundingAct, word: FunderWord, on: datetime.date, decided_by: str, override_reason: str) -> None:
    amount = amount_agreed(word)
    project = word.project
    reason = word.reason or override_reason
    write_decision(
        act, project, DecisionKind.FUNDER, word.outcome, reason=reason, amount=amount, on=on, decided_by=decided_by
    )
    if word.outcome is not Outcome.REFUSED:
        project.state, project.amount_pence = ProjectState.APPROVED, amount
        project.save()


def agreed_projects(case: BusinessCase) -> list[GrantProject]:
    """The projects of a case that the funder agreed to, in whole or in part."""
    return list(case.projects.exclude(state=ProjectState.PROPOSED).select_related("grant__funder").order_by("pk"))


def record_payment(
    *, business_case: BusinessCase, by: User, on: datetime.date, amount_pence: int, document: str = ""
) -> Journal:
    """Record a payment of the funder for a year's business case; it is put forward to the ledger for approval.

    The first payment begins delivery; later ones, where the rules of the year know more than one, are added.
    Raises NotNow before the funder agreed and for the pot, which is released and not paid at once.
    """
    return _pay(FundingVerb.RECORD_PAYMENT, business_case, by, on, amount_pence, document)


def release_pot(
    *, business_case: BusinessCase, by: User, on: datetime.date, amount_pence: int, document: str = ""
) -> Journal:
    """Record a release from the tactical pot for an in-year business case.

    Raises NotNow while the release is not available: an agreed project is unfinished where the pot waits for it.
    Source: minute 53(2) of 24 March 2022 [V].
    """
    return _pay(FundingVerb.RELEASE_POT, business_case, by, on, amount_pence, document)


PAYS: dict[FundingVerb, CaseKind] = {
    FundingVerb.RECORD_PAYMENT: CaseKind.YEAR,
    FundingVerb.RELEASE_POT: CaseKind.IN_YEAR,
}
"""Which kind of business case each act pays."""


def _pay(
    verb: FundingVerb, case: BusinessCase, by: User, on: datetime.date, amount_pence: int, document: str
) -> Journal:
    with acting(verb, case.grant.partnership, by) as act:
        grant = reread(case)
        check_at(case, *AGREED, CaseState.PAID)
        check_not_future(on, "The day of the payment")
        require(
            (CaseKind(case.kind) is PAYS[verb], "An in-year business case is paid from the pot, any other at once."),
            (amount_pence > 0, "Enter the amount."),
        )
        if verb is FundingVerb.RELEASE_POT:
            check_release(facts_of(grant, without=case), amount_pence)
        journal = put_payment_forward(act, agreed_projects(case), amount_pence, on, document)
        if case.at in AGREED:
            case.paid_on = on
            move(case, CaseState.PAID)
        act.record(about=case, year=grant.year, on=on, detail={"amount_pence": amount_pence, "journal": journal.pk})
        return journal
