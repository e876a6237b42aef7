"""When is anybody told of what meetings ask and what partners answer? With every act of governance that says so."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from governance.models import GovernanceEvent
from workflows.meeting_notices import queue_for_meetings


@receiver(post_save, sender=GovernanceEvent, dispatch_uid="notices_follow_meetings")
def on_meeting(instance: GovernanceEvent, created: bool, **_: Any) -> None:
    """Messages of an act are queued with it."""
    if created:
        queue_for_meetings(instance)
