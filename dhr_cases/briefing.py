"""What does the partnership chair read before deciding, and what was decided and answered since?"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dhr_cases.deadlines import long_date
from dhr_cases.legal_tests import Conduct, Fact, Facts, LegalTest, Verdict, section_8a, section_9
from dhr_cases.models import Case, Consultation, CriteriaFacts, Decision, HomeOfficeNotice, ScopingReturn
from dhr_cases.models.partial_dates import PartialDate
from dhr_cases.policy.load import regime

Answering = TypeVar("Answering", ScopingReturn, Consultation)
Row = Mapping[str, Any]
"""A row of the summary list or of the table component."""


@dataclass(frozen=True)
class ShownTest:
    """One legal test beside the other: its name, its verdict, each limb as a row."""

    name: str
    source: str
    verdict: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Ruled:
    """One decision and what its row says; the first is the latest."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Briefing:
    """Everything on the briefing page, ready to show; it holds no real name."""

    referral: tuple[Row, ...]
    returns: tuple[Row, ...]
    returns_listed: tuple[Row, ...]
    returns_in_words: str
    facts: tuple[Row, ...]
    tests: tuple[ShownTest, ...]
    views: tuple[Row, ...]
    views_listed: tuple[Row, ...]
    dissents: int
    decisions: tuple[Ruled, ...]
    notices: tuple[Ruled, ...]
    return_heads: tuple[Row, ...]
    view_heads: tuple[Row, ...]
    dissent_in_words: str


def briefing_of(case: Case) -> Briefing:
    """The briefing of a case, in five queries whatever it holds."""
    returns = list(ScopingReturn.objects.filter(case=case).select_related("organisation"))
    views = list(Consultation.objects.filter(case=case).select_related("organisation"))
    known = CriteriaFacts.objects.filter(case=case).first()
    decisions = Decision.objects.filter(case=case).select_related("signed_by").order_by("-pk")
    notices = HomeOfficeNotice.objects.filter(case=case).order_by("-pk")
    dissents = sum(row.is_dissent for row in views)
    return Briefing(
        referral=_referral(case),
        returns=tuple(map(_return_row, returns)),
        returns_listed=_by_agency(returns, _return_in_words),
        returns_in_words=_in_words(returns),
        facts=_fact_rows(known) if known else (),
        tests=_tests(facts_of(known)) if known else (),
        views=tuple(map(_view_row, views)),
        views_listed=_by_agency(views, _view_in_words),
        dissents=dissents,
        decisions=tuple(map(_ruled, decisions)),
        notices=tuple(map(_notice, notices)),
        return_heads=_heads("Agency", "Answer", "Asked on", "Answered on", "Contact in short"),
        view_heads=_heads("Partner", "View", "Agrees or dissents", "On", "Reasons"),
        dissent_in_words=_dissent(dissents),
    )


def _heads(*labels: str) -> tuple[Row, ...]:
    return tuple({"label": label} for label in labels)


def _dissent(number: int) -> str:
    return "One partner dissents." if number == 1 else f"{number} partners dissent."


def facts_of(row: CriteriaFacts) -> Facts:
    """A stored row as the facts that ``legal_tests`` reads."""
    return Facts(
        is_relative=Fact(row.is_relative),
        is_intimate=Fact(row.is_intimate),
        is_same_household=Fact(row.is_same_household),
        is_same_household_only=Fact(row.is_same_household_only),
        age_deceased=row.age_deceased,
        age_other=row.age_other,
        conduct=frozenset(Conduct(value) for value in row.conduct_types),
    )


def _listed(*pairs: tuple[str, object]) -> tuple[Row, ...]:
    return tuple({"label": label, "value": _day(value)} for label, value in pairs)


def _by_agency(rows: Iterable[Answering], words: Callable[[Answering], str]) -> tuple[Row, ...]:
    return _listed(*((str(row.organisation), words(row)) for row in rows))


def _cells(*texts: object) -> Row:
    return {"cells": [{"text": _day(text)} for text in texts]}


def _day(value: object) -> object:
    """A partial date as text; one that is not known is not stated."""
    if isinstance(value, PartialDate):
        return str(value) if value.is_known else ""
    if isinstance(value, datetime.date):
        return long_date(value)
    return value


def _referral(case: Case) -> tuple[Row, ...]:
    return _listed(
        ("Referred by", case.referred_by),
        ("Route", case.referral_route),
        ("Referred on", case.referred_on),
        ("Partnership chair aware on", case.aware_on),
        ("Date of death", case.death_date),
        ("Type of death", case.get_death_type_display() if case.death_type else ""),
        ("Type of place", case.get_death_place_type_display() if case.death_place_type else ""),
        ("More than one person died", "Yes" if case.has_multiple_deaths else "No"),
    )


def _return_row(row: ScopingReturn) -> Row:
    return _cells(row.organisation, row.get_known_display(), row.asked_on, row.answered_on, row.contact_summary)


def _return_in_words(row: ScopingReturn) -> str:
    answer = f"{row.get_known_display()}, {_day(row.answered_on)}." if row.answered_on else row.get_known_display()
    return f"{answer}\n{row.contact_summary}".strip()


def _in_words(returns: Iterable[ScopingReturn]) -> str:
    answers = [row.known for row in returns]
    known = answers.count("yes"), answers.count("no"), answers.count("checking")
    return f"{known[0]} had contact, {known[1]} had none, {known[2]} still checking."


def _fact_rows(row: CriteriaFacts) -> tuple[Row, ...]:
    conduct = ", ".join(kind.label for kind in Conduct if kind in row.conduct_types)
    return _listed(
        ("Relationship", row.relationship),
        ("Related", row.get_is_relative_display()),
        ("Partners, now or before", row.get_is_intimate_display()),
        ("Same household", row.get_is_same_household_display()),
        ("Household the only link", row.get_is_same_household_only_display()),
        ("Age of the person who died", row.age_deceased),
        ("Age of the other person", row.age_other),
        ("Conduct known or suspected", conduct),
        ("Note", row.note),
    )


def _tests(facts: Facts) -> tuple[ShownTest, ...]:
    return tuple(_test(row) for row in (section_9(facts), section_8a(facts)))


def _test(row: LegalTest) -> ShownTest:
    limbs = _listed(*((limb.asks, f"{verdict_in_words(limb.verdict)}. {limb.reason}") for limb in row.limbs))
    return ShownTest(row.name, row.source, verdict_in_words(row.verdict), limbs)


def verdict_in_words(verdict: Verdict) -> str:
    """The verdict at the start of a sentence."""
    return verdict.value.capitalize()


def _view_row(row: Consultation) -> Row:
    return _cells(
        row.organisation, row.get_view_display(), "Dissents" if row.is_dissent else "Agrees", row.on, row.reasons
    )


def _view_in_words(row: Consultation) -> str:
    stance = "Dissents" if row.is_dissent else "Agrees"
    return f"{stance}: {row.get_view_display().lower()}, {_day(row.on)}.\n{row.reasons}".strip()


def _ruled(row: Decision) -> Ruled:
    rows = _listed(
        ("Decided on", row.on),
        ("Signed by", row.signed_by.get_full_name()),
        ("Other process", row.get_alternative_display()),
        ("Section 9 test met", row.get_meets_section_9_display()),
        ("Section 8A test met", row.get_meets_section_8a_display()),
        ("Legal regime", regime(row.regime).law),
        ("Reasons", row.reasons),
        ("Dissent", row.dissent or "none"),
    )
    kept = tuple(each for each in rows if each["label"] != "Other process" or each["value"])
    return Ruled(row.get_outcome_display(), kept)


def _notice(row: HomeOfficeNotice) -> Ruled:
    rows = _listed(
        ("Sent on", row.on),
        ("Sent to", row.sent_to),
        ("Reference", row.reference),
        ("Answer", row.get_reply_display() or "none yet"),
        ("Answered on", row.reply_on),
        ("What the answer says", row.reply_note),
    )
    return Ruled("Notice to the Home Office", rows)
