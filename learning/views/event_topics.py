"""Which topics were suggested for events, and what became of each?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from learning.event_terms import TOPIC_WORDS, TopicState
from learning.models import TopicSuggestion
from learning.verbs import LearningVerb
from learning.views.event_rows import may_manage
from learning.views.frame import frame
from learning.views.offers import act_url, offered

V = LearningVerb
HEADS = heads("Topic", "Suggested by", "Suggested on", "What became of it", "To do", "Or")
MOST = 200


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def event_topics(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The latest suggestions, newest first."""
    topics = TopicSuggestion.objects.filter(partnership=partnership).select_related("taken_up_by")[:MOST]
    manages = may_manage(request.user, partnership)
    context = frame(
        partnership,
        "event_topics",
        heads=HEADS,
        rows=[_row(partnership, topic, manages, request.path) for topic in topics],
        offers=offered(request.user, partnership, (V.SUGGEST_TOPIC,), back=request.path),
        leads=(V.SUGGEST_TOPIC,),
    )
    return render(request, "learning/event_topics.html", context)


def _row(partnership: Partnership, topic: TopicSuggestion, manages: bool, back: str) -> Row:
    is_new = topic.state == TopicState.NEW
    to_do = {"text": "Take it up", "url": act_url(partnership, V.TAKE_UP_TOPIC, topic, back)}
    aside = {"text": "Set it aside", "url": act_url(partnership, V.SET_TOPIC_ASIDE, topic, back)}
    done = {"text": "nothing more"}
    return row(
        topic.text,
        topic.suggested_by or "not stated",
        day(topic.suggested_on),
        _became(topic),
        *((to_do, aside) if is_new and manages else (done, done)),
    )


def _became(topic: TopicSuggestion) -> str:
    words = TOPIC_WORDS[TopicState(topic.state)]
    if topic.taken_up_by is not None:
        return f"{words}: {topic.taken_up_by.title}"
    return f"{words}: {topic.note}" if topic.note else words
