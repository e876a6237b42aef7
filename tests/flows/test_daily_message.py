"""What does the daily message count, in which words for one and for several, and for whom is it made at all?"""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Notice, PartialDate, User
from dhr_cases.notices import Kind
from dhr_cases.stages import Stage
from governance.models import AgendaItem
from tests.conftest import Cast
from tests.meetings import a_body, asked, days_ago, held
from tests.seen import browser
from tests.standing import stand_at
from workflows.following import follow
from workflows.messages import digest_sentence, queue_digests, send_waiting, words_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
NOON = timezone.make_aware(datetime.datetime.combine(TODAY, datetime.time(12)))


@pytest.fixture
def both(case: Case, other_case: Case) -> tuple[Case, Case]:
    """Two reviews whose first step waits."""
    for each in (case, other_case):
        follow(each)
    Notice.objects.all().delete()
    return case, other_case


def take(user: User, case: Case) -> None:
    """The person takes the review's open step."""
    task = Task.objects.get(process__caseprocess__case=case, flow_task_type="HUMAN", finished=None)
    browser(user).post(reverse("take_task", args=(task.process_id, task.flow_task.name, task.pk)))


def only(*people: User) -> None:
    """Nobody else wants a daily message."""
    User.objects.exclude(pk__in=[each.pk for each in people]).update(wants_digest=False)


def aware(case: Case, by: User, days: int) -> None:
    """The chair has known of the death for so many days."""
    on = PartialDate.on(TODAY - days * DAY)
    CaseEvent.objects.create(case=case, kind=Event.CSP_CHAIR_AWARE, on=on, stage=case.stage, by=by)


# Words


def test_counts_steps_that_wait_and_steps_that_are_held(both: tuple[Case, Case], cast: Cast) -> None:
    said = [digest_sentence(cast.coordinator)]
    for case in both:
        take(cast.coordinator, case)
        said.append(digest_sentence(cast.coordinator))

    assert said == [
        "Today: 2 tasks wait for somebody in your role.",
        "Today: you hold 1 open task; 1 task waits for somebody in your role.",
        "Today: you hold 2 open tasks.",
    ]


def test_counts_dates_that_are_late_and_dates_that_are_near(both: tuple[Case, Case], cast: Cast) -> None:
    """Of a death known for two months the decision is late."""
    case, other = both
    for each in both:
        take(cast.coordinator, each)
    aware(other, cast.coordinator, 70)
    assert digest_sentence(cast.coordinator) == "Today: you hold 2 open tasks; 1 date is late."
    aware(case, cast.coordinator, 70)
    assert digest_sentence(cast.coordinator) == "Today: you hold 2 open tasks; 2 dates are late."


@pytest.mark.parametrize(("number", "words"), [(1, "1 date is"), (2, "2 dates are")])
def test_counts_dates_within_five_working_days(both: tuple[Case, Case], cast: Cast, number: int, words: str) -> None:
    """The chair's own steps are others' to take; dates are everybody's who sees the review."""
    for each in both:
        stand_at(each, Stage.LEAD_AGREED)
    for each in both[:number]:
        aware(each, cast.coordinator, 28)

    assert digest_sentence(cast.csp_chair) == f"Today: {words} due within five working days."


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    """An item of a meeting that was held."""
    return held(cast, a_body(cast), days_ago(20))[1]


def test_counts_what_meetings_ask_of_ones_organisation(cast: Cast, item: AgendaItem) -> None:
    said = []
    for _ in range(2):
        asked(cast, item)
        said.append(digest_sentence(cast.action_owner))

    assert said == [
        "Today: 1 request of a meeting waits for your organisation's answer.",
        "Today: 2 requests of meetings wait for your organisation's answer.",
    ]
    assert "request" not in digest_sentence(cast.coordinator)


def test_says_nothing_where_nothing_waits(cast: Cast, case: Case) -> None:
    assert digest_sentence(cast.outsider) == ""
    assert digest_sentence(cast.administrator) == ""


def test_names_no_review_and_nobody(both: tuple[Case, Case], cast: Cast) -> None:
    subject, text = words_of(Notice.objects.create(kind=Kind.DIGEST, to=cast.coordinator, path="/"))

    assert "Today: 2 tasks wait for somebody in your role." in text
    assert not any(word in subject + text for word in ("Robin", both[0].reference, "Testshire Police"))


# For whom, and when


def test_is_made_once_a_day_for_who_wants_it_and_has_something(both: tuple[Case, Case], cast: Cast) -> None:
    only(cast.coordinator, cast.outsider)
    aware(both[0], cast.coordinator, 70)

    assert [queue_digests(NOON), queue_digests(NOON), queue_digests(NOON + datetime.timedelta(hours=11))] == [1, 0, 0]
    row = Notice.objects.get(kind=Kind.DIGEST)
    assert (row.to, row.path, row.case) == (cast.coordinator, reverse("home"), None)
    assert queue_digests(NOON + DAY) == 1


def test_is_not_made_later_the_same_day_for_who_had_nothing_in_the_morning(cast: Cast, case: Case) -> None:
    """One message a day, in the morning; what comes later is told the next day."""
    only(cast.coordinator)
    assert queue_digests(NOON) == 0
    follow(case)
    assert queue_digests(NOON + datetime.timedelta(hours=1)) == 0
    assert queue_digests(NOON + DAY) == 1


def test_counts_when_it_is_sent_not_when_it_was_queued(both: tuple[Case, Case], cast: Cast) -> None:
    only(cast.coordinator)
    assert queue_digests(NOON) == 1
    take(cast.coordinator, both[0])
    assert send_waiting(NOON + DAY) == 1
    (message,) = mail.outbox

    assert message.to == [cast.coordinator.email]
    assert "Today: you hold 1 open task; 1 task waits for somebody in your role." in message.body


def test_says_so_where_everything_was_done_before_it_was_sent(both: tuple[Case, Case], cast: Cast) -> None:
    notice = Notice.objects.create(kind=Kind.DIGEST, to=cast.coordinator, path="/")
    for case in both:
        stand_at(case, Stage.CLOSED)
        follow(case)
    lines = words_of(notice)[1].split("\n\n")

    assert lines[1] == "Nothing waits for you any more."
    assert all(line.strip() for line in lines)
