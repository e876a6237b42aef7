"""The page of one section: write, be kept from losing words, mark, give, comment."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.overlays import HoldTerms, start_hold
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, SectionComment, SectionState, SectionTyping, SectionVersion
from dhr_cases.stages import Stage
from tests.conftest import PASSWORD, Cast
from tests.standing import stand_at
from tests.writing import CODE, REPORT, second_writer, section_of, text_of, write

WORDS = "The review began in May."


@pytest.fixture
def drafted(case: Case, cast: Cast, client: Client) -> Case:
    """A case whose draft is being written by the person at the browser."""
    client.force_login(cast.independent_chair)
    return stand_at(case, Stage.DRAFTING)


def url(case: Case, name: str = "drafting_section", code: str = CODE) -> str:
    return reverse(name, args=[case.reference, REPORT.value, code])


def read(client: Client, case: Case, more: str = "") -> str:
    answer = client.get(url(case) + more)
    assert answer.status_code == 200
    return answer.content.decode()


def save(client: Client, case: Case, text: str = WORDS, based_on: int = 0) -> str:
    sent = {"act": "save", "text": text, "based_on": based_on}
    return client.post(url(case), sent, follow=True).content.decode()


def typed(client: Client, case: Case, text: str = WORDS, based_on: int = 0) -> None:
    answer = client.post(url(case, "drafting_typing"), {"text": text, "based_on": based_on})
    assert answer.status_code == 200


def kept_at() -> str:
    """When the only unsaved words were kept, as the page says it."""
    return f"{timezone.localtime(SectionTyping.objects.get().at):%H:%M}"


def box(page: str) -> str:
    """What stands in the box of the section."""
    return page.split('id="id_text"')[1].split(">", 1)[1].split("</textarea>", maxsplit=1)[0].strip()


def test_saves_a_section(drafted: Case, client: Client) -> None:
    page = save(client, drafted)

    assert "version 1 of “Timescales” is saved" in page
    assert box(page) == WORDS
    assert text_of(drafted) == WORDS


def test_keeps_a_very_long_section_whole(drafted: Case, client: Client) -> None:
    long = "\r\n\r\n".join(f"Paragraph {number} of a long report." for number in range(5_000))
    save(client, drafted, long)

    assert text_of(drafted) == long


def test_leads_from_a_late_save_to_both_texts(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, second_writer(cast, drafted), "Theirs.")
    page = save(client, drafted, "Mine.")

    assert "Both texts are kept" in page
    assert "Bring two texts together" in page
    assert ("Theirs." in page, "Mine." in page) == (True, True)


def test_says_that_nothing_changed(drafted: Case, client: Client) -> None:
    save(client, drafted)
    answer = client.post(url(drafted), {"act": "save", "text": WORDS, "based_on": 1})

    assert answer.status_code == 409
    assert "Nothing has changed since version 1" in answer.content.decode()
    assert box(answer.content.decode()) == WORDS


def test_keeps_the_words_on_a_page_that_is_refused(drafted: Case, cast: Cast, client: Client) -> None:
    start_hold(
        case=drafted,
        by=cast.coordinator,
        terms=HoldTerms(HoldReason.CRIMINAL_TRIAL, frozenset({HoldScope.DRAFTING}), timezone.localdate()),
    )
    page = save(client, drafted)

    assert "The hold stops drafting" in page
    assert box(page) == WORDS
    assert "autosave.js" not in page


def test_keeps_typing_without_saving_it(drafted: Case, client: Client) -> None:
    answer = client.post(url(drafted, "drafting_typing"), {"text": WORDS, "based_on": 0})

    assert answer.json() == {"at": kept_at(), "newest": 0}
    assert SectionTyping.objects.get().text == WORDS
    assert not SectionVersion.objects.exists()


def test_offers_unsaved_words_back(drafted: Case, client: Client) -> None:
    """The server, the browser or the power went: the words typed up to then are there."""
    typed(client, drafted)
    page = read(client, drafted)

    assert "You have unsaved words from" in page
    assert box(page) == ""
    assert box(read(client, drafted, "?unsaved=1")) == WORDS


def test_offers_them_to_nobody_else(drafted: Case, cast: Cast, client: Client) -> None:
    typed(client, drafted)
    client.force_login(second_writer(cast, drafted))

    assert "unsaved words" not in read(client, drafted)
    assert box(read(client, drafted, "?unsaved=1")) == ""


def test_throws_unsaved_words_away(drafted: Case, client: Client) -> None:
    typed(client, drafted)
    page = client.post(url(drafted), {"act": "throw_away"}, follow=True).content.decode()

    assert "thrown away" in page
    assert "You have unsaved words" not in page
    assert not SectionTyping.objects.exists()


def test_forgets_unsaved_words_once_they_are_saved(drafted: Case, client: Client) -> None:
    typed(client, drafted)

    assert "You have unsaved words" not in save(client, drafted)
    assert not SectionTyping.objects.exists()


def test_keeps_both_texts_of_words_found_again_late(drafted: Case, cast: Cast, client: Client) -> None:
    """Words left unsaved go on from the version they were written on top of."""
    typed(client, drafted, "Mine.")
    write(drafted, second_writer(cast, drafted), "Theirs.")
    page = read(client, drafted, "?unsaved=1")

    assert 'name="based_on" value="0"' in page
    assert "Both texts are kept" in save(client, drafted, "Mine.", 0)


def test_tells_a_writer_that_somebody_else_has_saved(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, second_writer(cast, drafted), "Theirs.")
    answer = client.post(url(drafted, "drafting_typing"), {"text": "Mine.", "based_on": 0})

    assert answer.json()["newest"] == 1


@pytest.mark.parametrize(("part", "status"), [("panel_member", 403), ("family_advocate", 404), ("outsider", 404)])
def test_keeps_nobody_elses_typing(drafted: Case, cast: Cast, client: Client, part: str, status: int) -> None:
    client.force_login(getattr(cast, part))
    answer = client.post(url(drafted, "drafting_typing"), {"text": WORDS, "based_on": 0})

    assert answer.status_code == status
    assert not SectionTyping.objects.exists()


def test_says_why_typing_is_not_kept(drafted: Case, client: Client) -> None:
    stand_at(drafted, Stage.PRE_PUBLICATION)
    answer = client.post(url(drafted, "drafting_typing"), {"text": WORDS, "based_on": 0})

    assert answer.status_code == 409
    assert "not in this stage" in answer.json()["sentence"]


@pytest.mark.parametrize("sent", [{}, {"text": WORDS}, {"text": WORDS, "based_on": "x"}, {"based_on": -1}])
def test_takes_no_typing_it_cannot_read(drafted: Case, client: Client, sent: dict[str, object]) -> None:
    assert client.post(url(drafted, "drafting_typing"), sent).status_code == 422
    assert not SectionTyping.objects.exists()


def test_leads_typing_of_an_ended_session_to_sign_in(drafted: Case, client: Client) -> None:
    client.logout()
    answer = client.post(url(drafted, "drafting_typing"), {"text": WORDS, "based_on": 0})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert "kept_words" not in client.session


def test_brings_a_person_back_to_what_they_sent_after_their_session_ended(
    drafted: Case, cast: Cast, client: Client
) -> None:
    session = client.session
    session.set_expiry(datetime.timedelta(seconds=-1))
    session.save()
    client.post(url(drafted), {"act": "save", "text": WORDS, "based_on": 0})
    assert not SectionVersion.objects.exists()
    client.post(reverse("account_login"), {"login": cast.independent_chair.email, "password": PASSWORD})

    assert box(read(client, drafted)) == WORDS


def test_begins_again_from_an_earlier_version(drafted: Case, client: Client) -> None:
    save(client, drafted, "First.")
    save(client, drafted, "Second.", 1)
    page = read(client, drafted, "?from=1")

    assert box(page) == "First."
    assert 'name="based_on" value="2"' in page


@pytest.mark.parametrize("asked", ["?from=99", "?from=x", "?from=", f"?from={'9' * 40}"])
def test_shows_the_present_words_when_no_such_version_is_there(drafted: Case, client: Client, asked: str) -> None:
    save(client, drafted)

    assert box(read(client, drafted, asked)) == WORDS


def test_sets_a_text_out_for_its_readers(drafted: Case, cast: Cast, client: Client) -> None:
    save(client, drafted, "## Police\n\nKnew <b>all</b>.\n\n- One\n\n| A | B |\n| 1 | 2 |")
    client.force_login(cast.panel_member)
    page = read(client, drafted)

    assert "<textarea" in page.split('id="comments"')[1]
    assert "<textarea" not in page.split('id="comments"')[0]
    assert '<h3 class="govuk-heading-s">Police</h3>' in page
    assert "<li>One</li>" in page
    assert '<td class="govuk-table__cell">2</td>' in page
    assert "Knew &lt;b&gt;all&lt;/b&gt;." in page


def test_says_that_nothing_is_written_yet(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)

    assert "Nothing is written in this section yet" in read(client, drafted)


def test_marks_a_section(drafted: Case, client: Client) -> None:
    save(client, drafted)
    page = client.post(url(drafted), {"act": "mark", "state": "agreed"}, follow=True).content.decode()

    assert "“Timescales” is marked: agreed" in page
    assert section_of(drafted).state == SectionState.AGREED


@pytest.mark.parametrize(("state", "status"), [("ready", 409), ("no_such_state", 422)])
def test_says_why_a_section_is_not_marked(drafted: Case, client: Client, state: str, status: int) -> None:
    assert client.post(url(drafted), {"act": "mark", "state": state}).status_code == status


def test_gives_a_section_to_an_author(drafted: Case, cast: Cast, client: Client) -> None:
    other = second_writer(cast, drafted)
    page = client.post(url(drafted), {"act": "give", "author": other.pk}, follow=True).content.decode()

    assert "is written by Outsider" in page
    assert section_of(drafted).author == other


def test_offers_only_people_who_may_write(drafted: Case, cast: Cast, client: Client) -> None:
    page = read(client, drafted)
    choice = page.split('id="id_author"')[1].split("</select>")[0]

    assert cast.independent_chair.get_full_name() in choice
    assert cast.panel_member.get_full_name() not in choice
    assert client.post(url(drafted), {"act": "give", "author": cast.panel_member.pk}).status_code == 422


def test_takes_a_readers_comment(drafted: Case, cast: Cast, client: Client) -> None:
    save(client, drafted)
    client.force_login(cast.panel_member)
    page = client.post(url(drafted), {"act": "comment", "comment": "It was April."}, follow=True).content.decode()

    assert "your comment is point 1" in page
    assert "Panel Member" in page
    assert "about version 1" in page
    assert SectionComment.objects.get().text == "It was April."


def test_wants_words_for_a_comment(drafted: Case, client: Client) -> None:
    answer = client.post(url(drafted), {"act": "comment", "comment": " "})

    assert answer.status_code == 422
    assert "Enter your comment" in answer.content.decode()


def test_leads_the_author_to_the_answer(drafted: Case, cast: Cast, client: Client) -> None:
    client.post(url(drafted), {"act": "comment", "comment": "It was April."})

    assert f"do/answer_comment/{SectionComment.objects.get().pk}/" in read(client, drafted)
    client.force_login(cast.panel_member)
    assert "do/answer_comment" not in read(client, drafted)


@pytest.mark.parametrize("act", ["save", "mark", "give", "throw_away"])
def test_changes_nothing_for_a_reader(drafted: Case, cast: Cast, client: Client, act: str) -> None:
    client.force_login(cast.panel_member)
    sent = {"act": act, "text": WORDS, "based_on": 0, "state": "ready", "author": ""}
    answer = client.post(url(drafted), sent)

    assert answer.status_code in (403, 409)
    assert not SectionVersion.objects.exists()


def test_shows_a_closed_draft_to_read_only(drafted: Case, client: Client) -> None:
    save(client, drafted)
    stand_at(drafted, Stage.PRE_PUBLICATION)
    page = read(client, drafted)

    assert WORDS in page
    assert "<textarea" not in page


def test_leads_to_the_sections_around(drafted: Case, client: Client) -> None:
    page = read(client, drafted)

    assert url(drafted, code="introduction") in page
    assert url(drafted, code="confidentiality") in page
    assert 'rel="prev"' not in client.get(url(drafted, code="title_page")).content.decode()
    assert 'rel="next"' not in client.get(url(drafted, code="further_text")).content.decode()


def test_names_nobody_in_its_title_or_address(drafted: Case, client: Client) -> None:
    save(client, drafted, "Alexandra Hidden died.")
    page = read(client, drafted)

    assert "Hidden" not in page.split("</title>")[0]


def test_says_since_when_words_are_kept(drafted: Case, client: Client) -> None:
    assert client.get(url(drafted, "drafting_typing")).json() == {"at": "", "newest": 0}
    typed(client, drafted)

    assert client.get(url(drafted, "drafting_typing")).json() == {"at": kept_at(), "newest": 0}
    assert client.get(url(drafted, "drafting_typing", "no_such_section")).status_code == 404
