"""The facts of a public record are built anew from open fields, and looked through for protected words."""

import datetime

import pytest

from dhr_cases.actions.corrections import correct
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.anonymisation.derive import ClosedFieldError, allowed_words, check_words, open_value, public_facts
from dhr_cases.anonymisation.fields import FIELDS, FieldClass
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, FindingDecision, Part, PartialDate, Publication
from dhr_cases.models.history import change
from dhr_cases.models.partnerships import TitlePattern
from tests.conftest import Cast

DEATH = PartialDate.on(datetime.date(2021, 3, 14))


@pytest.fixture
def dated(case: Case, cast: Cast) -> Case:
    """A case whose day of death is known and whose person who died is named."""
    correct(case=case, by=cast.coordinator, reason="Known now", facts={"death_date": DEATH})
    facts = PersonFacts(part=Part.DECEASED, name="Rosalind Tarrant")
    record_person(case=case, by=cast.coordinator, facts=facts)
    return case


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        (TitlePattern.PSEUDONYM_YEAR, "Robin/2021"),
        (TitlePattern.CASE_NUMBER, "Case 1 (Robin)"),
        (TitlePattern.LETTERS, "Robin"),
    ],
)
def test_titles_a_review_by_the_partnership_s_pattern(dated: Case, pattern: TitlePattern, title: str) -> None:
    """Every pattern has its way, and the year is all that is told of the day."""
    dated.lead_csp.title_pattern = pattern
    facts = public_facts(dated)
    assert (facts.title, facts.pseudonym, facts.year) == (title, "Robin", 2021)


def test_prefers_the_title_recorded_for_the_public(dated: Case, cast: Cast) -> None:
    """An older review keeps the title under which it is known."""
    correct(case=dated, by=cast.coordinator, reason="As published", facts={"public_title": "Case 17 (Robin)"})
    assert public_facts(dated).title == "Case 17 (Robin)"


def test_leaves_the_year_out_when_it_is_not_known(case: Case) -> None:
    """The pseudonym stands alone."""
    assert public_facts(case).title == "Robin"


def test_wants_a_title(case: Case, cast: Cast) -> None:
    """Without a pseudonym there is none."""
    correct(case=case, by=cast.coordinator, reason="Family's wish", facts={"pseudonym": ""})
    with pytest.raises(Incomplete, match="no pseudonym and no public title"):
        public_facts(case)


@pytest.mark.parametrize("field", [name for name, group in FIELDS["Case"].items() if group is not FieldClass.OPEN])
def test_refuses_every_field_that_is_not_open(field: str) -> None:
    """By the table of classes, whoever asks."""
    with pytest.raises(ClosedFieldError, match=field):
        open_value(Case(), field)


def test_tells_no_progress_unless_the_plan_allows_it(dated: Case, cast: Cast) -> None:
    """Neither without a plan nor with one that keeps it back."""
    assert public_facts(dated).progress == ()
    with change("Test", cast.coordinator):
        Publication.objects.create(case=dated)
    assert public_facts(dated).progress == ()


@pytest.mark.parametrize(
    "text", ["Rosalind Tarrant", "a cousin of R. Tarrant's", "ROSALIND TARRANT", "Rosalynd Tarrant"]
)
def test_refuses_a_protected_word_however_it_is_written(dated: Case, text: str) -> None:
    """The sentence names the box."""
    with pytest.raises(Incomplete, match="What remains holds a protected word") as refusal:
        check_words(dated, {"What remains": text, "The reason": "Time is over."})
    assert refusal.value.missing == ("What remains holds a protected word of this review. Write it without.",)


def test_passes_words_without_a_protected_one(dated: Case) -> None:
    """Also empty ones."""
    check_words(dated, {"The reason": "Two years are over.", "What remains": " "})
    assert allowed_words(dated) == frozenset()


def test_allows_a_word_judged_to_be_somebody_else_s_name(dated: Case, cast: Cast) -> None:
    """The newest decision about it counts; a decision about another kind of finding allows nothing."""
    rows = (
        (FindingKind.MISSPELT, "Rosalyn", Judgement.REPLACE),
        (FindingKind.MISSPELT, "Rosalyn", Judgement.KEEP),
        (FindingKind.DAY, "14 March 2021", Judgement.KEEP),
    )
    for kind, words, judgement in rows:
        FindingDecision.objects.create(
            case=dated, fingerprint=words, kind=kind, words=words, judgement=judgement, by=cast.coordinator
        )
    assert allowed_words(dated) == {"Rosalyn"}
