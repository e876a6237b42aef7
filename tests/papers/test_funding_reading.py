"""Papers of funding hold what the records hold: each figure of the ledger, each state, each name of its time."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, Partnership, Succession, SuccessionShape
from dhr_cases.models.history import change
from funding.actions import requests as request_acts
from funding.actions.asking import Asking
from funding.actions.ledger import approve_journal, put_forward, reverse_journal
from funding.models import Agreement, CostLine, Entry, RecordedGap
from funding.money import Qualifier
from funding.papers.figures import UNSTATED
from funding.papers.frame import INVENTED
from funding.papers.invoice_data.layout import SHIPPED
from funding.papers.kinds import Format, PaperKind, build
from funding.papers.reading.entries import entry_rows, invoice_file, journal_file
from funding.papers.reading.requests import letter_facts
from funding.papers.reading.sender import DEMONSTRATION, model_words, review_name_of, sender_of
from funding.papers.reading.year import position_facts, year_file
from funding.terms import Answer, CostClass, EntryKind, RequestState
from tests.bench.measuring import queries_of
from tests.conftest import Cast
from tests.money import agreement, body, line, posted
from tests.papers.read_back import csv_rows, excel, word_texts
from tests.papers.records import AS_AT, former_name, model_of, settings_of, statement_of
from tests.partners import DAY, LAST_DAY, LONG, POUND, YEAR, a_year, many, take_over
from workflows.demonstration.people import CODE

pytestmark = pytest.mark.django_db

# Who sends


def test_sends_in_the_name_of_the_partnership_with_its_shared_contacts(cast: Cast) -> None:
    with change("Test", None):
        cast.partnership.contact_email = "reviews@testshire.invalid"
        cast.partnership.save()
    sender = sender_of(cast.partnership)
    assert (sender.partnership, sender.contacts) == ("Testshire CSP", ("reviews@testshire.invalid",))
    assert not sender.is_demonstration


def test_knows_the_demonstration_by_the_code_it_is_made_with(cast: Cast) -> None:
    assert DEMONSTRATION == CODE
    with change("Test", None):
        cast.partnership.code = CODE
        cast.partnership.save()
    asking = Asking(organisation=cast.health, year=YEAR)
    request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    assert INVENTED in word_texts(build(PaperKind.REQUEST_LETTER, Format.WORD, letter_facts(request, AS_AT)))


def test_writes_the_name_of_a_review_out(cast: Cast) -> None:
    assert review_name_of(cast.partnership) == "Domestic Homicide Review"


def test_names_the_newest_version_of_each_model_in_force(cast: Cast) -> None:
    assert model_words(cast.partnership, YEAR) == ""
    model_of(cast, 1)
    model_of(cast, 2)
    assert model_words(cast.partnership, YEAR) == "Shared cost, version 2"


# Requests


def test_puts_a_request_into_words_for_its_letter(cast: Cast) -> None:
    asking = Asking(
        organisation=cast.police,
        year=YEAR,
        amount_pence=250_000,
        qualifier=Qualifier.ABOUT,
        why="Two reviews are under way.",
        meeting="Partnership meeting",
        met_on=datetime.date(2022, 3, 24),
        minute="58",
    )
    request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    texts = word_texts(build(PaperKind.REQUEST_LETTER, Format.WORD, letter_facts(request, AS_AT, "https://x.invalid/")))
    text = "\n".join(texts)
    assert "asks Testshire Police to pay about £2,500 towards" in text
    assert "(Partnership meeting, 24 March 2022, minute 58)" in text
    assert "Answer on the page https://x.invalid/" in text
    assert cast.coordinator.full_name not in text


def test_says_in_the_letter_what_became_of_the_body_before(cast: Cast) -> None:
    company = a_year(cast).agreements["company"]
    former_name(company.organisation, "Vale Rehabilitation", LAST_DAY)
    heir = take_over(company, cast.health, 4_000 * POUND)
    request = request_acts.ask(
        partnership=cast.partnership,
        by=cast.coordinator,
        asking=Asking(organisation=cast.health, year=YEAR, amount_pence=None, agreement=heir),
    )
    facts = letter_facts(request, AS_AT)
    assert (facts.predecessor, facts.predecessor_ended_on) == ("Vale Rehabilitation", LAST_DAY)


def test_takes_the_body_before_from_the_succession_that_raised_the_request(cast: Cast) -> None:
    with change("Test", None):
        succession = Succession.objects.create(
            predecessor=body("Old Body"),
            successor=cast.police,
            effective_on=DAY,
            shape=SuccessionShape.ONE_TO_ONE,
            source="Invented",
        )
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=None, succession=succession)
    request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    assert letter_facts(request, AS_AT).predecessor == "Old Body"


def test_shows_an_answer_in_the_statement(cast: Cast) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=500)
    request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    request_acts.answer(request=request, by=cast.funding_contact, answer=Answer.DECLINE, reason="No budget")
    (row,) = statement_of(cast).requests
    assert (row.state, row.answer, row.answer_reason) == (RequestState.ANSWERED, Answer.DECLINE, "No budget")
    assert row.answered_on == timezone.localdate()


# Entries


def test_writes_every_entry_of_a_year_with_its_digest_and_nobodys_name(cast: Cast) -> None:
    a_year(cast)
    content = build(PaperKind.JOURNAL, Format.CSV, journal_file(cast.partnership, YEAR, AS_AT))
    rows = csv_rows(content)
    assert len(rows) == 1 + Entry.objects.count()
    assert [row[-1] for row in rows[1:]] == list(Entry.objects.order_by("number").values_list("digest", flat=True))
    text = content.decode()
    assert str(cast.finance_officer.pk) in {row[-3] for row in rows[1:]}
    assert not any(person.full_name in text or person.email in text for person in cast.people().values())


def test_names_a_cost_by_the_reference_of_its_case(cast: Cast, case: Case) -> None:
    with change("Test", None):
        tied = CostLine.objects.create(
            partnership=cast.partnership, case=case, cost_class=CostClass.CHAIR, description="Chairing"
        )
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 500, about=tied, on=DAY)])
    (row,) = journal_file(cast.partnership, YEAR, AS_AT).entries
    assert (row.reference, row.cost_class) == (case.reference, "Independent chair")
    assert case.pseudonym not in str(row)


def test_says_which_journal_a_reversal_takes_back(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, 500, year=YEAR)
    (first,) = posted(
        cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.PLEDGE, 500, about=owed, on=DAY)]
    )
    back = reverse_journal(journal=first.journal, by=cast.finance_officer, reason="Typed twice")
    approve_journal(journal=back, by=cast.csp_chair)
    rows = entry_rows(Entry.objects.order_by("number"), YEAR.last)
    assert [row.reverses for row in rows] == [None, first.journal_id]
    assert [row.pence for row in rows] == [500, -500]
    assert rows[1].label == "Pledge, taken back"


def test_leaves_out_what_nobody_has_approved(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, 500, year=YEAR)
    pledge = line(EntryKind.PLEDGE, 500, about=owed, on=DAY)
    put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=[pledge], text="Waiting")
    assert journal_file(cast.partnership, YEAR, AS_AT).entries == ()


def test_reads_another_partnerships_entries_into_no_file(cast: Cast) -> None:
    a_year(cast)
    with change("Test", None):
        elsewhere = Partnership.objects.create(code="farshire", name="Farshire CSP")
    assert journal_file(elsewhere, YEAR, AS_AT).entries == ()
    assert year_file(elsewhere, YEAR).agreements == ()


# Invoices


def test_hands_the_finance_system_approved_invoices_only(cast: Cast) -> None:
    a_year(cast)
    facts = invoice_file(cast.partnership, YEAR, AS_AT)
    assert [(row.kind, row.pence) for row in facts.invoices] == [(EntryKind.INVOICE, 10_000 * POUND)]
    assert facts.columns == SHIPPED


def test_gives_an_invoice_the_order_number_of_the_partners_answer(cast: Cast) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=500)
    request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    with change("Test", None):
        request.order_number = "PO-9"
        request.save()
    owed = Agreement.objects.get()
    lines = [line(EntryKind.INVOICE, 500, about=owed, on=DAY)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    (row,) = invoice_file(cast.partnership, YEAR, AS_AT).invoices
    assert (row.order_number, row.request, row.organisation_code) == ("PO-9", request.pk, "test-police")


def test_takes_the_columns_that_the_partnership_set(cast: Cast) -> None:
    settings_of(cast, invoice_columns=[{"heading": "Pence", "field": "amount_pence"}])
    a_year(cast)
    rows = csv_rows(build(PaperKind.INVOICES, Format.CSV, invoice_file(cast.partnership, YEAR, AS_AT)))
    assert rows == [["Pence"], ["1000000"]]


def test_refuses_columns_that_name_no_field(cast: Cast) -> None:
    settings_of(cast, invoice_columns=[{"heading": "Name", "field": "victim"}])
    with pytest.raises(Incomplete, match="cannot be used"):
        invoice_file(cast.partnership, YEAR, AS_AT)


# The year


def test_puts_the_position_of_the_year_on_the_committees_page(cast: Cast) -> None:
    a_year(cast)
    settings_of(cast, average_cost_pence=20_000 * POUND, average_cost_source="local closing accounts")
    model_of(cast)
    text = "\n".join(
        word_texts(build(PaperKind.POSITION, Format.WORD, position_facts(cast.partnership, YEAR, "Coordinator")))
    )
    assert "£35,000 is required and £10,000 confirmed: a shortfall of £24,000." in text
    assert "about 1.2 reviews at the local average of £20,000 (local closing accounts)" in text
    assert "Partners share the cost under Shared cost, version 2." in text
    assert "1 contributor with no stated amount" in text


def test_puts_open_gaps_of_the_year_on_the_committees_page(cast: Cast) -> None:
    with change("Test", None):
        for text, year, closed_on in (("Open", YEAR.start, None), ("No year", None, None), ("Closed", None, DAY)):
            RecordedGap.objects.create(partnership=cast.partnership, year=year, text=text, closed_on=closed_on)
        RecordedGap.objects.create(partnership=cast.partnership, year=YEAR.next.start, text="Next year")
    gaps = position_facts(cast.partnership, YEAR, "Coordinator").gaps
    assert {gap.text for gap in gaps} == {"Open", "No year"}
    assert {gap.amount for gap in gaps} == {UNSTATED}


def test_puts_requests_without_an_answer_first(cast: Cast) -> None:
    for who in (cast.police, cast.health):
        asking = Asking(organisation=who, year=YEAR, amount_pence=500)
        request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
        if who == cast.police:
            request_acts.answer(request=request, by=cast.funding_contact, answer=Answer.CONFIRM)
    rows = position_facts(cast.partnership, YEAR, "Coordinator").requests
    assert [row.organisation for row in rows] == ["Testshire NHS Trust", "Testshire Police"]


def test_puts_every_row_of_the_year_into_its_file(cast: Cast) -> None:
    a_year(cast)
    book = excel(build(PaperKind.YEAR, Format.EXCEL, year_file(cast.partnership, YEAR)))
    assert len(book["Entries"]) == 1 + Entry.objects.count()
    assert len(book["Contributions"]) == 1 + 6 + 1
    assert [row[1] for row in book["Costs"][1:3]] == ["Independent chair", "Panel and administration"]
    required = {row[0]: row[1] for row in book["Position"]}
    assert (required["Required"], required["Brought forward"]) == (35_000, 1_000)
    assert required["Shortfall against what is confirmed"] == 24_000


def test_says_of_a_cost_without_a_figure_that_it_is_not_stated(cast: Cast) -> None:
    with change("Test", None):
        CostLine.objects.create(
            partnership=cast.partnership,
            cost_class=CostClass.LEGAL,
            description="Advice",
            expected_year=YEAR.start,
        )
    (row,) = year_file(cast.partnership, YEAR).costs
    assert (row.forecast, row.actual, row.required) == (UNSTATED, UNSTATED, UNSTATED)


def test_writes_the_file_of_a_year_of_forty_partners_with_long_names(cast: Cast) -> None:
    many(cast.partnership, 40)
    book = excel(build(PaperKind.YEAR, Format.EXCEL, year_file(cast.partnership, YEAR)))
    assert len(book["Contributions"]) == 1 + 40 + 1
    assert book["Contributions"][40][0] == f"{LONG} 39"
    assert book["Contributions"][41][6] == 20_000


def test_reads_a_year_with_as_many_queries_for_many_partners_as_for_few(cast: Cast) -> None:
    many(cast.partnership, 2)
    few = queries_of(lambda: year_file(cast.partnership, YEAR))
    for number in range(20):
        agreement(cast.partnership, body(f"Another {number}"), 500, year=YEAR)
    assert queries_of(lambda: year_file(cast.partnership, YEAR)) == few
