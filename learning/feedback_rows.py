"""Which figures do the replies to a partnership's events give? Counted anew from the replies each time.

What must not be shown is not handed out: figures below the partnership's least number come back withheld, words too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import Partnership
from learning.event_figures import came_to, figures_of_each, number_held
from learning.event_terms import KINDS, EventKind
from learning.feedback_pools import EventReplies, Pool, pooled
from learning.feedback_scales import OPEN_QUESTIONS, QUESTIONS, FeedbackKind
from learning.feedback_statistics import LEAST_SHOWN, Figures, figures, printed_figures, tally
from learning.headcounts import Headcount, delivered_sentence, exactly
from learning.models import Event, FeedbackReply, FeedbackSettings, FeedbackSummary

PEOPLE, PERSON = "people", "person"
"""The audience where events do not name the same one."""


@dataclass(frozen=True)
class Words:
    """What one person wrote to one open question. ``reply`` is the key under which it can be taken out."""

    reply: int
    text: str


@dataclass(frozen=True)
class OpenAnswers:
    """One open question and what was written to it."""

    label: str
    texts: tuple[Words, ...]


def delivered(events: Sequence[Event]) -> str:
    """How many events were delivered to how many people, in one sentence.

    They are named by their kind and their audience where all have the same; the table has the exact numbers.
    """
    kinds, audiences = {event.kind for event in events}, {event.audience for event in events}
    row = KINDS[EventKind(kinds.pop())] if len(kinds) == 1 else None
    one, several = (row.label.lower(), row.several) if row else ("event", "events")
    came = came_to(events)
    audience = (audiences.pop() if len(audiences) == 1 else "") or (PERSON if came.exact == 1 else PEOPLE)
    return delivered_sentence(number_held(events), one, several, came, audience)


def least_shown(partnership: Partnership) -> int:
    """The least number of replies about which the partnership says anything: five, or more where it set so."""
    found = FeedbackSettings.objects.filter(partnership=partnership).values_list("least_shown", flat=True).first()
    return found or LEAST_SHOWN


def figures_of_feedback(
    events: Iterable[Event], kind: FeedbackKind = FeedbackKind.DAY, least: int = LEAST_SHOWN
) -> dict[int, Figures]:
    """The figures of each event by its key, three queries for all: replies, printed summaries, headcounts.

    Replies counted here go before what was printed elsewhere.
    """
    rows = list(events)
    came = figures_of_each(rows)
    replies = _replies_of(rows, kind)
    printed = _summaries_of(rows) if kind is FeedbackKind.DAY else {}
    return {
        event.pk: _figures(
            kind,
            replies.get(event.pk, []),
            printed.get(event.pk),
            registered=exactly(came[event.pk].booked) if came[event.pk].booked else Headcount(),
            attended=came[event.pk].came,
            least=least,
        )
        for event in rows
    }


def _figures(
    kind: FeedbackKind,
    replies: Sequence[Mapping[str, str]],
    printed: FeedbackSummary | None,
    *,
    registered: Headcount,
    attended: Headcount,
    least: int,
) -> Figures:
    if replies:
        questions = QUESTIONS[kind]
        counts = tally(replies, questions)
        return figures(questions, counts, len(replies), registered=registered, attended=attended, least=least)
    if printed is not None:
        return _as_printed(printed, registered, attended, least)
    return Figures(registered, attended, None, least=least)


def _as_printed(row: FeedbackSummary, registered: Headcount, attended: Headcount, least: int) -> Figures:
    lines = [(line["label"], line["percent"]) for line in row.lines]
    return printed_figures(lines, base=row.base, registered=registered, attended=attended, least=least)


def _replies_of(events: Sequence[Event], kind: FeedbackKind) -> dict[int, list[Mapping[str, str]]]:
    codes = [question.code for question in QUESTIONS[kind]]
    found: dict[int, list[Mapping[str, str]]] = {}
    for row in FeedbackReply.objects.filter(form__event__in=events, form__kind=kind).values("form__event", *codes):
        found.setdefault(row["form__event"], []).append(row)
    return found


def _summaries_of(events: Sequence[Event]) -> dict[int, FeedbackSummary]:
    return {row.event_id: row for row in FeedbackSummary.objects.filter(event__in=events)}


def feedback_of(event: Event, kind: FeedbackKind = FeedbackKind.DAY) -> Figures:
    """The figures of one event as its partnership may show them."""
    return figures_of_feedback([event], kind, least_shown(event.partnership))[event.pk]


def responded(event: Event) -> str:
    """How many replied, as it may be shown."""
    return feedback_of(event).responded_words


def pool_of(events: Sequence[Event], least: int = LEAST_SHOWN) -> Pool:
    """Several events together."""
    each = figures_of_feedback(events, least=least)
    return pooled([EventReplies(event.title, each[event.pk]) for event in events], QUESTIONS[FeedbackKind.DAY])


def words_of(event: Event, kind: FeedbackKind, said: Figures) -> tuple[OpenAnswers, ...]:
    """What people wrote, question by question; nothing where the figures are withheld.

    In the order of the alphabet, so that the order in which replies came in tells nothing.
    """
    if said.is_withheld:
        return ()
    replies = list(FeedbackReply.objects.filter(form__event=event, form__kind=kind))
    return tuple(
        OpenAnswers(question.label, _texts(replies, question.code))
        for question in OPEN_QUESTIONS[kind]
        if any(getattr(reply, question.code) for reply in replies)
    )


def _texts(replies: Sequence[FeedbackReply], code: str) -> tuple[Words, ...]:
    texts = [Words(reply.pk, getattr(reply, code)) for reply in replies if getattr(reply, code)]
    return tuple(sorted(texts, key=lambda row: row.text.casefold()))
