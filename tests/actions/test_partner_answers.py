"""A partner answers by itself what a meeting asked: who may and until when, what is kept, and what follows."""

from pathlib import Path

import pytest
from django.conf import settings

from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.team_acts import TeamAct
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Partnership
from dhr_cases.models.history import SilentWriteError
from dhr_cases.roles import Role
from funding.years import FinancialYear
from governance.actions.partner_answers import BY_ITSELF, Said, answer_as_partner
from governance.actions.partner_requests import (
    Ask,
    ask_again,
    ask_partner,
    record_partner_answer,
    report_back,
    withdraw_partner_request,
)
from governance.models import AgendaItem, GovernanceEvent, PartnerAnswer, PartnerRequest
from governance.policies.requests import answer_of, stands
from governance.queries import asked_of, waiting_for
from governance.request_terms import RequestStanding, days_late
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.files import upload
from tests.meetings import a_body, asked, days_ago, held, today

pytestmark = pytest.mark.django_db

SAID = Said("Six of eight have been trained.")


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    """An item of a meeting of two months ago."""
    return held(cast, a_body(cast), days_ago(60))[1]


@pytest.fixture
def request_to_police(cast: Cast, item: AgendaItem) -> PartnerRequest:
    """The police are asked; the answer is ten days late."""
    return asked(cast, item, days_ago(10))


def answered(cast: Cast, request: PartnerRequest, said: Said = SAID) -> PartnerAnswer:
    """The police's own person answers."""
    return answer_as_partner(request=request, by=cast.action_owner, said=said)


def test_records_the_answer_with_who_and_when(cast: Cast, request_to_police: PartnerRequest) -> None:
    row = answered(cast, request_to_police)
    assert (row.is_from_partner, row.by, row.by_role, row.on) == (True, cast.action_owner, "Action owner", today())
    assert stands(request_to_police, today()) is RequestStanding.ANSWERED
    assert (answer_of(request_to_police).text, request_to_police.answered_by) == (SAID.text, BY_ITSELF)
    event = GovernanceEvent.objects.latest("pk")
    assert (event.kind, event.by, event.subject_id) == (
        GovernanceVerb.ANSWER_AS_PARTNER,
        cast.action_owner,
        request_to_police.pk,
    )


def test_is_reported_back_as_an_answer_that_the_office_recorded(
    cast: Cast, item: AgendaItem, request_to_police: PartnerRequest
) -> None:
    answered(cast, request_to_police)
    _next, later = held(cast, item.meeting.body, today())
    report_back(request=request_to_police, by=cast.coordinator, item=later)
    assert stands(request_to_police, today()) is RequestStanding.REPORTED


def test_says_why_it_cannot_be_done(cast: Cast, request_to_police: PartnerRequest) -> None:
    answered(cast, request_to_police, Said("nobody is left to do it", is_refusal=True))
    assert answer_of(request_to_police).text == "It cannot be done, because: nobody is left to do it"


def test_takes_no_answer_without_words_and_no_false_file(cast: Cast, request_to_police: PartnerRequest) -> None:
    with pytest.raises(Incomplete, match="Write the answer"):
        answered(cast, request_to_police, Said("  "))
    with pytest.raises(Incomplete, match="Say why"):
        answered(cast, request_to_police, Said(" ", is_refusal=True))
    with pytest.raises(Incomplete, match=r"Rename it to \.pdf"):
        answered(cast, request_to_police, Said("In the file.", upload=upload("report.docx")))
    assert not PartnerAnswer.objects.exists()


def test_keeps_the_file_with_its_digest(cast: Cast, request_to_police: PartnerRequest) -> None:
    row = answered(cast, request_to_police, Said("In the file.", upload=upload("report.pdf")))
    assert (row.file_name, len(row.sha256)) == ("report.pdf", 64)
    assert GovernanceEvent.objects.latest("pk").detail["sha256"] == row.sha256


def test_leaves_neither_file_nor_answer_when_the_event_fails(
    cast: Cast, request_to_police: PartnerRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(TeamAct, "record", fail)
    before = stored()
    with pytest.raises(OSError, match="disk full"):
        answered(cast, request_to_police, Said("In the file.", upload=upload()))
    assert (PartnerAnswer.objects.count(), stored()) == (0, before)
    request_to_police.refresh_from_db()
    assert request_to_police.answered_on is None


def stored() -> set[Path]:
    """Every file on the disk."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize("part", ["coordinator", "csp_chair", "funding_contact", "panel_member", "outsider"])
def test_is_given_by_nobody_but_the_partners_person(cast: Cast, request_to_police: PartnerRequest, part: str) -> None:
    with pytest.raises(NotPermitted, match="the action owner"):
        answer_as_partner(request=request_to_police, by=getattr(cast, part), said=SAID)


def test_is_given_for_no_other_body_and_in_no_other_partnership(cast: Cast, item: AgendaItem) -> None:
    health = ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.health, "to name its member"))
    with pytest.raises(NotPermitted, match=f"You do not answer for {cast.health}"):
        answered(cast, health)
    far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    join_team(by=None, to=cast.outsider, partnership=far, role=Role.ACTION_OWNER, organisation=cast.health)
    assert list(asked_of(cast.outsider)) == []
    with pytest.raises(NotPermitted):
        answer_as_partner(request=health, by=cast.outsider, said=SAID)


def test_finds_what_its_body_is_asked_and_no_money(cast: Cast, item: AgendaItem) -> None:
    mine = asked(cast, item)
    ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.health, "to name its member"))
    money = Ask(cast.police, "to contribute", year=FinancialYear(today().year))
    asked_for_money = ask_partner(item=item, by=cast.coordinator, asking=money)
    assert list(asked_of(cast.action_owner)) == waiting_for(cast.action_owner) == [mine]
    with pytest.raises(NotNow, match="under Contributions"):
        answered(cast, asked_for_money)


def test_is_taken_until_it_is_reported_back_or_withdrawn(
    cast: Cast, item: AgendaItem, request_to_police: PartnerRequest
) -> None:
    other = asked(cast, item)
    withdraw_partner_request(request=other, by=cast.coordinator, reason="Asked twice")
    with pytest.raises(NotNow, match="withdrawn"):
        answered(cast, other)
    answered(cast, request_to_police)
    _next, later = held(cast, item.meeting.body, today())
    report_back(request=request_to_police, by=cast.coordinator, item=later)
    with pytest.raises(NotNow, match="reported back"):
        answered(cast, request_to_police, Said("One more thing.", after=1))


# two people, and more than one answer


def test_refuses_the_second_of_two_at_once_and_takes_it_when_it_has_read_the_first(
    cast: Cast, request_to_police: PartnerRequest
) -> None:
    answered(cast, request_to_police)
    with pytest.raises(NotNow, match="answered on .* while you wrote"):
        answered(cast, request_to_police, Said("All eight."))
    assert PartnerAnswer.objects.count() == 1
    answered(cast, request_to_police, Said("All eight by now.", after=1))
    assert answer_of(request_to_police).text == f"{SAID.text}\n\nAll eight by now."


def test_tells_of_an_answer_that_the_office_recorded_in_the_meantime(
    cast: Cast, request_to_police: PartnerRequest
) -> None:
    record_partner_answer(
        request=request_to_police, by=cast.coordinator, answer="By telephone: six.", on=days_ago(1), answered_by="Head"
    )
    with pytest.raises(NotNow, match="The office, for your organisation"):
        answered(cast, request_to_police)
    kept = PartnerAnswer.objects.get()
    assert (kept.is_from_partner, kept.given_by, kept.by, kept.on) == (False, "Head", cast.coordinator, days_ago(1))


def test_is_never_changed_or_deleted(cast: Cast, request_to_police: PartnerRequest) -> None:
    answered(cast, request_to_police)
    with pytest.raises(SilentWriteError):
        PartnerAnswer.objects.update(text="Otherwise")
    with pytest.raises(SilentWriteError):
        PartnerAnswer.objects.all().delete()


def test_leaves_no_answer_for_the_office_to_record_over(cast: Cast, request_to_police: PartnerRequest) -> None:
    answered(cast, request_to_police)
    with pytest.raises(NotNow, match="does not wait"):
        record_partner_answer(request=request_to_police, by=cast.coordinator, answer="Otherwise", on=today())


# asked again


def test_waits_once_more_when_it_is_asked_again_and_keeps_what_was_said(
    cast: Cast, request_to_police: PartnerRequest
) -> None:
    answered(cast, request_to_police)
    ask_again(request=request_to_police, by=cast.coordinator, why="Who are the two?", answer_due_on=days_ago(-14))
    assert stands(request_to_police, today()) is RequestStanding.ASKED
    assert waiting_for(cast.action_owner) == [request_to_police]
    assert GovernanceEvent.objects.latest("pk").reason == "Who are the two?"
    answered(cast, request_to_police, Said("They start in May.", after=1))
    assert answer_of(request_to_police).text == f"{SAID.text}\n\nThey start in May."


def test_is_asked_again_only_with_an_answer_a_reason_and_a_day_ahead(
    cast: Cast, request_to_police: PartnerRequest
) -> None:
    with pytest.raises(NotNow, match="still waits"):
        ask_again(request=request_to_police, by=cast.coordinator, why="More")
    answered(cast, request_to_police)
    with pytest.raises(Incomplete, match="still missing"):
        ask_again(request=request_to_police, by=cast.coordinator, why=" ")
    with pytest.raises(Incomplete, match="has passed"):
        ask_again(request=request_to_police, by=cast.coordinator, why="More", answer_due_on=days_ago(1))
    with pytest.raises(NotPermitted, match="coordinator"):
        ask_again(request=request_to_police, by=cast.action_owner, why="More")
    withdraw_partner_request(request=request_to_police, by=cast.coordinator, reason="Settled")
    with pytest.raises(NotNow, match="closed already"):
        ask_again(request=request_to_police, by=cast.coordinator, why="More")


def test_counts_the_days_from_the_day_an_answer_was_due() -> None:
    days = (days_ago(9), days_ago(1), today(), days_ago(-3), None)
    assert [days_late(due, today()) for due in days] == [9, 1, 0, 0, 0]
