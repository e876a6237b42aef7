"""The drafting pages: each paper section by section, versions and their difference, two texts, words of the record."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions.report_sections import mark_section
from dhr_cases.actions.section_comments import comment_on_section
from dhr_cases.models import Case, SectionState, SectionVersion, TextOrigin, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_sections import SECTIONS, WRITTEN_KINDS
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at
from tests.writing import CODE, REPORT, second_writer, text_of, write

DELETED = re.compile(r'<del><span class="difference__mark">taken out</span> ([^<]*)</del>')
ADDED = re.compile(r'<ins><span class="difference__mark">added</span> ([^<]*)</ins>')


@pytest.fixture
def drafted(case: Case) -> Case:
    """A case whose draft is being written."""
    return stand_at(case, Stage.DRAFTING)


def url(case: Case, name: str = "drafting_section", code: str = CODE) -> str:
    return reverse(name, args=[case.reference, REPORT.value, code])


def paper_url(case: Case, kind: PaperKind = REPORT) -> str:
    return reverse("drafting_paper", args=[case.reference, kind.value])


def read(client: Client, by: User, path: str, status: int = 200) -> str:
    client.force_login(by)
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def both(case: Case, cast: Cast) -> SectionVersion:
    """Two texts of one section that changed the same line."""
    write(case, cast.independent_chair, "The panel met twice.\n\nIt ended in May.")
    write(case, cast.independent_chair, "The panel met four times.\n\nIt ended in May.", based_on=1)
    return write(case, second_writer(cast, case), "The panel met six times.\n\nIt ended in June.", based_on=1)


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_lists_every_section_of_a_paper(drafted: Case, cast: Cast, client: Client, kind: PaperKind) -> None:
    page = read(client, cast.independent_chair, paper_url(drafted, kind))

    assert [row.heading for row in SECTIONS[kind] if row.heading.replace("'", "&#x27;") not in page] == []
    assert f"0 of {len(SECTIONS[kind])}" in page
    assert "OFFICIAL-SENSITIVE" in page


def test_shows_how_far_each_section_is(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "Four words stand here.")
    mark_section(case=drafted, by=cast.independent_chair, kind=REPORT, code=CODE, state=SectionState.READY)
    comment_on_section(case=drafted, by=cast.panel_member, kind=REPORT, code=CODE, text="Why?")
    page = read(client, cast.independent_chair, reverse("case_drafting", args=[drafted.reference]))

    row = re.search(r'overview_report/timescales/">Timescales.*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "Ready to read" in row[0]
    assert "Independent Chair" in row[0]
    assert re.findall(r"numeric[^>]*>([^<]+)<", row[0]) == ["4", "1"]


def test_says_where_two_texts_wait(drafted: Case, cast: Cast, client: Client) -> None:
    both(drafted, cast)

    assert "Two texts: 2 to bring together" in read(client, cast.independent_chair, paper_url(drafted))


def test_asks_the_database_as_often_for_forty_sections_as_for_one(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "One.")
    client.force_login(cast.independent_chair)
    client.get(paper_url(drafted))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(paper_url(drafted))
    for row in SECTIONS[REPORT]:
        if row.code != CODE:
            write(drafted, cast.independent_chair, "Words.", code=row.code)
    with CaptureQueriesContext(connection) as many:
        client.get(paper_url(drafted))

    assert len(many) == len(few)


def test_fills_what_is_empty_at_one_press(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.independent_chair)
    answer = client.post(paper_url(drafted), follow=True)

    assert "sections are filled from the record" in answer.content.decode()
    assert SectionVersion.objects.exclude(origin=TextOrigin.RECORD).count() == 0
    assert "Fill " not in re.sub(r"Fill from", "", answer.content.decode().split("screen-only")[-1])


def test_refuses_to_fill_for_a_reader(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.panel_member)
    answer = client.post(paper_url(drafted))

    assert answer.status_code == 409
    assert "It is for the independent chair or author" in answer.content.decode()
    assert not SectionVersion.objects.exists()


def test_offers_readers_nothing_to_change(drafted: Case, cast: Cast, client: Client) -> None:
    page = read(client, cast.panel_member, paper_url(drafted))

    assert "from the record</button>" not in page
    assert "Take in a Word draft" not in page


def test_says_when_drafting_begins(case: Case, cast: Cast, client: Client) -> None:
    assert "Drafting begins with the panel" in read(client, cast.coordinator, paper_url(case))


@pytest.mark.parametrize("name", ["case_drafting", "drafting_paper", "drafting_section", "drafting_versions"])
def test_is_not_there_for_a_family_advocate(drafted: Case, cast: Cast, client: Client, name: str) -> None:
    """The advocate reads in the reading room, from the day the draft is given to the family."""
    stand_at(drafted, Stage.FAMILY_REVIEW)
    write(drafted, cast.independent_chair, "Words.")
    here = {"case_drafting": [], "drafting_paper": [REPORT.value]}.get(name, [REPORT.value, CODE])

    read(client, cast.family_advocate, reverse(name, args=[drafted.reference, *here]), status=404)
    menu = read(client, cast.family_advocate, reverse("case", args=[drafted.reference]))
    assert "/drafting/" not in menu


@pytest.mark.parametrize("path", ["overview_report/no_such/", "no_such/", "letter/", "action_plan/timescales/"])
def test_knows_no_paper_or_section_beyond_the_table(drafted: Case, cast: Cast, client: Client, path: str) -> None:
    read(client, cast.independent_chair, f"/cases/{drafted.reference}/drafting/{path}", status=404)


def test_compares_the_newest_two_versions(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "The panel met twice.")
    write(drafted, cast.independent_chair, "The panel met four times.", based_on=1)
    page = read(client, cast.panel_member, url(drafted, "drafting_versions"))

    assert DELETED.findall(page) == ["twice"]
    assert ADDED.findall(page) == ["four times"]
    assert "2 words added, 1 taken out." in page


def test_compares_any_two_versions(drafted: Case, cast: Cast, client: Client) -> None:
    for number, text in enumerate(("One.", "Two.", "Three.")):
        write(drafted, cast.independent_chair, text, based_on=number)
    page = read(client, cast.independent_chair, url(drafted, "drafting_versions") + "?earlier=3&later=1")

    assert "From version 3 to version 1" in page
    assert "Begin again from version 1" in page
    assert "One." in page


def test_folds_long_runs_without_a_change(drafted: Case, cast: Cast, client: Client) -> None:
    lines = [f"Line {number}." for number in range(30)]
    write(drafted, cast.independent_chair, "\n".join(lines))
    write(drafted, cast.independent_chair, "\n".join([*lines, "Last."]), based_on=1)

    assert "29 lines without a change" in read(client, cast.independent_chair, url(drafted, "drafting_versions"))


def test_says_that_there_is_no_version_yet(drafted: Case, cast: Cast, client: Client) -> None:
    assert "so there is no version" in read(client, cast.independent_chair, url(drafted, "drafting_versions"))


@pytest.mark.parametrize("asked", ["?earlier=9&later=1", "?earlier=x&later=1", "?later=1"])
def test_says_that_a_version_is_not_there(drafted: Case, cast: Cast, client: Client, asked: str) -> None:
    write(drafted, cast.independent_chair, "One.")

    read(client, cast.independent_chair, url(drafted, "drafting_versions") + asked, status=422)


def test_shows_two_texts_with_what_differs_and_a_joined_one(drafted: Case, cast: Cast, client: Client) -> None:
    both(drafted, cast)
    page = read(client, cast.independent_chair, url(drafted, "drafting_both"))

    assert DELETED.findall(page) == ["four", "May"]
    assert ADDED.findall(page) == ["six", "June"]
    assert "[The other text says:]" in page
    assert "It ended in June.</textarea>" in page


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"keep": "now"}, "The panel met four times.\n\nIt ended in May."),
        ({"keep": "other"}, "The panel met six times.\n\nIt ended in June."),
        ({"text": "The panel met ten times."}, "The panel met ten times."),
    ],
)
def test_brings_two_texts_together(drafted: Case, cast: Cast, client: Client, sent: dict[str, str], text: str) -> None:
    both(drafted, cast)
    client.force_login(cast.independent_chair)
    answer = client.post(url(drafted, "drafting_both"), {"text": "", "seen": 2, **sent}, follow=True)

    assert "are brought together" in answer.content.decode()
    assert text_of(drafted) == text


def test_keeps_the_joined_words_when_somebody_saved_meanwhile(drafted: Case, cast: Cast, client: Client) -> None:
    both(drafted, cast)
    write(drafted, cast.independent_chair, "The panel met eight times.", based_on=2)
    client.force_login(cast.independent_chair)
    answer = client.post(url(drafted, "drafting_both"), {"text": "My joined words.", "seen": 2})

    assert answer.status_code == 409
    assert "My joined words.</textarea>" in answer.content.decode()
    assert "Somebody saved version 4 since" in answer.content.decode()
    assert text_of(drafted) == "The panel met eight times."


def test_says_that_no_texts_wait(drafted: Case, cast: Cast, client: Client) -> None:
    assert "No two texts" in read(client, cast.independent_chair, url(drafted, "drafting_both"))


@pytest.mark.parametrize("name", ["drafting_both", "drafting_fill"])
def test_refuses_readers_and_says_whose_it_is(drafted: Case, cast: Cast, client: Client, name: str) -> None:
    assert "It is for the independent chair" in read(client, cast.panel_member, url(drafted, name), status=403)


def test_shows_the_records_words_before_they_are_written(drafted: Case, cast: Cast, client: Client) -> None:
    page = read(client, cast.independent_chair, url(drafted, "drafting_fill"))

    assert "From the dates, holds and extensions as recorded on" in page
    assert "The partnership&#x27;s chair became aware" in page
    assert not SectionVersion.objects.exists()


def test_fills_a_section_after_a_look_at_the_difference(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "By hand.")
    page = read(client, cast.independent_chair, url(drafted, "drafting_fill"))
    assert DELETED.findall(page) == ["By hand."]
    sent = dict(re.findall(r'type="hidden" name="(based_on|seen)" value="([^"]+)"', page))
    client.post(url(drafted, "drafting_fill"), {**sent, "keeps_present": "yes"})

    assert text_of(drafted).startswith("By hand.\n\nThe review was decided on")


def test_fills_nothing_when_the_page_is_old(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.independent_chair)
    answer = client.post(url(drafted, "drafting_fill"), {"based_on": 0, "seen": "0" * 64, "keeps_present": "no"})

    assert answer.status_code == 409
    assert "The record has changed since you looked" in answer.content.decode()


def test_fills_no_section_that_is_written_by_hand(drafted: Case, cast: Cast, client: Client) -> None:
    read(client, cast.independent_chair, url(drafted, "drafting_fill", "analysis"), status=404)


def test_lists_hints_about_the_words_of_a_paper(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "She failed to engage with services.", code="analysis")
    page = read(client, cast.panel_member, reverse("drafting_hints", args=[drafted.reference, REPORT.value]))

    row = re.search(r'overview_report/analysis/">Analysis.*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "Word that may blame" in row[0]
    section = read(client, cast.independent_chair, url(drafted, code="analysis"))
    assert "Paragraph 1: “failed to”. Say what was done" in section


def test_says_that_a_paper_has_no_hint(drafted: Case, cast: Cast, client: Client) -> None:
    here = reverse("drafting_hints", args=[drafted.reference, PaperKind.ACTION_PLAN.value])

    assert "There is no hint" in read(client, cast.independent_chair, here)
