"""What was decided, when, by whom, why? Rows are only ever added."""

from django.db import models

from dhr_cases.models import TeamEvent
from governance.verbs import VERBS


def verb_choices() -> list[tuple[str, str]]:
    """Acts as choices, in the words of the record."""
    return [(verb.value, row.done) for verb, row in VERBS.items()]


class GovernanceEvent(TeamEvent):
    """One act of governance."""

    kind = models.CharField("act", max_length=40, choices=verb_choices)

    class Meta(TeamEvent.Meta):
        indexes = (models.Index(fields=("partnership", "kind")), models.Index(fields=("subject", "subject_id")))

    def __str__(self) -> str:
        """What was done."""
        return str(self.get_kind_display())
