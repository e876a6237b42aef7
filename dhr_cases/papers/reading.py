"""Which review is a paper about, and for whom is it? The frame of every paper, from the record."""

from datetime import date

from django.utils import timezone

from dhr_cases.anonymisation.derive import public_title
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, Partnership
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.frame import Frame, restricted
from dhr_cases.papers.letters import review_name
from dhr_cases.papers.writing.blocks import OPEN

DEMONSTRATION = "demo"
"""The code of the partnership that the demonstration makes."""


def frame_of(case: Case, ask: Ask, on: date | None = None) -> Frame:
    """The frame of a restricted paper; ``on`` defaults to today."""
    home: Partnership = case.lead_csp
    return Frame(
        partnership=home.name,
        review_name=review_name(home.label_shown),
        title=case.public_title or case.reference,
        as_at=on or timezone.localdate(),
        pseudonym=case.pseudonym,
        died_in=case.death_date,
        reference=case.reference,
        custodian=case.custodian,
        contacts=contacts_of(home),
        handling=restricted(ask.recipient, ask.copy_number),
        is_demonstration=home.code == DEMONSTRATION,
    )


def public_frame(case: Case, ask: Ask, on: date | None = None) -> Frame:
    """The frame of a paper for everybody: open facts only.

    Raises Incomplete while the review has no pseudonym.
    """
    if not case.pseudonym:
        raise Incomplete("No pseudonym is chosen for the person who died.")
    inside = frame_of(case, ask, on)
    return Frame(
        partnership=inside.partnership,
        review_name=inside.review_name,
        title=public_title(case),
        as_at=inside.as_at,
        pseudonym=inside.pseudonym,
        died_in=inside.died_in,
        contacts=inside.contacts,
        handling=OPEN,
        is_demonstration=inside.is_demonstration,
    )


def contacts_of(partnership: Partnership) -> tuple[str, ...]:
    """The lines under which the partnership can be reached, without those nobody entered."""
    entered = (
        *partnership.contact_address.splitlines(),
        partnership.contact_email,
        partnership.contact_telephone,
    )
    return tuple(line.strip() for line in entered if line.strip())
