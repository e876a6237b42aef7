"""A partnership keeps its criteria, and a report is looked at by them before it is sent. Source: domain 3.9 [V]/[D]."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from dhr_cases.actions.core import acting, check_not_future, require
from dhr_cases.actions.partnership_settings import changing
from dhr_cases.events import Event
from dhr_cases.models import Assessment, Case, Criterion, Finding, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.qa_criteria import CRITERIA
from dhr_cases.verbs import Verb

STEP = 10
"""How far apart shipped criteria stand, so that one can be put between two."""
LONGEST_CODE = 60


def criteria_of(partnership: Partnership) -> list[Criterion]:
    """Every criterion of the partnership in its order, used or not; the shipped list is copied on first use."""
    found = list(Criterion.objects.filter(partnership=partnership))
    return found or _copy_shipped(partnership)


@transaction.atomic
def _copy_shipped(partnership: Partnership) -> list[Criterion]:
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not Criterion.objects.filter(partnership=partnership).exists():
        with change("Shipped criteria", None):
            for position, row in enumerate(CRITERIA, 1):
                Criterion.objects.create(
                    partnership=partnership, code=row.code, position=position * STEP, text=row.text, source=row.source
                )
    return list(Criterion.objects.filter(partnership=partnership))


def add_criterion(*, by: User, partnership: Partnership, text: str, source: str, reason: str) -> Criterion:
    """A question of the partnership's own, after the others. Raises Incomplete without words."""
    require((bool(text.strip()), "Enter the question."))
    with changing(by, reason):
        there = criteria_of(partnership)
        last = max((row.position for row in there), default=0)
        added: Criterion = Criterion.objects.create(
            partnership=partnership,
            code=_free_code(text, {row.code for row in there}),
            position=last + STEP,
            text=text.strip(),
            source=source.strip(),
        )
    return added


def _free_code(text: str, taken: set[str]) -> str:
    """A code from the first words that no other criterion has."""
    stem = slugify(text)[: LONGEST_CODE - 4].strip("-") or "own"
    codes = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)


def change_criterion(
    *, by: User, criterion: Criterion, text: str, source: str, position: int, is_used: bool, reason: str
) -> None:
    """A question is worded anew, moved, or taken out of use; findings made by it stay."""
    require((bool(text.strip()), "Enter the question."))
    with changing(by, reason):
        criterion.text = text.strip()
        criterion.source = source.strip()
        criterion.position = position
        criterion.is_used = is_used
        criterion.save()


def assess_criterion(
    *, case: Case, by: User, criterion: Criterion, finding: Finding, note: str = "", on: datetime.date | None = None
) -> Assessment:
    """How far the report meets one criterion; a later finding replaces the earlier, history keeps both.

    Raises Incomplete for a criterion of another partnership or out of use, and without a note where it is not met
    in full.
    """
    check_not_future(on, "The date of the finding")
    require(
        (criterion.partnership_id == case.lead_csp_id, "This criterion belongs to another partnership."),
        (criterion.is_used, "This criterion is out of use."),
        (finding == Finding.MET or bool(note.strip()), "Say what is missing, or why it does not apply."),
    )
    with acting(Verb.ASSESS_CRITERION, case, by) as act:
        key = {"case": case, "criterion": criterion}
        row: Assessment = Assessment.objects.filter(**key).first() or Assessment(**key)
        row.finding = finding
        row.note = note.strip()
        row.on = on or timezone.localdate()
        row.save()
        detail = {"criterion": criterion.text, "finding": Finding(finding).label}
        act.record(Event.CRITERION_ASSESSED, on=row.on, about=row, detail=detail)
    return row
