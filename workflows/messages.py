"""How does a message read, and is it sent? The outbox: each notice is sent once, and tried again when it fails.

A message names no review, no person and no agency; its link names the notice and leads on after sign-in.
"""

import datetime
import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.order_queue import one_by_one
from dhr_cases.models import Notice, Partnership, User
from dhr_cases.notices import NOTICES, Kind, is_reachable
from governance.queries import waiting_for
from workflows.attention import DUE_SOON, OVERDUE, dues_of
from workflows.faults import counted_alone
from workflows.inbox import may_take, my_tasks
from workflows.money_inbox import money_waiting

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_PAUSE = datetime.timedelta(minutes=2)
BATCH = 50
DIGEST_HOUR = 7
NOTHING_LEFT = "Nothing waits for you any more."
"""What the daily message says where everything was done before it could be sent."""


def send_waiting(now: datetime.datetime | None = None) -> int:
    """Send the notices that are due to be tried; the number sent."""
    moment = now or timezone.now()
    waiting = still_tried().values_list("pk", "queued_at", "attempts")
    due = [
        pk for pk, queued_at, attempts in waiting[: BATCH * MOST_ATTEMPTS] if next_try(queued_at, attempts) <= moment
    ]
    return sum(_try_one(pk, moment) for pk in due[:BATCH])


def _try_one(pk: int, moment: datetime.datetime) -> int:
    """Send one notice; a mistake of ours counts as a try too, so that it is given up in the end."""
    rows = Notice.objects.filter(pk=pk)
    return counted_alone(
        f"message {pk}", partial(_send_one, pk, moment), lambda: rows.update(attempts=F("attempts") + 1)
    )


def still_tried() -> "QuerySet[Notice]":
    """Notices not sent yet that will be tried; one that was given up holds back no later one."""
    return Notice.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)


def next_try(queued_at: datetime.datetime, attempts: int) -> datetime.datetime:
    """When a notice is tried next: at once, then after 2, 4, 8 and more minutes since it was queued."""
    return queued_at + (FIRST_PAUSE * 2 ** (attempts - 1) if attempts else datetime.timedelta())


@transaction.atomic
def _send_one(pk: int, moment: datetime.datetime) -> int:
    notice = one_by_one(Notice.objects.select_related("to")).filter(pk=pk, sent_at=None).first()
    if notice is None:
        return 0
    if not is_reachable(notice.to):
        notice.attempts = MOST_ATTEMPTS
        notice.save(update_fields=["attempts"])
        return 0
    notice.attempts += 1
    was_sent = _deliver(notice)
    notice.sent_at = moment if was_sent else None
    notice.save(update_fields=["attempts", "sent_at"])
    return int(was_sent)


def _deliver(notice: Notice) -> bool:
    subject, text = words_of(notice)
    try:
        EmailMessage(subject, text, to=[notice.to.email]).send()
    except (SMTPException, OSError):
        log.warning("Notice %s could not be sent, attempt %s", notice.pk, notice.attempts)
        return False
    return True


def words_of(notice: Notice) -> tuple[str, str]:
    """Subject and text of a notice."""
    kind = Kind(notice.kind)
    sentence = (digest_sentence(notice.to) or NOTHING_LEFT) if kind is Kind.DIGEST else NOTICES[kind].text
    address = f"{settings.SITE_URL}{reverse('notice', args=(notice.pk,))}"
    lines = (
        f"Dear {notice.to.full_name},",
        sentence,
        f"Sign in to see more: {address}",
        "This message says no more than that, on purpose. Please do not answer it.",
        _sender(),
    )
    return NOTICES[kind].subject, "\n\n".join(lines) + "\n"


def _sender() -> str:
    home = Partnership.objects.filter(is_home=True).first()
    return home.name if home else "Domestic abuse reviews"


def queue_digests(now: datetime.datetime | None = None) -> int:
    """Queue today's one message for each person who wants it and has something waiting; the number queued."""
    local = timezone.localtime(now or timezone.now())
    if local.hour < DIGEST_HOUR:
        return 0
    people = User.objects.filter(is_active=True, wants_digest=True).exclude(digest_sent_on=local.date())
    return sum(
        counted_alone(f"daily message of person {user.pk}", partial(_queue_digest, user.pk, local.date()))
        for user in people
    )


@transaction.atomic
def _queue_digest(user_id: int, today: datetime.date) -> int:
    """Queue one person's message once a day, however many workers run."""
    user = User.objects.select_for_update().get(pk=user_id)
    if user.digest_sent_on == today:
        return 0
    user.digest_sent_on = today
    user.save(update_fields=["digest_sent_on"])
    if not digest_sentence(user):
        return 0
    Notice.objects.create(kind=Kind.DIGEST, to=user, path=reverse("home"))
    return 1


def digest_sentence(user: User) -> str:
    """What waits for a person, as numbers only; "" when nothing does."""
    states = [due.state for due in dues_of(user)]
    counts = (
        (len(my_tasks(user)), "you hold {} open {}", "task", "tasks"),
        (len(may_take(user)), "{} {} for somebody in your role", "task waits", "tasks wait"),
        (len(money_waiting(user)), "{} {} about money", "step waits", "steps wait"),
        (
            len(waiting_for(user)),
            "{} {} for your organisation's answer",
            "request of a meeting waits",
            "requests of meetings wait",
        ),
        (states.count(OVERDUE), "{} {} late", "date is", "dates are"),
        (states.count(DUE_SOON), "{} {} due within five working days", "date is", "dates are"),
    )
    parts = [_counted(*each) for each in counts if each[0]]
    return f"Today: {'; '.join(parts)}." if parts else ""


def _counted(count: int, words: str, one: str, many: str) -> str:
    return words.format(count, one if count == 1 else many)
