"""What is with the Home Office, what did it answer, and who has a copy? The page of quality assurance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.assessment import criteria_of
from dhr_cases.completeness import CONFIRMATIONS, Item, checked_items
from dhr_cases.copies import owed
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.models import (
    Case,
    CopySent,
    PaperVersion,
    PartialDate,
    Precision,
    QALetter,
    QAOutcome,
    QAPoint,
    Submission,
    User,
)
from dhr_cases.permissions import may_see
from dhr_cases.self_assessment import looked_at
from dhr_cases.stages import Stage, has_reached
from dhr_cases.submission_set import newest_bundle, sent_by_round
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered

BEFORE_LETTER = (Verb.SUBMIT, Verb.RECORD_BOARD, Verb.RECORD_QA_LETTER)
AFTER_LETTER = (Verb.SEND_COPY, Verb.PROPOSE_END, Verb.RECORD_END_VIEW)
POINT_HEADS = (
    {"label": "Point"},
    {"label": "What it asks"},
    {"label": "Section"},
    {"label": "Answer"},
    {"label": "What was done"},
)
COPY_HEADS = ({"label": "Sent to"}, {"label": "Basis"}, {"label": "On"})


@dataclass(frozen=True)
class Round:
    """One round with the Home Office: its facts and, for those who see the letter, its points."""

    heading: str
    rows: list[dict[str, str]]
    caption: str
    points: list[dict[str, object]]
    changes: list[dict[str, str]]


@case_page(Material.SUBMISSION)
def case_assurance(request: SignedInRequest, case: Case) -> HttpResponse:
    """Submissions, letters, points and copies of one case."""
    sees_letter = may_see(request.user, Material.QA_LETTER, case)
    can_answer = sees_letter and bool(offered(request.user, case, (Verb.ANSWER_QA_POINT,)))
    submissions = list(Submission.objects.filter(case=case).select_related("letter").prefetch_related("letter__points"))
    last = submissions[-1] if submissions else None
    context = {
        "case": case,
        "tasks": [] if has_reached(case.at, Stage.SUBMITTED) else needed_tasks(request.user, case),
        "confirmations": CONFIRMATIONS,
        "assessment": _assessment(request.user, case),
        "letter_url": _letter_url(request.user, case),
        "bundle": _bundle(case),
        "rounds": _rounds(case, submissions, sees_letter, can_answer),
        "point_heads": POINT_HEADS,
        "waiting": _waiting(submissions),
        "copy_heads": COPY_HEADS,
        "copies": _copies(case),
        "owed": [recipient.label for recipient in owed(case.regime)],
        "offers": offered(request.user, case, (*BEFORE_LETTER, _way_on(last), *AFTER_LETTER)),
    }
    return render(request, "cases/assurance.html", context)


def _assessment(user: User, case: Case) -> str:
    """How far the self-assessment is, for those who may see it; "" for others."""
    if not may_see(user, Material.DRAFTING, case):
        return ""
    looked = looked_at(case, criteria_of(case.lead_csp), user)
    done = sum(1 for one in looked if one.is_good_enough)
    return f"{done} of {len(looked)} criteria met or not applicable."


def _letter_url(user: User, case: Case) -> str:
    """Where the letter's text can be pasted, for those who may record it now."""
    may_record = may_see(user, Material.QA_LETTER, case) and offered(user, case, (Verb.RECORD_QA_LETTER,))
    return reverse("case_qa_letter", args=(case.reference,)) if may_record else ""


def _bundle(case: Case) -> str:
    """The newest bundle in words; "" where none was made."""
    bundle = newest_bundle(case)
    return f"version {bundle.number}, made {long_date(timezone.localtime(bundle.added_at).date())}" if bundle else ""


def _way_on(last: Submission | None) -> Verb:
    """The step the last letter leads to: going back to the Home Office, or clearance once the changes are made."""
    letter = letter_of(last) if last is not None else None
    is_to_resubmit = letter is not None and letter.outcome == QAOutcome.RESUBMIT
    return Verb.RESUBMIT if is_to_resubmit else Verb.RECORD_CLEARANCE


def needed_tasks(user: User, case: Case) -> list[dict[str, str]]:
    """What a submission needs, each linked to the act that mends it for those who may do it now."""
    items = checked_items(case)
    urls = {offer.verb: offer.url for offer in offered(user, case, _mending(items))}
    return [_task(item, urls) for item in items]


def _mending(items: Iterable[Item]) -> set[Verb]:
    """The acts that mend what is missing."""
    return {item.mended_by for item in items if item.mended_by and not item.is_met}


def _task(item: Item, urls: Mapping[Verb, str]) -> dict[str, str]:
    if item.is_met:
        return {"label": item.what, "state": "done", "status": "There"}
    url = urls.get(item.mended_by, "") if item.mended_by else ""
    return {"label": item.what, "url": url, "hint": item.how_met, "state": "not_started", "status": "Missing"}


def letter_of(submission: Submission) -> QALetter | None:
    """The letter of a round, None while it is waited for."""
    return getattr(submission, "letter", None)


def _papers_sent(case: Case) -> dict[int, str]:
    """What went in each round, in words."""
    rounds = sent_by_round(case)
    rows = PaperVersion.objects.filter(paper__case=case, pk__in=chain(*rounds.values())).select_related("paper")
    words = {row.pk: f"{row.paper.get_kind_display()}, version {row.number}" for row in rows}
    return {number: "\n".join(words[key] for key in keys if key in words) for number, keys in rounds.items()}


def _rounds(case: Case, submissions: list[Submission], sees_letter: bool, can_answer: bool) -> list[Round]:
    """Every round, the last one with its points to answer."""
    papers, last = _papers_sent(case), len(submissions)
    return [
        _round(case, row, papers.get(row.round, ""), sees_letter, can_answer and place == last)
        for place, row in enumerate(submissions, start=1)
    ]


def _round(case: Case, submission: Submission, papers: str, sees_letter: bool, can_answer: bool) -> Round:
    letter = letter_of(submission) if sees_letter else None
    points = list(letter.points.all()) if letter is not None else []
    facts = (
        ("Sent on", str(submission.on)),
        ("Sent to", submission.sent_to),
        ("Papers sent", papers),
        ("Board", str(submission.board_on)),
        *_said_by(letter),
        ("Time with the Home Office", _in_days(days_with_home_office(submission))),
    )
    return Round(
        heading=f"Round {submission.round}",
        rows=[{"label": label, "value": value} for label, value in facts],
        caption=f"Points of round {submission.round}",
        points=[_point(case, point, can_answer) for point in points],
        changes=_changes(points),
    )


def _said_by(letter: QALetter | None) -> tuple[tuple[str, str], ...]:
    """What a letter says of the whole report; nothing where there is none to see."""
    if letter is None:
        return ()
    return (
        ("Letter of", str(letter.letter_on)),
        ("What it says", QAOutcome(letter.outcome).label),
        ("What it praises", letter.praise or "not stated"),
    )


def _changes(points: Iterable[QAPoint]) -> list[dict[str, str]]:
    return [_change(point) for point in points if point.before_text or point.after_text]


def _change(point: QAPoint) -> dict[str, str]:
    """What the report said and says, for a point answered with both."""
    return {
        "heading": f"Point {point.number}: {point.section or 'the report'}",
        "before": point.before_text,
        "after": point.after_text,
    }


def _point(case: Case, point: QAPoint, can_answer: bool) -> dict[str, object]:
    answer = {True: ("done", "Accepted"), False: ("held", "Not accepted"), None: ("not_started", "Not answered yet")}
    state, words = answer[point.is_accepted]
    done_on = f" ({long_date(point.done_on)})" if point.done_on else ""
    return {
        "url": act_url(case, Verb.ANSWER_QA_POINT, point) if can_answer else "",
        "cells": (
            {"text": f"{'Answer point' if can_answer else 'Point'} {point.number}"},
            {"text": point.text},
            {"text": point.section},
            {"text": words, "state": state},
            {"text": f"{point.response or 'nothing yet'}{done_on}"},
        ),
    }


def days_with_home_office(submission: Submission) -> int | None:
    """Days from sending a round to its letter, or to today while it waits; None where a day is not known."""
    letter = letter_of(submission)
    until = letter.letter_on if letter is not None else PartialDate.on(timezone.localdate())
    return _days_between(submission.on, until)


def _days_between(start: PartialDate, end: PartialDate) -> int | None:
    exact = start.precision is Precision.DAY and end.precision is Precision.DAY
    if not exact or start.value is None or end.value is None:
        return None
    return (end.value - start.value).days


def _in_days(days: int | None) -> str:
    if days is None:
        return "not known to the day"
    return f"{days} day{'' if days == 1 else 's'}"


def _waiting(submissions: Iterable[Submission]) -> str:
    """The whole time with the Home Office in words, and what it leaves out; "" before the first round."""
    counted = [days_with_home_office(row) for row in submissions]
    known = [days for days in counted if days is not None]
    if not counted:
        return ""
    whole = f"{_in_days(sum(known))} with the Home Office in all." if known else "How long in all is not known."
    tail = _left_out(len(counted) - len(known), len(counted))
    return f"{whole}{tail} It is the Home Office's time and is measured apart."


def _left_out(count: int, of: int) -> str:
    return f" {count} of {of} rounds left out: not known to the day." if count else ""


def _copies(case: Case) -> list[dict[str, object]]:
    rows = CopySent.objects.filter(case=case)
    return [{"cells": ({"text": row.recipient_label}, {"text": row.basis}, {"text": str(row.on)})} for row in rows]
