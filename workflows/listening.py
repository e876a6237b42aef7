"""When does a flow look at the record again? After every commit that moved a case, a request or a person."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from dhr_cases.events import Event
from dhr_cases.models import CaseEvent, CaseMembership, InformationRequest, TeamMembership, User
from dhr_cases.notices import queue_for
from workflows.following import follow, follow_request, free_tasks


def after_commit(work: Callable[[], object]) -> None:
    """Do the work once the transaction is committed; a failure is logged and left to the nightly sweep."""
    transaction.on_commit(work, robust=True)


@receiver(post_save, sender=CaseEvent, dispatch_uid="flow_follows_events")
def on_event(instance: CaseEvent, created: bool, **_: Any) -> None:
    """A case that moved takes its flow along; so does a request; a role that ended frees the person's tasks."""
    if not created:
        return
    queue_for(instance)
    if instance.moved:
        after_commit(partial(follow, instance.case, instance.by))
    if instance.subject == InformationRequest._meta.model_name:
        after_commit(partial(_follow_request_of, instance))
    if instance.kind == Event.MEMBERSHIP_ENDED:
        after_commit(partial(_free_tasks_of_member, instance))


@receiver(post_save, sender=TeamMembership, dispatch_uid="tasks_follow_teams")
def on_team(instance: TeamMembership, **_: Any) -> None:
    """Leaving a team frees the tasks held through it."""
    if instance.ends_on is not None:
        after_commit(partial(free_tasks, instance.user))


@receiver(post_save, sender=User, dispatch_uid="tasks_follow_accounts")
def on_account(instance: User, **_: Any) -> None:
    """Closing an account frees its tasks."""
    if not instance.is_active:
        after_commit(partial(free_tasks, instance))


def _follow_request_of(event: CaseEvent) -> None:
    request = InformationRequest.objects.filter(pk=event.subject_id or 0).first()
    if request is not None:
        follow_request(request, event.by)


def _free_tasks_of_member(event: CaseEvent) -> None:
    membership = CaseMembership.objects.filter(pk=event.subject_id or 0).select_related("user").first()
    if membership is not None:
        free_tasks(membership.user, event.case)
