"""Which published paragraphs answer a question, and which are never found?"""

from collections.abc import Iterable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from dhr_cases.models import PublicRecord, PublicState
from dhr_cases.models.history import change
from learning.models import IndexedSummary, PublishedPassage, SearchWord
from learning.search import AT_MOST, find
from learning.search_index import add_paragraphs, index, index_register
from tests.conftest import Cast
from tests.made_reports import Made, made_reports
from tests.public_records import put_record, put_summary

RECALL = 0.90
STATEMENTS = 5


def _numbers(question: str) -> list[int]:
    return [answer.number for answer in find(question)]


@pytest.fixture
def record(cast: Cast) -> PublicRecord:
    """A published review that is in the index."""
    record = put_record(cast.partnership)
    put_summary(record, cast.coordinator)
    index(record)
    return record


def test_finds_a_paragraph_with_its_number_on_the_public_page(record: PublicRecord) -> None:
    (answer,) = find("How was control asked about?")

    assert (answer.record, answer.number, answer.text) == (record, 2, "Ask about control.")


def test_finds_words_in_another_form_and_with_the_same_meaning(record: PublicRecord) -> None:
    assert _numbers("sharing information") == [3]
    assert _numbers("what landlords changed") == [4]


def test_finds_nothing_for_words_that_tell_nothing(record: PublicRecord) -> None:
    assert find("what was it about") == []
    assert find("") == []
    assert find("zebra") == []


@pytest.mark.parametrize(
    "question", ["control' OR '1'='1", 'control" OR "family', "control & ! | ( )", "%s %", "NEAR(a b)"]
)
def test_takes_marks_of_the_database_as_words(record: PublicRecord, question: str) -> None:
    assert len(find(question)) <= AT_MOST


def test_no_longer_finds_a_review_that_was_taken_down_even_before_the_index_follows(record: PublicRecord) -> None:
    record.state = PublicState.WITHDRAWN
    with change("Taken down", None):
        record.save()

    assert find("control") == []
    assert IndexedSummary.objects.filter(record=record).exists()


def test_no_longer_finds_words_that_were_corrected_even_before_the_index_follows(
    record: PublicRecord, cast: Cast
) -> None:
    old = record.files.get()
    old.taken_down_on = old.put_up_on
    with change("Corrected", cast.coordinator):
        old.save()
    put_summary(record, cast.coordinator, b"<h1>Summary</h1><p>The midwife asked her alone.</p>")

    assert find("control") == []


def test_takes_a_review_out_of_the_index_when_it_is_taken_down(record: PublicRecord) -> None:
    record.state = PublicState.WITHDRAWN
    with change("Taken down", None):
        record.save()

    assert index_register().taken_out == 1
    assert not PublishedPassage.objects.exists()
    assert not SearchWord.objects.filter(passages__gt=0).exists()


def test_reads_a_corrected_summary_anew(record: PublicRecord, cast: Cast) -> None:
    old = record.files.get()
    old.taken_down_on = old.put_up_on
    with change("Corrected", cast.coordinator):
        old.save()
    put_summary(record, cast.coordinator, b"<h1>Summary</h1><p>The midwife asked her alone.</p>")

    assert index(record) == 1
    assert [answer.text for answer in find("midwife")] == ["The midwife asked her alone."]
    assert find("control") == []


def test_reads_nothing_twice(record: PublicRecord) -> None:
    assert index(record) == 0


def test_follows_the_register_by_itself(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        put_summary(put_record(cast.partnership), cast.coordinator)

    assert _numbers("control") == [2]


def test_is_brought_in_line_from_the_command_line(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    put_summary(put_record(cast.partnership), cast.coordinator)

    call_command("index_published")

    assert capsys.readouterr().out == "1 summary read, 0 taken out.\n"
    assert _numbers("control") == [2]


def test_never_reads_what_the_gate_does_not_let_out(cast: Cast) -> None:
    record = put_record(cast.partnership)
    file = put_summary(record, cast.coordinator)
    file.file.storage.delete(str(file.file.name))

    index(record)

    assert find("control") == []


def fill(cast: Cast, made: Made, reports: Iterable[int]) -> dict[int, int]:
    """Put reports into the index; which record is which report."""
    numbers = {}
    for number in reports:
        record = put_record(cast.partnership, f"report-{number}", title=f"Report {number}")
        file = put_summary(record, cast.coordinator)
        add_paragraphs([(IndexedSummary(record=record, sha256=file.sha256), made.reports[number])])
        numbers[record.pk] = number
    return numbers


def test_finds_nine_of_ten_answers_among_the_first_ten(cast: Cast) -> None:
    """A hundred questions on three hundred generated reports: recall at 10."""
    made = made_reports()
    numbers = fill(cast, made, range(len(made.reports)))
    found = 0.0
    for question in made.questions:
        answers = {(numbers[answer.record.pk], answer.number) for answer in find(question.text)}
        found += len(answers & question.answers) / len(question.answers)

    assert len(made.questions) == 100
    assert len(numbers) == 300
    assert found / len(made.questions) >= RECALL


def test_asks_the_same_few_statements_whatever_is_held(cast: Cast) -> None:
    made = made_reports()
    counts = []
    for reports in (range(2), range(2, 12)):
        fill(cast, made, reports)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            find("How did the police respond to stalking after the separation?")
        counts.append(len(statements))

    assert counts[0] == counts[1] <= STATEMENTS
