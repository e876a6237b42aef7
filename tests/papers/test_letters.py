"""Letters are filled in with open facts and nothing else."""

import datetime

import pytest

from dhr_cases.anonymisation.fields import FieldClass, class_of
from dhr_cases.models import Case, Decision, LetterText, Outcome, PartialDate, Person
from dhr_cases.models.history import change
from dhr_cases.papers.letters import LETTERS, PLACEHOLDERS, LetterKind, faults_of, letter, values_for
from dhr_cases.stages import STAGES
from tests.conftest import Cast

DAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize("kind", LetterKind)
def test_ships_a_wording_that_can_be_filled_in(kind: LetterKind) -> None:
    """Every letter has words, a recipient, a source, and stages that exist."""
    row = LETTERS[kind]
    assert faults_of(row.text) == ()
    assert row.to
    assert row.source
    assert row.stages <= set(STAGES)


@pytest.mark.parametrize("kind", LetterKind)
def test_holds_the_reference_and_no_brace(case: Case, kind: LetterKind) -> None:
    """Whatever is filled in, no placeholder is left standing."""
    text = letter(case, kind, DAY).text
    assert case.reference in text
    assert "{" not in text


def test_says_what_is_not_recorded(case: Case) -> None:
    """A referral has no decision yet; the letter shows the gap instead of hiding it."""
    written = letter(case, LetterKind.HOME_OFFICE_REVIEW, DAY)
    assert written.has_gaps
    assert "[not recorded]" in written.text


def test_knows_a_value_for_every_placeholder(case: Case) -> None:
    """The table of placeholders and the values agree."""
    assert set(values_for(case, DAY)) == set(PLACEHOLDERS)


@pytest.mark.parametrize("kind", LetterKind)
def test_names_nobody(case: Case, kind: LetterKind) -> None:
    """A real name recorded on the case is in no letter."""
    with change("Recorded for the test", None):
        Person.objects.create(case=case, name="Rosalind Achterberg", part="deceased")
    assert class_of(Person, "name") is FieldClass.IDENTIFYING
    assert "Achterberg" not in letter(case, kind, DAY).text


def test_leaves_out_a_contact_nobody_entered(case: Case) -> None:
    """A missing telephone is no gap in a letter; a missing date is."""
    written = letter(case, LetterKind.SECURE_RECORDS, DAY)
    assert not written.has_gaps
    assert case.lead_csp.name in written.text


def test_writes_the_label_out(case: Case, cast: Cast) -> None:
    """The label is the partnership's setting, not the law the case falls under."""
    with change("Label", None):
        cast.partnership.label_shown = "DARDR"
        cast.partnership.save()
    case.refresh_from_db()
    assert "Domestic Abuse Related Death Review" in letter(case, LetterKind.SCOPING, DAY).text


@pytest.mark.parametrize(
    ("aware_on", "words"),
    [
        ("2026-05-04", "became aware of this death on 4 May 2026. On [not recorded]"),
        ("2026-05", "became aware of this death in May 2026. On [not recorded]"),
        ("2026", "became aware of this death in 2026. On [not recorded]"),
        ("", "became aware of this death on [not recorded]. On [not recorded]"),
    ],
)
def test_says_in_before_a_month_or_a_year(case: Case, aware_on: str, words: str) -> None:
    with change("As exactly as it is known", None):
        case.aware_on = PartialDate.parse(aware_on)
        case.save()
    assert words in letter(case, LetterKind.HOME_OFFICE_REVIEW, DAY).text


def test_says_in_at_the_beginning_of_a_sentence_too(case: Case, cast: Cast) -> None:
    """Also where a partnership words the letter anew; "on" before anything else stays."""
    own = "On\n{decided_on}, on {reference}: on."
    with change("Test", None):
        Decision.objects.create(
            case=case, outcome=Outcome.REVIEW, on=PartialDate.parse("2026-06"), signed_by=cast.csp_chair
        )
        LetterText.objects.create(partnership=cast.partnership, kind=LetterKind.SCOPING, text=own)
    assert letter(case, LetterKind.SCOPING, DAY).text == f"In\nJune 2026, on {case.reference}: on."
