"""When does a flow over money look at the record again, and when is anybody told? After every act on money."""

from functools import partial
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver

from funding.models import FundingEvent
from workflows.following_funding import FOLLOWED, catch_up, follow_money
from workflows.listening import after_commit
from workflows.money_notices import queue_for_money


@receiver(post_save, sender=FundingEvent, dispatch_uid="flow_follows_money")
def on_money(instance: FundingEvent, created: bool, **_: Any) -> None:
    """What an act was about takes its flow along; rows that it opened beside get theirs; messages are queued."""
    if created:
        queue_for_money(instance)
        after_commit(partial(_follow, instance))


def _follow(event: FundingEvent) -> None:
    row = _row_of(event)
    if row is not None:
        follow_money(row, event.by)
    catch_up(event.partnership, event.by)


def _row_of(event: FundingEvent) -> Model | None:
    """The row the act was about, where a flow follows rows of its kind."""
    kinds = {model._meta.model_name: followed for model, followed in FOLLOWED.items()}
    followed = kinds.get(event.subject)
    row: Model | None = followed.flow.rows.filter(pk=event.subject_id or 0).first() if followed else None
    return row
