"""Words are protected, findings decided, names in a text replaced and taken back."""

from typing import Any

import pytest

from dhr_cases.actions.anonymity import (
    Judged,
    Protection,
    change_protection,
    changed_text,
    decide_findings,
    end_legal_hold,
    end_protection,
    judge,
    protect_many,
    protect_words,
    replace_names,
    start_legal_hold,
    take_names_back,
)
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.actions.report_sections import write_section
from dhr_cases.anonymisation.register import tokens_of
from dhr_cases.anonymisation.text_findings import TextFinding, findings_in
from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, FindingDecision, Part, ProtectedToken, SectionVersion, TextOrigin
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

SCHOOL = Protection(TokenKind.SCHOOL, "Oast Primary", "a primary school", "Oasty\nOPS")
TEXT = "Zebedee Quillfeather went to Oast Primary.\n\nOn 3 May 2018 Zebedee rang the police."
CODE = "introduction"
KIND = PaperKind.OVERVIEW_REPORT


def last(case: Case, event: Event) -> CaseEvent:
    """The newest event of a kind."""
    found: CaseEvent = CaseEvent.objects.filter(case=case, kind=event).order_by("-pk")[0]
    return found


@pytest.fixture
def school(case: Case, cast: Cast) -> ProtectedToken:
    """A school that is protected."""
    return protect_words(case=case, by=cast.coordinator, words=SCHOOL)


@pytest.fixture
def named(case: Case, cast: Cast, school: ProtectedToken) -> Case:
    """A case with a person and a school."""
    facts = PersonFacts(part=Part.ALLEGED_PERPETRATOR, name="Zebedee Quillfeather", pseudonym="Mark")
    record_person(case=case, by=cast.coordinator, facts=facts)
    return case


@pytest.fixture
def writing(case: Case, cast: Cast) -> Case:
    """A case in drafting, with the section of ``TEXT``."""
    case_at(cast, case, Stage.DRAFTING)
    facts = PersonFacts(part=Part.ALLEGED_PERPETRATOR, name="Zebedee Quillfeather", pseudonym="Mark")
    record_person(case=case, by=cast.coordinator, facts=facts)
    protect_words(case=case, by=cast.coordinator, words=SCHOOL)
    write_section(case=case, by=cast.independent_chair, kind=KIND, code=CODE, text=TEXT, based_on=0)
    return case


def found(case: Case, kind: FindingKind, text: str = TEXT) -> TextFinding:
    """The first finding of a kind."""
    return next(row for row in findings_in(case, text) if row.suggestion.kind is kind)


def as_suggested(case: Case, text: str = TEXT) -> list[Judged]:
    """Every finding replaced by what is suggested, or by a plain word."""
    return [Judged(row, Judgement.REPLACE, row.instead or "somebody") for row in findings_in(case, text)]


def test_protects_words_under_all_their_ways_and_tells_only_the_kind(case: Case, school: ProtectedToken) -> None:
    token = next(row for row in tokens_of(case) if row.value == "Oast Primary")
    assert (token.variants, token.replacement) == (("Oasty", "OPS"), "a primary school")
    assert last(case, Event.WORDS_PROTECTED).detail == {"kind": "School"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (Protection(TokenKind.OTHER, " - ", "x"), "Enter the words"),
        (Protection(TokenKind.OTHER, "Hop Lane", " "), "printed instead"),
        (Protection(TokenKind.OTHER, "Hop Lane", "hop  lane"), "protected word itself"),
        (Protection(TokenKind.OTHER, "Hop Lane", "The Lane", "the lane"), "protected word itself"),
        (Protection(TokenKind.OTHER, "oast PRIMARY", "x"), "protected already"),
        (Protection(TokenKind.OTHER, "Hop Lane", "x" * 201), "200 letters"),
    ],
)
def test_refuses_protection_that_would_protect_nothing(
    case: Case, cast: Cast, school: ProtectedToken, words: Protection, sentence: str
) -> None:
    with pytest.raises(Incomplete, match=sentence):
        protect_words(case=case, by=cast.coordinator, words=words)
    assert ProtectedToken.objects.count() == 1


def test_changes_words_with_a_reason_and_keeps_the_former(case: Case, cast: Cast, school: ProtectedToken) -> None:
    other = Protection(TokenKind.SCHOOL, "Oast Primary", "a local school", "Oasty")
    with pytest.raises(Incomplete, match="reason"):
        change_protection(case=case, by=cast.coordinator, token=school, words=other, reason=" ")
    change_protection(case=case, by=cast.coordinator, token=school, words=other, reason="Panel asked")
    assert [row.replacement for row in school.history.order_by("history_id")] == ["a primary school", "a local school"]
    assert last(case, Event.WORDS_PROTECTED).detail["changed"] == ["replacement", "variants"]
    with pytest.raises(Incomplete, match="Nothing was changed"):
        change_protection(case=case, by=cast.coordinator, token=school, words=other, reason="Again")


def test_ends_protection_once_and_with_a_reason(case: Case, cast: Cast, school: ProtectedToken) -> None:
    with pytest.raises(Incomplete, match="reason"):
        end_protection(case=case, by=cast.coordinator, token=school, reason="")
    end_protection(case=case, by=cast.coordinator, token=school, reason="It closed in 1990")
    assert "Oast Primary" not in {row.value for row in tokens_of(case)}
    assert last(case, Event.PROTECTION_ENDED).reason == "It closed in 1990"
    with pytest.raises(NotNow, match="not protected any more"):
        end_protection(case=case, by=cast.coordinator, token=school, reason="Again")


def test_refuses_words_of_another_case(case: Case, other_case: Case, cast: Cast, school: ProtectedToken) -> None:
    for act in (end_protection, change_protection):
        more = {"words": SCHOOL} if act is change_protection else {}
        with pytest.raises(Incomplete, match="another case"):
            act(case=other_case, by=cast.coordinator, token=school, reason="Mistake", **more)


def test_reads_a_list_of_words_with_their_ways(case: Case, cast: Cast) -> None:
    lines = "Hop Lane / Hop Ln = Street A\n\n  The Oast=a house \n"
    rows = protect_many(case=case, by=cast.coordinator, kind=TokenKind.ADDRESS, lines=lines)
    told = [(row.value, row.all_variants, row.replacement) for row in rows]
    assert told == [("Hop Lane", ("Hop Ln",), "Street A"), ("The Oast", (), "a house")]
    assert last(case, Event.WORDS_PROTECTED).detail == {"kind": "Address", "words": 2}


def test_writes_nothing_of_a_list_with_a_fault_and_names_each_line(case: Case, cast: Cast) -> None:
    lines = "Hop Lane = Street A\nno replacement\n= nothing\nhop lane = Street B"
    with pytest.raises(Incomplete) as refusal:
        protect_many(case=case, by=cast.coordinator, kind=TokenKind.ADDRESS, lines=lines)
    assert [sentence[:7] for sentence in refusal.value.missing] == ["Line 2:", "Line 3:", "Line 4:"]
    assert not ProtectedToken.objects.exists()
    with pytest.raises(Incomplete, match="at least one line"):
        protect_many(case=case, by=cast.coordinator, kind=TokenKind.ADDRESS, lines=" \n")


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "family_advocate", "auditor", "outsider"])
def test_leaves_protected_words_to_those_who_may_see_names(case: Case, cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted):
        protect_words(case=case, by=getattr(cast, part), words=SCHOOL)


def test_finds_what_is_protected_in_a_text_and_what_stands_for_it(named: Case) -> None:
    rows = findings_in(named, TEXT)
    assert {row.suggestion.words: row.instead for row in rows if row.suggestion.kind is FindingKind.PROTECTED} == {
        "Zebedee Quillfeather": "Mark",
        "Oast Primary": "a primary school",
        "Zebedee": "Mark",
    }
    assert all(TEXT[row.suggestion.start : row.suggestion.end] == row.suggestion.words for row in rows)


def test_carries_a_decision_to_the_same_words_in_a_later_text(named: Case, cast: Cast) -> None:
    row = found(named, FindingKind.DAY)
    decide_findings(case=named, by=cast.coordinator, judged=[Judged(row, Judgement.KEEP)], reason="Well known")
    later = found(named, FindingKind.DAY, f"A new first paragraph.\n\n{TEXT}")
    assert later.is_kept
    assert found(named, FindingKind.DAY, "On 3 May 2018 somebody else wept.").decision is None
    assert FindingDecision.objects.get().words == row.suggestion.words
    assert last(named, Event.FINDING_DECIDED).detail == {"keep as it is": 1}


@pytest.mark.parametrize(
    "text",
    ["## On {0}", "- On {0}\n- Then nothing.", "First.\n- On {0}", "| When | What |\n| On {0} | tea |", "On {0}\n\nx"],
)
def test_knows_words_again_whatever_sign_begins_their_paragraph(named: Case, text: str) -> None:
    """A paper sets bullets, subheadings and cells as paragraphs of their own; so does the gate that reads it."""
    plain = found(named, FindingKind.DAY, "On 3 May 2018").fingerprint
    assert found(named, FindingKind.DAY, text.format("3 May 2018")).fingerprint == plain


def test_keeps_no_protected_word(named: Case, cast: Cast) -> None:
    row = found(named, FindingKind.PROTECTED)
    with pytest.raises(Incomplete, match="is a protected word"):
        decide_findings(case=named, by=cast.coordinator, judged=[Judged(row, Judgement.KEEP)])
    assert not FindingDecision.objects.exists()


@pytest.mark.parametrize("instead", ["", " ", "3 may 2018", "x" * 201])
def test_asks_what_is_printed_instead(named: Case, cast: Cast, instead: str) -> None:
    row = found(named, FindingKind.DAY)
    with pytest.raises(Incomplete, match="printed instead"):
        decide_findings(case=named, by=cast.coordinator, judged=[Judged(row, Judgement.GENERALISE, instead)])


def test_decides_about_nothing_only_when_there_is_something(named: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="at least one"):
        decide_findings(case=named, by=cast.coordinator, judged=[])


def test_replaces_names_as_a_new_version_and_takes_them_back_to_the_letter(writing: Case, cast: Cast) -> None:
    judged = as_suggested(writing)
    section: dict[str, Any] = {"case": writing, "by": cast.coordinator, "kind": KIND, "code": CODE}
    version = replace_names(**section, seen=1, judged=judged)
    assert version is not None
    assert (version.number, version.origin, version.based_on) == (2, TextOrigin.PSEUDONYMS, 1)
    assert "Quillfeather" not in version.text
    assert version.text.startswith("Mark went to a primary school.")
    assert last(writing, Event.NAMES_REPLACED).detail["places"] == len(judged)
    with pytest.raises(Incomplete, match="Somebody saved"):
        replace_names(**section, seen=1, judged=judged)
    back = take_names_back(**section, seen=2)
    assert (back.text, back.number) == (TEXT, 3)
    with pytest.raises(Incomplete, match="No names were replaced"):
        take_names_back(**section, seen=3)
    assert SectionVersion.objects.count() == 3


def test_writes_no_version_when_all_words_stay(writing: Case, cast: Cast) -> None:
    kept = [Judged(found(writing, FindingKind.DAY), Judgement.KEEP)]
    version = replace_names(case=writing, by=cast.coordinator, kind=KIND, code=CODE, seen=1, judged=kept)
    assert version is None
    assert SectionVersion.objects.count() == 1


def test_lays_answers_over_findings_and_earlier_decisions_under_them(named: Case, cast: Cast) -> None:
    day = found(named, FindingKind.DAY)
    decide_findings(case=named, by=cast.coordinator, judged=[Judged(day, Judgement.GENERALISE, "in May 2018")])
    name = found(named, FindingKind.PROTECTED)
    answers = {name.fingerprint: (Judgement.REPLACE, "Mark")}
    assert {row.replacement for row in judge(named, TEXT, answers)} == {"Mark", "in May 2018"}
    assert {row.replacement for row in judge(named, TEXT, answers, again=True)} == {"Mark"}


def test_changes_no_text_that_is_not_the_one_looked_through(named: Case) -> None:
    with pytest.raises(Incomplete, match="Somebody saved"):
        changed_text("Another text altogether, and long enough for every place.", as_suggested(named))


def test_replaces_no_names_before_there_is_a_draft(named: Case, cast: Cast) -> None:
    with pytest.raises(NotNow):
        replace_names(case=named, by=cast.coordinator, kind=KIND, code=CODE, seen=0, judged=[])


def test_keeps_a_record_until_the_reason_has_ended(case: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="must be kept"):
        start_legal_hold(case=case, by=cast.coordinator, reason=" ")
    hold = start_legal_hold(case=case, by=cast.coordinator, reason="The coroner asked", asked_by="Coroner's officer")
    with pytest.raises(Incomplete, match="any longer"):
        end_legal_hold(case=case, by=cast.coordinator, hold=hold, reason="")
    end_legal_hold(case=case, by=cast.coordinator, hold=hold, reason="Inquest ended")
    assert last(case, Event.LEGAL_HOLD_ENDED).reason == "Inquest ended"
    with pytest.raises(NotNow, match="ended already"):
        end_legal_hold(case=case, by=cast.coordinator, hold=hold, reason="Again")
    with pytest.raises(NotPermitted):
        start_legal_hold(case=case, by=cast.independent_chair, reason="Mine")
