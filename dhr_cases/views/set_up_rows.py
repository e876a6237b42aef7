"""What stands in the tables about chair, panel, terms and money? Read in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from dhr_cases.models import Appointment, Case, Declaration, PanelSeat, Quote, TermsOfReference
from dhr_cases.policies.panel import section_nine_bodies
from dhr_cases.templatetags.govuk import pounds
from dhr_cases.verbs import Verb
from dhr_cases.views.offers import act_url
from dhr_cases.views.tables import Row, day, row


def appointment_rows(case: Case, *, shows_money: bool, may_end: bool) -> list[Row]:
    """Everybody appointed, with their fee for those who see money."""
    return [
        row(
            str(post.user),
            post.get_post_display(),
            _term(post),
            *([_figure(pounds(post.fee_pence))] if shows_money else []),
            *_end_link(case, post, may_end=may_end),
        )
        for post in Appointment.objects.filter(case=case).select_related("user")
    ]


def _term(post: Appointment) -> str:
    return f"{post.appointed_on} to {day(post.ended_on)}" if post.ended_on else f"since {post.appointed_on}"


def _end_link(case: Case, post: Appointment, *, may_end: bool) -> list[dict[str, str]]:
    if not may_end:
        return []
    if post.ended_on is not None:
        return [{"text": "ended"}]
    return [{"text": "End", "url": act_url(case, Verb.END_APPOINTMENT, post)}]


def statements(case: Case) -> list[dict[str, str]]:
    """Statements of independence of those appointed now."""
    found = Appointment.objects.filter(case=case, ended_on=None).select_related("user")
    return [{"label": str(post.user), "value": post.independence_statement} for post in found]


def declaration_rows(case: Case) -> list[Row]:
    """Every declaration in the order in which they were made."""
    found = Declaration.objects.filter(case=case).select_related("user")
    return [row(str(said.user), day(said.on), *_declared(said)) for said in found]


def _declared(said: Declaration) -> tuple[str, str]:
    """What was declared and what was decided about it."""
    if not said.has_interest:
        return "nothing to declare", said.decision or "none needed"
    return said.text or "an interest", said.decision or "not decided"


@dataclass(frozen=True)
class Seats:
    """The panel as it sits now, and those who sat before."""

    now: list[Row]
    before: list[Row]
    coverage: list[Row]
    specialists: str


def seats_of(case: Case, *, may_change: bool) -> Seats:
    """Seats with agency and member, and what became of each section 9 body; two queries."""
    every = list(PanelSeat.objects.filter(case=case).select_related("organisation", "user"))
    now = [seat for seat in every if seat.ends_on is None]
    return Seats(
        now=[_seat_row(case, seat, may_change=may_change) for seat in now if seat.is_filled],
        before=_ended_rows(every),
        coverage=_coverage(case, now),
        specialists=", ".join(_specialists(now)),
    )


def _specialists(now: list[PanelSeat]) -> list[str]:
    return [str(seat.organisation) for seat in now if seat.is_filled and seat.is_domestic_abuse_specialist]


def _ended_rows(seats: list[PanelSeat]) -> list[Row]:
    return [
        row(str(seat.organisation), _member(seat), day(seat.starts_on), day(seat.ends_on))
        for seat in seats
        if seat.ends_on is not None
    ]


def _member(seat: PanelSeat) -> str:
    return "excused" if seat.is_excused else seat.member_name or str(seat.user)


def _seat_row(case: Case, seat: PanelSeat, *, may_change: bool) -> Row:
    change = {"text": "Change", "url": act_url(case, Verb.SEAT_AGENCY, seat)}
    signed = day(seat.confidentiality_signed_on) if seat.confidentiality_signed_on else "not signed"
    return row(
        str(seat.organisation), _member(seat), seat.job_title, signed, day(seat.starts_on),
        *([change] if may_change else []),
    )  # fmt: skip


def _coverage(case: Case, now: list[PanelSeat]) -> list[Row]:
    listed = _section_nine(case)
    others = {seat.organisation_id: str(seat.organisation) for seat in now if seat.is_excused}
    return [
        row(name, "Section 9 body" if key in listed else "Other agency", *_place(key, now))
        for key, name in {**listed, **others}.items()
    ]


def _section_nine(case: Case) -> dict[int, str]:
    return {body.pk: str(body) for body in section_nine_bodies(case, timezone.localdate())}


def _seats_of(organisation_id: int, now: list[PanelSeat]) -> list[PanelSeat]:
    return [seat for seat in now if seat.organisation_id == organisation_id]


def _place(organisation_id: int, now: list[PanelSeat]) -> tuple[dict[str, str], str]:
    seats = _seats_of(organisation_id, now)
    members = [_member(seat) for seat in seats if seat.is_filled]
    if members:
        return {"text": "Seated", "state": "done"}, ", ".join(members)
    if seats:
        return {"text": "Excused", "state": "held"}, seats[0].excused_reason
    return {"text": "Not recorded", "state": "not_stated"}, "Seat it, or excuse it with a reason"


def terms_of(case: Case, *, shows_drafts: bool) -> list[dict[str, Any]]:
    """Versions of the terms, the latest first; drafts only for those who work on them."""
    versions = TermsOfReference.objects.filter(case=case).order_by("-version")
    return [_version(terms) for terms in versions if shows_drafts or terms.agreed_on.is_known]


def _version(terms: TermsOfReference) -> dict[str, Any]:
    return {
        "heading": f"Version {terms.version}",
        "state": "done" if terms.agreed_on.is_known else "not_started",
        "status": f"Agreed {terms.agreed_on}" if terms.agreed_on.is_known else "Draft",
        "rows": [
            {"label": "Period under review", "value": f"{terms.scope_from} to {terms.scope_to}"},
            {"label": "Key lines of enquiry", "value": terms.lines_of_enquiry},
            {"label": "What the family asked for, or why they were not asked", "value": terms.family_view},
        ],
    }


def quote_rows(case: Case) -> list[Row]:
    """Every quote, earliest first; an amount not stated is said to be so."""
    return [
        row(quote.supplier, _figure(pounds(quote.amount_pence)), day(quote.received_on), quote.note)
        for quote in Quote.objects.filter(case=case)
    ]


def fee_rows(case: Case) -> list[Row]:
    """What was agreed with each person appointed."""
    return [
        row(
            f"{post.user} ({post.get_post_display().lower()})",
            _term(post),
            post.contract_reference,
            _figure(pounds(post.fee_pence)),
            _figure(pounds(post.day_rate_pence)),
            _figure(post.days_estimated),
        )
        for post in Appointment.objects.filter(case=case).select_related("user")
    ]


def _figure(text: object) -> dict[str, object]:
    return {"text": text, "is_figure": True}
