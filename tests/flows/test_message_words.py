"""What does each message say word for word, when is it given up, and what does the night put right of roles?"""

import datetime

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.grants import refresh_people
from dhr_cases.models import Case, CaseMembership, CaseUserPermission, Notice
from dhr_cases.models.history import change
from dhr_cases.notices import NOTICES, Kind
from dhr_cases.permissions import granted
from tests.conftest import Cast
from workflows.messages import BATCH, DIGEST_HOUR, MOST_ATTEMPTS, queue_digests, send_waiting, words_of
from workflows.sweep import WEEK, sweep

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def test_says_the_same_five_things_in_every_message(cast: Cast) -> None:
    for kind in set(Kind) - {Kind.DIGEST}:
        notice = Notice.objects.create(kind=kind, to=cast.csp_chair, path="/")
        assert words_of(notice) == (
            NOTICES[kind].subject,
            "Dear Csp Chair,\n\n"
            f"{NOTICES[kind].text}\n\n"
            f"Sign in to see more: {settings.SITE_URL}{reverse('notice', args=(notice.pk,))}\n\n"
            "This message says no more than that, on purpose. Please do not answer it.\n\n"
            "Testshire CSP\n",
        )


def test_signs_for_the_site_where_no_partnership_is_at_home(cast: Cast) -> None:
    with change("Test", None):
        cast.partnership.is_home = False
        cast.partnership.save()
    notice = Notice.objects.create(kind=Kind.STEP_WAITS, to=cast.csp_chair, path="/")
    assert words_of(notice)[1].endswith("\n\nDomestic abuse reviews\n")


def test_never_writes_to_a_closed_account_again(cast: Cast) -> None:
    """Not even after it is opened once more: what waited then is old news."""
    notice = Notice.objects.create(kind=Kind.STEP_WAITS, to=cast.outsider, path="/")
    cast.outsider.is_active = False
    cast.outsider.save()
    assert send_waiting() == 0
    cast.outsider.is_active = True
    cast.outsider.save()
    assert send_waiting(timezone.now() + 9 * DAY) == 0
    notice.refresh_from_db()
    assert (notice.attempts, notice.sent_at, mail.outbox) == (MOST_ATTEMPTS, None, [])


@pytest.mark.parametrize(("attempts", "sent"), [(MOST_ATTEMPTS - 1, 1), (MOST_ATTEMPTS, 0)])
def test_gives_up_after_the_last_attempt(cast: Cast, attempts: int, sent: int) -> None:
    Notice.objects.create(kind=Kind.STEP_WAITS, to=cast.csp_chair, path="/", attempts=attempts)
    assert send_waiting(timezone.now() + DAY) == sent


def test_sends_no_more_than_a_batch_at_a_time(cast: Cast) -> None:
    waiting = [Notice(kind=Kind.STEP_WAITS, to=cast.csp_chair, path="/") for _ in range(BATCH + 1)]
    Notice.objects.bulk_create(waiting)
    assert (send_waiting(), send_waiting(), send_waiting()) == (BATCH, 1, 0)


@pytest.mark.parametrize(
    ("moment", "is_morning"),
    [
        (datetime.datetime(2026, 1, 5, 6, 59, tzinfo=datetime.UTC), False),
        (datetime.datetime(2026, 1, 5, 7, 0, tzinfo=datetime.UTC), True),
        (datetime.datetime(2026, 7, 6, 5, 59, tzinfo=datetime.UTC), False),
        (datetime.datetime(2026, 7, 6, 6, 0, tzinfo=datetime.UTC), True),
    ],
)
def test_waits_with_the_daily_message_until_seven_by_the_clock_on_the_wall(
    cast: Cast, case: Case, moment: datetime.datetime, is_morning: bool
) -> None:
    """In summer that is an hour earlier by the server's."""
    assert DIGEST_HOUR == 7
    queue_digests(moment)
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.digest_sent_on == (timezone.localdate(moment) if is_morning else None)


def test_queues_no_daily_message_for_a_closed_account(cast: Cast, case: Case) -> None:
    cast.coordinator.is_active = False
    cast.coordinator.save()
    queue_digests(datetime.datetime(2026, 7, 6, 9, 0, tzinfo=datetime.UTC))
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.digest_sent_on is None


@pytest.mark.parametrize(
    ("starts_on", "is_renewed"),
    [(TODAY, True), (TODAY - WEEK, True), (TODAY - WEEK - DAY, False), (TODAY + DAY, False)],
)
def test_gives_a_role_that_began_in_the_last_week_its_rows(
    cast: Cast, case: Case, starts_on: datetime.date, is_renewed: bool
) -> None:
    """Older ones were renewed in an earlier night."""
    set_aside(case)
    member = CaseMembership.objects.get(case=case, user=cast.panel_member)
    with change("Test", None):
        member.starts_on = starts_on
        member.save()
    CaseUserPermission.objects.filter(content_object=case, user=cast.panel_member).delete()
    sweep(TODAY)
    assert bool(granted(cast.panel_member, case)) is is_renewed


def set_aside(case: Case) -> None:
    """Let every role of the case have begun long ago."""
    with change("Test", None):
        for member in CaseMembership.objects.filter(case=case):
            member.starts_on = TODAY - 99 * DAY
            member.save()
    refresh_people(case)
