"""How do tests come to actions that are followed: a cleared review with actions of two bodies?"""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from dhr_cases.actions.recommendations import RecommendationText, record_action, record_recommendation
from dhr_cases.models import Action, Case, Organisation, PartialDate
from dhr_cases.models.history import AuditedModel, change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

FAR = PartialDate.on(timezone.localdate() + datetime.timedelta(days=400))


def followed(cast: Cast, case: Case) -> Case:
    """The case once the Home Office has cleared its report."""
    return case_at(cast, case, Stage.QA_CLEARED)


def planned(
    cast: Cast, case: Case, owners: Iterable[Organisation | None], *, target: PartialDate = FAR, kind: str = "training"
) -> list[Action]:
    """One recommendation with an action for each owner."""
    printed = RecommendationText(text="Train staff", ref="R1", kind=kind, scope="local")
    row = record_recommendation(case=case, by=cast.coordinator, printed=printed)
    return [
        record_action(
            case=case,
            by=cast.coordinator,
            recommendation=row,
            text=f"Run course {number}",
            owner=owner,
            target_date=target,
        )
        for number, owner in enumerate(owners, 1)
    ]


def changed(row: AuditedModel, **facts: object) -> None:
    """The row with these facts, kept with its history."""
    for name, value in facts.items():
        setattr(row, name, value)
    with change("Test", None):
        row.save()
