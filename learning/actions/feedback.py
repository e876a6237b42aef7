"""A feedback form is opened, answered without an account, closed; words are covered; printed figures are taken over.

Source: funding-and-reporting 5.4 [V]; what is kept of a reply and for how long is ours [D].
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.errors import NotNow
from dhr_cases.models import Partnership, User
from learning.actions.core import acting, require, today
from learning.feedback_scales import ABOUT_YOU, KIND_LABELS, OPEN_QUESTIONS, QUESTIONS, FeedbackKind, Question
from learning.feedback_statistics import LEAST_SHOWN
from learning.models import Event, FeedbackForm, FeedbackReply, FeedbackSettings, FeedbackSummary
from learning.verbs import LearningVerb

CLOSED = "This form is closed. Thank you for wanting to answer."
NOTHING_SAID = "Answer at least one question."
WORD_FIELDS = ("will_change", "topics", "comment")


@dataclass(frozen=True)
class PrintedLine:
    """One percentage as it was printed."""

    label: str
    percent: int


def open_feedback(*, event: Event, by: User, kind: FeedbackKind, closes_on: datetime.date) -> FeedbackForm:
    """Open the form of an event until a last day; opening it again sets a new last day and keeps its address.

    Raises Incomplete when the last day has passed.
    """
    with acting(LearningVerb.OPEN_FEEDBACK, event.partnership, by) as act:
        require((closes_on >= today(), "The last day cannot be in the past."))
        form = FeedbackForm.objects.filter(event=event, kind=kind).first()
        form = form or FeedbackForm(event=event, kind=kind, opens_on=today())
        form.closes_on, form.is_closed = closes_on, False
        form.save()
        act.record(about=form, detail={"event": event.title, "form": KIND_LABELS[kind], "until": str(closes_on)})
    return form


def close_feedback(*, form: FeedbackForm, by: User) -> None:
    """Take no more replies. Raises NotNow when the form takes none already."""
    with acting(LearningVerb.CLOSE_FEEDBACK, form.event.partnership, by) as act:
        form.refresh_from_db()
        if not form.takes_replies(today()):
            raise NotNow("This form takes no replies already.")
        form.is_closed = True
        form.save()
        act.record(about=form, detail={"event": form.event.title, "form": str(form)})


def give_feedback(*, form: FeedbackForm, answers: Mapping[str, str]) -> FeedbackReply:
    """Keep one reply: the answers to this form's questions and nothing else of what was sent.

    It records no event: its time would lead to who wrote it. Raises NotNow when the form is closed, Incomplete when
    nothing was answered.
    """
    kind = FeedbackKind(form.kind)
    said = _known(answers, QUESTIONS[kind])
    words = {question.code: answers.get(question.code, "").strip() for question in OPEN_QUESTIONS[kind]}
    with transaction.atomic():
        standing = FeedbackForm.objects.select_for_update().get(pk=form.pk)
        if not standing.takes_replies(today()):
            raise NotNow(CLOSED)
        require((any((*said.values(), *words.values())), NOTHING_SAID))
        kept = {**said, **words, **_known(answers, ABOUT_YOU)}
        reply: FeedbackReply = FeedbackReply.objects.create(form=standing, received_on=today(), **kept)
    return reply


def _known(answers: Mapping[str, str], questions: Sequence[Question]) -> dict[str, str]:
    """The answers to these questions that can be chosen; whatever else was sent is left out."""
    known = {question.code: {answer.code for answer in question.answers} for question in questions}
    return {code: answers[code] for code, codes in known.items() if answers.get(code) in codes}


def cover_words(*, reply: FeedbackReply, by: User, reason: str) -> None:
    """Take the words of a reply out for good, for example when they name somebody; its answers stay in the figures."""
    event = reply.form.event
    with acting(LearningVerb.COVER_WORDS, event.partnership, by, reason=reason) as act:
        reply.refresh_from_db()
        require((bool(reason.strip()), "Enter the reason."), (_has_words(reply), "This reply holds no words."))
        _blank(reply)
        act.record(about=reply, detail={"event": event.title})


def _has_words(reply: FeedbackReply) -> bool:
    return any(getattr(reply, name) for name in WORD_FIELDS)


def _blank(reply: FeedbackReply) -> None:
    for name in WORD_FIELDS:
        setattr(reply, name, "")
    reply.is_covered = True
    reply.save()


def forget_words(event: Event) -> int:
    """Delete what people wrote after an event in their own words; how many replies held any. Their answers stay.

    Called on the event's retention day, inside the act that deletes the names.
    """
    held = [reply for reply in FeedbackReply.objects.filter(form__event=event) if _has_words(reply)]
    for reply in held:
        _blank(reply)
    return len(held)


def take_over_summary(
    *, event: Event, by: User, lines: Sequence[PrintedLine], source: str, base: int | None = None
) -> FeedbackSummary:
    """Keep percentages as they were printed elsewhere; without a base no count is ever made up for them.

    Raises Incomplete without lines or source, for a percentage that is none, NotNow when the event has replies here.
    """
    with acting(LearningVerb.TAKE_OVER_SUMMARY, event.partnership, by, reason=source) as act:
        require(
            (bool(lines), "Enter at least one percentage."),
            (all(0 <= line.percent <= 100 for line in lines), "A percentage lies between 0 and 100."),
            (bool(source.strip()), "Say where the figures were printed."),
        )
        if FeedbackReply.objects.filter(form__event=event).exists():
            raise NotNow("Replies to this event are counted here; printed figures would stand against them.")
        row = FeedbackSummary.objects.filter(event=event).first() or FeedbackSummary(event=event)
        row.lines, row.base, row.source = [vars(line) for line in lines], base, source
        row.save()
        act.record(about=row, detail={"event": event.title, "lines": len(lines)})
    return row


def set_feedback(*, partnership: Partnership, by: User, least_shown: int) -> FeedbackSettings:
    """Set how few replies stay hidden; never fewer than five. Raises Incomplete below that."""
    with acting(LearningVerb.SET_FEEDBACK, partnership, by) as act:
        require((least_shown >= LEAST_SHOWN, f"The least number shown is {LEAST_SHOWN} or more."))
        row = FeedbackSettings.objects.filter(partnership=partnership).first()
        row = row or FeedbackSettings(partnership=partnership)
        row.least_shown = least_shown
        row.save()
        act.record(about=row, detail={"least shown": least_shown})
    return row
