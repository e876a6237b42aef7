"""Do the pages of a briefing show what stands, ask for what is missing and lose no words?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case, PaperVersion, PublicRecord, PublicState, ReportSection, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from learning.actions.briefings import write_box
from learning.briefing_boxes import CONFIRMATIONS, BriefingKind
from learning.briefings import briefing_of
from tests.briefings import FIRST_LESSON, HEADED, published_with_summary, write_all
from tests.conftest import Cast
from tests.public_records import PUT_UP, put_file, put_record
from tests.stages import case_at

pytestmark = pytest.mark.django_db

SEVEN = BriefingKind.SEVEN_MINUTE
TICKED = [str(number) for number in range(len(CONFIRMATIONS))]


@pytest.fixture
def public(cast: Cast, case: Case) -> Case:
    published_with_summary(cast, case)
    return case


def _open(client: Client, person: User, name: str, *arguments: str) -> Any:
    client.force_login(person)
    return client.get(reverse(name, args=arguments))


def _text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def _send(client: Client, person: User, name: str, *arguments: str, **answers: object) -> Any:
    client.force_login(person)
    return client.post(reverse(name, args=arguments), answers)


def test_lists_both_briefings_and_how_far_they_are(client: Client, cast: Cast, public: Case) -> None:
    page = _text(_open(client, cast.coordinator, "case_briefings", public.reference))
    assert "One-page briefing" in page
    assert "Seven-minute briefing" in page
    assert page.count("Not started") == 2


def test_says_what_a_briefing_is_made_from_before_there_is_any(client: Client, cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.QA_CLEARED)
    listed = _text(_open(client, cast.coordinator, "case_briefings", case.reference))
    assert listed.count("Nothing published to write from") == 2
    page = _text(_open(client, cast.coordinator, "case_briefing", case.reference, SEVEN))
    assert "There is none of this review yet." in page
    assert "Write this box" not in page
    assert "Make the file" not in page


def test_shows_every_box_and_the_paragraphs_of_the_summary(client: Client, cast: Cast, public: Case) -> None:
    page = _text(_open(client, cast.coordinator, "case_briefing", public.reference, SEVEN))
    assert all(heading in page for heading, _ in HEADED)
    assert page.count("Write this box") == 7
    assert "0 of 60 words" in page
    assert f'id="p{FIRST_LESSON}"' in page


def test_leads_from_a_statement_to_its_paragraph(client: Client, cast: Cast, public: Case) -> None:
    text = f"Ask again. [{FIRST_LESSON}]"
    write_box(case=public, by=cast.coordinator, kind=SEVEN, code="why", text=text, based_on=0)
    page = _text(_open(client, cast.coordinator, "case_briefing", public.reference, SEVEN))
    assert f'Ask again. <a class="govuk-link" href="#p{FIRST_LESSON}">[{FIRST_LESSON}]</a>' in page


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "independent_chair"])
def test_offers_writing_to_nobody_else(client: Client, cast: Cast, public: Case, part: str) -> None:
    page = _open(client, getattr(cast, part), "case_briefing", public.reference, SEVEN)
    assert page.status_code == 200
    assert "Write this box" not in _text(page)
    box = _open(client, getattr(cast, part), "briefing_box", public.reference, SEVEN, "why")
    assert box.status_code == 403
    assert "It is for the coordinator" in _text(box)


@pytest.mark.parametrize("name", ["case_briefings", "case_briefing", "briefing_box"])
def test_does_not_exist_for_who_does_not_see_the_publication(
    client: Client, cast: Cast, public: Case, name: str
) -> None:
    arguments = {"case_briefings": (), "case_briefing": (SEVEN,), "briefing_box": (SEVEN, "why")}[name]
    assert _open(client, cast.outsider, name, public.reference, *arguments).status_code == 404


@pytest.mark.parametrize(("briefing", "box"), [("two-page", "why"), (SEVEN, "nowhere"), (SEVEN, "who")])
def test_knows_no_other_briefing_and_no_other_box(
    client: Client, cast: Cast, public: Case, briefing: str, box: str
) -> None:
    assert _open(client, cast.coordinator, "briefing_box", public.reference, briefing, box).status_code == 404


def test_saves_a_box_and_goes_back(client: Client, cast: Cast, public: Case) -> None:
    sent = _send(client, cast.coordinator, "briefing_box", public.reference, SEVEN, "why", text="Ask. [1]", based_on=0)
    assert (sent.status_code, sent["Location"]) == (302, reverse("case_briefing", args=[public.reference, SEVEN]))
    assert [box.text for box in briefing_of(public, SEVEN).boxes if box.row.code == "why"] == ["Ask. [1]"]


def test_shows_the_words_and_the_paragraphs_beside_each_other(client: Client, cast: Cast, public: Case) -> None:
    write_box(case=public, by=cast.coordinator, kind=SEVEN, code="why", text="Ask. [1]", based_on=0)
    page = _text(_open(client, cast.coordinator, "briefing_box", public.reference, SEVEN, "why"))
    assert "Ask. [1]</textarea>" in page
    assert 'name="based_on" value="1"' in page
    assert 'data-maxwords="60"' in page
    assert "The published summary, by paragraph" in page


def test_keeps_what_was_typed_when_nothing_was_written(client: Client, cast: Cast, public: Case) -> None:
    sent = _send(client, cast.coordinator, "briefing_box", public.reference, SEVEN, "why", text="", based_on=0)
    assert sent.status_code == 422
    assert "Write something for “Why this matters”." in _text(sent)


def test_keeps_both_texts_and_the_typed_one_on_the_page(client: Client, cast: Cast, public: Case) -> None:
    write_box(case=public, by=cast.coordinator, kind=SEVEN, code="why", text="Mine. [1]", based_on=0)
    sent = _send(
        client, cast.coordinator, "briefing_box", public.reference, SEVEN, "why", text="Theirs. [1]", based_on=0
    )
    page = _text(sent)
    assert sent.status_code == 422
    assert "Both texts are kept" in page
    assert "Theirs. [1]</textarea>" in page
    assert 'name="based_on" value="1"' in page
    section = ReportSection.objects.get(case=public, code=f"{SEVEN}.why")
    assert section.versions.count() == 2


def test_begins_from_the_summary_at_a_button(client: Client, cast: Cast, public: Case) -> None:
    sent = _send(client, cast.coordinator, "case_briefing", public.reference, SEVEN, act="begin")
    assert sent.status_code == 302
    assert briefing_of(public, SEVEN).is_begun
    again = _send(client, cast.coordinator, "case_briefing", public.reference, SEVEN, act="begin")
    assert again.status_code == 422
    assert "no empty box" in _text(again)


def test_asks_a_second_reader_and_thanks_no_writer(client: Client, cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    digest = briefing_of(public, SEVEN).digest
    arguments = (client, cast.coordinator, "case_briefing", public.reference, SEVEN)
    own = _send(*arguments, act="read", confirmed=TICKED, digest=digest, note="")
    assert own.status_code == 422
    assert "You wrote in this briefing" in _text(own)
    theirs = _send(
        client, cast.csp_chair, "case_briefing", public.reference, SEVEN, act="read", confirmed=TICKED, digest=digest
    )
    assert theirs.status_code == 302
    assert "Signed off by Csp Chair" in _text(_open(client, cast.coordinator, "case_briefing", public.reference, SEVEN))


def test_keeps_the_note_of_a_reader_who_ticked_too_little(client: Client, cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    digest = briefing_of(public, SEVEN).digest
    arguments = (client, cast.csp_chair, "case_briefing", public.reference, SEVEN)
    sent = _send(*arguments, act="read", confirmed=["0"], digest=digest, note="")
    assert sent.status_code == 422
    assert "Say in the note what you found." in _text(sent)
    kept = _send(*arguments, act="read", confirmed=["0"], digest="changed", note="An age stands in it.")
    assert "An age stands in it.</textarea>" in _text(kept)


def test_offers_the_second_reading_only_when_the_boxes_are_in_order(client: Client, cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN, but="good")
    page = _text(_open(client, cast.csp_chair, "case_briefing", public.reference, SEVEN))
    assert "Record my reading" not in page
    assert "“What worked well” is empty." in page


def test_makes_the_file_once_it_is_signed_off(client: Client, cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    arguments = (client, cast.coordinator, "case_briefing", public.reference, SEVEN)
    early = _send(*arguments, act="make", file_format="docx")
    assert early.status_code == 422
    digest = briefing_of(public, SEVEN).digest
    _send(client, cast.csp_chair, "case_briefing", public.reference, SEVEN, act="read", confirmed=TICKED, digest=digest)
    assert _send(*arguments, act="make", file_format="").status_code == 422
    assert _send(*arguments, act="make", file_format="docx").status_code == 302
    assert PaperVersion.objects.filter(paper__case=public, paper__kind=PaperKind.BRIEFING).count() == 1
    assert "Seven-minute briefing (Word), version 1" in _text(
        _open(client, cast.coordinator, "case_briefings", public.reference)
    )


def test_knows_no_other_act(client: Client, cast: Cast, public: Case) -> None:
    sent = _send(client, cast.coordinator, "case_briefing", public.reference, SEVEN, act="publish")
    assert sent.status_code == 404


def test_lists_what_was_published_since_a_day(client: Client, cast: Cast, public: Case) -> None:
    record = PublicRecord.objects.get(case=public)
    client.force_login(cast.coordinator)
    address = reverse("published_since")
    assert record.put_up_on is not None
    assert record.title in _text(client.get(address))
    assert record.title in _text(client.get(address, {"since": record.put_up_on.isoformat()}))
    later = _text(client.get(address, {"since": "2099-01-01"}))
    assert record.title not in later
    assert "No review that you work on was published in this time." in later


def test_lists_no_review_of_others(client: Client, cast: Cast, public: Case) -> None:
    put_record(cast.partnership, "somebody-2011", title="Somebody/2011")
    page = _text(_open(client, cast.coordinator, "published_since"))
    assert "Somebody/2011" not in page
    outside = _text(_open(client, cast.outsider, "published_since"))
    assert PublicRecord.objects.get(case=public).title not in outside


def test_says_what_is_wrong_with_a_day(client: Client, cast: Cast, public: Case) -> None:
    client.force_login(cast.coordinator)
    page = client.get(reverse("published_since"), {"since": "yesterday"})
    assert page.status_code == 422
    assert "There is a problem" in _text(page)


@pytest.mark.parametrize("state", PublicState)
def test_lists_only_what_is_published_now(client: Client, cast: Cast, case: Case, state: PublicState) -> None:
    put_record(cast.partnership, case=case, state=state)
    shown = _open(client, cast.coordinator, "published_since").context["rows"]
    assert len(shown) == (1 if state is PublicState.PUBLISHED else 0)


def test_lists_no_review_that_was_never_put_up(client: Client, cast: Cast, case: Case) -> None:
    put_record(cast.partnership, case=case, put_up_on=None)
    assert _open(client, cast.coordinator, "published_since").context["rows"] == []


@pytest.mark.parametrize(("days", "is_listed"), [(-1, True), (0, True), (1, False)])
def test_lists_a_review_from_the_day_it_was_put_up(
    client: Client, cast: Cast, case: Case, days: int, *, is_listed: bool
) -> None:
    put_record(cast.partnership, case=case)
    client.force_login(cast.coordinator)
    asked = {"since": (PUT_UP + datetime.timedelta(days=days)).isoformat()}
    assert len(client.get(reverse("published_since"), asked).context["rows"]) == (1 if is_listed else 0)


def test_lists_the_newest_first_with_the_briefings_that_are_up(
    client: Client, cast: Cast, case: Case, other_case: Case
) -> None:
    put_record(cast.partnership, "older-2018", title="Older/2018", case=other_case)
    newer = put_record(cast.partnership, case=case, put_up_on=PUT_UP + datetime.timedelta(days=1))
    up = put_file(newer, cast.coordinator, kind=PaperKind.BRIEFING)
    put_file(newer, cast.coordinator, b"gone", PaperKind.BRIEFING, taken_down_on=PUT_UP)
    put_file(newer, cast.coordinator)
    rows = _open(client, cast.coordinator, "published_since").context["rows"]
    assert [[cell["text"] for cell in row["cells"]] for row in rows] == [
        ["Robin/2019", "3 March 2026", up.label],
        ["Older/2018", "2 March 2026", "none"],
    ]
    assert rows[0]["url"] == reverse("public_record", args=["robin-2019"])
