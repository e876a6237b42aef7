"""How do the facts of a grant become what its pages show: figures, tables, lists and warnings?"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from dhr_cases.views.tables import Row, day, heads, row
from funding import grant_sums as sums
from funding.grant_rows import ledger_sums, pot_share, returns_missing, underspends_until, waiting_sums
from funding.grant_sums import Allocation, GrantFacts
from funding.grant_terms import (
    CASE_STATES,
    DISPOSITIONS,
    EXTENSION_ANSWERS,
    NOTHING,
    PROJECT_STATES,
    RESTS,
    Disposition,
    ExtensionAnswer,
    ProjectState,
    Rest,
    ReturnKind,
)
from funding.models.grants import GrantExtension, GrantProject, GrantYear, NeighbourProject
from funding.money import Qualifier, in_words, pounds
from funding.terms import ENTRY_KINDS, EntryKind
from funding.views.offers import page_url
from funding.years import FinancialYear

TAGS = {
    ProjectState.PROPOSED: "not_started",
    ProjectState.APPROVED: "running",
    ProjectState.NOT_STARTED: "due_soon",
    ProjectState.STOPPED: "held",
    ProjectState.PART_DONE: "running",
    ProjectState.DONE: "done",
}
CARRY = {True: "Yes", False: "No", None: ""}
RELEASE = {True: "available", False: "not available"}
FIGURES = ("Amount", "Per cent", "Asked for", "Spent")


@dataclass(frozen=True)
class Place:
    """Whose grant and which year: what addresses are made of."""

    partnership: Partnership
    year: FinancialYear

    def url(self, name: str, *about: object) -> str:
        """The address of a page of this year's grant."""
        return page_url(name, self.partnership, self.year, *about)


def allocation_words(grant: GrantYear, facts: GrantFacts) -> str:
    """The allocation with its qualifier; where it was only confirmed as last year's, that too."""
    if grant.allocation_pence is not None:
        return in_words(grant.allocation_pence, Qualifier(grant.allocation_qualifier))
    if not grant.is_same_as_last_year:
        return in_words(None)
    before = FinancialYear(grant.year).previous.label
    return f"same as {before}: {in_words(facts.allocation)}"


def figures(place: Place, grant: GrantYear, facts: GrantFacts, parts: Allocation) -> list[dict[str, str]]:
    """The four figures across."""
    paid = ledger_sums(grant).get(EntryKind.GRANT_PAYMENT, 0)
    ledger = place.url("funding_ledger")
    return [
        {"label": "Allocation", "value": allocation_words(grant, facts), "url": "#rules"},
        {"label": "Stated for projects", "value": pounds(parts.stated), "url": "#projects"},
        {"label": rest_label(parts), "value": in_words(parts.rest), "url": "#division"},
        {"label": "Paid in", "value": pounds(paid), "url": ledger and f"{ledger}?kind={EntryKind.GRANT_PAYMENT.value}"},
    ]


def waiting_words(grant: GrantYear) -> str:
    """What was put forward to the ledger and waits for its approval; nothing where nothing does."""
    waiting = waiting_sums(grant)
    said = [f"{ENTRY_KINDS[kind].label.lower()} {pounds(pence)}" for kind, pence in waiting.items()]
    return f"Not counted yet, waiting for approval in the ledger: {', '.join(said)}." if said else ""


def rest_label(parts: Allocation) -> str:
    """What the rest may be called; after the year the underspend is more than this, so this part has its own name."""
    return "Given to no project" if parts.rest_is is Rest.UNDERSPEND else RESTS[parts.rest_is]


def division(parts: Allocation, facts: GrantFacts) -> dict[str, Any]:
    """How the allocation divides, and what the totals leave out."""
    rows = [_part("Stated for projects", parts.stated, str(parts.stated_percent or ""))]
    if facts.pot:
        rows.append(_part("Not drawn from the tactical pot", parts.undrawn, _percent(parts.undrawn, parts.total)))
    rows.append(_part(rest_label(parts), parts.rest, str(parts.rest_percent or "")))
    return {"heads": heads("Part", "Amount", "Per cent", figures=FIGURES), "rows": rows, "label": parts.label}


def _percent(part: int, whole: int | None) -> str:
    found = sums.percent_of_whole(part, whole)
    return "" if found is None else str(found)


def _part(label: str, pence: int | None, percent: str) -> Row:
    return row(label, _figure(stated(pence)), _figure(f"{percent}%" if percent else ""))


def _figure(text: str) -> dict[str, Any]:
    return {"text": text, "is_figure": True}


def project_rows(place: Place, projects: Iterable[GrantProject]) -> list[Row]:
    """Every project of the year, an amount that is not stated said so."""
    return [
        row(
            project.title,
            str(project.lead or project.supplier),
            {"text": PROJECT_STATES[project.at].label, "state": TAGS[project.at]},
            _figure(stated(project.asked_pence)),
            _figure(amount_words(project)),
            _figure(stated(project.outturn_pence)),
            url=place.url("funding_grant_project", project.key),
        )
        for project in projects
    ]


PROJECT_HEADS = heads("Project", "Lead", "State", "Asked for", "Amount", "Spent", figures=FIGURES)


def amount_words(project: GrantProject) -> str:
    """The amount agreed; a dash would be nil, so a project nobody agreed to says that."""
    if project.at is ProjectState.PROPOSED:
        return "not agreed"
    return stated(project.amount_pence, Qualifier(project.amount_qualifier))


def stated(pence: int | None, qualifier: Qualifier = Qualifier.EXACT) -> str:
    """An amount in words; "" where it is not stated, which tables and lists show as such."""
    return "" if pence is None else in_words(pence, qualifier)


def pot_rows(grant: GrantYear, facts: GrantFacts) -> list[dict[str, str]]:
    """The tactical pot: share, cap, what is held, drawn and not drawn, and whether it can be released."""
    share = pot_share(grant)
    if share is None and not grant.pot_pence:
        return []
    why = sums.why_no_release(facts)
    values = (
        ("Share of the allocation allowed", f"{share.numerator}/{share.denominator}" if share else ""),
        ("Cap, rounded down to the penny", stated(_cap(facts.allocation, share))),
        ("Held", stated(grant.pot_pence)),
        ("Drawn", pounds(sums.drawn_from_pot(facts))),
        ("Not drawn (no underspend)", pounds(sums.undrawn_pot(facts))),
        ("Release", f"{RELEASE[not why]}. {why}" if why else RELEASE[True]),
    )
    return _summary(values)


def _cap(allocation: int | None, share: Fraction | None) -> int | None:
    return None if allocation is None else sums.pot_cap(allocation, share)


def _summary(values: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in values]


def rule_rows(grant: GrantYear) -> list[dict[str, str]]:
    """The rules of the year."""
    values = (
        ("Funder", str(grant.funder)),
        ("Rounds of proposals", str(grant.rounds or "")),
        ("Payments", str(grant.payments or "")),
        ("Business cases are taken", window_words(grant.opens_on, grant.closes_on)),
        ("Who approves projects", grant.approver),
        ("Paid up front", stated(grant.upfront_pence)),
        ("Money left may be carried forward", CARRY[grant.is_carry_allowed]),
        ("Promised until", day(grant.promised_until)),
        ("Note", grant.note or "none"),
        ("Source", grant.source),
    )
    return _summary(values)


def window_words(opens: datetime.date | None, closes: datetime.date | None) -> str:
    """The window as a phrase; nothing where neither day is stated."""
    first = f"from {long_date(opens)}" if opens else ""
    last = f"until {long_date(closes)}" if closes else ""
    return " ".join(filter(None, (first, last)))


def case_rows(place: Place, grant: GrantYear) -> list[Row]:
    """The business cases of the year and what each waits for: nothing once the year is closed."""
    return [
        row(
            case.title,
            CASE_STATES[case.at].label,
            CASE_STATES[case.at].waits_for if grant.closed_on is None else NOTHING,
            day(case.sent_on),
            url=place.url("funding_grant_case", case.number),
        )
        for case in grant.business_cases.all()
    ]


CASE_HEADS = heads("Business case", "State", "Waits for", "Sent")
EXTENSION_HEADS = heads("Asked", "By", "Reason", "Answer", "New deadline")
NEIGHBOUR_HEADS = heads("Project", "Partnership", "Supplier", "Amount", figures=FIGURES)


def extension_rows(extensions: Iterable[GrantExtension]) -> list[Row]:
    """Later deadlines asked for."""
    return [
        row(
            long_date(found.asked_on),
            found.asked_by,
            found.reason,
            EXTENSION_ANSWERS[ExtensionAnswer(found.answer)],
            day(found.until) or "none",
        )
        for found in extensions
    ]


def neighbour_rows(neighbours: Iterable[NeighbourProject]) -> list[Row]:
    """Other partnerships' projects of the year."""
    return [
        row(found.title, found.partnership_name, found.supplier, _figure(stated(found.amount_pence)))
        for found in neighbours
    ]


def end_rows(grant: GrantYear, facts: GrantFacts) -> list[dict[str, str]]:
    """The year's end: underspend on agreed projects, the pot apart from it, and what became of money left."""
    values = [_left_over(sums.underspend(facts))]
    if facts.pot:
        values.append(("Not drawn from the tactical pot", pounds(sums.undrawn_pot(facts))))
    values += [(DISPOSITIONS[name], pounds(facts.endings.get(name, 0))) for name in Disposition]
    values.append(("Nothing said of", stated(_unsaid(sums.left_after_endings(facts)))))
    values.append(("Closed", day(grant.closed_on) or "not closed"))
    return _summary(values)


def _left_over(left: int | None) -> tuple[str, str]:
    """What agreed projects did not use, or used beyond it, under its right name."""
    if left is None:
        return "Underspend", stated(None)
    return "Overspend" if left < 0 else "Underspend", stated(abs(left))


def _unsaid(left: int | None) -> int | None:
    return None if left is None else max(0, left)


def warnings(grant: GrantYear, facts: GrantFacts, suspected: Sequence[str], today: datetime.date) -> list[str]:
    """What somebody should look at, most pressing first; nothing here blocks anything."""
    repeated = sums.repeated_underspend(underspends_until(grant), grant.year)
    found = (
        sums.repeat_warning(repeated),
        sums.rounding_flag(facts.allocation, facts.upfront, facts.pot),
        f"Possible duplicates of other partnerships' projects: {', '.join(suspected)}." if suspected else "",
        _ends_soon(grant, today),
        _missing_return(grant, today),
    )
    return [warning for warning in found if warning]


def _ends_soon(grant: GrantYear, today: datetime.date) -> str:
    """The funder's promise ends within a year: nobody has said who pays afterwards."""
    if grant.promised_until is None or not today <= grant.promised_until < today.replace(year=today.year + 1, day=1):
        return ""
    return f"The funder has promised this money until {long_date(grant.promised_until)} only."


def _missing_return(grant: GrantYear, today: datetime.date) -> str:
    year = FinancialYear(grant.year)
    mid_year = year.first.replace(month=10)
    if today < mid_year or grant.closed_on is not None:
        return ""
    kind, word = (ReturnKind.YEAR_END, "year-end") if today > year.last else (ReturnKind.MID_YEAR, "mid-year")
    missing = returns_missing(grant, kind)
    return f"No {word} return yet: {', '.join(missing)}." if missing else ""
