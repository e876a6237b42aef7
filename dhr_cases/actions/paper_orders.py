"""How is a paper asked for, made outside any request, and filed with the case?

Only the taking of an order that is still the latest can file its paper, so that nothing is filed twice.
"""

import datetime
from contextlib import ExitStack

from django.utils import timezone

from dhr_cases import policies
from dhr_cases.actions.core import acting, require
from dhr_cases.actions.order_queue import change, claim
from dhr_cases.actions.papers import file_checked
from dhr_cases.disclosure import Material
from dhr_cases.disclosure import may_see as table_says
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import Case, OrderState, Organisation, PaperOrder, PaperVersion, User
from dhr_cases.paper_kinds import KINDS, Marking
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper, MadeRow, check_possible, file_name, read
from dhr_cases.papers.uploads import made_file
from dhr_cases.permissions import check_can, granted, may_see, roles_on
from dhr_cases.policies.guards import GUARDS
from dhr_cases.roles import CasePermission
from dhr_cases.verbs import VERBS, Verb


def makeable(user: User, case: Case) -> tuple[MadePaper, ...]:
    """The papers this person may make on the case: an act allowed to them, and the material open to them now.

    Two queries.
    """
    held, roles = granted(user, case), roles_on(user, case)
    return tuple(
        kind
        for kind, row in MADE.items()
        if _verb_of(row, held) is not None and table_says(roles, material_of(row), case.standing)
    )


def material_of(row: MadeRow) -> Material:
    """Which part of the case a paper belongs to; the disclosure table goes by that."""
    return KINDS[row.filed_as].material


def _verb_of(row: MadeRow, held: frozenset[CasePermission]) -> Verb | None:
    return next((verb for verb in row.verbs if VERBS[verb].permission in held), None)


def order_paper(*, case: Case, by: User, kind: MadePaper, form: Format, ask: Ask) -> PaperOrder:
    """Ask for a paper. The same paper asked for twice is made once.

    Raises NotPermitted for a paper that is not this person's to make, NotNow where a stage, a hold or this machine
    forbids it, Incomplete when something is missing that it needs.
    """
    row = MADE[kind]
    _check_may(row, by, case)
    check_possible(kind, form)
    _check_asked(row, ask)
    read(kind, case, ask)
    same = {"case": case, "kind": kind, "file_format": form, "options": ask.options, "ordered_by": by}
    waiting: PaperOrder | None = PaperOrder.objects.filter(**same, state=OrderState.WAITING).first()
    return waiting or PaperOrder.objects.create(**same)


def _check_may(row: MadeRow, by: User, case: Case) -> None:
    verb = _verb_of(row, granted(by, case)) or row.verbs[0]
    check_can(verb, by, case)
    if not may_see(by, material_of(row), case):
        raise NotPermitted(f"{row.label}: not open to you at this stage. Ask the coordinator.")
    policies.check_now(verb, case, GUARDS)


def _check_asked(row: MadeRow, ask: Ask) -> None:
    is_restricted = row.marking is not Marking.PUBLIC
    is_known = Organisation.objects.filter(pk=ask.organisation).exists()
    require(
        (bool(ask.recipient.strip()) or not is_restricted, "Say for whom this copy is: its reader is named on it."),
        (is_known or not row.is_about_an_agency, "Choose the agency the paper is for."),
    )


def claim_next(now: datetime.datetime) -> PaperOrder | None:
    """The next paper to be made, marked as begun; None when none waits."""
    order = claim(PaperOrder.objects.all(), now)
    if order is not None:
        change(order, step="Begun again" if order.tries > 1 else "Begun", percent=0)
    return order


def tell_progress(order: PaperOrder, step: str, percent: int) -> None:
    """Say how far it is; that also says that it is still being made."""
    change(order, step=step, percent=percent, taken_at=timezone.now())


def finish_order(order: PaperOrder, content: bytes) -> PaperVersion:
    """File the paper as a version in the name of whoever asked, and end the order, both or neither.

    Raises NotPermitted or NotNow when the person may not file it any more; NotNow when another has taken it.
    """
    kind, form = MadePaper(order.kind), Format(order.file_format)
    row, ask, case = MADE[kind], Ask.of(order.options), order.case
    _check_may(row, order.ordered_by, case)
    verb = _verb_of(row, granted(order.ordered_by, case)) or row.verbs[0]
    note = note_of(form, ask)
    with ExitStack() as undo:
        with acting(verb, case, order.ordered_by, reason=note) as act:
            version = file_checked(
                act,
                undo,
                kind=row.filed_as,
                title=row.label,
                checked=made_file(content, file_name(kind, form, case)),
                organisation=_agency(row, ask),
                note=note,
                marking=row.marking,
            )
            ended = {"step": "Filed", "percent": 100, "ended_at": timezone.now()}
            if not change(order, state=OrderState.DONE, version=version, **ended):
                raise NotNow("This order was taken up again elsewhere.")
        undo.pop_all()
    return version


def note_of(form: Format, ask: Ask) -> str:
    """What the version says of itself: made here, in which format, for whom."""
    copy = f", copy {ask.copy_number}" if ask.copy_number else ""
    return f"Made from the record as {form.label}{f' for {ask.recipient}' if ask.recipient else ''}{copy}."


def _agency(row: MadeRow, ask: Ask) -> Organisation | None:
    return Organisation.objects.get(pk=ask.organisation) if row.is_about_an_agency else None
