"""How do cases and the public register become rows of a report, as at a day? A fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from django.conf import settings
from django.urls import reverse

from dhr_cases import case_clocks
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, ProceedingKind
from dhr_cases.models import Case, CaseEvent, ParallelProceeding, Partnership, PublicRecord
from dhr_cases.public_list import READABLE
from dhr_cases.stages import STAGES
from governance.papers.report_rows import CaseRow, PublishedRow
from governance.position import CaseStanding, Position
from governance.standings import STANDINGS
from learning.briefing_boxes import BriefingKind, box_row
from learning.briefings import briefing_of
from learning.first_words import first_statements
from learning.sources import paragraphs_of

SAID = ("who", "lessons")
"""Boxes of the one-page briefing that a report quotes from."""
QUOTED = 4
"""Sentences of a briefing that a report quotes at most [D]."""
DECIDE = "decide"
"""The clock that starts when the partnership chair becomes aware; time is counted from its start."""


def case_rows(cases: Sequence[Case], found: Position) -> tuple[CaseRow, ...]:
    """Every review that is live on the day, by its reference, in the order of the position's lines."""
    live = [case for case in found.cases if STANDINGS[case.standing].is_live]
    by_key = {case.pk: case for case in cases}
    rows = [by_key[standing.key] for standing in live]
    beside, counts = _beside(rows, found.on), _recommendations(rows, found.on)
    clocks = case_clocks.readings_for(rows, found.on)
    order = list(STANDINGS)
    ranked = sorted(live, key=lambda row: (order.index(row.standing), by_key[row.key].reference))
    return tuple(
        _case_row(by_key[row.key], row, beside.get(row.key, ""), counts[row.key], clocks[row.key]) for row in ranked
    )


def _case_row(case: Case, standing: CaseStanding, beside: str, count: int, clocks: Sequence[ClockReading]) -> CaseRow:
    days, days_net = _days(clocks)
    return CaseRow(
        reference=case.reference,
        stands=STAGES[standing.stage].label,
        since=standing.since,
        pause=", ".join(HoldReason(reason).label for reason in standing.paused_for),
        beside=beside,
        recommendations=count,
        late=tuple(row.label for row in clocks if row.state is ClockState.OVERDUE),
        days=days,
        days_net=days_net,
    )


def _days(clocks: Iterable[ClockReading]) -> tuple[int | None, int | None]:
    """Days since the partnership chair became aware, all of them and less holds; None where that day is not known."""
    aware = next((row for row in clocks if row.clock == DECIDE and row.start), None)
    return (aware.elapsed_days, aware.elapsed_days_net) if aware else (None, None)


def _beside(cases: Iterable[Case], on: date) -> dict[int, str]:
    """Kinds of proceedings that ran beside each review on the day; without days, those without an outcome."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in ParallelProceeding.objects.filter(case__in=list(cases)):
        begins, ends = row.starts_on.value, row.ends_on.latest
        runs = (begins is None or begins <= on) and (ends >= on if ends else not row.outcome)
        if runs:
            found[row.case_id].append(ProceedingKind(row.kind).label)
    return {key: ", ".join(dict.fromkeys(kinds)) for key, kinds in found.items()}


def _recommendations(cases: Iterable[Case], on: date) -> Mapping[int, int]:
    """How many recommendations were recorded of each review by the day."""
    told = CaseEvent.objects.filter(
        case__in=list(cases), kind=Event.RECOMMENDATION_RECORDED, replaced_by=None
    ).values_list("case_id", "on")
    return Counter(key for key, day in told if day.value is not None and day.value <= on)


def published_rows(partnership: Partnership, since: date | None, on: date) -> tuple[PublishedRow, ...]:
    """Reviews put on the public register after ``since`` up to the day and still there, with words of their briefing.

    What was taken down since is no longer told of, also as at a day on which it stood.
    """
    rows = on_register(partnership, on)
    dated = [(row, row.put_up_on) for row in rows if row.put_up_on]
    new = [(row, day) for row, day in dated if since is None or day > since]
    return tuple(_published(row, day) for row, day in new)


def on_register(partnership: Partnership, on: date) -> list[PublicRecord]:
    """Reviews on the public register by that day, oldest first."""
    found = PublicRecord.objects.filter(partnership=partnership, state__in=READABLE, put_up_on__lte=on)
    return list(found.select_related("partnership", "case").order_by("put_up_on", "pk"))


def _published(record: PublicRecord, day: date) -> PublishedRow:
    return PublishedRow(
        title=record.title,
        published_on=day,
        address=settings.SITE_URL + reverse("public_record", args=[record.slug]),
        sentences=_sentences(record),
    )


def _sentences(record: PublicRecord) -> tuple[str, ...]:
    """Of the signed-off one-page briefing; else the first fitting sentences of the approved summary; else none."""
    return _of_briefing(record) or _of_summary(record)


def _of_briefing(record: PublicRecord) -> tuple[str, ...]:
    if record.case is None:
        return ()
    briefing = briefing_of(record.case, BriefingKind.ONE_PAGE)
    said = chain.from_iterable(box.statements for box in briefing.boxes if box.row.code in SAID)
    return tuple(statement.text for statement in said)[:QUOTED] if briefing.is_signed_off else ()


def _of_summary(record: PublicRecord) -> tuple[str, ...]:
    paragraphs = paragraphs_of(record)
    boxes = (box_row(BriefingKind.ONE_PAGE, code) for code in SAID)
    return tuple(statement.text for box in boxes for statement in first_statements(box, paragraphs)[: QUOTED // 2])
