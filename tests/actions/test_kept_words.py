"""Words that stay while names around them are replaced are decided in the new text too, wherever they stand there."""

import pytest

from dhr_cases.actions.anonymity import Judged, decide_findings, replace_names
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.actions.report_sections import write_section
from dhr_cases.anonymisation.suggesting import Suggestion
from dhr_cases.anonymisation.text_findings import TextFinding, findings_in
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.models import Case, FindingDecision, Part
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

CODE = "introduction"
KIND = PaperKind.OVERVIEW_REPORT
DAY = "3 May 2018"
TEXT = f"Zebedee rang on {DAY} and Zebedee wrote on 4 June 2019; on ({DAY} Zebedee left."


@pytest.fixture
def writing(case: Case, cast: Cast) -> Case:
    """A case in drafting, with the section of ``TEXT``."""
    case_at(cast, case, Stage.DRAFTING)
    facts = PersonFacts(part=Part.ALLEGED_PERPETRATOR, name="Zebedee", pseudonym="Mark")
    record_person(case=case, by=cast.coordinator, facts=facts)
    write_section(case=case, by=cast.independent_chair, kind=KIND, code=CODE, text=TEXT, based_on=0)
    return case


def judged_in(case: Case, instead: str, generalised: str = "in 2019") -> list[Judged]:
    """Every name replaced, the day of June told by its year, the day of May kept."""
    rows = findings_in(case, TEXT)
    return [
        Judged(row, Judgement.KEEP)
        if row.suggestion.words == DAY
        else Judged(row, Judgement.REPLACE, instead)
        if row.suggestion.kind is FindingKind.PROTECTED
        else Judged(row, Judgement.GENERALISE, generalised)
        for row in rows
    ]


def replaced(case: Case, cast: Cast, judged: list[Judged]) -> str:
    """The text once names are replaced."""
    version = replace_names(case=case, by=cast.coordinator, kind=KIND, code=CODE, seen=1, judged=judged)
    assert version is not None
    return str(version.text)


def kept_in(case: Case, text: str) -> list[tuple[int, bool]]:
    """Where the day of May stands, and whether it is decided that it stays."""
    rows = findings_in(case, text)
    return [(row.suggestion.start, row.is_kept) for row in rows if row.suggestion.words == DAY]


def places(text: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(DAY, place)]


@pytest.mark.parametrize("instead", ["Bo", "Zebedeh", "a man known to her", "  Bo  "])
def test_finds_kept_words_again_where_they_stand_now(writing: Case, cast: Cast, instead: str) -> None:
    """Shorter, as long, longer, or with blanks that are not printed."""
    text = replaced(writing, cast, judged_in(writing, instead))
    assert text == TEXT.replace("Zebedee", instead.strip()).replace("4 June 2019", "in 2019")
    assert kept_in(writing, text) == [(place, True) for place in places(text)]
    assert len(places(text)) == 2


def test_counts_what_is_replaced_right_before_kept_words(writing: Case, cast: Cast) -> None:
    """A sign that somebody replaces by a word moves the day that follows it at once."""
    at = TEXT.index("(")
    sign = TextFinding(Suggestion(at, at + 1, "(", FindingKind.POSTCODE, "", ""), "sign", "", "")
    judged = [*judged_in(writing, "Bo"), Judged(sign, Judgement.REPLACE, "the night: -")]
    text = replaced(writing, cast, sorted(judged, key=lambda row: row.finding.suggestion.start))
    assert "the night: -3 May 2018" in text
    assert kept_in(writing, text) == [(place, True) for place in places(text)]


def test_decides_once_about_kept_words_among_the_same_neighbours(writing: Case, cast: Cast) -> None:
    """The decision about the old text counts in the new one; a second row would say nothing new."""
    first = next(row for row in findings_in(writing, TEXT) if row.suggestion.words == DAY)
    last_name = [row for row in findings_in(writing, TEXT) if row.suggestion.kind is FindingKind.PROTECTED][-1]
    text = replaced(writing, cast, [Judged(first, Judgement.KEEP), Judged(last_name, Judgement.REPLACE, "Bo")])
    assert kept_in(writing, text)[0] == (first.suggestion.start, True)
    assert FindingDecision.objects.filter(case=writing, judgement=Judgement.KEEP).count() == 1


def test_leaves_undecided_what_nobody_kept(writing: Case, cast: Cast) -> None:
    judged = [row for row in judged_in(writing, "Bo") if row.judgement is not Judgement.KEEP]
    assert [stays for _, stays in kept_in(writing, replaced(writing, cast, judged))] == [False, False]


def test_leaves_what_was_decided_otherwise_of_the_new_place(writing: Case, cast: Cast) -> None:
    """A decision somebody made of these words among their new neighbours is not overruled by the old one."""
    judged = judged_in(writing, "Bo")
    now = TEXT.replace("Zebedee", "Bo").replace("4 June 2019", "in 2019")
    later = [
        Judged(row, Judgement.GENERALISE, "in May") for row in findings_in(writing, now) if row.suggestion.words == DAY
    ]
    decide_findings(case=writing, by=cast.coordinator, judged=later)
    assert replaced(writing, cast, judged) == now
    assert [stays for _, stays in kept_in(writing, now)] == [False, False]
