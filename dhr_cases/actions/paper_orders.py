"""How is a paper asked for, made outside any request, and filed with the case?

An order is taken by whoever finds it first; one that was not finished is taken up again, three times at most. Only
the taking that is still the latest can file its paper, so that nothing is filed twice.
"""

import datetime
from contextlib import ExitStack

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from dhr_cases import policies
from dhr_cases.actions.core import acting, require
from dhr_cases.actions.papers import file_checked
from dhr_cases.disclosure import Material
from dhr_cases.disclosure import may_see as table_says
from dhr_cases.errors import NotNow, NotPermitted, ReviewError
from dhr_cases.models import Case, OrderState, Organisation, PaperOrder, PaperVersion, User
from dhr_cases.paper_kinds import KINDS, Marking
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.kinds import MADE, Format, MadePaper, MadeRow, check_possible, file_name, read
from dhr_cases.papers.uploads import made_file
from dhr_cases.permissions import check_can, granted, may_see, roles_on
from dhr_cases.policies.guards import GUARDS
from dhr_cases.roles import CasePermission
from dhr_cases.verbs import VERBS, Verb

MOST_TRIES = 3
"""How often a paper is begun before it is given up [D]."""
LEASE = datetime.timedelta(seconds=30)
"""After so long without a word from whoever makes it, a paper is taken up by another [D]."""
GIVEN_UP = (
    f"The paper was begun {MOST_TRIES} times and not finished. Ask for it again; if that fails too, tell the "
    "administrator the number of this order."
)


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
    """The next order, marked as being made: the oldest that waits or was left lying; None when there is none.

    One that was begun too often is given up on the way.
    """
    for order in _open_orders(now):
        if order.tries >= MOST_TRIES:
            _change(order, state=OrderState.FAILED, fault=GIVEN_UP, ended_at=now)
        elif _change(order, state=OrderState.BUILDING, tries=order.tries + 1, taken_at=now, percent=0, step="Begun"):
            return order
    return None


def _open_orders(now: datetime.datetime) -> list[PaperOrder]:
    left_lying = Q(state=OrderState.BUILDING, taken_at__lt=now - LEASE)
    rows = PaperOrder.objects.filter(Q(state=OrderState.WAITING) | left_lying).order_by("pk")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        return list(rows[:10])


def _change(order: PaperOrder, **values: object) -> bool:
    """Change the order if nobody else has taken it since it was read; True when it was changed."""
    same = PaperOrder.objects.filter(pk=order.pk, state=order.state, tries=order.tries)
    is_changed = bool(same.update(**values))
    if is_changed:
        order.refresh_from_db()
    return is_changed


def tell_progress(order: PaperOrder, step: str, percent: int) -> None:
    """Say how far it is; that also says that it is still being made."""
    _change(order, step=step, percent=percent, taken_at=timezone.now())


def put_back(order: PaperOrder, now: datetime.datetime) -> None:
    """Let a paper that failed for a fault of ours be begun again, or give it up."""
    if order.tries >= MOST_TRIES:
        _change(order, state=OrderState.FAILED, fault=GIVEN_UP, ended_at=now)
    else:
        _change(order, state=OrderState.WAITING, step="Begun again")


def refuse_order(order: PaperOrder, refusal: ReviewError, now: datetime.datetime) -> None:
    """End an order that a rule refuses; the person reads the sentence."""
    _change(order, state=OrderState.FAILED, fault=refusal.sentence, ended_at=now)


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
            if not _change(order, state=OrderState.DONE, version=version, **ended):
                raise NotNow("This order was taken up again elsewhere.")
        undo.pop_all()
    return version


def note_of(form: Format, ask: Ask) -> str:
    """What the version says of itself: made here, in which format, for whom."""
    copy = f", copy {ask.copy_number}" if ask.copy_number else ""
    return f"Made from the record as {form.label}{f' for {ask.recipient}' if ask.recipient else ''}{copy}."


def _agency(row: MadeRow, ask: Ask) -> Organisation | None:
    return Organisation.objects.get(pk=ask.organisation) if row.is_about_an_agency else None
