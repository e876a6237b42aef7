"""What stands on the list of a paper's sections and on the page of one: states, words, comments, ways on?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.overlays import HoldTerms, start_hold
from dhr_cases.actions.report_sections import give_section, mark_section
from dhr_cases.actions.section_comments import comment_on_section
from dhr_cases.deadlines import long_date
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CommentAnswer, SectionComment, SectionState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS
from dhr_cases.plain_language import FEWEST_WORDS
from dhr_cases.report_sections import SECTIONS, WRITTEN_KINDS
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.seen import Seen, seen
from tests.standing import stand_at
from tests.writing import CODE, REPORT, second_writer, write

TODAY = timezone.localdate()
DAY = long_date(TODAY)
LIST, NAMES = "Sections in their order", {row.code: row.heading for row in SECTIONS[REPORT]}
BLANK = [SectionState.EMPTY.label, "nobody yet", "0", "none"]


@pytest.fixture
def drafted(case: Case) -> Case:
    """A case whose draft is being written."""
    return stand_at(case, Stage.DRAFTING)


def list_of(cast: Cast, case: Case, part: str = "independent_chair") -> Seen:
    """The report's sections as one of the review's people has them."""
    return seen(cast.people()[part], "case_drafting", case.reference)


def section_page(cast: Cast, case: Case, part: str = "independent_chair", code: str = CODE) -> Seen:
    """The page of one section of the report."""
    return seen(cast.people()[part], "drafting_section", case.reference, REPORT.value, code)


def figures(page: Seen) -> dict[str, str]:
    """The figures above the list."""
    return {one.findtext("dt"): one.findtext("dd") for one in page.root.xpath("//dl[@class='figures']/div")}


def line(page: Seen, code: str = CODE) -> list[str]:
    """What the list says of one section."""
    return next(row[1:] for row in page.tables[LIST] if row[0] == NAMES[code])


def sent_point(case: Case, cast: Cast, text: str, answer: str = "", said: str = "") -> SectionComment:
    """A point of the panel's member about the section, answered or not."""
    made = comment_on_section(case=case, by=cast.panel_member, kind=REPORT, code=CODE, text=text)
    with change("Test answer", None):
        made.answer, made.answer_text = answer, said
        made.save()
    return made


def test_lists_a_paper_in_which_nothing_is_written(cast: Cast, drafted: Case) -> None:
    page = list_of(cast, drafted)
    assert page.heads[LIST] == ["Section", "How far", "Written by", "Words", "Comments without an answer"]
    assert page.tables[LIST] == [[heading, *BLANK] for heading in NAMES.values()]
    assert figures(page) == {
        "Sections written": f"0 of {len(NAMES)}", "Agreed": "0", "Words": "0", "Comments without an answer": "0",
    }  # fmt: skip
    assert page.states == {SectionState.EMPTY.label: "not_started", drafted.row.label: "running"}
    fillable = sum(row.filling is not None for row in SECTIONS[REPORT])
    assert page.buttons == [f"Fill {fillable} empty sections from the record", "Take in a Word draft"]


def test_leads_to_each_section_and_each_other_paper(cast: Cast, drafted: Case) -> None:
    links = list_of(cast, drafted).links
    for code, heading in NAMES.items():
        assert links[heading] == reverse("drafting_section", args=(drafted.reference, REPORT.value, code))
    others = {KINDS[kind].label: kind.value for kind in WRITTEN_KINDS if kind is not REPORT}
    assert {label: links[label] for label in others} == {
        label: reverse("drafting_paper", args=(drafted.reference, kind)) for label, kind in others.items()
    }
    assert KINDS[REPORT].label not in links


@pytest.mark.parametrize(
    ("state", "colour", "agreed"),
    [
        (SectionState.DRAFTING, "running", "0"),
        (SectionState.READY, "due_soon", "0"),
        (SectionState.AGREED, "done", "1"),
    ],
)
def test_counts_one_written_section_by_its_state(
    cast: Cast, drafted: Case, state: SectionState, colour: str, agreed: str
) -> None:
    write(drafted, cast.independent_chair, "Four words stand here.")
    mark_section(case=drafted, by=cast.independent_chair, kind=REPORT, code=CODE, state=state)
    give_section(case=drafted, by=cast.independent_chair, kind=REPORT, code=CODE, author=None)
    page = list_of(cast, drafted)
    assert line(page) == [state.label, "nobody yet", "4", "none"]
    assert page.states[state.label] == colour
    told = figures(page)
    assert (told["Sections written"], told["Agreed"], told["Words"]) == (f"1 of {len(NAMES)}", agreed, "4")


def test_adds_words_and_waiting_comments_of_many_sections(cast: Cast, drafted: Case) -> None:
    """Answered comments wait no longer; words of a thousand and more are set with a comma."""
    write(drafted, cast.independent_chair, "word " * 1200)
    write(drafted, cast.independent_chair, "Three more words", code="introduction")
    sent_point(drafted, cast, "Why?")
    sent_point(drafted, cast, "When?")
    sent_point(drafted, cast, "Who?", CommentAnswer.ACCEPTED, "Named")
    page = list_of(cast, drafted)
    assert line(page)[1:] == ["Independent Chair", "1,200", "2"]
    assert line(page, "introduction")[2:] == ["3", "none"]
    assert figures(page) == {
        "Sections written": f"2 of {len(NAMES)}", "Agreed": "0", "Words": "1,203", "Comments without an answer": "2",
    }  # fmt: skip


def test_puts_two_texts_before_the_state_until_they_are_joined(cast: Cast, drafted: Case) -> None:
    write(drafted, cast.independent_chair, "One.")
    write(drafted, cast.independent_chair, "Two.", based_on=1)
    write(drafted, second_writer(cast, drafted), "Three.", based_on=1)
    page = list_of(cast, drafted)
    assert line(page)[0] == "Two texts: 2 to bring together"
    assert page.states["Two texts: 2 to bring together"] == "overdue"
    section = section_page(cast, drafted)
    assert "Two texts of this section are kept beside each other." in section
    both = reverse("drafting_both", args=(drafted.reference, REPORT.value, CODE))
    assert section.links["Bring the two texts together"] == both
    reader = section_page(cast, drafted, "panel_member")
    assert "Two texts of this section are kept beside each other." in reader
    assert both not in reader.links.values()


def test_shows_a_reader_the_list_without_a_button(cast: Cast, drafted: Case) -> None:
    write(drafted, cast.independent_chair, "Four words stand here.")
    page = list_of(cast, drafted, "panel_member")
    assert page.buttons == []
    assert line(page) == line(list_of(cast, drafted))


def test_tells_a_writer_of_a_hold_and_takes_the_buttons_away(cast: Cast, drafted: Case) -> None:
    terms = HoldTerms(reason=HoldReason.INQUEST, scope=frozenset({HoldScope.DRAFTING}), starts_on=TODAY)
    start_hold(case=drafted, by=cast.coordinator, terms=terms)
    for page in (list_of(cast, drafted), section_page(cast, drafted)):
        (told,) = page.root.xpath("//div[contains(@class, 'govuk-inset-text')]")
        assert "hold" in told.text_content()
    assert list_of(cast, drafted).buttons == []
    assert not list_of(cast, drafted, "panel_member").root.xpath("//div[contains(@class, 'govuk-inset-text')]")


@pytest.mark.parametrize(
    ("stage", "is_told"),
    [(Stage.REFERRED, True), (Stage.PANEL_WORK, False), (Stage.CLOSED, False), (Stage.DECIDED_NO_REVIEW, True)],
)
def test_says_that_drafting_has_not_begun_only_before_it_could(
    cast: Cast, case: Case, stage: Stage, is_told: bool
) -> None:
    page = list_of(cast, stand_at(case, stage), "coordinator")
    assert ("Until then there is nothing to write in." in page) is is_told
    assert len(page.tables[LIST]) == len(NAMES)


def test_shows_a_section_that_nobody_has_begun(cast: Cast, drafted: Case) -> None:
    page = section_page(cast, drafted)
    assert page.headings[0].endswith(NAMES[CODE])
    assert "no words yet; written by nobody yet." in page
    assert page.states == {SectionState.EMPTY.label: "not_started", drafted.row.label: "running"}
    assert "No comment has been made on this section." in page
    assert page.values["text"] == ""
    assert page.values["based_on"] == "0"
    assert page.buttons == ["Save the section", "Say how far it is", "Give it to this author", "Make the comment"]
    assert page.current == ["Drafting"]


def test_says_of_a_saved_section_which_version_and_whose(cast: Cast, drafted: Case) -> None:
    version = write(drafted, cast.independent_chair, "One")
    page = section_page(cast, drafted)
    at = timezone.localtime(version.at)
    assert "1 word; written by Independent Chair." in page
    assert f"Version 1, {DAY}, {at:%H:%M}, by {version.by}. {version.get_origin_display()}." in page
    assert (page.values["text"], page.values["based_on"]) == ("One", "1")
    assert "reading age" not in page


def test_tells_the_reading_age_of_enough_words(cast: Cast, drafted: Case) -> None:
    write(drafted, cast.independent_chair, "The cat sat. " * FEWEST_WORDS)
    assert f"{3 * FEWEST_WORDS:,} words, reading age about 5" in section_page(cast, drafted).words


def test_shows_each_comment_with_its_answer(cast: Cast, drafted: Case) -> None:
    """Which version it is about is said once there is one; the author can answer, the reader cannot."""
    first = sent_point(drafted, cast, "Why?")
    write(drafted, cast.independent_chair, "Because.")
    second = sent_point(drafted, cast, "When?", CommentAnswer.DECLINED, "Not known")
    page = section_page(cast, drafted)
    (one, two) = ["".join(each.itertext()) for each in page.root.xpath("//section[@class='section-comment']")]
    assert f"{first.by}, {DAY}" in one
    assert "about version" not in one
    assert "Answer:" not in one
    assert f"{second.by}, {DAY} about version 1" in two
    assert "Answer: Not known" in two
    assert page.states["Not answered"] == "due_soon"
    assert page.states["Not accepted"] == "held"
    assert {"Answer to Point 1", "Change the answer to Point 2"} <= set(page.links)
    reader = section_page(cast, drafted, "panel_member")
    assert not [label for label in reader.links if "to Point" in label]
    assert reader.headings[-2:] == ["Point 1", "Point 2"]


@pytest.mark.parametrize("place", [0, 1, len(NAMES) - 1])
def test_leads_to_the_section_before_and_after(cast: Cast, drafted: Case, place: int) -> None:
    codes = list(NAMES)
    page = section_page(cast, drafted, code=codes[place])
    around = {rel: page.root.xpath(f"//a[@rel='{rel}']/@href") for rel in ("prev", "next")}
    before, after = codes[max(0, place - 1) : place], codes[place + 1 : place + 2]
    for rel, expected in (("prev", before), ("next", after)):
        assert around[rel] == [reverse("drafting_section", args=(drafted.reference, REPORT.value, c)) for c in expected]


def test_offers_to_fill_only_what_the_record_can_fill(cast: Cast, drafted: Case) -> None:
    for row in SECTIONS[REPORT][:8]:
        links = section_page(cast, drafted, code=row.code).links
        assert ("Fill from the record" in links) is (row.filling is not None)
        assert "Versions and differences" in links


def test_sets_a_closed_section_out_to_read(cast: Cast, drafted: Case) -> None:
    """No form stands on it, not even the one for a comment."""
    write(drafted, cast.independent_chair, "It ended in May.")
    page = section_page(cast, stand_at(drafted, Stage.CLOSED))
    assert page.buttons == []
    assert "What it says" in page.headings
    assert "It ended in May." in page
    assert drafted.row.label in page
