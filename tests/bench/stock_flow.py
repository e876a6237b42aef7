"""What would our review be as a flow with the engine's own pages? The same nodes by name, of its own kinds.

Our human nodes have no pages of the engine's, so its lists cannot link to them; these nodes have all of them.
"""

import types
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.flow.views import UpdateProcessView

from workflows.models import CaseProcess
from workflows.steps import ENDINGS, STEPS, WAITING


def _never(activation: Any) -> bool:
    return False


def _nodes() -> dict[str, Any]:
    hub = flow.Switch()
    for name in (*STEPS, *WAITING, *ENDINGS):
        hub = hub.Case(getattr(this, name), _never)
    human = {name: _human(step.title) for name, step in STEPS.items()}
    waiting = {name: flow.Handle().Next(this.hub) for name in WAITING}
    endings = {name: flow.End() for name in ENDINGS}
    return {"start": flow.StartHandle(lambda activation: activation.process).Next(this.hub), "hub": hub} | {
        **human,
        **waiting,
        **endings,
    }


def _human(title: str) -> Any:
    return flow.View(UpdateProcessView.as_view(fields=[])).Annotation(title=title).Next(this.hub)


_BODY = {
    "__doc__": "Review, as stock.",
    "__module__": __name__,
    "process_class": CaseProcess,
    "process_title": "Review",
}
StockReviewFlow: Any = types.new_class("StockReviewFlow", (flow.Flow,), {}, lambda body: body.update(_BODY | _nodes()))
