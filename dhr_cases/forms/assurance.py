"""Forms of submission, quality assurance, clearance and copies."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from dhr_cases.actions import assurance
from dhr_cases.actions.assurance import HOME_OFFICE, NewPoint
from dhr_cases.completeness import CONFIRMATIONS
from dhr_cases.copies import Recipient, owed
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.decision import SENT_TO
from dhr_cases.forms.drafting import COMPLETE_HINT, COMPLETE_LABEL
from dhr_cases.forms.fields import ExactDateField, PartialDateField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.forms.qa_letter import CriterionField
from dhr_cases.models import Case, Criterion, PaperVersion, QALetter, QAOutcome, QAPoint
from dhr_cases.policies.assurance import latest_letter
from dhr_cases.report_sections import SECTIONS
from dhr_cases.report_texts import CurrentText, current_texts
from dhr_cases.submission_set import newest_bundle, newest_of_each
from dhr_cases.verbs import Verb

_NUMBERED = re.compile(
    r"\s*(?:(?P<marked>\d+(?:\.\d+)*|[A-Za-z]\d*)[.):](?!\d)\s*|(?P<bare>\d{1,2}(?:\.\d+)*)\s+)(?P<text>\S.*)"
)
"""A line that begins a point: "1. text", "2.3 text", "a) text", "R4: text"."""


def read_points(text: str) -> tuple[NewPoint, ...]:
    """The numbered points of a letter, one to a line; a line without a number goes on with the point before.

    Raises ValidationError naming the line when the first line has no number.
    """
    points: list[NewPoint] = []
    for place, line in _written_lines(text):
        begun = _begun_in(line)
        if begun is not None:
            points.append(begun)
        elif points:
            points[-1] = NewPoint(points[-1].number, f"{points[-1].text} {line.strip()}")
        else:
            raise ValidationError(f"Line {place} does not begin with a number, such as “1. Explain …”")
    return tuple(points)


def _written_lines(text: str) -> list[tuple[int, str]]:
    return [(place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip()]


def _begun_in(line: str) -> NewPoint | None:
    """The point that begins in a line, None for one without a number."""
    found = _NUMBERED.fullmatch(line.rstrip())
    return NewPoint(found["marked"] or found["bare"], found["text"]) if found else None


class PointsField(forms.CharField):
    """The points of a letter typed or pasted one to a line, given as rows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 10}), **kwargs)

    def clean(self, value: Any) -> Any:
        return read_points(super().clean(value))


def _on(label: str) -> ExactDateField:
    return ExactDateField(label=label, latest=today, initial=today)


def _confirmation(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, error_messages={"required": f"Confirm: {label[0].lower()}{label[1:]}"})


class _SubmissionForm(ActForm):
    sent_to = forms.CharField(
        label="Sent to", max_length=200, initial=HOME_OFFICE, error_messages={"required": SENT_TO}
    )
    on = _on("When was it sent?")
    equality_covered = _confirmation(CONFIRMATIONS[0])
    anonymity_checked = _confirmation(CONFIRMATIONS[1])
    recommendations_checked = _confirmation(CONFIRMATIONS[2])

    def prepare(self) -> None:
        self.intro = f"{self.intro} {bundle_in_words(self.case)}"


def bundle_in_words(case: Case) -> str:
    """Which bundle goes on record with the submission, and which of its papers have a newer version since."""
    bundle = newest_bundle(case)
    if bundle is None:
        return "No bundle of the set was made; the newest version of each paper goes on record."
    said = f"The newest bundle, version {bundle.number}, goes on record with the newest version of each paper."
    names = ", ".join(_newer_than(bundle, case))
    return f"{said} Newer than the bundle: {names}. Make it again first." if names else said


def _newer_than(bundle: PaperVersion, case: Case) -> list[str]:
    return [row.paper.get_kind_display() for row in newest_of_each(case) if row.added_at > bundle.added_at]


class SubmitForm(_SubmissionForm):
    verb = Verb.SUBMIT
    checks_answers = True
    fieldsets = [
        ("The submission", ["sent_to", "on"]),
        ("What only a person can judge", ["equality_covered", "anonymity_checked", "recommendations_checked"]),
    ]
    intro = "The set is complete: reports, action plan, data form, statements, terms, panel and minute."
    what_follows = "The time the Home Office takes is measured apart."

    is_complete_now = forms.BooleanField(label=COMPLETE_LABEL, help_text=COMPLETE_HINT, required=False)

    def perform(self) -> None:
        assurance.submit(case=self.case, by=self.by, **self.cleaned_data)


class ResubmitForm(_SubmissionForm):
    verb = Verb.RESUBMIT
    checks_answers = True
    fieldsets = SubmitForm.fieldsets
    intro = "Every point of the letter is answered. Add the amended papers first."
    what_follows = "A new round with the Home Office begins."

    def perform(self) -> None:
        assurance.resubmit(case=self.case, by=self.by, **self.cleaned_data)


class RecordBoardForm(ActForm):
    verb = Verb.RECORD_BOARD
    intro = "The date on which the board looks at the report. It may lie ahead."

    board_on = PartialDateField(label="When does the board meet?", noun="the date of the board")

    def perform(self) -> None:
        assurance.record_board(case=self.case, by=self.by, **self.cleaned_data)


class RecordQALetterForm(ActForm):
    verb = Verb.RECORD_QA_LETTER
    title = "Record the quality assurance letter"
    checks_answers = True
    intro = "Under Home Office you can paste or upload the letter instead, and have its points read."
    what_follows = "Points are answered one by one; without points the report is cleared."

    letter_on = PartialDateField(label="Date of the letter", noun="the date of the letter", latest=today)
    board_on = PartialDateField(label="Date of the board", noun="the date of the board", latest=today, required=False)
    outcome = forms.ChoiceField(label="What does it say?", choices=QAOutcome.choices, widget=forms.RadioSelect)
    points = PointsField(
        label="Points to answer",
        required=False,
        help_text="One to a line, each with the number it has in the letter, such as “1. Explain the timescale”.",
    )
    praise = forms.CharField(label="What does the letter praise?", required=False, widget=forms.Textarea)

    def prepare(self) -> None:
        submission = assurance.latest_submission(self.case)
        if submission is not None:
            self.initial["board_on"] = submission.board_on

    def answers(self) -> list[tuple[str, str]]:
        points = "; ".join(f"{point.number}. {point.text}" for point in self.cleaned_data["points"])
        label = str(self.fields["points"].label)
        return [(name, (points or "none") if name == label else said) for name, said in super().answers()]

    def perform(self) -> None:
        answers = {**self.cleaned_data, "outcome": QAOutcome(self.cleaned_data["outcome"])}
        if not answers["board_on"].is_known:
            answers["board_on"] = None
        assurance.record_qa_letter(case=self.case, by=self.by, **answers)


def section_text(case: Case, heading: str) -> str:
    """What the section of that heading says now, in whichever paper has it; "" where it is not written here."""
    wanted = heading.strip().casefold()
    texts = (text for kind in SECTIONS for text in current_texts(case, kind))
    return next((text.text for text in texts if _says(text, wanted)), "")


def _says(text: CurrentText, heading: str) -> bool:
    return bool(heading) and text.heading.casefold() == heading and text.is_written


class AnswerQAPointForm(ActForm):
    verb = Verb.ANSWER_QA_POINT
    needs_subject = True

    is_accepted = forms.TypedChoiceField(
        label="Is the point accepted?",
        choices=(("yes", "Accepted"), ("no", "Not accepted")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    response = forms.CharField(label="What was done, or why is it not accepted?", widget=forms.Textarea)
    section = forms.CharField(label="Section of the report", required=False, max_length=120)
    before_text = forms.CharField(
        label="What did the report say?",
        required=False,
        help_text="Filled in from the section where the draft is written here. Keep the passage the point is about.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    after_text = forms.CharField(
        label="What does it say now?", required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    criterion = CriterionField(
        Criterion.objects.none(), label="Criterion it belongs to", required=False, empty_label="Under none"
    )
    on = _on("When was it answered?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[QAPoint]:
        letter: QALetter | None = latest_letter(case)
        return QAPoint.objects.filter(letter=letter) if letter else QAPoint.objects.none()

    def prepare(self) -> None:
        if isinstance(self.subject, QAPoint):
            self.intro = self.subject.text
            self.initial["section"] = self.subject.section
            self.initial["response"] = self.subject.response
            self.initial["is_accepted"] = {True: "yes", False: "no", None: ""}[self.subject.is_accepted]
            self.initial["before_text"] = self.subject.before_text or section_text(self.case, self.subject.section)
            self.initial["after_text"] = self.subject.after_text
            self.initial["criterion"] = self.subject.criterion_id
            offer_rows(self, "criterion", Criterion.objects.filter(partnership=self.case.lead_csp_id, is_used=True))

    @property
    def heading(self) -> str:
        return f"Answer point {self.subject.number}" if isinstance(self.subject, QAPoint) else ""

    def perform(self) -> None:
        if isinstance(self.subject, QAPoint):
            assurance.answer_qa_point(case=self.case, by=self.by, point=self.subject, **self.cleaned_data)


class RecordClearanceForm(ActForm):
    verb = Verb.RECORD_CLEARANCE
    checks_answers = True
    intro = "Every point of the letter is answered and the Home Office is content."
    what_follows = "The report is completed: copies are owed, and publication can be prepared."

    on = _on("When was it cleared?")
    note = forms.CharField(label="How was it cleared?", required=False, widget=forms.Textarea)

    def perform(self) -> None:
        assurance.record_clearance(case=self.case, by=self.by, **self.cleaned_data)


_RECIPIENTS = [("", "Choose who it went to"), *((recipient.value, recipient.label) for recipient in Recipient)]


class SendCopyForm(ActForm):
    verb = Verb.SEND_COPY
    title = "Record a copy of the report sent"

    recipient = forms.ChoiceField(label="To whom?", choices=_RECIPIENTS)
    recipient_label = forms.CharField(
        label="Which office, agency or person?",
        required=False,
        max_length=200,
        help_text="No real names of the bereaved.",
    )
    is_anonymised = forms.BooleanField(label="It is the anonymised report", required=False)
    on = _on("When was it sent?")

    def prepare(self) -> None:
        names = " and the ".join(recipient.label for recipient in owed(self.case.regime))
        self.fields["recipient"].help_text = f"Owed by statute: the {names}."
        self.fields["is_anonymised"].help_text = "Nothing else may go to the Commissioner."

    def perform(self) -> None:
        recipient = Recipient(self.cleaned_data["recipient"])
        assurance.send_copy(case=self.case, by=self.by, **{**self.cleaned_data, "recipient": recipient})


FORMS: tuple[type[ActForm], ...] = (
    SubmitForm,
    ResubmitForm,
    RecordBoardForm,
    RecordQALetterForm,
    AnswerQAPointForm,
    RecordClearanceForm,
    SendCopyForm,
)
