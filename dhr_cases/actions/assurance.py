"""The report is submitted, answered by the Home Office, amended, cleared and copied. Source: stages S18 to S21 [V]."""

import datetime
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.core.files.base import File
from django.utils import timezone

from dhr_cases import copies
from dhr_cases.actions.core import Act, Day, acting, as_partial, check_not_future, require, today
from dhr_cases.actions.drafting import complete_report, is_report_complete
from dhr_cases.actions.papers import file_version
from dhr_cases.completeness import CONFIRMATIONS
from dhr_cases.copies import Recipient
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    CopySent,
    Criterion,
    PaperVersion,
    PartialDate,
    QALetter,
    QAOutcome,
    QAPoint,
    Submission,
    User,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.assurance import latest_letter
from dhr_cases.stages import Stage
from dhr_cases.submission_set import newest_bundle, newest_of_each
from dhr_cases.verbs import Verb

HOME_OFFICE = "Home Office"
_FOREIGN = "A criterion belongs to another partnership."


@dataclass(frozen=True)
class NewPoint:
    """A numbered point as the letter prints it."""

    number: str
    text: str
    section: str = ""
    criterion: Criterion | None = None


def latest_submission(case: Case) -> Submission | None:
    """The last round with the Home Office."""
    row: Submission | None = Submission.objects.filter(case=case).order_by("-round").first()
    return row


def submit(
    *,
    case: Case,
    by: User,
    equality_covered: bool,
    anonymity_checked: bool,
    recommendations_checked: bool,
    sent_to: str = HOME_OFFICE,
    on: Day | None = None,
    is_complete_now: bool = False,
) -> Submission:
    """The complete set goes to the Home Office; what only a person can judge is confirmed and kept.

    Raises Incomplete for each thing missing (see ``completeness``) or not confirmed.
    """
    check_not_future(on, "The date of the submission")
    _require_confirmed(equality_covered, anonymity_checked, recommendations_checked)
    with acting(Verb.SUBMIT, case, by) as act:
        row = _new_round(case, sent_to, on)
        act.move(Stage.SUBMITTED, on=on, detail=_sent(row))
        if is_complete_now:
            complete_report(act, on)
    return row


def resubmit(
    *,
    case: Case,
    by: User,
    equality_covered: bool,
    anonymity_checked: bool,
    recommendations_checked: bool,
    sent_to: str = HOME_OFFICE,
    on: Day | None = None,
) -> Submission:
    """The amended set goes back to the Home Office as a new round; every point of the letter is answered."""
    check_not_future(on, "The date of the resubmission")
    _require_confirmed(equality_covered, anonymity_checked, recommendations_checked)
    with acting(Verb.RESUBMIT, case, by) as act:
        row = _new_round(case, sent_to, on)
        act.move(Stage.RESUBMITTED, on=on, detail=_sent(row))
    return row


def _require_confirmed(*answers: bool) -> None:
    require(*((given, f"Not confirmed: {words}.") for given, words in zip(answers, CONFIRMATIONS, strict=True)))


def _sent(submission: Submission) -> dict[str, object]:
    bundle = newest_bundle(submission.case)
    papers = [version.pk for version in (*newest_of_each(submission.case), *([bundle] if bundle else []))]
    return {"round": submission.round, "recommendations_checked": True, "papers": papers}


def _new_round(case: Case, sent_to: str, on: Day | None) -> Submission:
    before = latest_submission(case)
    row: Submission = Submission.objects.create(
        case=case,
        round=before.round + 1 if before else 1,
        on=as_partial(on),
        sent_to=sent_to,
        equality_covered=True,
        anonymity_checked=True,
    )
    return row


def record_board(*, case: Case, by: User, board_on: Day, on: Day | None = None) -> None:
    """The board's date is known; it may lie ahead. ``on`` is the day we learnt of it.

    Left out, it is the board's own day once that is past, else today.
    """
    check_not_future(on, "The date we were told")
    with acting(Verb.RECORD_BOARD, case, by) as act:
        submission = _submission(case)
        submission.board_on = as_partial(board_on)
        submission.save()
        detail = {"round": submission.round, "board_on": submission.board_on.iso}
        act.move(Stage.AT_QA, on=on or _not_ahead(submission.board_on), detail=detail)


def _not_ahead(day: PartialDate) -> Day:
    today = timezone.localdate()
    return day if day.value is not None and day.value <= today else today


def _submission(case: Case) -> Submission:
    found = latest_submission(case)
    if found is None:
        raise Incomplete("No submission is recorded. Correct the record first.")
    return found


def record_qa_letter(
    *,
    case: Case,
    by: User,
    outcome: QAOutcome,
    letter_on: Day,
    board_on: Day | None = None,
    points: Sequence[NewPoint] = (),
    praise: str = "",
) -> QALetter:
    """The letter of this round with its outcome and numbered points, each under a criterion where one was named.

    With no change asked for, the report is cleared and completed; else the points wait for answers.
    Raises Incomplete when a letter that asks for changes lists none, or one that clears lists some.
    """
    check_not_future(letter_on, "The date of the letter")
    is_cleared = outcome == QAOutcome.CLEARED_NO_CHANGE
    require(
        (is_cleared or bool(points), "Enter the points of the letter, each on a line with its number."),
        (not (is_cleared and points), "A letter that clears with no change has no points to answer."),
        (all(_is_own(point.criterion, case) for point in points), _FOREIGN),
    )
    with acting(Verb.RECORD_QA_LETTER, case, by) as act:
        letter = _letter(case, outcome, letter_on, board_on, praise)
        for point in points:
            QAPoint.objects.create(letter=letter, **vars(point))
        _move_on_letter(act, letter, letter_on, len(points))
    return letter


def _is_own(criterion: Criterion | None, case: Case) -> bool:
    """True for no criterion, or one of the partnership that leads the case."""
    return criterion is None or criterion.partnership_id == case.lead_csp_id


def keep_letter(*, case: Case, by: User, upload: File[bytes]) -> PaperVersion:
    """The letter as it came is kept among the papers, before its points are read from it.

    Raises Incomplete when the file is not of a kind we take or is not what it says.
    """
    with ExitStack() as undo:
        with acting(Verb.RECORD_QA_LETTER, case, by) as act:
            title = f"Quality assurance letter, round {_submission(case).round}"
            version = file_version(act, undo, kind=PaperKind.QA_LETTER, title=title, upload=upload)
        undo.pop_all()
    return version


def _letter(case: Case, outcome: QAOutcome, letter_on: Day, board_on: Day | None, praise: str) -> QALetter:
    submission = _submission(case)
    row: QALetter = QALetter.objects.create(
        submission=submission,
        board_on=as_partial(board_on) if board_on else submission.board_on,
        letter_on=as_partial(letter_on),
        outcome=outcome,
        praise=praise,
    )
    return row


def _move_on_letter(act: Act, letter: QALetter, on: Day, points: int) -> None:
    detail = {"round": letter.submission.round, "outcome": QAOutcome(letter.outcome).label, "points": points}
    if letter.outcome != QAOutcome.CLEARED_NO_CHANGE:
        act.move(Stage.AMENDING, on=on, detail=detail)
        return
    act.record(Event.QA_LETTER_RECEIVED, on=on, about=letter, detail=detail)
    act.move(Stage.QA_CLEARED, on=on)
    complete_report(act, on)


def answer_qa_point(
    *,
    case: Case,
    by: User,
    point: QAPoint,
    is_accepted: bool,
    response: str,
    section: str = "",
    before_text: str = "",
    after_text: str = "",
    criterion: Criterion | None = None,
    on: datetime.date | None = None,
) -> None:
    """A point is accepted or not, with what was done or why not. It can be answered again while amending.

    ``before_text`` is what the report said, ``after_text`` what it says now; both may be left out. ``criterion`` is
    the question of the self-assessment the point belongs to; None leaves it as it is.
    """
    check_not_future(on, "The date of the answer")
    letter = latest_letter(case)
    require(
        (
            letter is not None and point.letter_id == letter.pk,
            "This point belongs to an earlier letter or another case.",
        ),
        (bool(response.strip()), "Say what was done, or why the point is not accepted."),
        (_is_own(criterion, case), _FOREIGN),
    )
    with acting(Verb.ANSWER_QA_POINT, case, by) as act:
        point.refresh_from_db()
        point.is_accepted = is_accepted
        point.response = response
        point.section = section or point.section
        point.before_text = before_text
        point.after_text = after_text
        point.criterion = criterion or point.criterion
        point.done_on = on or today()
        point.save()
        act.record(Event.QA_POINT_ANSWERED, on=on, about=point, detail={"point": point.number, "accepted": is_accepted})


def record_clearance(*, case: Case, by: User, on: Day | None = None, note: str = "") -> None:
    """The Home Office clears the report after the listed changes; the report is completed, unless it was before."""
    check_not_future(on, "The date of the clearance")
    with acting(Verb.RECORD_CLEARANCE, case, by, reason=note) as act:
        act.move(Stage.QA_CLEARED, on=on)
        complete_report(act, on)


def send_copy(
    *,
    case: Case,
    by: User,
    recipient: Recipient,
    recipient_label: str = "",
    is_anonymised: bool = False,
    on: Day | None = None,
) -> CopySent:
    """A copy went out; its basis follows from the regime. The statutory clock stops when all who are owed have one.

    Raises Incomplete when the Commissioner's copy is not the anonymised one, or a copy owed by statute
    goes out before the report is complete. Source: DVCVA 2004 s.9(3B) to (3C) [V]; DAA 2021 s.18 to 19 [V].
    """
    check_not_future(on, "The date of the copy")
    label = recipient_label.strip() or Recipient(recipient).label
    with acting(Verb.SEND_COPY, case, by) as act:
        _check_copy(case, recipient, is_anonymised)
        row: CopySent = CopySent.objects.create(
            case=case,
            recipient=recipient,
            recipient_label=label,
            basis=copies.basis(case.regime, recipient),
            on=as_partial(on),
        )
        act.record(Event.COPY_SENT, on=on, about=row, detail={"to": Recipient(recipient).label, "basis": row.basis})
        _stop_copy_clock(act)
    return row


def _check_copy(case: Case, recipient: Recipient, is_anonymised: bool) -> None:
    is_owed = recipient in copies.owed(case.regime)
    only_anonymised = recipient in copies.NEEDS_ANONYMISED
    require(
        (not only_anonymised or is_anonymised, "Only the anonymised report may go to the Commissioner."),
        (not is_owed or is_report_complete(case), "The report is not complete yet: it is when it is cleared."),
    )


def _stop_copy_clock(act: Act) -> None:
    sent = list(CopySent.objects.filter(case=act.case))
    event = copies.event_when_all_sent(act.case.regime, {row.recipient for row in sent})
    if event is None or CaseEvent.objects.filter(case=act.case, kind=event).exists():
        return
    wanted = copies.owed(act.case.regime)
    act.record(event, on=max((_first_sent(sent, who) for who in wanted), key=_day_of))


def _first_sent(sent: Iterable[CopySent], recipient: str) -> PartialDate:
    return min((row.on for row in sent if row.recipient == recipient), key=_day_of)


def _day_of(day: PartialDate) -> datetime.date:
    return day.latest or datetime.date.min
