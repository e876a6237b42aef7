"""Which form belongs to which act of learning? The one list that the act page reads."""

from collections.abc import Mapping

from learning.forms import coding, event_actions, event_people, event_programme, events, feedback, packs, themes
from learning.forms.core import LearningForm
from learning.verbs import LearningVerb

_EPISODES: tuple[tuple[type[LearningForm], ...], ...] = (
    events.FORMS,
    event_programme.FORMS,
    event_people.FORMS,
    feedback.FORMS,
    event_actions.FORMS,
    packs.FORMS,
    themes.FORMS,
    coding.FORMS,
)

FORMS: Mapping[LearningVerb, type[LearningForm]] = {form.verb: form for forms in _EPISODES for form in forms}
