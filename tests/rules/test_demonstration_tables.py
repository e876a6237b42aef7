"""The demonstration's tables fit together: its people, cases, texts, money and meetings, all of them invented."""

import csv
import io
import re
from collections import Counter

import pytest

from dhr_cases.models import Outcome, Scope
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.plain_text import Bullets, Paragraph, Subheading, Table, parts_of
from dhr_cases.report_sections import SECTIONS
from dhr_cases.roles import ROLES, Holding, Role
from dhr_cases.stages import Stage
from governance.item_codes import PARTS as AGENDA_PARTS
from governance.meeting_terms import MemberRole
from workflows.demonstration import words
from workflows.demonstration.directing import BRANCH_FROM, DAYS_TO
from workflows.demonstration.meetings import MEMBERS, STANDING
from workflows.demonstration.money import CAP_BEFORE, CAP_NOW, CONTACTS, PAYERS
from workflows.demonstration.people import AGENCY_PARTS, BODIES, EXTRAS, PANEL, PARTS, SECOND
from workflows.demonstration.plans import ANSWERS, PLAN
from workflows.demonstration.scripts import SCRIPTS, Script
from workflows.demonstration.themes import BY_TWO, MOST, SEEN_BY
from workflows.playing.scenes import MAIN_LINE

S = Stage
TEXTS = {PaperKind.EXECUTIVE_SUMMARY: words.SUMMARY, PaperKind.OVERVIEW_REPORT: words.REPORT}
ALL_TEXTS = [(kind, code, text) for kind, texts in TEXTS.items() for code, text in texts.items()]


def script(pseudonym: str) -> Script:
    """The case of this pseudonym."""
    return next(row for row in SCRIPTS if row.pseudonym == pseudonym)


# The cases


def test_has_a_case_in_every_stage_and_two_where_there_is_more_to_see() -> None:
    found = Counter(row.stage for row in SCRIPTS)
    assert set(found) == set(Stage)
    assert {stage: count for stage, count in found.items() if count > 1} == {
        S.SCOPING: 2, S.INFO_REQUESTED: 2, S.CLOSED: 2,
    }  # fmt: skip  # the stages with two


def test_lists_cases_in_the_order_of_the_stages_but_for_branches() -> None:
    order = list(Stage)
    on_the_line = [order.index(row.stage) for row in SCRIPTS if row.stage in MAIN_LINE]
    assert on_the_line == sorted(on_the_line)


def test_gives_each_case_a_pseudonym_of_one_word_and_a_day_in_its_stage() -> None:
    names = [row.pseudonym for row in SCRIPTS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in names)
    assert all(row.dwell > 0 and row.pace >= 1 and row.rounds >= 1 for row in SCRIPTS)


@pytest.mark.parametrize(
    ("particular", "names"),
    [
        ("is_held", {"Jasper"}), ("is_extended", {"Marigold", "Olive"}), ("is_joint", {"Hazel", "Olive"}),
        ("has_silent_agency", {"Willow", "Poppy"}),
    ],
)  # fmt: skip  # what a visitor finds where
def test_shows_each_particular_on_these_cases(particular: str, names: set[str]) -> None:
    assert {row.pseudonym for row in SCRIPTS if getattr(row, particular)} == names


def test_decides_against_a_review_only_where_the_case_goes_that_way() -> None:
    no_review = {row.stage for row in SCRIPTS if row.outcome is Outcome.NO_REVIEW}
    assert no_review == {S.DECIDED_NO_REVIEW, S.HO_SCRUTINY, S.DIRECTED, S.CLOSED}
    assert [row.stage for row in SCRIPTS if row.outcome is Outcome.ALTERNATIVE] == [S.DECIDED_ALTERNATIVE]
    assert (script("Larch").outcome, script("Quince").outcome) == (Outcome.REVIEW, Outcome.NO_REVIEW)
    assert {row.pseudonym for row in SCRIPTS if row.rounds > 1} == {"Briar"}


def test_knows_the_way_to_every_stage() -> None:
    assert set(DAYS_TO) == set(MAIN_LINE) - {S.REFERRED}
    assert all(days > 0 for days in DAYS_TO.values())
    assert set(BRANCH_FROM) == set(Stage) - set(MAIN_LINE)
    assert set(BRANCH_FROM.values()) < set(MAIN_LINE)


# The people


def test_has_one_account_for_every_role() -> None:
    held = Counter(row.role for row in PARTS.values())
    assert set(held) == set(Role)
    assert {role for role, count in held.items() if count > 1} == {Role.FUNDING_CONTACT}


def test_gives_everybody_a_name_of_their_own_and_a_body_where_the_role_needs_one() -> None:
    people = {**PARTS, **EXTRAS}
    assert len(people) == len(PARTS) + len(EXTRAS)
    assert len({row.name for row in people.values()}) == len(people)
    for part, row in people.items():
        assert row.job_title, part
        assert bool(row.body) is ROLES[row.role].needs_organisation, part
    assert EXTRAS[SECOND].role is PARTS["coordinator"].role


def test_has_a_member_an_author_and_a_contact_for_every_agency_on_the_panel() -> None:
    people = {**PARTS, **EXTRAS}
    assert tuple(AGENCY_PARTS) == PANEL
    assert set(PANEL) < set(BODIES)
    for body, parts in AGENCY_PARTS.items():
        assert [people[part].role for part in parts] == [Role.PANEL_MEMBER, Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT]
        assert {people[part].body for part in parts} == {body}
    held_by_case = [row for row in EXTRAS.values() if ROLES[row.role].holding is Holding.CASE]
    assert len(held_by_case) == len(EXTRAS) - 1


def test_lets_one_account_answer_for_each_payer() -> None:
    assert set(CONTACTS) == set(PAYERS)
    assert len(set(CONTACTS.values())) == len(PAYERS)
    for body, part in CONTACTS.items():
        assert (PARTS[part].role, PARTS[part].body) == (Role.FUNDING_CONTACT, body)
    assert CAP_BEFORE < CAP_NOW


# The texts


@pytest.mark.parametrize(("kind", "code", "text"), ALL_TEXTS)
def test_writes_only_sections_that_the_paper_has(kind: PaperKind, code: str, text: str) -> None:
    assert code in {row.code for row in SECTIONS[kind]}
    typed = words.as_typed(text, "Rowan")
    assert "{" not in typed
    assert ("{name}" in text) is ("Rowan" in typed)
    assert not re.search(r"\d{4}", typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("One\ntwo", "One two"),
        ("One\n\ntwo\nthree", "One\n\ntwo three"),
        ("- One\n- two\nand more", "- One\n- two and more"),
        ("## Head\n\n{name} died\nin spring.", "## Head\n\nRowan died in spring."),
        ("| A | B |\n| 1 | {name} |", "| A | B |\n| 1 | Rowan |"),
        ("", ""),
    ],
)
def test_types_a_paragraph_as_one_line_and_keeps_lists_and_tables(text: str, typed: str) -> None:
    assert words.as_typed(text, "Rowan") == typed


def test_shows_paragraphs_lists_headings_and_a_table() -> None:
    parts = [part for _kind, _code, text in ALL_TEXTS for part in parts_of(words.as_typed(text, "Rowan"))]
    assert {type(part) for part in parts} == {Paragraph, Bullets, Subheading, Table}
    assert len(parts_of(words.as_typed(words.SUMMARY["chronology"], "Rowan"))) == 5
    (equality,) = [part for part in parts_of(words.REPORT["equality"]) if isinstance(part, Table)]
    assert [len(row) for row in equality.rows] == [2] * len(equality.rows)


def test_comments_on_sections_that_are_written_by_hand() -> None:
    assert set(words.COMMENTS) <= set(words.REPORT)
    assert all(text.endswith((".", "?")) for text in (*words.COMMENTS.values(), words.WITHHELD, words.REMAINS))


# Plans, themes and meetings


def test_takes_in_a_plan_whose_last_line_says_nothing_that_can_be_done() -> None:
    rows = list(csv.DictReader(io.StringIO(PLAN)))
    assert [row["No."] for row in rows] == ["3", "", "4", "5", ""]
    assert [row["Scope"].lower() for row in rows if row["Scope"]] == [Scope.LOCAL, Scope.REGIONAL, Scope.NATIONAL]
    assert [bool(row["Action to take"]) for row in rows] == [True, True, True, True, False]
    assert rows[-1]["Lead agency"] in BODIES
    assert rows[2]["Lead agency"] not in BODIES
    assert [len(answer) for answer in ANSWERS] == [3, 3]
    assert [answer[0] for answer in ANSWERS] == ["In progress", "Done"]


def test_leaves_something_for_the_second_reader_and_one_thing_to_settle() -> None:
    assert 1 < BY_TWO < MOST
    assert all(word == word.lower() for telling in SEEN_BY.values() for word in telling)
    assert len({word for telling in SEEN_BY.values() for word in telling}) == sum(map(len, SEEN_BY.values()))


def test_seats_one_chair_and_one_vice_chair_and_items_in_parts_that_are_there() -> None:
    roles = Counter(role for _name, role, _body in MEMBERS)
    assert (roles[MemberRole.CHAIR], roles[MemberRole.VICE_CHAIR]) == (1, 1)
    assert {body for _name, _role, body in MEMBERS} <= set(BODIES)
    assert [part for part, _title in STANDING] == sorted(part for part, _title in STANDING)
    assert {part for part, _title in STANDING} <= set(AGENDA_PARTS)
