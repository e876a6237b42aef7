"""The tables of the review hold together, and the check that says so can fail."""

from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.model_check import dead_ends, faults, reachable
from dhr_cases.roles import CasePermission, Role, in_words, inside_a_sentence, roles_with
from dhr_cases.stages import STAGES, START, Stage, StageRow, has_reached, may_follow, rank, ways_in
from dhr_cases.verbs import VERBS, Verb, VerbRow


def test_finds_no_fault_in_the_tables() -> None:
    """Every stage has an owner, a source, words, a way in and a way out that some act takes."""
    assert faults() == []


def test_finds_a_dead_end() -> None:
    """A stage that leads nowhere is named."""
    broken = {**STAGES, Stage.SCOPING: replace(STAGES[Stage.SCOPING], next=())}
    assert dead_ends(broken) == (Stage.SCOPING,)
    assert "SCOPING: dead end, no stage follows." in faults(broken)


def test_finds_a_stage_that_cannot_be_reached() -> None:
    """Cutting the way to the decision cuts off what lies behind."""
    broken = {**STAGES, Stage.PRE_PUBLICATION: replace(STAGES[Stage.PRE_PUBLICATION], next=(Stage.PUBLISHED,))}
    assert "PUBLICATION_WITHHELD: cannot be reached from REFERRED." in faults(broken)


def test_finds_a_way_that_no_act_takes() -> None:
    """A row in the stage table without an act behind it is a promise nobody keeps."""
    broken: dict[Verb, VerbRow] = {verb: VERBS[verb] for verb in Verb if verb != Verb.SIGN_OFF}
    assert "PANEL_APPROVED: no act leads from it to CSP_SIGNED_OFF." in faults(verbs=broken)


def test_only_the_partnership_chair_decides() -> None:
    """The coordinator prepares the decision and cannot take it."""
    assert roles_with(CasePermission.DECIDE) == (Role.CSP_CHAIR,)
    assert in_words(roles_with(CasePermission.DECIDE)) == "the partnership chair"


def test_names_an_office_with_its_capitals() -> None:
    """A proper name keeps its capitals inside a sentence."""
    assert in_words((Role.COORDINATOR, Role.HOME_OFFICE_READER)) == "the coordinator or the Home Office reader"


def test_every_live_review_can_be_proposed_for_ending() -> None:
    """A review under way can be put to the Home Office, and can come back to where it was."""
    origins = ways_in(Stage.END_PROPOSED)
    assert Stage.DRAFTING in origins
    assert all(may_follow(Stage.END_PROPOSED, stage) for stage in origins)


def test_later_stages_have_reached_earlier_ones() -> None:
    """Disclosure goes by the order of the table."""
    assert has_reached(Stage.DRAFTING, Stage.PANEL_FORMED)
    assert not has_reached(Stage.PANEL_FORMED, Stage.DRAFTING)


def with_stage(stage: Stage, **changes: Any) -> dict[Stage, StageRow]:
    """The stage table with one row changed."""
    return {**STAGES, stage: replace(STAGES[stage], **changes)}


def with_verb(verb: Verb, **changes: Any) -> dict[Verb, VerbRow]:
    """The act table with one row changed."""
    return {**VERBS, verb: replace(VERBS[verb], **changes)}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"owner": "nobody"}, "its owner nobody is no role."),
        ({"source": " "}, "has no source."),
        ({"label": " "}, "has no words."),
        ({"public_label": ""}, "has no words."),
    ],
)
@pytest.mark.parametrize("stage", Stage)
def test_finds_a_row_that_lacks_a_fact(stage: Stage, changes: dict[str, str], sentence: str) -> None:
    assert faults(with_stage(stage, **changes)) == [f"{stage}: {sentence}"]


def test_finds_a_stage_that_follows_itself() -> None:
    broken = with_stage(Stage.DRAFTING, next=(*STAGES[Stage.DRAFTING].next, Stage.DRAFTING))
    assert "DRAFTING: follows itself." in faults(broken)


@pytest.mark.parametrize("stage", Stage)
def test_calls_a_stage_without_a_way_out_a_dead_end_unless_it_is_final(stage: Stage) -> None:
    broken = with_stage(stage, next=())
    ends = () if STAGES[stage].is_final else (stage,)
    assert dead_ends(broken) == ends
    assert [fault for fault in faults(broken) if "dead end" in fault] == [
        f"{end}: dead end, no stage follows." for end in ends
    ]


def test_knows_no_dead_end_in_the_table() -> None:
    assert dead_ends() == ()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not START])
def test_finds_each_stage_to_which_no_way_leads(stage: Stage) -> None:
    closed = {
        each: replace(row, next=tuple(way for way in row.next if way is not stage)) for each, row in STAGES.items()
    }
    assert f"{stage}: cannot be reached from {START}." in faults(closed)
    assert stage not in reachable(closed)


def test_reaches_every_stage_and_asks_no_row_that_is_not_there() -> None:
    assert reachable(STAGES) == frozenset(Stage)
    assert reachable({stage: row for stage, row in STAGES.items() if stage is not START}) == frozenset()
    assert reachable({START: STAGES[START]}) == {START}


@pytest.mark.parametrize("stage", Stage)
def test_finds_a_stage_without_a_row(stage: Stage) -> None:
    lacking = {each: row for each, row in STAGES.items() if each is not stage}
    assert faults(lacking)[0] == f"stage table: {stage} has no row."


@pytest.mark.parametrize("verb", Verb)
def test_finds_an_act_without_a_row(verb: Verb) -> None:
    lacking = {each: row for each, row in VERBS.items() if each is not verb}
    assert faults(verbs=lacking)[0] == f"act table: {verb} has no row."


@pytest.mark.parametrize("verb", Verb)
def test_finds_an_act_that_nobody_may_do(verb: Verb) -> None:
    assert faults(verbs=with_verb(verb, permission="juggle")) == [f"{verb}: no role carries juggle."]


@pytest.mark.parametrize("verb", [verb for verb, row in VERBS.items() if row.leads_to])
def test_finds_an_act_that_leads_where_the_stage_table_does_not(verb: Verb) -> None:
    broken = with_verb(verb, leads_to=(*VERBS[verb].leads_to, START))
    assert faults(verbs=broken) == [f"{verb}: the stage table never leads to {START} from where it is done."]


def test_finds_each_way_that_no_act_takes() -> None:
    """Every way of the table rests on the acts; without their endings all of them are named."""
    still = {verb: replace(row, leads_to=()) for verb, row in VERBS.items()}
    ways = [f"{stage}: no act leads from it to {way}." for stage, row in STAGES.items() for way in row.next]
    assert faults(verbs=still) == ways


def test_wants_an_act_that_can_be_done_in_the_stage_it_leads_from() -> None:
    """Another act that leads to the same stage from elsewhere is none."""
    broken = with_verb(Verb.SEND_FOR_READING, stages=frozenset({Stage.PANEL_WORK}))
    assert faults(verbs=broken) == [
        "DRAFTING: no act leads from it to FAMILY_REVIEW.",
        "send_for_reading: the stage table never leads to FAMILY_REVIEW from where it is done.",
    ]


@pytest.mark.parametrize("stage", Stage)
def test_follows_the_ways_of_the_table_and_no_other(stage: Stage) -> None:
    allowed = [after for after in Stage if may_follow(stage, after)]
    assert set(allowed) == set(STAGES[stage].next)
    assert ways_in(stage) == tuple(before for before in STAGES if stage in STAGES[before].next)


@pytest.mark.parametrize("stage", Stage)
def test_has_reached_itself_and_all_before_it_in_the_table(stage: Stage) -> None:
    order = list(STAGES)
    place = order.index(stage)
    assert rank(stage) == place
    assert [each for each in order if has_reached(stage, each)] == order[: place + 1]


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((), "nobody"),
        ((Role.AUDITOR,), "the auditor"),
        ((Role.CSP_CHAIR, Role.AUDITOR), "the partnership chair or the auditor"),
        (
            (Role.CSP_CHAIR, Role.PANEL_MEMBER, Role.AUDITOR),
            "the partnership chair, the panel member or the auditor",
        ),
    ],
)
def test_lists_roles_as_a_person_would(roles: tuple[Role, ...], words: str) -> None:
    assert in_words(roles) == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Coordinator", "coordinator"),
        ("Independent chair or author", "independent chair or author"),
        ("Home Office reader", "Home Office reader"),
        ("Domestic Abuse Commissioner's office", "Domestic Abuse Commissioner's office"),
    ],
)
def test_makes_a_label_small_inside_a_sentence_unless_it_is_a_name(label: str, words: str) -> None:
    assert inside_a_sentence(label) == words
