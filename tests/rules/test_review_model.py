"""The tables of the review hold together, and the check that says so can fail."""

from dataclasses import replace

from dhr_cases.model_check import dead_ends, faults
from dhr_cases.roles import CasePermission, Role, in_words, roles_with
from dhr_cases.stages import STAGES, Stage, has_reached, may_follow, ways_in
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
