"""A partner's lane: what meetings asked of its body, its answer in words with a file, and what the office then sees."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.actions import agenda, minutes
from governance.actions.agenda import ItemFacts
from governance.actions.partner_answers import Said, answer_as_partner
from governance.actions.partner_requests import Ask, ask_partner, withdraw_partner_request
from governance.meeting_terms import Access
from governance.models import AgendaItem, PartnerAnswer, PartnerRequest
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.files import PDF, upload
from tests.meetings import a_body, asked, days_ago, drafted, held

pytestmark = pytest.mark.django_db

ANSWER = {"says": "answers", "text": "Six of eight.", "after": "0"}
SECRET = "Umbelliferous"


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    """Minute 1 of a meeting."""
    return drafted(cast, a_body(cast), days_ago(60))[1]


@pytest.fixture
def late(cast: Cast, item: AgendaItem) -> PartnerRequest:
    """A request to the police whose answer is nine days late."""
    return asked(cast, item, days_ago(9))


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    """The person who answers for the police."""
    client.force_login(cast.action_owner)
    return client


def page_of(request: PartnerRequest) -> str:
    """The page on which it is answered."""
    return reverse("my_meeting_request", args=(request.pk,))


def words(client: Client, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def office(cast: Cast, item: AgendaItem) -> str:
    """What the office reads of an item."""
    client = Client()
    client.force_login(cast.coordinator)
    return words(client, reverse("governance_item", args=("testshire", item.pk)))


def test_lists_what_waits_first_with_meeting_minute_and_days_late(
    partner: Client, cast: Cast, item: AgendaItem, late: PartnerRequest
) -> None:
    done = ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.police, "to lend a room"))
    withdraw_partner_request(request=done, by=cast.coordinator, reason="Found one")
    shown = words(partner, reverse("my_meeting_requests"))
    assert shown.index("To report on training") < shown.index("Answered or ended") < shown.index("To lend a room")
    for text in (str(item.meeting), '<td class="govuk-table__cell">1</td>', "9 days late", page_of(late)):
        assert text in shown


def test_says_calmly_that_nothing_waits(partner: Client) -> None:
    assert "No meeting waits for an answer" in words(partner, reverse("my_meeting_requests"))


def test_reads_seven_requests_in_as_many_queries_as_one(
    partner: Client, cast: Cast, item: AgendaItem, late: PartnerRequest
) -> None:
    words(partner, reverse("my_meeting_requests"))
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as read:
            words(partner, reverse("my_meeting_requests"))
        counts.append(len(read))
        for _ in range(6):
            asked(cast, item)
    assert counts[0] == counts[1]


def test_shows_at_home_what_waits(partner: Client, late: PartnerRequest) -> None:
    shown = words(partner, "/")
    assert "Your work today" in shown
    assert page_of(late) in shown
    assert "9 days late" in shown


def test_leads_on_from_home_once_it_is_answered(partner: Client, cast: Cast, late: PartnerRequest) -> None:
    answer_as_partner(request=late, by=cast.action_owner, said=Said("Six."))
    assert partner.get("/")["Location"] == reverse("my_actions")


def test_takes_an_answer_with_a_file_and_shows_it_to_both(
    partner: Client, cast: Cast, item: AgendaItem, late: PartnerRequest
) -> None:
    answer = partner.post(page_of(late), {**ANSWER, "upload": upload("training.pdf")})
    assert answer["Location"] == page_of(late)
    row = PartnerAnswer.objects.get()
    shown = words(partner, page_of(late))
    for text in ("Your answer is recorded", "Answered: goes to a meeting", "Six of eight.", "training.pdf"):
        assert text in shown
    seen = office(cast, item)
    who = f"{cast.action_owner} for {cast.police}"
    for text in (
        who,
        "Six of eight.",
        "the partner itself",
        reverse("governance_answer_file", args=("testshire", row.pk)),
    ):
        assert text in seen


@pytest.mark.parametrize("part", ["action_owner", "coordinator", "auditor"])
def test_gives_the_file_to_the_partner_and_to_those_who_see_meetings(
    client: Client, cast: Cast, late: PartnerRequest, part: str
) -> None:
    row = answer_as_partner(request=late, by=cast.action_owner, said=Said("See the file.", upload=upload("t.pdf")))
    own, theirs = (
        reverse("my_meeting_request_file", args=(late.pk, row.pk)),
        reverse("governance_answer_file", args=("testshire", row.pk)),
    )
    opens, hidden = (own, theirs) if part == "action_owner" else (theirs, own)
    client.force_login(getattr(cast, part))
    answer = client.get(opens)
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="t.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(hidden).status_code == 404


def test_gives_no_file_of_another_request(partner: Client, cast: Cast, item: AgendaItem, late: PartnerRequest) -> None:
    row = answer_as_partner(request=late, by=cast.action_owner, said=Said("See the file.", upload=upload()))
    other = asked(cast, item)
    assert partner.get(reverse("my_meeting_request_file", args=(other.pk, row.pk))).status_code == 404


def test_says_we_cannot_because(partner: Client, cast: Cast, item: AgendaItem, late: PartnerRequest) -> None:
    partner.post(page_of(late), {**ANSWER, "says": "cannot", "text": "the trainer has left"})
    assert "It cannot be done, because: the trainer has left" in office(cast, item)


def test_keeps_what_was_typed_when_something_is_wrong(partner: Client, late: PartnerRequest) -> None:
    answer = partner.post(page_of(late), {**ANSWER, "upload": upload("training.docx")})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Rename it to .pdf" in shown
    assert "Six of eight.</textarea>" in shown
    empty = partner.post(page_of(late), {"says": "cannot", "text": "", "after": "0"})
    assert empty.status_code == 422
    assert not PartnerAnswer.objects.exists()


def test_shows_the_second_of_two_what_the_first_said_and_then_takes_its_words(
    partner: Client, cast: Cast, late: PartnerRequest
) -> None:
    answer_as_partner(request=late, by=cast.action_owner, said=Said("Sent from another desk."))
    answer = partner.post(page_of(late), ANSWER)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for text in ("while you wrote", "Sent from another desk.", "Six of eight.</textarea>", 'name="after" value="1"'):
        assert text in shown
    assert partner.post(page_of(late), {**ANSWER, "after": "1"}).status_code == 302
    assert PartnerAnswer.objects.count() == 2


def test_is_asked_again_by_the_office_and_told_why(
    partner: Client, cast: Cast, item: AgendaItem, late: PartnerRequest
) -> None:
    answer_as_partner(request=late, by=cast.action_owner, said=Said("Six."))
    assert "Ask again" in office(cast, item)
    client = Client()
    client.force_login(cast.coordinator)
    place = reverse("governance_act", args=("testshire", GovernanceVerb.ASK_PARTNER_AGAIN.value, late.pk))
    assert client.post(place, {"why": "Which six?"}).status_code == 302
    shown = words(partner, page_of(late))
    for text in ("Which six?", "Waits for your answer", "Send the answer"):
        assert text in shown


def test_asks_nothing_more_once_it_is_closed(partner: Client, cast: Cast, late: PartnerRequest) -> None:
    withdraw_partner_request(request=late, by=cast.coordinator, reason="Settled by telephone")
    shown = words(partner, page_of(late))
    assert "Nothing more is asked of you." in shown
    assert "Settled by telephone" in shown
    assert "<textarea" not in shown
    partner.post(page_of(late), ANSWER)
    assert not PartnerAnswer.objects.exists()


@pytest.mark.parametrize("part", ["coordinator", "funding_contact", "panel_member", "auditor", "outsider"])
def test_is_not_there_for_anybody_else(client: Client, cast: Cast, late: PartnerRequest, part: str) -> None:
    client.force_login(getattr(cast, part))
    assert client.get(page_of(late)).status_code == 404
    assert client.post(page_of(late), ANSWER).status_code == 404
    refused = client.get(reverse("my_meeting_requests"))
    assert refused.status_code == 403
    assert "This is for the action owner" in refused.content.decode()


def test_shows_of_a_restricted_item_the_requests_own_words_and_nothing_else(partner: Client, cast: Cast) -> None:
    meeting, _item = held(cast, a_body(cast), days_ago(20))
    facts = ItemFacts(part="E", title=f"{SECRET} one", access=Access.RESTRICTED, restricted_why=f"{SECRET} two")
    covered = agenda.add_item(meeting=meeting, by=cast.coordinator, facts=facts)
    minutes.write_minute(item=covered, by=cast.coordinator, discussion=f"{SECRET} three", restricted_discussion=SECRET)
    minutes.record_question(item=covered, by=cast.coordinator, text=f"{SECRET} four")
    mine = asked(cast, covered)
    other = ask_partner(item=covered, by=cast.coordinator, asking=Ask(cast.health, f"{SECRET} five"))
    text = words(partner, reverse("my_meeting_requests")) + words(partner, page_of(mine)) + words(partner, "/")
    assert "To report on training" in text
    assert SECRET not in text
    assert partner.get(page_of(other)).status_code == 404
    assert partner.get(reverse("governance_item", args=("testshire", covered.pk))).status_code == 404
