"""Is everybody told who must be, once, and does a message give nothing away?"""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import referral
from dhr_cases.actions.core import known_as
from dhr_cases.actions.memberships import end_role, grant_role
from dhr_cases.actions.overlays import HoldTerms, start_hold
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseMembership, Notice, Provenance, User
from dhr_cases.models.history import change
from dhr_cases.notices import NOTICES, Kind, held_back
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES
from tests.conftest import Cast
from workflows.following import follow
from workflows.messages import MOST_ATTEMPTS, digest_sentence, next_try, queue_digests, send_waiting, words_of

pytestmark = pytest.mark.django_db

MORNING = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
HOLD = HoldTerms(HoldReason.INQUEST, frozenset({HoldScope.INTERVIEWS}), datetime.date(2026, 1, 5))
NIGHT = datetime.datetime(2026, 11, 20, 3, 0, tzinfo=datetime.UTC)


@pytest.fixture
def quiet(case: Case) -> Case:
    """A case of which everybody has already been told."""
    Notice.objects.all().delete()
    return case


def _told() -> set[tuple[str, User]]:
    return {(notice.kind, notice.to) for notice in Notice.objects.select_related("to")}


def test_tells_whoever_is_asked_for_the_next_step(cast: Cast, quiet: Case) -> None:
    referral.agree_lead(case=quiet, by=cast.coordinator, lead=cast.partnership)
    referral.start_scoping(case=quiet, by=cast.coordinator)
    assert _told() == {(Kind.STEP_WAITS, cast.csp_chair)}


def test_does_not_tell_a_person_what_they_did_themselves(cast: Cast, quiet: Case) -> None:
    referral.agree_lead(case=quiet, by=cast.coordinator, lead=cast.partnership)
    assert _told() == set()


def test_tells_a_person_of_a_role_given_and_ended(cast: Cast, quiet: Case) -> None:
    member = grant_role(case=quiet, by=cast.coordinator, to=cast.outsider, role=Role.FAMILY_ADVOCATE)
    end_role(case=quiet, by=cast.coordinator, membership=member, reason="Named another")
    assert _told() == {(Kind.ROLE_GIVEN, cast.outsider), (Kind.ROLE_ENDED, cast.outsider)}


def test_tells_nobody_of_what_is_entered_later(cast: Cast, quiet: Case) -> None:
    referral.agree_lead(case=quiet, by=cast.coordinator, lead=cast.partnership)
    with known_as(Provenance.TAKEN_ON):
        referral.start_scoping(case=quiet, by=cast.coordinator)
    assert _told() == set()


def test_tells_nobody_while_notices_are_held_back(cast: Cast, quiet: Case) -> None:
    with held_back():
        referral.agree_lead(case=quiet, by=cast.coordinator, lead=cast.partnership)
        referral.start_scoping(case=quiet, by=cast.coordinator)
    assert _told() == set()


def test_tells_nobody_whose_role_has_ended(cast: Cast, quiet: Case) -> None:
    member = CaseMembership.objects.get(case=quiet, user=cast.panel_member)
    end_role(case=quiet, by=cast.coordinator, membership=member, reason="Left")
    with change("Ended the day before", cast.coordinator):
        member.ends_on = timezone.localdate() - datetime.timedelta(days=1)
        member.save()
    Notice.objects.all().delete()
    start_hold(case=quiet, by=cast.coordinator, terms=HOLD)
    assert _told() == {(Kind.HOLD_CHANGED, cast.csp_chair), (Kind.HOLD_CHANGED, cast.independent_chair)}


@pytest.mark.parametrize("kind", Kind)
def test_has_words_for_every_message(kind: Kind) -> None:
    row = NOTICES[kind]
    assert row.subject
    assert row.source
    assert row.text or kind is Kind.DIGEST


def test_tells_somebody_of_every_stage() -> None:
    assert {row.event for row in STAGES.values()} <= set(NOTICES[Kind.STEP_WAITS].when)
    assert Event.MEMBERSHIP_GRANTED in NOTICES[Kind.ROLE_GIVEN].when


def test_gives_no_fact_of_the_case_away(cast: Cast, quiet: Case) -> None:
    referral.agree_lead(case=quiet, by=cast.coordinator, lead=cast.partnership)
    referral.start_scoping(case=quiet, by=cast.coordinator)
    subject, text = words_of(Notice.objects.get())
    for fact in (quiet.reference, quiet.pseudonym, "scoping", "Scoping", cast.coordinator.full_name):
        assert fact not in subject + text


def _waiting(to: User) -> Notice:
    return Notice.objects.create(kind=Kind.STEP_WAITS, to=to, path="/")


def test_sends_a_notice_once(cast: Cast) -> None:
    notice = _waiting(cast.csp_chair)
    assert (send_waiting(), send_waiting()) == (1, 0)
    notice.refresh_from_db()
    assert notice.sent_at is not None
    assert [message.to for message in mail.outbox] == [[cast.csp_chair.email]]


def test_tries_again_later_when_the_post_is_down(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: EmailBackend, messages: list[EmailMessage]) -> int:
        raise SMTPException("down")

    notice = _waiting(cast.csp_chair)
    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    assert send_waiting() == 0
    notice.refresh_from_db()
    assert (notice.attempts, notice.sent_at) == (1, None)
    monkeypatch.undo()
    assert send_waiting() == 0
    assert send_waiting(timezone.now() + datetime.timedelta(minutes=3)) == 1


def test_waits_longer_after_each_failure() -> None:
    pauses = [next_try(MORNING, attempts) - MORNING for attempts in range(MOST_ATTEMPTS)]
    assert pauses == sorted(set(pauses))


def test_sends_nothing_to_a_closed_account(cast: Cast) -> None:
    _waiting(cast.outsider)
    cast.outsider.is_active = False
    cast.outsider.save()
    assert send_waiting() == 0
    assert mail.outbox == []


def test_queues_one_daily_message_a_person_in_the_morning(cast: Cast, quiet: Case) -> None:
    follow(quiet)
    assert queue_digests(NIGHT) == 0
    assert queue_digests(MORNING) >= 1
    assert queue_digests(MORNING) == 0
    assert Notice.objects.filter(kind=Kind.DIGEST, to=cast.coordinator).count() == 1


def test_queues_no_daily_message_for_who_does_not_want_it_or_has_nothing(cast: Cast, quiet: Case) -> None:
    follow(quiet)
    cast.coordinator.wants_digest = False
    cast.coordinator.save()
    queue_digests(MORNING)
    told = {user for _, user in _told()}
    assert cast.coordinator not in told
    assert cast.outsider not in told


def test_says_in_numbers_what_waits(cast: Cast, quiet: Case) -> None:
    follow(quiet)
    sentence = digest_sentence(cast.coordinator)
    assert "1 task waits for somebody in your role" in sentence
    assert quiet.reference not in sentence


def test_leads_from_a_message_to_its_page_for_its_reader_only(client: Client, cast: Cast, case: Case) -> None:
    address = reverse("case", args=[case.reference])
    notice = Notice.objects.create(kind=Kind.STEP_WAITS, to=cast.csp_chair, case=case, path=address)
    client.force_login(cast.csp_chair)
    assert client.get(reverse("notice", args=[notice.pk]))["Location"] == address
    client.force_login(cast.coordinator)
    assert client.get(reverse("notice", args=[notice.pk])).status_code == 404


def test_does_a_round_of_work_by_command(cast: Cast) -> None:
    _waiting(cast.csp_chair)
    call_command("work", once=True)
    assert cast.csp_chair.email in [address for message in mail.outbox for address in message.to]
