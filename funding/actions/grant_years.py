"""How is a grant year opened, changed and closed, its deadline moved, and another partnership's project noted?

The rules of a year are its own facts: rounds, payments, share of the pot, window, approver, what may be carried.
Source: G1, G4, G6, G8 [D].
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Organisation, Partnership, User
from funding.actions.core import FundingAct, acting, check_not_future, require
from funding.actions.grant_money import put_return_forward
from funding.grant_rows import check_open, facts_of, grant_in, left_of_payments, open_grant, pot_share
from funding.grant_sums import GrantFacts, check_ending, check_pot, left_after_endings, underspend
from funding.grant_terms import Disposition, ExtensionAnswer
from funding.models.grants import DEFAULT_GRANT, GrantEnding, GrantExtension, GrantYear, NeighbourProject
from funding.money import Qualifier, pounds
from funding.policies.grants import check_dates
from funding.verbs import FundingVerb
from funding.years import FinancialYear


@dataclass(frozen=True, kw_only=True)
class GrantRules:
    """What is known of a year's grant and its rules; amounts in pence, None for what is not stated."""

    funder: Organisation
    name: str = DEFAULT_GRANT
    allocation_pence: int | None = None
    allocation_qualifier: Qualifier = Qualifier.EXACT
    is_same_as_last_year: bool = False
    rounds: int | None = None
    payments: int | None = None
    pot_numerator: int | None = None
    pot_denominator: int | None = None
    upfront_pence: int | None = None
    pot_pence: int | None = None
    does_pot_wait: bool = True
    opens_on: datetime.date | None = None
    closes_on: datetime.date | None = None
    approver: str = ""
    is_carry_allowed: bool | None = None
    promised_until: datetime.date | None = None
    note: str = ""
    source: str = ""
    is_invented: bool = False


def open_grant_year(
    *, partnership: Partnership, year: FinancialYear, by: User, rules: GrantRules, reason: str = ""
) -> GrantYear:
    """Open the grant of a year under its rules. Raises NotNow where it is open already, Incomplete for the rules."""
    with acting(FundingVerb.OPEN_GRANT_YEAR, partnership, by, reason=reason) as act:
        if grant_in(partnership, year) is not None:
            raise NotNow(f"The grant year {year.label} is open already.")
        grant = GrantYear(partnership=partnership, year=year.start)
        return _write_rules(act, grant, rules)


def change_grant_year(*, grant: GrantYear, by: User, rules: GrantRules, reason: str) -> GrantYear:
    """Change what is known of a year's grant; the history keeps what was there. Raises as ``open_grant_year``."""
    with acting(FundingVerb.CHANGE_GRANT_YEAR, grant.partnership, by, reason=reason) as act:
        grant.refresh_from_db()
        check_open(grant)
        require((bool(reason.strip()), "Enter the reason for the change."))
        return _write_rules(act, grant, rules)


def _write_rules(act: FundingAct, grant: GrantYear, rules: GrantRules) -> GrantYear:
    """Write the rules and record the act. A confirmation at last year's level may come without a figure."""
    require(
        ((rules.pot_numerator is None) == (rules.pot_denominator is None), "Enter both parts of the share of the pot."),
        (_is_proper(rules), "The share of the pot is a fraction of the whole: at most one."),
    )
    check_dates(rules.opens_on, rules.closes_on)
    for name, value in vars(rules).items():
        setattr(grant, name, value)
    check_pot(rules.pot_pence or 0, rules.allocation_pence, pot_share(grant))
    grant.save()
    act.record(about=grant, year=grant.year)
    return grant


def _is_proper(rules: GrantRules) -> bool:
    return (rules.pot_numerator or 0) <= (rules.pot_denominator or 1) and rules.pot_denominator != 0


def ask_extension(
    *,
    partnership: Partnership,
    year: FinancialYear,
    by: User,
    asked_on: datetime.date,
    asked_by: str,
    asked_of: str = "",
    reason: str,
) -> GrantExtension:
    """Record that a later deadline was asked for: by whom, of whom, why. Source: minute 53(1) of 24 March 2022 [V]."""
    with acting(FundingVerb.ASK_EXTENSION, partnership, by, reason=reason) as act:
        grant = open_grant(partnership, year)
        check_not_future(asked_on, "The day on which it was asked")
        require((bool(asked_by.strip()), "Enter who asked."), (bool(reason.strip()), "Enter the reason."))
        asked: GrantExtension = GrantExtension.objects.create(
            grant=grant, asked_on=asked_on, asked_by=asked_by, asked_of=asked_of, reason=reason
        )
        act.record(about=asked, year=grant.year, on=asked_on)
        return asked


def answer_extension(
    *,
    extension: GrantExtension,
    by: User,
    answer: ExtensionAnswer,
    answered_on: datetime.date,
    answered_by: str = "",
    until: datetime.date | None = None,
) -> None:
    """Record what the funder said. Granted needs the new last day; "accepted for consideration" is no extension yet.

    Raises NotNow once it was granted or refused or the year was closed, Incomplete for a new deadline that is none.
    """
    with acting(FundingVerb.ANSWER_EXTENSION, extension.grant.partnership, by) as act:
        extension.refresh_from_db()
        grant = extension.grant
        check_open(grant)
        if extension.answer in (ExtensionAnswer.GRANTED, ExtensionAnswer.REFUSED):
            raise NotNow("This request has its answer already.")
        check_not_future(answered_on, "The day of the answer")
        is_granted = answer is ExtensionAnswer.GRANTED
        require(
            (answer is not ExtensionAnswer.ASKED, "Choose the answer."),
            (answered_on >= extension.asked_on, "The answer is dated before the request."),
            *(_needs_of_deadline(until, grant.closes_on) if is_granted else ()),
        )
        extension.answer, extension.answered_on, extension.answered_by = answer, answered_on, answered_by
        extension.until = until if is_granted else None
        extension.save()
        act.record(about=extension, year=grant.year, on=answered_on, detail={"answer": answer.value})


def _needs_of_deadline(until: datetime.date | None, closes_on: datetime.date | None) -> Iterator[tuple[bool, str]]:
    """What a new deadline must be, with the sentence for where it is not."""
    yield until is not None, "Enter the new deadline."
    is_later = until is None or closes_on is None or until > closes_on
    yield is_later, "The new deadline is not later than the old one."


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A project in another partnership's business case, as far as it is known."""

    partnership_name: str
    title: str
    supplier: str = ""
    areas: str = ""
    amount_pence: int | None = None
    source: str = ""


def record_other_case(
    *, partnership: Partnership, year: FinancialYear, by: User, neighbour: Neighbour
) -> NeighbourProject:
    """Note another partnership's project, so that ours can be compared with it. Raises Incomplete without names."""
    with acting(FundingVerb.RECORD_OTHER_CASE, partnership, by) as act:
        require(
            (bool(neighbour.partnership_name.strip()), "Enter the partnership."),
            (bool(neighbour.title.strip()), "Enter the title of the project."),
        )
        row: NeighbourProject = NeighbourProject.objects.create(
            kept_by=partnership, year=year.start, **asdict(neighbour)
        )
        act.record(about=row, year=year.start)
        return row


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What becomes of an underspend: how much goes which way, decided by whom, and why."""

    amounts: Mapping[Disposition, int] = field(default_factory=dict)
    decided_by: str
    reason: str


def close_grant_year(*, grant: GrantYear, by: User, on: datetime.date, ending: Ending) -> None:
    """Close a year: all that is left is returned, carried where allowed, or explained.

    What goes back to the funder is put forward to the ledger. Raises NotNow before the year is over or while a
    project has no stated amount, Incomplete while money is left that nothing was said of.
    """
    with acting(FundingVerb.CLOSE_GRANT_YEAR, grant.partnership, by, reason=ending.reason) as act:
        grant.refresh_from_db()
        check_open(grant)
        check_not_future(on, "The day of the decision")
        _check_all_said(grant, on, ending)
        for disposition, amount in ending.amounts.items():
            if amount:
                _end(act, grant, disposition, amount, on, ending)
        grant.closed_on = on
        grant.save()
        detail = {disposition.value: amount for disposition, amount in ending.amounts.items()}
        act.record(about=grant, year=grant.year, on=on, detail=detail)


def _check_each_said(grant: GrantYear, ending: Ending, left: int) -> None:
    for disposition, amount in ending.amounts.items():
        if amount:
            check_ending(disposition, amount, left, grant.is_carry_allowed, ending.reason)


def _check_all_said(grant: GrantYear, on: datetime.date, ending: Ending) -> None:
    facts = facts_of(grant, on)
    if not facts.is_over:
        raise NotNow(f"The year {grant.label} is not over. It is closed from 1 April {grant.year + 1} on.")
    if underspend(facts) is None:
        raise NotNow(
            "What is left cannot be said: the allocation or the amount of a project is not stated. Enter it first."
        )
    require((bool(ending.decided_by.strip()), "Enter who decided."), (bool(ending.reason.strip()), "Enter the reason."))
    left = max(0, left_after_endings(facts) or 0)
    _check_each_said(grant, ending, left)
    _check_was_paid(grant, facts, ending.amounts.get(Disposition.RETURNED, 0))
    if sum(ending.amounts.values()) != left:
        said = pounds(sum(ending.amounts.values()))
        raise Incomplete(f"{pounds(left)} is left. What is returned, carried and explained adds up to {said}.")


def _check_was_paid(grant: GrantYear, facts: GrantFacts, returned: int) -> None:
    """Pass when no more goes back than came; raise Incomplete. Where no payment is recorded here nothing is tested."""
    at_hand = left_of_payments(grant, facts)
    if at_hand is not None and returned > max(0, at_hand):
        raise Incomplete(
            f"Only {pounds(max(0, at_hand))} of what the funder paid is left, so no more can go back. "
            "Explain what was never paid."
        )


def _end(
    act: FundingAct, grant: GrantYear, disposition: Disposition, amount: int, on: datetime.date, ending: Ending
) -> None:
    if disposition is Disposition.RETURNED:
        put_return_forward(act, grant, amount, on)
    GrantEnding.objects.create(
        grant=grant,
        disposition=disposition,
        amount_pence=amount,
        on=on,
        decided_by=ending.decided_by,
        reason=ending.reason,
    )
