"""Does a partner confirm in two minutes: its contact signed in by code, three screens, by keyboard alone?"""

import datetime
import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.actions.asking import Asking
from funding.actions.requests import approve_answer, ask
from funding.models import Agreement, FundingRequest
from funding.terms import Answer, RequestState
from funding.years import FinancialYear, year_of
from tests.journeys.looking import Looker
from tests.journeys.test_keyboard import Keyboard
from workflows.demonstration.people import Town

pytestmark = pytest.mark.browser

ASKED = 500_000
SCREENS = 3
PLENTY = 120
"""Seconds: two minutes, which a person has for reading as well; the keys alone must leave most of them."""
WORKING = ["The reviews of the year cost £40,000.", "Eight partners pay equal shares: £5,000 each."]


@pytest.fixture
def asked(town: Town) -> FundingRequest:
    """The fire service is asked for its share of the present year."""
    year: FinancialYear = year_of(timezone.localdate())
    fire = Organisation.objects.get(code="kent-fire")
    with change("Worked out", None):
        share = Agreement.objects.create(
            partnership=town.partnership, organisation=fire, year=year.start, amount_pence=ASKED, working=WORKING
        )
    return ask(
        partnership=town.partnership,
        by=town.accounts["finance"],
        asking=Asking(
            organisation=fire, year=year, amount_pence=ASKED, agreement=share, why="Two reviews began this spring.",
            meeting="Community Safety Partnership", minute="58",
        ),
    )  # fmt: skip


@pytest.fixture
def keyboard(live_server: LiveServer, new_page: Callable[[], Page], looker: Looker) -> Keyboard:
    """Somebody at the page of sign-in."""
    page = new_page()
    page.goto(f"{live_server.url}{reverse('account_login')}")
    return Keyboard(page, looker)


def sign_in_by_code(keyboard: Keyboard, email: str) -> None:
    """Ask for a code, read it in the e-mail, type it."""
    keyboard.go_on("Send me a code by e-mail")
    keyboard.write("Email", email)
    keyboard.page.keyboard.press("Enter")
    keyboard.page.get_by_label("Code").wait_for()
    found = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    keyboard.write("Code", found.group())
    with keyboard.page.expect_navigation():
        keyboard.page.keyboard.press("Enter")
    keyboard.looker.meet(keyboard.page, "contact")


def heading(keyboard: Keyboard) -> str:
    return keyboard.page.locator("h1").inner_text()


def test_confirms_in_three_screens(asked: FundingRequest, town: Town, keyboard: Keyboard) -> None:
    sign_in_by_code(keyboard, town.accounts["funding"].email)
    began = datetime.datetime.now(datetime.UTC)
    met = [heading(keyboard)]
    for told in ("£5,000", "Two reviews began this spring.", "minute 58", *WORKING):
        expect(keyboard.page.get_by_text(told).first, told).to_be_visible()
    keyboard.choose("What is your answer?", "We will pay the whole sum: £5,000")
    keyboard.write("Your order number", "PO 4711")
    keyboard.go_on("Go on to check your answer")
    met.append(heading(keyboard))
    keyboard.go_on("Send the answer")
    met.append(heading(keyboard))
    took = datetime.datetime.now(datetime.UTC) - began
    label = FinancialYear(asked.year).label
    assert met == [f"Contribution for {label}", "Check your answers", "Your answer is sent"]
    assert len(met) == SCREENS
    assert took.total_seconds() < PLENTY
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.order_number) == (RequestState.ANSWERED, Answer.CONFIRM, "PO 4711")


def test_mends_a_mistake_asks_a_question_and_reads_its_statement(
    asked: FundingRequest, town: Town, keyboard: Keyboard
) -> None:
    sign_in_by_code(keyboard, town.accounts["funding"].email)
    keyboard.go_on("Go on to check your answer")
    assert keyboard.page.locator(".govuk-error-summary").evaluate("element => element === document.activeElement")
    expect(keyboard.page.get_by_role("link", name="Choose your answer")).to_be_visible()
    keyboard.go_on("Ask a question first")
    keyboard.write("What do you want to know?", "Which reviews are these?")
    keyboard.go_on("Send the question")
    expect(keyboard.page.get_by_text("Your question is being answered")).to_be_visible()
    keyboard.go_on("Your statement for")
    expect(keyboard.page.get_by_text("Nothing is entered for this year yet.")).to_be_visible()
    keyboard.go_on("Contributions")
    expect(keyboard.page.get_by_text("No request waits for your answer.")).to_be_visible()


def test_pledges_a_part_and_confirms_it_later(asked: FundingRequest, town: Town, keyboard: Keyboard) -> None:
    sign_in_by_code(keyboard, town.accounts["funding"].email)
    keyboard.choose("What is your answer?", "We pledge a part, or a sum still to be confirmed")
    keyboard.write("Amount", "3,000")
    keyboard.write("Reason", "Our budget is fixed until April.")
    keyboard.go_on("Go on to check your answer")
    keyboard.go_on("Send the answer")
    expect(keyboard.page.get_by_text("You come back here to confirm it when you are sure.")).to_be_visible()
    asked.refresh_from_db()
    approve_answer(request=asked, by=town.accounts["csp.chair"])
    keyboard.go_on("Go to your contributions")
    keyboard.go_on(f"Contribution for {FinancialYear(asked.year).label}")
    keyboard.choose("What is your answer?", "We confirm: we will pay the £3,000 that we pledged")
    keyboard.go_on("Go on to check your answer")
    keyboard.go_on("Send the answer")
    asked.refresh_from_db()
    assert (asked.state, asked.answered_pence) == (RequestState.ANSWERED, 300_000)
