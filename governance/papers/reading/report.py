"""What does a report of a partnership rest on, as at a day? Everything in it comes from here.

The public version knows published reviews by their public titles and everything else as counts; the restricted one
knows reviews by their references. Neither knows a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dhr_cases.models import Case, Partnership
from funding.papers.reading.sender import review_name_of, sender_of
from governance.case_records import cases_of, records_of
from governance.papers.reading import actions, events, measures, meetings, reviews, risks, themes
from governance.papers.reading.money import money_of
from governance.papers.report_rows import ReportFacts
from governance.position import position


@dataclass(frozen=True)
class Asked:
    """Which report: as at which day, since which meeting, for everybody or restricted, to which meeting."""

    on: date
    since: date | None = None
    is_restricted: bool = False
    to: str = ""
    meets_on: date | None = None
    by: str = "Review coordinator"


def report_facts(partnership: Partnership, asked: Asked) -> ReportFacts:
    """The facts of a report."""
    cases = list(cases_of(partnership).prefetch_related("joint_csps"))
    found = position(records_of(cases), asked.on, asked.since)
    rows = reviews.case_rows(cases, found) if asked.is_restricted else ()
    told_of = cases if asked.is_restricted else _published_cases(partnership, asked.on)
    plans = actions.actions_then(told_of, asked.on, timezone.localdate())
    bodies, asked_of = actions.by_body(plans, asked.on), meetings.asked_rows(partnership, asked.since, asked.on)
    found_money = money_of(partnership, asked.on)
    money = meetings.told_apart(partnership, found_money, asked_of, is_restricted=asked.is_restricted)
    return ReportFacts(
        sender=sender_of(partnership),
        position=found,
        is_restricted=asked.is_restricted,
        by=asked.by,
        to=asked.to,
        meets_on=asked.meets_on,
        review_name=review_name_of(partnership),
        law=risks.law_in_force(),
        joint=_joint(partnership, cases),
        cases=rows,
        published=reviews.published_rows(partnership, asked.since, asked.on),
        on_register=len(reviews.on_register(partnership, asked.on)),
        actions=bodies,
        changes=actions.changes(plans, asked.since, asked.on) if asked.is_restricted else (),
        themes=actions.kinds_asked_for(told_of),
        review_themes=themes.review_themes(partnership, asked.on, timezone.localdate()),
        events=events.held(partnership, asked.since, asked.on),
        coming=events.coming(partnership, asked.on),
        event_actions=events.actions(partnership, asked.on),
        asked=asked_of,
        money=money,
        risks=risks.risks_of(rows, bodies, money),
        legal_change=risks.legal_change(),
        measures=measures.measures_of(partnership, asked.on),
    )


def _published_cases(partnership: Partnership, on: date) -> list[Case]:
    return [record.case for record in reviews.on_register(partnership, on) if record.case is not None]


def _joint(partnership: Partnership, cases: Sequence[Case]) -> tuple[str, ...]:
    """Partnerships that commission reviews jointly with this one, by name."""
    names = {str(other) for case in cases for other in case.joint_csps.all()}
    return tuple(sorted(names - {str(partnership)}))
