"""Which rows can a form on money be about or offer? One in every state, in each of several partnerships and years.

They are written down as they would stand after the acts, each under a word that says its state.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils import timezone

from dhr_cases.models import Appointment, Case, Organisation, Partnership, Post, User
from dhr_cases.models.history import change
from funding.grant_terms import CaseKind
from funding.models import (
    Agreement,
    BusinessCase,
    ComplexityBand,
    CostLine,
    CostQuote,
    FundingModel,
    FundingRequest,
    FundingRound,
    GrantExtension,
    GrantProject,
    GrantYear,
    Journal,
    JournalDecision,
    ModelVersion,
    Nominee,
    RecordedGap,
)
from funding.terms import CostClass, JournalOrigin, VersionState
from funding.years import FinancialYear
from tests.money import body

SOME_PENCE = 250_000
ONE_DAY = datetime.timedelta(days=1)

Rows = Mapping[str, Model]
"""Rows by the word for their state."""


@dataclass(frozen=True)
class Place:
    """Where rows stand: the money of one partnership in one year, and somebody with an account."""

    partnership: Partnership
    year: FinancialYear
    somebody: User

    @property
    def word(self) -> str:
        """Partnership and year."""
        return f"{self.partnership.code} {self.year.label}"


def rows_at(place: Place) -> Rows:
    """A row of every kind and state."""
    with change("Test", None):
        payer = body(f"Payer {place.word.replace('/', ' ')}")
        return {
            **_fees(place), **_costs(place), **_journals(place), **_settings(place), **_gaps(place),
            **_contributions(place, payer), **_grant(place, payer),
        }  # fmt: skip


def _fees(place: Place) -> Rows:
    reference = place.word.replace(" ", "-").replace("/", "-")
    case = Case.objects.create(lead_csp=place.partnership, reference=reference, regime="dhr_s9_2016")
    about = {"case": case, "user": place.somebody, "post": Post.CHAIR}
    taken_in = Appointment.objects.create(fee_pence=SOME_PENCE, **about)
    return {
        "fee": Appointment.objects.create(fee_pence=SOME_PENCE, **about),
        "day rate": Appointment.objects.create(day_rate_pence=SOME_PENCE, **about),
        "fee taken in": taken_in,
        "cost of a fee": _cost(place, appointment=taken_in),
        "fee not stated": Appointment.objects.create(**about),
    }


def _cost(place: Place, **more: object) -> CostLine:
    made: CostLine = CostLine.objects.create(
        partnership=place.partnership, cost_class=CostClass.CHAIR, description="Chairing",
        expected_year=place.year.start, **more,
    )  # fmt: skip
    return made


def _costs(place: Place) -> Rows:
    cost = _cost(place)
    offered = {"cost_line": cost, "supplier": "Invented Chairs", "received_on": place.year.first}
    return {
        "cost": cost,
        "paid cost": _cost(place, is_settled=True, settled_on=place.year.last),
        "quote": CostQuote.objects.create(amount_pence=SOME_PENCE, **offered),
        "chosen quote": CostQuote.objects.create(amount_pence=SOME_PENCE, is_chosen=True, **offered),
    }


def _journals(place: Place) -> Rows:
    posted, reversed_one, kept_one = (_journal(place, is_approved=True) for _ in range(3))
    return {
        "waiting": _journal(place),
        "waiting answer": _journal(place, origin=JournalOrigin.ANSWER),
        "refused": _journal(place, is_approved=False),
        "posted": posted,
        "posted, reversal waiting": reversed_one,
        "reversal waiting": _journal(place, reverses=reversed_one),
        "posted, reversal refused": kept_one,
        "refused reversal": _journal(place, reverses=kept_one, is_approved=False),
        **_reversed(place),
    }


def _reversed(place: Place) -> Rows:
    first = _journal(place, is_approved=True)
    return {"reversed": first, "posted reversal": _journal(place, reverses=first, is_approved=True)}


def _journal(place: Place, *, is_approved: bool | None = None, **more: object) -> Journal:
    made: Journal = Journal.objects.create(
        partnership=place.partnership, text="Test entries", prepared_by=place.somebody, **more
    )
    if is_approved is not None:
        JournalDecision.objects.create(journal=made, is_approved=is_approved)
    return made


def _settings(place: Place) -> Rows:
    today = timezone.localdate()
    named = {"partnership": place.partnership, "user": place.somebody, "starts_on": place.year.first}
    return {
        "band": ComplexityBand.objects.create(
            partnership=place.partnership, name=f"Band {place.year.label}", cost_pence=SOME_PENCE
        ),
        "nominee": Nominee.objects.create(**named),
        "nominee on the last day": Nominee.objects.create(ends_on=today, **named),
        "former nominee": Nominee.objects.create(ends_on=today - ONE_DAY, **named),
    }


def _gaps(place: Place) -> Rows:
    named = {"partnership": place.partnership, "year": place.year.start, "text": "A gap"}
    return {
        "gap": RecordedGap.objects.create(**named),
        "closed gap": RecordedGap.objects.create(closed_on=place.year.last, **named),
    }


def _contributions(place: Place, payer: Organisation) -> Rows:
    """A model with a version in force and a draft, a contribution, a request about it, two rounds."""
    model = FundingModel.objects.create(partnership=place.partnership, name=f"Reviews {place.year.label}")
    begun = {"model": model, "first_year": place.year.start}
    in_force = ModelVersion.objects.create(number=1, state=VersionState.IN_FORCE, last_year=place.year.start, **begun)
    draft = ModelVersion.objects.create(number=2, **begun)
    about = {"partnership": place.partnership, "year": place.year.start}
    days = {"started_on": place.year.first, "due_on": place.year.last}
    return {
        "payer": payer,
        "model": model,
        "version": in_force,
        "draft": draft,
        "contribution": Agreement.objects.create(organisation=payer, **about),
        "request": FundingRequest.objects.create(organisation=payer, asked_on=place.year.first, **about),
        "round": FundingRound.objects.create(version=in_force, **days, **about),
        "closed round": FundingRound.objects.create(version=draft, closed_on=place.year.last, **days, **about),
    }


def _grant(place: Place, payer: Organisation) -> Rows:
    grant = GrantYear.objects.create(partnership=place.partnership, year=place.year.start, funder=payer)
    return {
        "grant": grant,
        "business case": BusinessCase.objects.create(grant=grant, number=1),
        "business case to the pot": BusinessCase.objects.create(grant=grant, number=2, kind=CaseKind.IN_YEAR),
        "project": GrantProject.objects.create(grant=grant, key="project", title="Project"),
        "extension": GrantExtension.objects.create(grant=grant, asked_on=place.year.first, asked_by="A chair"),
    }
