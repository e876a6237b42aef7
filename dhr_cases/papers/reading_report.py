"""How do the sections and the plan of a case become the report, the summary and the action plan?"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dhr_cases.errors import Incomplete
from dhr_cases.models import Action, Appointment, Case, Milestone, Recommendation
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.plan_rows import PlanLine
from dhr_cases.papers.reading import frame_of, public_frame
from dhr_cases.papers.sections import SectionText
from dhr_cases.printed_numbers import natural_key
from dhr_cases.report_sections import FURTHER
from dhr_cases.report_texts import current_texts

Reader = Callable[[Case, Ask], ReportFacts]


def inside(kind: PaperKind) -> Reader:
    """What reads the draft of a paper that is written in sections."""

    def read(case: Case, ask: Ask) -> ReportFacts:
        return ReportFacts(frame_of(case, ask), sections_of(case, kind), plan_lines(case), authors_of(case))

    return read


def for_publication(kind: PaperKind) -> Reader:
    """What reads a paper for everybody.

    Raises Incomplete when nothing is written, when text stands in no section, or without title and pseudonym.
    """

    def read(case: Case, ask: Ask) -> ReportFacts:
        sections, plan = sections_of(case, kind), plan_lines(case)
        written = {row.code for row in sections if row.is_written}
        label = KINDS[kind].label.lower()
        if FURTHER in written:
            raise Incomplete(f"The last section of the {label} holds text without a place. Move it or take it out.")
        if not written and not _is_plan(kind, plan):
            raise Incomplete(f"Nothing is written in the {label} yet.")
        return ReportFacts(public_frame(case, ask), sections, plan)

    return read


def _is_plan(kind: PaperKind, plan: tuple[PlanLine, ...]) -> bool:
    """True for an action plan with actions: it needs no text besides."""
    return kind is PaperKind.ACTION_PLAN and bool(plan)


def sections_of(case: Case, kind: PaperKind) -> tuple[SectionText, ...]:
    """The sections of a paper as they stand; two queries."""
    return tuple(SectionText(row.code, row.heading, row.text) for row in current_texts(case, kind))


def authors_of(case: Case) -> tuple[str, ...]:
    """Chair and author as appointed, who have not left."""
    rows = Appointment.objects.filter(case=case, ended_on=None).select_related("user")
    return tuple(f"{row.user.get_full_name()}, {row.get_post_display().lower()}" for row in rows)


def plan_lines(case: Case) -> tuple[PlanLine, ...]:
    """One line an action, in the natural order of the printed numbers; three queries."""
    rows = Recommendation.objects.filter(case=case).select_related("owner")
    found = rows.prefetch_related("actions__owner", "actions__milestones")
    ordered = sorted(found, key=lambda row: (natural_key(row.ref), row.position))
    return tuple(line for row in ordered for line in _lines(row))


def _lines(row: Recommendation) -> Iterator[PlanLine]:
    scope = row.get_scope_display() if row.scope else ""
    lead = row.owner.name if row.owner else row.addressee_text
    line = PlanLine(row.ref, row.text, scope, lead=lead, target=row.target_date)
    actions = list(row.actions.all())
    if not actions:
        yield line
    for action in actions:
        yield _with_action(line, action)


def _with_action(line: PlanLine, action: Action) -> PlanLine:
    """The line of a recommendation for one of its actions, whose own lead and target go first."""
    return replace(
        line,
        action=action.text,
        lead=action.owner.name if action.owner else line.lead,
        milestones=tuple(map(_milestone, action.milestones.all())),
        target=action.target_date if action.target_date.is_known else line.target,
        status=action.get_status_display(),
        completed=action.completed_on,
        outcome=_outcome(action),
    )


def _outcome(action: Action) -> str:
    return action.outcome or (action.status_reason if action.has_ended else "")


def _milestone(row: Milestone) -> str:
    if row.reached_on.is_known:
        return f"{row.text} (reached)"
    return row.text
