"""What was done with money, when, by whom, why? Rows are only ever added. Source: L30 [D]."""

from django.db import models

from dhr_cases.models import TeamEvent
from funding.verbs import VERBS


def verb_choices() -> list[tuple[str, str]]:
    """Acts as choices, in the words of the record."""
    return [(verb.value, row.done) for verb, row in VERBS.items()]


class FundingEvent(TeamEvent):
    """One act on money. ``year`` is the start of the financial year it concerns."""

    kind = models.CharField("act", max_length=30, choices=verb_choices)
    year = models.PositiveSmallIntegerField("financial year", null=True, blank=True)

    class Meta(TeamEvent.Meta):
        indexes = (models.Index(fields=("partnership", "kind")), models.Index(fields=("subject", "subject_id")))

    def __str__(self) -> str:
        """What was done."""
        return self.get_kind_display()
