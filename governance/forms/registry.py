"""Which form belongs to which act of governance? The one list that the act page reads."""

from collections.abc import Mapping

from governance.forms import agenda, bodies, measures, meetings, minutes, outcomes, requests
from governance.forms.core import GovernanceForm
from governance.verbs import GovernanceVerb

_EPISODES: tuple[tuple[type[GovernanceForm], ...], ...] = (
    bodies.FORMS,
    meetings.FORMS,
    agenda.FORMS,
    minutes.FORMS,
    outcomes.FORMS,
    requests.FORMS,
    measures.FORMS,
)

FORMS: Mapping[GovernanceVerb, type[GovernanceForm]] = {form.verb: form for forms in _EPISODES for form in forms}
