"""What did invented people say after invented seminars? Made through the acts; every page has something to show.

A hundred replies to three seminars, too few to a fourth event, whose form is still open to a visitor, and figures of a
conference as they were printed.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from django.utils import timezone

from dhr_cases.actions.core import as_of
from dhr_cases.models import Organisation, PartialDate, User
from learning.actions import event_actions, feedback
from learning.actions.event_actions import ActionPlan
from learning.actions.events import EventFacts, HeldFacts, record_past_event
from learning.actions.feedback import PrintedLine
from learning.event_terms import EventKind
from learning.feedback_scales import FeedbackKind
from learning.models import Event, EventAction
from workflows.demonstration.people import Town

SOURCE = "Invented for the demonstration"
SERIES = "Lessons learnt from reviews"
AUDIENCE = "practitioners"
OPEN_DAYS = 21


@dataclass(frozen=True)
class Seminar:
    """One invented event: how long ago, how many came, how often each answer was given, how long the form is open."""

    title: str
    days_ago: int
    came: int
    overall: Mapping[str, int]
    words: Sequence[str] = ()
    kind: EventKind = EventKind.SEMINAR
    open_days: int = OPEN_DAYS


SEMINARS = (
    Seminar(
        "Asking again when things change",
        200,
        112,
        {"excellent": 18, "very_good": 16, "good": 5, "fair": 1},
        ("I will ask a second time, on my own with the person.", "Write down who was told, and when."),
    ),
    Seminar(
        "Separation and risk",
        130,
        98,
        {"excellent": 15, "very_good": 14, "good": 4, "fair": 1, "poor": 1},
        ("We look at the risk again when somebody leaves.",),
    ),
    Seminar("What children see", 60, 105, {"excellent": 12, "very_good": 10, "good": 3}, ("Name the child’s voice.",)),
    Seminar(
        "Briefing for new panel members",
        40,
        9,
        {"good": 2, "very_good": 1},
        kind=EventKind.INFORMATION_SESSION,
        open_days=100,
    ),
)
KNOWLEDGE = (("little", "good"), ("some", "good"), ("none", "some"))
ACTIONS = (
    ("Increasing training", "Agencies offer training on asking about abuse to every new starter", "kent-police", 120),
    ("Raising awareness", "Map local support services and tell every team where they are", "kent-county-council", -20),
    ("Strategic responses", "Review pathways where an adult child is abusive", "", 200),
)


def hear(town: Town) -> None:
    """Hold the events and let people answer, each on its day."""
    keeper = town.accounts["coordinator"]
    events = [_held(town, keeper, seminar) for seminar in SEMINARS]
    _print_conference(town, keeper)
    _recommend(keeper, events[0])


def _held(town: Town, by: User, seminar: Seminar) -> Event:
    day = timezone.localdate() - datetime.timedelta(days=seminar.days_ago)
    facts = EventFacts(
        kind=seminar.kind, title=seminar.title, on=PartialDate.on(day), series=SERIES, audience=AUDIENCE,
        venue="Maple Hall (invented)", delivered_by="Community safety team",
    )  # fmt: skip  # one event in one glance
    counted = HeldFacts(attended_least=seminar.came, attended_most=seminar.came, source=SOURCE)
    event = record_past_event(partnership=town.partnership, by=by, facts=facts, held=counted)
    with as_of(PartialDate.on(day)):
        closes_on = day + datetime.timedelta(days=seminar.open_days)
        form = feedback.open_feedback(event=event, by=by, kind=FeedbackKind.DAY, closes_on=closes_on)
        for answers in _answers(seminar):
            feedback.give_feedback(form=form, answers=answers)
    return event


def _answers(seminar: Seminar) -> Iterator[dict[str, str]]:
    """One reply for each answer to the first question; one in fifty would rather have no more seminars."""
    ratings = chain.from_iterable(repeat(rating, number) for rating, number in seminar.overall.items())
    for number, rating in enumerate(ratings):
        before, after = KNOWLEDGE[number % len(KNOWLEDGE)]
        yield {
            "overall": rating, "content": rating, "presentation": "good" if number % 3 else rating,
            "before": before, "after": after, "wants_more": "no" if number == 30 else "yes", "role": "frontline",
            "will_change": seminar.words[number] if number < len(seminar.words) else "",
        }  # fmt: skip  # one reply in one glance


def _print_conference(town: Town, by: User) -> None:
    day = timezone.localdate() - datetime.timedelta(days=300)
    facts = EventFacts(kind=EventKind.CONFERENCE, title="Working together", on=PartialDate.on(day))
    counted = HeldFacts(attended_least=201, attended_words="over 200", source=SOURCE)
    event = record_past_event(partnership=town.partnership, by=by, facts=facts, held=counted)
    lines = [PrintedLine("Found it useful", 90), PrintedLine("Would like future conferences", 94)]
    feedback.take_over_summary(event=event, by=by, lines=lines, source=SOURCE)


def _recommend(by: User, event: Event) -> None:
    bodies = {body.code: body for body in Organisation.objects.all()}
    actions: list[EventAction] = []
    for theme, text, code, days in ACTIONS:
        due_on = timezone.localdate() + datetime.timedelta(days=days)
        plan = ActionPlan(text=text, theme=theme, owner=bodies.get(code), due_on=due_on)
        actions.append(event_actions.record_event_action(event=event, by=by, plan=plan))
    event_actions.update_event_action(action=actions[0], by=by, progress="Two of five agencies have begun.")
