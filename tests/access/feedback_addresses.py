"""How are addresses of feedback filled: of a form that is open, of one that is not there, of no form?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from learning.actions.event_actions import ActionPlan, record_event_action
from learning.actions.feedback import give_feedback
from learning.feedback_scales import FeedbackKind
from learning.models import Event, FeedbackForm
from learning.papers.feedback_report.kinds import ReportFormat
from tests.conftest import Cast
from tests.feedback import form_of

if TYPE_CHECKING:
    from tests.access.addresses import Probe
    from tests.access.world import World

NO_SUCH_WORD = "no-such-thing"


def furnish_feedback(cast: Cast, event: Event) -> None:
    """An open form with one reply that holds words, and an action."""
    give_feedback(form=form_of(cast, event), answers={"overall": "good", "comment": "A good day"})
    record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text="Map local services"))


def form_token(world: "World", probe: "Probe") -> "Iterator[Probe]":
    """The secret of an open form, and none. It opens nothing but that form."""
    yield probe.filled("form_token", FeedbackForm.objects.earliest("pk").token)
    yield probe.filled("form_token", NO_SUCH_WORD, fits=False)


def form_kind(world: "World", probe: "Probe") -> "Iterator[Probe]":
    """The form that was opened, the one that was not, and none."""
    yield probe.filled("form_kind", FeedbackKind.DAY.value)
    yield probe.filled("form_kind", FeedbackKind.FOLLOW_UP.value, fits=False)
    yield probe.filled("form_kind", NO_SUCH_WORD, fits=False)


def report_format(world: "World", probe: "Probe") -> "Iterator[Probe]":
    """The quickest format, since all are asked the same way, and none."""
    yield probe.filled("report_format", ReportFormat.HTML.value)
    yield probe.filled("report_format", NO_SUCH_WORD, fits=False)
