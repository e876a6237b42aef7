"""How does a body come into the records, change its name or status, and give way to those that follow?

A body is never deleted: it ends on a day, and what it owed passes to its successors, who may be planned and unnamed.
"""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.text import slugify

from dhr_cases.actions.partnership_settings import changing
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    SectionNineStatus,
    Succession,
    SuccessionShape,
    User,
)


@dataclass(frozen=True)
class Body:
    """What is known of a body when it is added."""

    name: str
    kind: OrganisationKind
    short_name: str = ""
    starts_on: datetime.date | None = None
    contact_email: str = ""
    is_statutory_partner: bool = False
    is_domestic_abuse_specialist: bool = False


def add_organisation(*, by: User, body: Body, is_section_9_body: bool | None, reason: str) -> Organisation:
    """Add a body; None for its section 9 status means nobody has looked yet. Raises Incomplete for a name in use."""
    with changing(by, reason):
        code = slugify(body.name)[:80]
        if not code or Organisation.objects.filter(code=code).exists():
            raise Incomplete(f"There is an organisation named {body.name} already.")
        added: Organisation = Organisation.objects.create(code=code, source=reason[:300], **asdict(body))
        if is_section_9_body is not None:
            SectionNineStatus.objects.create(
                organisation=added,
                is_section_9_body=is_section_9_body,
                starts_on=body.starts_on,
                source=reason[:300],
            )
    return added


def rename_organisation(*, by: User, organisation: Organisation, name: str, until: datetime.date, reason: str) -> None:
    """Give a body a new name; the old one was borne until the day. Raises Incomplete where nothing changes."""
    with changing(by, reason):
        if name == organisation.name:
            raise Incomplete("This is the name it has now.")
        OrganisationName.objects.create(organisation=organisation, name=organisation.name, until=until)
        organisation.name = name
        organisation.save()


def record_section_9(
    *, by: User, organisation: Organisation, is_section_9_body: bool, starts_on: datetime.date | None, source: str
) -> None:
    """Record from when a body is, or is no longer, in the list of section 9(4)(a)."""
    with changing(by, source):
        SectionNineStatus.objects.create(
            organisation=organisation,
            is_section_9_body=is_section_9_body,
            starts_on=starts_on,
            source=source[:300],
        )


def end_organisation(
    *,
    by: User,
    organisation: Organisation,
    ends_on: datetime.date,
    successors: Sequence[Organisation] = (),
    shape: SuccessionShape = SuccessionShape.ONE_TO_ONE,
    is_planned: bool = False,
    reason: str,
) -> None:
    """End a body on its last day and say who follows the day after.

    A planned end without a named successor is allowed: the reorganisation is known and its outcome is not.
    Raises NotNow where the body has ended already, Incomplete for dates or successors that contradict.
    """
    with changing(by, reason):
        if organisation.ends_on is not None:
            raise NotNow(f"{organisation} has its last day already: {long_date(organisation.ends_on)}.")
        _check_end(organisation, ends_on, successors)
        organisation.ends_on = ends_on
        organisation.save()
        for follower in successors or (None,):
            _add_succession(organisation, follower, ends_on, shape, is_planned, reason)


def _check_end(organisation: Organisation, ends_on: datetime.date, successors: Sequence[Organisation]) -> None:
    if organisation.starts_on is not None and ends_on < organisation.starts_on:
        raise Incomplete("The last day is before the first.")
    if organisation in successors:
        raise Incomplete("A body does not follow itself.")
    _check_last(successors, ends_on)


def _check_last(successors: Sequence[Organisation], ends_on: datetime.date) -> None:
    """Successors exist beyond the day; raises Incomplete naming those that do not."""
    gone = [str(body) for body in successors if body.ends_on is not None and body.ends_on <= ends_on]
    if gone:
        raise Incomplete(f"{', '.join(gone)} will not exist on the day after. Choose another successor.")


def _add_succession(
    organisation: Organisation,
    follower: Organisation | None,
    ends_on: datetime.date,
    shape: SuccessionShape,
    is_planned: bool,
    reason: str,
) -> None:
    """One row a successor. A planned succession in the reference data stays and is made good by the real one."""
    planned = Succession.objects.filter(predecessor=organisation, successor=None, is_planned=True).first()
    row = planned or Succession(predecessor=organisation)
    if follower is None and not is_planned and planned is None:
        return
    row.effective_on = ends_on + datetime.timedelta(days=1)
    row.successor, row.shape, row.is_planned, row.source = follower, shape, is_planned, reason[:300]
    row.save()
