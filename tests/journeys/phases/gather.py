"""Agencies are asked, answer and sign off; the returns are read; the panel meets and speaks with the family."""

import datetime

from dhr_cases.stages import Stage
from tests.journeys import by_keyboard
from tests.journeys.review import Answers, Review, day
from tests.journeys.visitor import Visitor

POLICE = "Kent Police"
TRUST = "Kent and Medway NHS and Social Care Partnership Trust"
COUNCIL = "Kent County Council"
FINISH = "Finish and ask for sign-off"
REPORT = "A chronology of three calls, and what could have been done at each."


def ask_agencies(review: Review) -> None:
    """Records are to be secured; three agencies are asked for their returns."""
    asked = [POLICE, TRUST, COUNCIL]
    coordinator = review.at_tab("coordinator", "Agencies")
    coordinator.press("Ask agencies to secure their records")
    coordinator.send(
        "Ask agencies to secure their records",
        {"Which agencies were asked?": asked, "When was the notice sent?": day(4)},
    )
    form = review.at_overview("coordinator")
    form.press("Send the information requests")
    for box in form.page.get_by_role("checkbox").all():
        box.uncheck()
    form.send(
        "Send the information requests",
        {
            "Which agencies do you ask?": asked,
            "By which day?": day() + datetime.timedelta(days=50),
            "When were the requests sent?": day(3),
        },
    )
    review.assert_at(Stage.INFO_REQUESTED)


def return_nothing(review: Review) -> None:
    """A contact who comes once a year says that the agency has nothing, in six screens or fewer from sign-in."""
    contact = review.visit("contact.nhs")
    start = contact.screens
    contact.open("/")
    contact.click(contact.page.get_by_role("row").filter(has_text=review.reference).get_by_role("link").first)
    assert contact.heading() == "A request to your agency"
    contact.answer({"What does your agency have?": "We have nothing"})
    contact.press(FINISH)
    contact.press("Sign off and send")
    assert contact.sees("Sent; the review is reading it")
    assert contact.screens - start <= 6


def return_report(review: Review) -> None:
    """The police's author keeps a draft, finishes the report, and their senior signs it off."""
    author = review.visit("author")
    _open_request(author, review)
    report = {
        "What does your agency have?": "We will write the report",
        "Your summary or report": REPORT,
        "For a report: had you no part in the case, and managed nobody who had?": "Yes, I had no part in it",
    }
    author.answer(report)
    author.press("Save the draft")
    assert author.sees("Your draft is saved.")
    author.press(FINISH)
    assert author.sees("Waiting for your agency's sign-off")
    contact = review.visit("contact")
    _open_request(contact, review)
    contact.press("Sign off and send")


def _open_request(person: Visitor, review: Review) -> None:
    person.open("/requests/")
    person.click(person.page.get_by_role("row").filter(has_text=review.reference).get_by_role("link"))


def read_returns(review: Review) -> None:
    """The chair accepts two returns; the coordinator reminds the council and closes its request with a reason."""
    for agency in (POLICE, TRUST):
        chair = _at_request(review, "chair", agency)
        chair.press("Accept the return")
        chair.send("Accept the return")
    coordinator = _at_request(review, "coordinator", COUNCIL)
    coordinator.press("Record a reminder")
    coordinator.send("Record a reminder", {"When did you remind the agency?": day(1)})
    coordinator = _at_request(review, "coordinator", COUNCIL)
    coordinator.press("Close without a return")
    coordinator.send("Close without a return", {"Reason": "The council found no record and did not answer again."})
    review.assert_at(Stage.INFO_IN)


def _at_request(review: Review, part: str, agency: str) -> Visitor:
    person = review.at_tab(part, "Agencies")
    person.click(person.page.get_by_role("table", name="Requests").get_by_role("link", name=agency))
    return person


def meet(review: Review) -> None:
    """The panel begins, meets, and the chair speaks with the family."""
    review.take_step("chair", "Start the panel's work", {"When did the panel begin?": day(2)})
    review.assert_at(Stage.PANEL_WORK)
    chair = review.at_tab("chair", "Meetings")
    chair.press("Record a panel meeting")
    for seat in chair.page.get_by_role("group", name="Who was there?").get_by_role("checkbox").all():
        by_keyboard.tick(seat)
    chair.send(
        "Record a panel meeting",
        {
            "When did the panel meet?": day(2),
            "Where or how": "Online",
            "Minutes": "The returns were read together.",
            "Actions agreed": "Ask the trust about the referral of March.",
        },
    )
    began: Answers = {"When did interviews begin?": day(2)}
    review.take_step("chair", "Start interviews or drafting", began, button="Start interviews")
    review.assert_at(Stage.INTERVIEWS)
    review.act(
        "chair",
        "Meetings",
        "Record an interview",
        {
            "With whom?": "Wren, Sister",
            "On which day?": day(2),
            "What happened?": "We spoke",
            "Did the police or the CPS agree?": "Yes",
            "Notes": "She wishes the report to say who her sister was.",
        },
    )
