"""How does a body come into the records, change its name or status, and give way to those that follow?

A body is never deleted: it ends on a day, and what it owed passes to its successors, who may be planned and unnamed.
"""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.text import slugify

from dhr_cases.actions.core import lock_row
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
        lock_row(organisation)
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
        lock_row(organisation)
        if organisation.ends_on is not None:
            raise NotNow(f"{organisation} has its last day already: {long_date(organisation.ends_on)}.")
        followers = [Follower(body) for body in successors]
        write_end(organisation, ends_on, Passing(followers, shape, is_planned, reason))


@dataclass(frozen=True)
class Follower:
    """A body that takes over, with its weight beside the others."""

    body: Organisation
    share: int = 1


@dataclass(frozen=True)
class Passing:
    """How the duties of a body pass: to whom, in which shape, whether that is only planned, where it is written."""

    followers: Sequence[Follower]
    shape: SuccessionShape
    is_planned: bool
    source: str


def write_end(organisation: Organisation, ends_on: datetime.date, passing: Passing) -> list[Succession]:
    """Write the last day of a body and one row for each that follows; the act around it has asked who may.

    Writing the same twice changes nothing, and a plan may be made good or changed. Raises NotNow for a body that has
    ended on another day, Incomplete for dates or successors that contradict.
    """
    lock_row(organisation)
    _check_not_ended(organisation, ends_on)
    _check_end(organisation, ends_on, [follower.body for follower in passing.followers])
    organisation.ends_on = ends_on
    organisation.save()
    return _write_successions(organisation, ends_on, passing)


def _check_not_ended(organisation: Organisation, ends_on: datetime.date) -> None:
    """Pass for a body without a last day, with this one, or whose end was only planned."""
    is_plan = Succession.objects.filter(predecessor=organisation, is_planned=True).exists()
    if organisation.ends_on not in (None, ends_on) and not is_plan:
        raise NotNow(f"{organisation} has its last day already: {long_date(organisation.ends_on)}.")


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


def _write_successions(organisation: Organisation, ends_on: datetime.date, passing: Passing) -> list[Succession]:
    written = [_write_succession(organisation, each, ends_on, passing) for each in passing.followers or (None,)]
    return [row for row in written if row is not None]


def _write_succession(
    organisation: Organisation, follower: Follower | None, ends_on: datetime.date, passing: Passing
) -> Succession | None:
    """One row a successor. A planned succession in the reference data stays and is made good by the real one."""
    effective_on = ends_on + datetime.timedelta(days=1)
    row = _known_row(organisation, follower, effective_on) or _new_row(organisation, follower, passing)
    if row is None:
        return None
    row.effective_on, row.shape = effective_on, passing.shape
    row.successor, row.share = (follower.body, follower.share) if follower else (None, 1)
    row.is_planned, row.source = passing.is_planned, passing.source[:300]
    row.save()
    return row


def _new_row(organisation: Organisation, follower: Follower | None, passing: Passing) -> Succession | None:
    """A row to write; None for an end that is no plan and has no successor."""
    is_needed = follower is not None or passing.is_planned
    return Succession(predecessor=organisation) if is_needed else None


def _known_row(organisation: Organisation, follower: Follower | None, effective_on: datetime.date) -> Succession | None:
    """The row that says the same already, else a plan that names this successor or none."""
    rows = Succession.objects.filter(predecessor=organisation)
    body = follower.body if follower else None
    same = rows.filter(successor=body, effective_on=effective_on).first()
    plans = rows.filter(is_planned=True)
    found: Succession | None = same or plans.filter(successor=body).first() or plans.filter(successor=None).first()
    return found
