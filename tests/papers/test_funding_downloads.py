"""Papers of funding come as downloads to those whose they are, and to nobody else."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Partnership, User
from dhr_cases.models.history import change
from dhr_cases.papers.writing import pango, pdf
from funding.actions import requests as request_acts
from funding.actions.asking import Asking
from funding.models import FundingRequest
from funding.papers.kinds import KINDS, Format, PaperKind
from tests.conftest import Cast
from tests.papers.read_back import csv_rows, excel, pdf_text, word_texts
from tests.papers.records import settings_of
from tests.partners import YEAR, a_year

pytestmark = pytest.mark.django_db

SLUG = "2021-22"
OF_A_YEAR = [kind for kind, row in KINDS.items() if not row.is_of_one_body]
PLACES = [(kind, form) for kind in OF_A_YEAR for form in KINDS[kind].formats if form is not Format.PDF]
MAY = ("coordinator", "csp_chair", "finance_officer", "auditor")
MAY_NOT = ("independent_chair", "panel_member", "funding_contact", "administrator", "outsider")


def signed_in(user: User) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def paper(kind: PaperKind, form: Format | None = None) -> str:
    """The address of a paper of the year."""
    address = reverse("funding_paper", args=("testshire", SLUG, kind))
    return f"{address}?format={form}" if form else address


def statement(form: Format = Format.WORD, code: str = "test-police") -> str:
    """The address of a body's statement for the partnership's own people."""
    return f"{reverse('funding_body_statement', args=('testshire', SLUG, code))}?format={form}"


def own_statement(code: str = "test-police", partnership: str = "testshire") -> str:
    """The address of a body's statement for the person who answers for it."""
    return reverse("funding_statement", args=(partnership, code, SLUG))


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """A year of money, and a request to the refuge."""
    a_year(cast)
    asking = Asking(organisation=cast.refuge, year=YEAR, why="Two reviews")
    return request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


@pytest.fixture
def finance(cast: Cast, asked: FundingRequest) -> Client:
    """The finance officer's browser."""
    return signed_in(cast.finance_officer)


# What comes

_OFFICE = "application/vnd.openxmlformats-officedocument"
SENT_AS = {
    Format.WORD: f"{_OFFICE}.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.EXCEL: f"{_OFFICE}.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.CSV_FILES: "application/zip",
}


@pytest.mark.parametrize(("kind", "form"), PLACES)
def test_sends_each_paper_of_a_year_as_a_file_that_no_cache_keeps(
    finance: Client, kind: PaperKind, form: Format
) -> None:
    answer = finance.get(paper(kind, form))
    assert answer.status_code == 200
    assert answer["Content-Type"] == SENT_AS[form]
    assert answer["Content-Disposition"] == f'attachment; filename="{kind}-testshire-2021-22.{form}"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_sends_the_first_format_where_none_is_asked_for(finance: Client) -> None:
    assert finance.get(paper(PaperKind.YEAR))["Content-Type"] == SENT_AS[Format.EXCEL]


def test_sends_what_the_records_hold(finance: Client) -> None:
    position = "\n".join(word_texts(finance.get(paper(PaperKind.POSITION)).content))
    assert "£35,000 is required and £10,000 confirmed: a shortfall of £24,000." in position
    assert "By | Finance officer" in position
    assert "Entries" in excel(finance.get(paper(PaperKind.YEAR)).content)
    assert len(csv_rows(finance.get(paper(PaperKind.INVOICES)).content)) == 2


def test_sends_a_statement_to_the_team_and_to_the_body_alike(cast: Cast, finance: Client) -> None:
    theirs = signed_in(cast.funding_contact).get(own_statement())
    assert theirs.status_code == 200
    assert theirs["Content-Disposition"] == 'attachment; filename="statement-test-police-2021-22.docx"'
    assert word_texts(theirs.content) == word_texts(finance.get(statement()).content)
    assert "Statement for Testshire Police, 2021/22" in word_texts(theirs.content)


def test_sends_a_letter_that_leads_to_the_page_of_the_answer(finance: Client, asked: FundingRequest) -> None:
    answer = finance.get(reverse("funding_letter", args=("testshire", SLUG, asked.pk)))
    page = reverse("my_funding_request", args=("testshire", "test-refuge", SLUG, asked.pk))
    text = "\n".join(word_texts(answer.content))
    assert answer["Content-Disposition"] == (
        f'attachment; filename="request-letter-test-refuge-2021-22-{asked.pk}.docx"'
    )
    assert f"http://127.0.0.1:8000{page}" in text
    assert f"Our reference: funding request {asked.pk}" in text


def test_sends_a_body_the_letter_of_its_own_request(cast: Cast) -> None:
    a_year(cast)
    asking = Asking(organisation=cast.police, year=YEAR)
    own = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    client = signed_in(cast.funding_contact)
    answer = client.get(reverse("my_funding_letter", args=("testshire", "test-police", SLUG, own.pk)))
    assert "To: the funding contact, Testshire Police" in "\n".join(word_texts(answer.content))


@pytest.mark.skipif(bool(pdf.hindrance()), reason="this machine cannot write PDF")
def test_sends_a_pdf_of_the_same_words(finance: Client) -> None:
    answer = finance.get(statement(Format.PDF))
    assert answer["Content-Type"] == "application/pdf"
    assert "StatementforTestshirePolice,2021/22" in pdf_text(answer.content)


def test_names_nobody_in_any_paper(cast: Cast, finance: Client) -> None:
    contents = [finance.get(paper(kind, form)).content for kind, form in PLACES if form is Format.CSV]
    texts = [content.decode() for content in contents] + ["\n".join(word_texts(finance.get(statement()).content))]
    names = [person.full_name for person in cast.people().values()]
    roles = {"Finance Officer", "Auditor", "Administrator", "Coordinator"}
    assert [name for name in names if name not in roles and any(name in text for text in texts)] == []


# What does not


@pytest.mark.parametrize("part", MAY)
def test_lets_those_who_see_money_have_papers(cast: Cast, asked: FundingRequest, part: str) -> None:
    client = signed_in(getattr(cast, part))
    assert client.get(paper(PaperKind.JOURNAL)).status_code == 200
    assert client.get(statement()).status_code == 200


@pytest.mark.parametrize("part", MAY_NOT)
def test_hides_papers_from_everybody_else(cast: Cast, asked: FundingRequest, part: str) -> None:
    client = signed_in(getattr(cast, part))
    addresses = [paper(kind) for kind in OF_A_YEAR]
    addresses += [statement(), reverse("funding_letter", args=("testshire", SLUG, asked.pk))]
    addresses += [reverse("funding_papers", args=("testshire", SLUG))]
    assert {client.get(address).status_code for address in addresses} == {404}


def test_hides_another_bodys_statement_and_letter_from_a_partner(cast: Cast, asked: FundingRequest) -> None:
    client = signed_in(cast.funding_contact)
    letters = [("test-refuge", asked.pk), ("test-police", asked.pk)]
    statuses = [
        client.get(reverse("my_funding_letter", args=("testshire", code, SLUG, pk))).status_code for code, pk in letters
    ]
    assert client.get(own_statement("test-refuge")).status_code == 404
    assert statuses == [404, 404]


def test_hides_the_papers_of_another_partnership(cast: Cast, finance: Client) -> None:
    with change("Test", None):
        Partnership.objects.create(code="farshire", name="Farshire CSP")
    assert finance.get(reverse("funding_paper", args=("farshire", SLUG, "year"))).status_code == 404
    assert signed_in(cast.funding_contact).get(own_statement(partnership="farshire")).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        paper(PaperKind.STATEMENT),
        paper(PaperKind.INVOICES, Format.PDF),
        f"{paper(PaperKind.YEAR)}?format=exe",
        statement(code="no-such-body"),
        reverse("funding_paper", args=("testshire", SLUG, "no-such-paper")),
        reverse("funding_paper", args=("testshire", "2021", "year")),
        reverse("funding_letter", args=("testshire", SLUG, 987654)),
    ],
)
def test_finds_no_paper_where_there_is_none(finance: Client, address: str) -> None:
    assert finance.get(address).status_code == 404


def test_finds_no_statement_of_a_body_that_the_year_does_not_know(finance: Client) -> None:
    assert finance.get(statement(code="test-nhs")).status_code == 404


def test_sends_a_stranger_to_the_sign_in(client: Client) -> None:
    assert client.get(paper(PaperKind.YEAR)).status_code == 302


@pytest.mark.parametrize("kind", OF_A_YEAR)
def test_takes_no_form(finance: Client, kind: PaperKind) -> None:
    assert finance.post(paper(kind)).status_code == 405


# What cannot be written


def test_says_why_a_pdf_cannot_be_written_here(finance: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "hindrance", lambda: pango.SENTENCE)
    answer = finance.get(statement(Format.PDF))
    assert answer.status_code == 409
    assert "Pango is missing" in answer.content.decode()
    assert finance.get(statement(Format.WORD)).status_code == 200


def test_says_which_column_of_the_finance_system_cannot_be_written(cast: Cast, finance: Client) -> None:
    settings_of(cast, invoice_columns=[{"heading": "X", "field": "victim"}])
    answer = finance.get(paper(PaperKind.INVOICES))
    assert answer.status_code == 409
    assert "Column 1: “victim” is no field." in answer.content.decode()


# The page


def links_on(page: str) -> Iterator[str]:
    """The addresses of every download on a page."""
    return iter(re.findall(r'href="([^"]+\?format=\w+)"', page))


def test_lists_every_paper_and_every_link_leads_to_one(finance: Client) -> None:
    page = finance.get(reverse("funding_papers", args=("testshire", SLUG))).content.decode()
    links = list(links_on(page))
    assert all(row.label in page for row in (KINDS[kind] for kind in OF_A_YEAR))
    assert len(links) >= len(PLACES) + 6 + 1
    assert {finance.get(link).status_code for link in links if "pdf" not in link} == {200}


def test_names_the_meeting_on_the_committees_page(finance: Client) -> None:
    """What is entered goes into the links and onto the page, and is kept nowhere."""
    meeting = {"to": "Executive & group", "meets_on_day": "24", "meets_on_month": "3", "meets_on_year": "2027"}
    page = finance.get(reverse("funding_papers", args=("testshire", SLUG)), meeting).content.decode()
    (link,) = [unescape(link) for link in re.findall(r'href="([^"]+/position/[^"]+)"', page) if "docx" in link]
    assert "To | Executive & group, 24 March 2027" in word_texts(finance.get(link).content)
    assert page.count("meets_on_day=24") == len(KINDS[PaperKind.POSITION].formats) - bool(pdf.hindrance())


def test_says_what_is_wrong_with_the_day_of_a_meeting_and_names_none(finance: Client) -> None:
    meeting = {"to": "Executive group", "meets_on_day": "31", "meets_on_month": "2", "meets_on_year": "2027"}
    page = finance.get(reverse("funding_papers", args=("testshire", SLUG)), meeting).content.decode()
    assert "The day of the meeting must be a real date" in page
    assert "meets_on_day=31" not in page
    position = finance.get(paper(PaperKind.POSITION), meeting)
    assert "To | Testshire CSP" in word_texts(position.content)


def test_says_of_a_year_without_rows_that_there_are_none(finance: Client) -> None:
    page = finance.get(reverse("funding_papers", args=("testshire", "2031-32"))).content.decode()
    assert "No body has a contribution or was asked for one in this year." in page
    assert "Nobody was asked to pay for this year." in page
    assert finance.get(reverse("funding_paper", args=("testshire", "2031-32", "year"))).status_code == 200


def test_offers_word_and_says_why_where_pdf_is_not_possible(finance: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "hindrance", lambda: pango.SENTENCE)
    page = finance.get(reverse("funding_papers", args=("testshire", SLUG))).content.decode()
    assert "Pango is missing" in page
    assert "format=pdf" not in page
    assert "format=docx" in page


def test_stands_for_today(finance: Client) -> None:
    today = timezone.localdate()
    assert f"As at | {today.day} " in "\n".join(word_texts(finance.get(statement()).content))
