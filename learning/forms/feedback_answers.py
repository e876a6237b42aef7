"""What does somebody answer after an event? Made from the table of questions; nothing is required but one answer."""

from typing import Any

from django import forms

from learning.feedback_scales import ABOUT_YOU, OPEN_QUESTIONS, QUESTIONS, FeedbackKind, OpenQuestion, Question

LONGEST = 1500
NAME_NOBODY = "Please name nobody."
ROWS = 3


class FeedbackAnswers(forms.Form):
    """The questions of one form: with fixed answers, in one's own words, about oneself."""

    hides_optional = True

    def __init__(self, *args: Any, kind: FeedbackKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for question in (*QUESTIONS[kind], *ABOUT_YOU):
            self.fields[question.code] = _choice(question)
        for row in OPEN_QUESTIONS[kind]:
            self.fields[row.code] = _words(row)

    @property
    def fieldsets(self) -> list[tuple[str, list[str]]]:
        """Questions under headings, those about oneself last."""
        return [
            ("The event" if self.kind is FeedbackKind.DAY else "Since the event", _codes(QUESTIONS[self.kind])),
            ("In your own words", [row.code for row in OPEN_QUESTIONS[self.kind]]),
            ("About you", _codes(ABOUT_YOU)),
        ]


def _codes(questions: tuple[Question, ...]) -> list[str]:
    return [question.code for question in questions]


def _choice(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question.text,
        choices=[(answer.code, answer.label) for answer in question.answers],
        widget=forms.RadioSelect,
        required=False,
    )


def _words(row: OpenQuestion) -> forms.CharField:
    return forms.CharField(
        label=row.text,
        help_text=f"{row.hint} {NAME_NOBODY}".strip(),
        widget=forms.Textarea(attrs={"rows": ROWS}),
        max_length=LONGEST,
        required=False,
    )
