"""Does a report come from the draft to the public and down again, in the browser, with no name in it?

The way between, which other journeys walk, is taken by the acts. The browser does what is new on this way: sections,
the reading room, comments, a letter's seven points, the release of a file, the public page, the briefing.
"""

import datetime
import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dhr_cases.actions.memberships import grant_role
from dhr_cases.models import Part, PartialDate, Person, PublicRecord, QAOutcome, QAPoint, ReportSection
from dhr_cases.notices import held_back
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_texts import current_version
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.journeys.conftest import Visit
from tests.journeys.looking import look
from tests.journeys.review import Answers, Review, day
from tests.journeys.visitor import Visitor
from workflows.demonstration.directing import put_on
from workflows.demonstration.people import Town
from workflows.demonstration.scripts import Script
from workflows.paper_work import make_papers
from workflows.playing import publishing, writing
from workflows.playing.play import Play
from workflows.playing.scenes import perform
from workflows.playing.story import Story

pytestmark = [pytest.mark.browser, pytest.mark.takes_minutes]

NAME = "Wilhelmina Fictley"
"""The real name of the person who died, planted in the draft."""
PLANTED = f"Robin was patient and loud. Friends knew {NAME} as the one who remembered birthdays."
LETTER = "\n".join(
    (
        "The Board commends the review for the voice it gives to the family.",
        "",
        "Areas for development",
        "",
        *(
            f"{number}. {text}"
            for number, text in enumerate(
                (
                    "Say more of who the person was.",
                    "Explain the delay between decision and first panel.",
                    "Bring the agencies' findings together.",
                    "Define coercive control and show where it was seen.",
                    "Look at each protected characteristic.",
                    "Match recommendation 2 to the analysis.",
                    "Say why no specialist service was asked.",
                ),
                start=1,
            )
        ),
    )
)
DONE = "What was done, or why is it not accepted?"
KEPT: Answers = {"What is to be done with these words?": "Keep as it is", "Why?": "A fact of the review."}


@pytest.fixture
def review(town: Town, visit: Visit) -> Review:
    """A review in drafting, its sections begun, brought there by the acts."""
    with held_back():
        case = put_on(town, Script("Robin", Stage.DRAFTING, 3))
    return Review(visit, town, case.reference)


def test_takes_a_draft_to_the_public_and_down_again(
    review: Review, town: Town, live_server: LiveServer, new_page: Callable[..., Page]
) -> None:
    play = Play(case=review.case, company=town.company, story=Story(outcome=QAOutcome.RESUBMIT))
    _write(review)
    _read_in_private(review)
    _assure(review, play)
    _clean(review)
    _release(review, play)
    address = _publish(review)
    public = new_page()
    _look_as_the_public(public, live_server, address)
    _brief(review)
    _take_down(review)
    public.reload()
    expect(public.get_by_text("The time agreed for it is over.", exact=True)).to_be_visible()
    expect(public.get_by_text("Friends knew")).to_be_hidden()


def _write(review: Review) -> None:
    """The author opens a section from the list and writes a name into it that must never leave."""
    chair = review.at_tab("chair", "Drafting")
    chair.follow("Executive summary")
    chair.follow("Conclusions")
    chair.answer({"Text of the section": PLANTED, "What changed?": "Who Robin was"})
    chair.press("Save the section")
    assert not chair.problems(), chair.problems()
    assert chair.page.get_by_label("Text of the section").input_value() == PLANTED


def _read_in_private(review: Review) -> None:
    """The family's advocate reads a numbered copy in the reading room and comments; the chair answers."""
    review.take_step(
        "chair",
        "Send the draft to its readers",
        {
            "Family members and friends who read it": [_relative(review)],
            "When were the copies given?": day(),
            "Comments by": day() + datetime.timedelta(days=20),
        },
    )
    _let_in(review)
    reader = review.visit("advocate")
    reader.open("/reading/")
    reader.click(reader.page.locator("main .govuk-task-list__link").first)
    assert reader.sees("copy 1")
    reader.click(reader.page.locator("main .govuk-task-list__link").first)
    reader.answer({"Your comment": "She sang louder than that."})
    reader.press("Save the comment")
    assert not reader.problems(), reader.problems()
    chair = review.at_tab("chair", "Reading and approval")
    chair.follow("See the comments and their answers")
    chair.click(chair.page.get_by_role("link", name=re.compile("^Answer")).first)
    chair.send("Answer the comment", {"Is the comment accepted?": "Accepted", DONE: "Changed."})
    reader.open("/reading/")
    reader.click(reader.page.locator("main .govuk-task-list__link").first)
    assert reader.sees("Changed.")


def _relative(review: Review) -> str:
    return str(Person.objects.get(case=review.case, part=Part.FAMILY))


def _let_in(review: Review) -> None:
    """The advocate gets their role on the case and a way into the copy."""
    coordinator, advocate = (review.town.accounts[part] for part in ("coordinator", "advocate"))
    grant_role(case=review.case, by=coordinator, to=advocate, role=Role.FAMILY_ADVOCATE)
    chair = review.at_tab("chair", "Reading and approval")
    chair.click(chair.page.get_by_role("link", name=re.compile("^Readers and openings")).first)
    chair.press("Let readers in")
    chair.send(
        "Let readers in",
        {"Who may read this copy?": [str(advocate)], "Until which day?": day() + datetime.timedelta(days=20)},
    )


def _assure(review: Review, play: Play) -> None:
    """Panel and partnership agree; a letter with seven points comes, is split, and every point is answered."""
    with held_back():
        for scene in (writing.approve, writing.sign_off, writing.submit, writing.record_board):
            perform(play, scene, PartialDate.on(day()))
    home_office = review.at_tab("homeoffice", "Home Office")
    home_office.follow("Paste or upload the letter and have its points read")
    home_office.answer({"Paste the text of the letter": LETTER})
    home_office.press("Read the points")
    assert home_office.sees("Points found: 7."), home_office.page.locator("main").inner_text()
    home_office.send("Record the letter", {"Date of the letter": day(), "What does it say?": "Resubmission required"})
    assert [point.number for point in QAPoint.objects.filter(letter__submission__case=review.case)] == list("1234567")
    chair = review.at_tab("chair", "Home Office")
    chair.click(chair.page.get_by_role("row").filter(has_text="Not answered yet").first.get_by_role("link").first)
    chair.send("Answer the point", {"Is the point accepted?": "Accepted", DONE: "A portrait was added."})
    with held_back():
        for scene in (writing.resubmit, writing.record_board):
            perform(play, scene, PartialDate.on(day()))
        perform(play, partial(writing.record_letter, outcome=QAOutcome.CLEARED_NO_CHANGE), PartialDate.on(day()))
    review.assert_at(Stage.QA_CLEARED)


def _clean(review: Review) -> None:
    """The summary for the public is made; the look finds the name; the name is replaced where it was written."""
    refused = _make_and_look(review)
    assert refused.sees("Protected word")
    assert not refused.offered("Approve the file for release").count()
    chair = review.at_tab("chair", "Anonymity")
    chair.click(chair.page.get_by_role("link", name=re.compile("Conclusions")).first)
    chair.press("Show names")
    chair.send("Show names", {"Why do you need to see the names?": "To replace one that was found."})
    chair.open(f"/cases/{review.reference}/anonymity/")
    chair.click(chair.page.get_by_role("link", name=re.compile("Conclusions")).first)
    asked = chair.page.locator("section.decide h3").all_inner_texts()
    assert any(NAME in heading for heading in asked), asked
    chair.press("Save what is decided")
    section = ReportSection.objects.get(case=review.case, kind=PaperKind.EXECUTIVE_SUMMARY, code="conclusions")
    text = current_version(section)
    assert text is not None
    assert NAME not in text.text


def _make_and_look(review: Review) -> Visitor:
    """The coordinator has the summary made in the background and looked through."""
    coordinator = review.at_tab("coordinator", "Papers")
    coordinator.follow("Make a paper from the record")
    coordinator.follow("Executive summary for publication")
    coordinator.send("Make the paper", {"Format": "Web page"})
    assert make_papers() == 1
    coordinator.open(f"/cases/{review.reference}/publication/release/")
    coordinator.click(coordinator.page.locator("main .govuk-task-list__link").last)
    coordinator.press("Look through the file")
    coordinator.send("Look through the file")
    coordinator.open(f"/cases/{review.reference}/publication/release/")
    coordinator.click(coordinator.page.locator("main .govuk-task-list__link").last)
    return coordinator


def _release(review: Review, play: Play) -> None:
    """Suggestions are decided, two people who did not write the file approve its bytes."""
    coordinator = _make_and_look(review)
    waiting = coordinator.page.get_by_role("row").filter(has_text="Not decided")
    while waiting.count():
        coordinator.click(waiting.first.get_by_role("link"))
        coordinator.send("Record the decision", KEPT)
    for part in ("csp.chair", "panel"):
        person = review.visit(part)
        person.open(f"/cases/{review.reference}/publication/release/")
        person.click(person.page.locator("main .govuk-task-list__link").last)
        person.press("Approve the file for release")
        person.send("Approve the file for release", {"I have read the whole file as the public would get it": True})
    with held_back():
        perform(play, publishing.prepare_publication, PartialDate.on(day()))
        perform(play, publishing.check_and_tell, PartialDate.on(day()))


def _publish(review: Review) -> str:
    """The report is published and stands at an address that says no more than the title."""
    review.go_on("coordinator", "Record the publication", {"When was it published?": day()})
    review.assert_at(Stage.PUBLISHED)
    record = PublicRecord.objects.get(case=review.case)
    assert record.pseudonym == "Robin"
    return f"/public/{record.slug}/"


def _look_as_the_public(public: Page, live_server: LiveServer, address: str) -> None:
    """Anybody reads the summary without signing in, and finds no name."""
    public.goto(f"{live_server.url}{address}")
    expect(public.get_by_text("Friends knew")).to_be_visible()
    assert "Fictley" not in public.content()
    look(public, "public review")


def _brief(review: Review) -> None:
    """A briefing begins with sentences of the published summary, not with what its first table says of the paper."""
    coordinator = review.at_tab("coordinator", "Briefings")
    coordinator.follow("Seven-minute briefing")
    coordinator.press("Begin empty boxes with sentences of the summary")
    paragraphs = {int(number) for number in re.findall(r"\[(\d+)\]", coordinator.page.locator("main").inner_text())}
    assert len(paragraphs) > 1
    assert min(paragraphs) > 1


def _take_down(review: Review) -> None:
    """The report comes down; its address stays and says why."""
    coordinator = review.at_tab("coordinator", "Publication")
    coordinator.press("Record that the report was taken down")
    coordinator.send(
        "Record that the report was taken down",
        {
            "Why was the report taken down?": "Two years have passed.",
            "When was it taken down?": day(),
            "Reason for the public": "The time agreed for it is over.",
        },
    )
