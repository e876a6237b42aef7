"""What do the feedback report and its slides say where something is late, not known, withheld, or not there at all?"""

from dataclasses import replace

import pytest

from dhr_cases.papers.writing.blocks import Facts, Grid, Heading
from dhr_cases.papers.writing.deck import Points, Slide, Table
from learning.feedback_scales import QUESTIONS, FeedbackKind
from learning.feedback_statistics import Figures, figures
from learning.headcounts import UNSTATED
from learning.papers.feedback_report.example import AS_PRINTED, EXAMPLE, TOO_FEW
from learning.papers.feedback_report.facts import ReportFacts
from learning.papers.feedback_report.showing import MOST_WORDS, deck_of
from learning.papers.feedback_report.wording import NO_FEEDBACK, compose
from tests.report_blocks import headings, said

DAY = QUESTIONS[FeedbackKind.DAY]
SILENT = Figures(UNSTATED, UNSTATED, None)
NOTHING = replace(EXAMPLE, said=SILENT, later=SILENT, words=(), actions=(), place="", theme="", held="")
UNRATED = replace(EXAMPLE, said=figures(DAY, {"overall": {"good": 9}}, 9))


def slide(facts: ReportFacts, title: str) -> Slide | None:
    """The slide of this title; None where there is none."""
    return next((each for each in deck_of(facts).slides if each.title == title), None)


def points(facts: ReportFacts, title: str) -> list[str]:
    """The lines of a slide."""
    found = slide(facts, title)
    assert found is not None
    assert isinstance(found.body, Points)
    return [each.text for each in found.body.said]


def head(facts: ReportFacts) -> dict[str, str]:
    """The head of the paper."""
    (found,) = [block for block in compose(facts).blocks if isinstance(block, Facts)]
    return dict(found.rows)


def actions_of(facts: ReportFacts) -> tuple[tuple[str, ...], ...]:
    """The rows of the paper's table of actions."""
    (found,) = [block for block in compose(facts).blocks if isinstance(block, Grid) and block.caption == "Actions"]
    return found.rows


def test_tells_the_rate_only_where_everybody_who_attended_was_counted() -> None:
    assert points(EXAMPLE, "Who came and who replied") == [
        "Registered: 130", "Attended: 112", "Replied: 100", "That is 89% of those who attended",
    ]  # fmt: skip
    assert head(EXAMPLE)["Response rate"] == "89% of those who attended"
    assert len(points(UNRATED, "Who came and who replied")) == 3
    assert head(UNRATED)["Response rate"] == "not stated"


def test_leaves_out_of_the_head_what_is_not_known() -> None:
    assert not {"When", "Where", "Theme"} & set(head(NOTHING))
    assert head(NOTHING)["Registered"] == "not stated"
    assert points(NOTHING, f"Feedback: {NOTHING.title}") == ["Seminar"]
    assert points(EXAMPLE, f"Feedback: {EXAMPLE.title}") == ["Seminar, 2 November 2026, Testshire Guildhall"]


def test_says_that_nobody_said_anything() -> None:
    assert NO_FEEDBACK in said(compose(NOTHING).blocks)
    assert points(NOTHING, "What people said") == [NO_FEEDBACK]
    assert said(compose(NOTHING).blocks)[-1] == "No action has been recorded."
    assert slide(NOTHING, "What the event recommended") is None


def test_withholds_in_both_and_says_why() -> None:
    told = "Percentages and people's own words are withheld, because fewer than 5 people replied."
    assert told in said(compose(TOO_FEW).blocks)
    assert points(TOO_FEW, "What people said") == [told]
    assert "What changed after three months" in headings(compose(TOO_FEW).blocks)


def test_heads_what_changed_later_only_where_anybody_was_asked() -> None:
    assert "What changed after three months" in headings(compose(EXAMPLE).blocks)
    assert "What changed after three months" not in headings(compose(NOTHING).blocks)


@pytest.mark.parametrize(("facts", "is_told"), [(EXAMPLE, True), (TOO_FEW, False), (AS_PRINTED, False)])
def test_prints_peoples_own_words_under_their_question(facts: ReportFacts, *, is_told: bool) -> None:
    second = [block.text for block in compose(facts).blocks if isinstance(block, Heading) and block.level == 2]
    assert ("Topics asked for" in second) is is_told
    assert ("In people's own words" in headings(compose(facts).blocks)) is is_told
    assert (slide(facts, "Topics asked for") is not None) is is_told


def test_puts_six_of_peoples_words_on_a_slide_and_all_on_paper() -> None:
    words = tuple(f"Word {number}" for number in range(MOST_WORDS + 1))
    facts = replace(EXAMPLE, words=(("Topics asked for", words),))
    assert points(facts, "Topics asked for") == list(words[:MOST_WORDS])
    assert [text for text in said(compose(facts).blocks) if text.startswith("Word")] == list(words)


def test_says_of_each_action_whose_it_is_by_when_and_where_it_stands() -> None:
    first, second = EXAMPLE.actions
    late = replace(first, is_late=True)
    facts = replace(EXAMPLE, actions=(late, second))
    assert actions_of(facts) == (
        (first.text, "Increasing training", "Testshire NHS Trust", "31 March 2027", "Report is late"),
        (second.text, "none", "nobody yet", "not stated", "Under way"),
    )
    shown = slide(facts, "What the event recommended")
    assert shown is not None
    assert isinstance(shown.body, Table)
    assert [tuple(cell.text for cell in row) for row in shown.body.rows] == [
        (first.text, "Testshire NHS Trust", "31 March 2027", "Report is late"),
        (second.text, "nobody yet", "not stated", "Under way"),
    ]


def test_names_the_source_of_printed_figures() -> None:
    told = [text for text in said(compose(AS_PRINTED).blocks) if text.startswith("These percentages were taken over")]
    assert [text.rpartition("Source: ")[2] for text in told] == ["A working group report of March 2018, section 5.4."]
    assert not any("were taken over as printed" in text for text in said(compose(EXAMPLE).blocks))
