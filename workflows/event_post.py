"""Are people told who registered for an event and have no account? Their outbox, and what falls due by night.

Each message is sent once and tried again when it fails, as notices are. Names whose day has come are deleted by night.
"""

import datetime
import logging
from functools import partial
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dhr_cases.actions.order_queue import one_by_one
from learning.actions.event_names import ask_what_changed, due_to_be_asked, forget_due_names
from learning.event_messages import address_of, words_of
from learning.event_terms import MessageKind
from learning.feedback_links import link_to
from learning.feedback_scales import FeedbackKind
from learning.models import EventMessage
from workflows.faults import counted_alone
from workflows.messages import BATCH, MOST_ATTEMPTS, next_try

log = logging.getLogger(__name__)


def send_event_messages(now: datetime.datetime | None = None) -> int:
    """Send the messages that are due to be tried; the number sent."""
    moment = now or timezone.now()
    waiting = EventMessage.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
    rows = waiting.values_list("pk", "queued_at", "attempts")[: BATCH * MOST_ATTEMPTS]
    due = [pk for pk, queued_at, attempts in rows if next_try(queued_at, attempts) <= moment]
    return sum(_try_one(pk, moment) for pk in due[:BATCH])


def _try_one(pk: int, moment: datetime.datetime) -> int:
    """Send one message; a mistake of ours counts as a try too, so that it is given up in the end."""
    rows = EventMessage.objects.filter(pk=pk)
    return counted_alone(
        f"message {pk} about an event", partial(_send_one, pk, moment), lambda: rows.update(attempts=F("attempts") + 1)
    )


@transaction.atomic
def _send_one(pk: int, moment: datetime.datetime) -> int:
    rows = EventMessage.objects.select_related("event__partnership", "attendee", "invitation")
    message = one_by_one(rows).filter(pk=pk, sent_at=None).first()
    if message is None:
        return 0
    message.attempts += 1
    was_sent = _deliver(message)
    message.sent_at = moment if was_sent else None
    message.save(update_fields=["attempts", "sent_at"])
    return int(was_sent)


def _deliver(message: EventMessage) -> bool:
    is_follow_up = message.kind == MessageKind.FOLLOW_UP
    subject, text = words_of(message, link_to(message.event, FeedbackKind.FOLLOW_UP) if is_follow_up else "")
    try:
        EmailMessage(subject, text, to=[address_of(message)]).send()
    except (SMTPException, OSError):
        log.warning("Message %s about an event could not be sent, attempt %s", message.pk, message.attempts)
        return False
    return True


def look_after_events(today: datetime.date) -> None:
    """Ask those who came what has changed, where a form for it is open; delete the names whose day has come."""
    for event in due_to_be_asked(today):
        if link_to(event, FeedbackKind.FOLLOW_UP):
            ask_what_changed(event=event, by=None, today=today)
    for code, number in forget_due_names(today).items():
        log.info("Names of event %s deleted: %s", code, number)
