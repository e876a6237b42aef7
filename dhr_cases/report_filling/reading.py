"""What does the record say of how the review came about? Rows into facts; of the death the month at most."""

from collections import Counter
from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.models import (
    Appointment,
    Case,
    Decision,
    Extension,
    Hold,
    HomeOfficeNotice,
    InformationRequest,
    Interview,
    Lateness,
    PanelMeeting,
    ParallelProceeding,
    PartialDate,
    Post,
    QALetter,
    ScopingReturn,
    SignOff,
    Submission,
    TermsOfReference,
)
from dhr_cases.models.partial_dates import Precision
from dhr_cases.models.requests import Known
from dhr_cases.policy.load import clocks_for
from dhr_cases.report_filling.facts import Basics, Delay, Methods, Proceeding, Terms, Timeline, within_sentence
from dhr_cases.request_states import AnswerKind, RequestState

LABELS = {"DHR": "Domestic Homicide Review", "DARDR": "Domestic Abuse Related Death Review"}
"""What the kind of review is called in full."""


def stated(day: PartialDate) -> str:
    """A date in words, "" when not known."""
    return str(day) if day.is_known else ""


def by_month(day: PartialDate) -> str:
    """A date of the events under review: never finer than its month."""
    if day.value is None or day.precision is not Precision.DAY:
        return stated(day)
    return str(PartialDate(day.value, Precision.MONTH))


def basics_of(case: Case) -> Basics:
    """What a title page and a summary begin with."""
    decision, signed = _decision(case), _sign_off(case)
    scoped = ScopingReturn.objects.filter(case=case)
    return Basics(
        label=LABELS.get(case.lead_csp.label_shown, case.lead_csp.label_shown),
        pseudonym=case.pseudonym,
        died=by_month(case.death_date),
        partnership=case.lead_csp.name,
        posts=_posts(case),
        decided_on=stated(decision.on) if decision else "",
        reported_on=stated(signed.on) if signed else "",
        asked=scoped.count(),
        had_contact=scoped.filter(known=Known.YES).count(),
    )


def _posts(case: Case) -> tuple[tuple[str, str], ...]:
    rows = Appointment.objects.filter(case=case, ended_on=None).select_related("user")
    return tuple((Post(row.post).label, row.user.get_full_name()) for row in rows)


def _decision(case: Case) -> Decision | None:
    found: Decision | None = Decision.objects.filter(case=case).order_by("-pk").first()
    return found


def _sign_off(case: Case) -> SignOff | None:
    found: SignOff | None = SignOff.objects.filter(case=case).order_by("-pk").first()
    return found


def timeline_of(case: Case) -> Timeline:
    """The days of the review in their order and its delays."""
    decision, signed = _decision(case), _sign_off(case)
    began = decision.on if decision else PartialDate.unknown()
    ended = signed.on if signed else PartialDate.unknown()
    return Timeline(
        steps=(*_first_steps(case, began), *_later_steps(case, ended)),
        began_on=stated(began),
        ended_on=stated(ended),
        months=_months(began, ended),
        delays=(*_holds(case), *_extensions(case), *_latenesses(case)),
    )


def _first_steps(case: Case, decided: PartialDate) -> tuple[tuple[str, str], ...]:
    notice = HomeOfficeNotice.objects.filter(case=case).order_by("pk").first()
    chair = Appointment.objects.filter(case=case).exclude(post=Post.AUTHOR).order_by("pk").first()
    terms = TermsOfReference.objects.filter(case=case).exclude(agreed_on="").order_by("version").first()
    first = PanelMeeting.objects.filter(case=case).order_by("on").first()
    return (
        ("The partnership's chair became aware of the death", stated(case.aware_on)),
        ("The partnership decided to hold a review", stated(decided)),
        ("The Home Office was told", stated(notice.on) if notice else ""),
        ("The chair was appointed", stated(chair.appointed_on) if chair else ""),
        ("The panel first met", long_date(first.on) if first else ""),
        ("The terms of reference were agreed", stated(terms.agreed_on) if terms else ""),
    )


def _later_steps(case: Case, signed: PartialDate) -> tuple[tuple[str, str], ...]:
    """Sign-off, and the rounds with the Home Office as far as they have come."""
    steps = [("The report was signed off", stated(signed))]
    rounds = {row.round: row for row in Submission.objects.filter(case=case)}
    letters = {row.submission_id: row for row in QALetter.objects.filter(submission__case=case)}
    for _, sent in sorted(rounds.items()):
        steps += _steps_of_round(sent, letters.get(sent.pk))
    return tuple(steps)


def _steps_of_round(sent: Submission, letter: QALetter | None) -> list[tuple[str, str]]:
    """When one round was sent, and when it was answered if it was."""
    again = "again " if sent.round > 1 else ""
    steps = [(f"The report was sent {again}to the Home Office", stated(sent.on))]
    if letter is not None:
        steps.append(("The Home Office answered", stated(letter.letter_on)))
    return steps


def _months(began: PartialDate, ended: PartialDate) -> int | None:
    """Whole months between two days, None when either is not known to the day."""
    exact = Precision.DAY
    if began.value is None or ended.value is None or {began.precision, ended.precision} != {exact}:
        return None
    whole = (ended.value.year - began.value.year) * 12 + ended.value.month - began.value.month
    return max(whole - (ended.value.day < began.value.day), 0)


def _holds(case: Case) -> tuple[Delay, ...]:
    return tuple(
        Delay(
            "On hold",
            long_date(row.starts_on),
            long_date(row.ends_on) if row.ends_on else "",
            within_sentence(row.get_reason_display()),
        )
        for row in Hold.objects.filter(case=case)
    )


def _extensions(case: Case) -> tuple[Delay, ...]:
    labels = {row.id: row.label for row in clocks_for(case.regime)}
    rows = Extension.objects.filter(case=case, request=None)
    return tuple(
        Delay(
            f"More time was agreed for “{labels.get(row.clock, row.clock)}”",
            "",
            long_date(row.new_due_on),
            within_sentence(row.get_reason_code_display()),
        )
        for row in rows
    )


def _latenesses(case: Case) -> tuple[Delay, ...]:
    """Reasons for lateness by their kind: the words written to explain them are the partnership's own."""
    labels = {row.id: row.label for row in clocks_for(case.regime)}
    rows = Lateness.objects.filter(case=case)
    return tuple(
        Delay(f"Late: “{labels.get(row.clock, row.clock)}”", "", "", within_sentence(row.get_reason_code_display()))
        for row in rows
    )


def terms_of(case: Case) -> Terms | None:
    """The newest agreed terms; while none is agreed, the newest version; None while there is none."""
    rows = TermsOfReference.objects.filter(case=case).order_by("-version")
    row = rows.exclude(agreed_on="").first() or rows.first()
    if row is None:
        return None
    return Terms(
        version=row.version,
        agreed_on=stated(row.agreed_on),
        scope_from=by_month(row.scope_from),
        scope_to=by_month(row.scope_to),
        questions=tuple(_questions(row.lines_of_enquiry)),
        family_view=row.family_view,
    )


def _questions(typed: str) -> Iterator[str]:
    """Each line that says something, without the sign of a list before it."""
    for line in typed.splitlines():
        question = line.strip().removeprefix("- ").removeprefix("• ").strip()
        if question:
            yield question


def methods_of(case: Case) -> Methods:
    """How the review was done, in figures."""
    scoped = ScopingReturn.objects.filter(case=case)
    requests = InformationRequest.objects.filter(case=case).exclude(state=RequestState.WITHDRAWN)
    kinds = Counter(row.answer_kind for row in requests if row.returned_on)
    interviews = Counter(Interview.objects.filter(case=case).values_list("is_refused", flat=True))
    return Methods(
        scoped=scoped.count(),
        scoped_with_contact=scoped.filter(known=Known.YES).count(),
        returns=tuple((kind.label, kinds[kind.value]) for kind in AnswerKind),
        unanswered=sum(row.state == RequestState.UNANSWERED for row in requests),
        meetings=meetings_of(case),
        interviews=interviews[False],
        refusals=interviews[True],
    )


def meetings_of(case: Case) -> tuple[str, ...]:
    """Days on which the panel met, in words and in order."""
    return tuple(long_date(row.on) for row in PanelMeeting.objects.filter(case=case).order_by("on", "pk"))


def proceedings_of(case: Case) -> tuple[Proceeding, ...]:
    """What ran beside the review, by month; neither its reference nor its contact."""
    return tuple(
        Proceeding(row.get_kind_display(), by_month(row.starts_on), by_month(row.ends_on), row.state, row.outcome)
        for row in ParallelProceeding.objects.filter(case=case)
    )
