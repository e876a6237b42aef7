"""The made pages say of each row of a table exactly what the table says, cell by cell."""

from collections.abc import Callable

import pytest

from config import env
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import FROM_STAGE, SHOWN_AS, Material
from dhr_cases.papers.kinds import MADE
from dhr_cases.papers.letters import LETTERS, PLACEHOLDERS, LetterKind
from dhr_cases.papers.templates import PLACEHOLDERS as TEMPLATE_PLACEHOLDERS
from dhr_cases.policy import every_clock, regimes
from dhr_cases.request_states import REQUEST_STATES
from dhr_cases.roles import ROLES, CasePermission, RequestPermission, Role, SitePermission
from dhr_cases.stages import STAGES, Phase, Stage
from dhr_cases.verbs import ALWAYS, VERBS, Verb
from funding.papers.invoice_data.layout import DATE_FORMS, FIELDS, SHIPPED
from funding.papers.kinds import KINDS as FUNDING_KINDS
from workflows.reference_pages import PAGES, acts, clocks, funding_papers, letters, papers, roles, settings_page, stages
from workflows.reference_pages.stage_spans import labels, span
from workflows.reference_pages.writing import EVIDENCE, table
from workflows.steps import STEPS

S = Stage
V = Verb


def tables(make: Callable[[], str]) -> list[list[list[str]]]:
    """The tables of a page as cells, heads first."""
    found: list[list[list[str]]] = [[]]
    for line in make().splitlines():
        if line.startswith("| "):
            found[-1].append([cell.strip() for cell in line.strip("|").replace("\\|", "¦").split("|")])
        elif found[-1]:
            found.append([])
    return [[rows[0], *rows[2:]] for rows in found if rows]


def by_code(make: Callable[[], str], place: int = 0) -> dict[str, list[str]]:
    """The rows of a table by their second cell, without its marks."""
    return {row[1].strip("`"): row for row in tables(make)[place][1:]}


# The acts


def test_has_a_row_for_each_act_in_the_order_of_the_table() -> None:
    assert list(by_code(acts.page)) == [str(verb) for verb in VERBS]


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (V.AGREE_LEAD, "Death referred"),
        (V.RECORD_SCOPING_RETURN, "Death referred, Lead partnership settled, Scoping"),
        (V.RECORD_CRITERIA, "all but Transferred to another partnership, Closed"),
        (V.RECORD_PERSON, "all"),
        (V.TELL_FAMILY, "6 stages from Decided: review to Review directed"),
        (V.ADD_QUOTE, "22 stages from Home Office told to Cleared by the Home Office without "
         "No-review decision with the Home Office"),
    ],
)  # fmt: skip  # an act and its stages
def test_tells_in_which_stages_an_act_can_be_done(verb: Verb, words: str) -> None:
    assert by_code(acts.page)[verb][3] == words


def test_says_of_every_stage_whether_an_act_can_be_done_there() -> None:
    """A reader can work every stage out from the cell: no stage between is meant that does not belong."""
    told = by_code(acts.page)
    order = list(STAGES)
    for verb, row in VERBS.items():
        words, missing = told[verb][3], set(STAGES) - row.stages
        if row.stages == ALWAYS:
            assert words == "all"
        elif len(missing) <= 3:
            assert words == f"all but {', '.join(labels(missing))}"
        elif len(row.stages) <= 4:
            assert words == ", ".join(labels(row.stages))
        else:
            places = [order.index(stage) for stage in row.stages]
            between = order[min(places) : max(places) + 1]
            assert [STAGES[stage].label in words for stage in between[1:-1]].count(True) == len(between) - len(places)


def test_names_who_may_do_an_act_where_it_leads_and_what_stops_it() -> None:
    told = by_code(acts.page)
    assert (told[V.DECIDE][2], told[V.RECORD_SCRUTINY][2]) == ("Partnership chair", "Coordinator, Home Office reader")
    assert told[V.RECORD_SCRUTINY][4] == "Review directed, Closed"
    assert (told[V.RECORD_PERSON][4], told[V.RECORD_PERSON][5]) == ("", "")
    assert (told[V.TELL_FAMILY][5], told[V.REPLACE_NAMES][5]) == ("Family contact", "Drafting")
    for verb, row in VERBS.items():
        assert told[verb][5] == (row.stopped_by.label if row.stopped_by else "")


def test_names_the_stages_between_that_do_not_belong() -> None:
    assert span([S.SCOPING]) == "Scoping to Scoping"
    assert span({S.SCOPING, S.REFERRED, S.LEAD_AGREED}) == "Death referred to Scoping"
    assert span({S.SCOPING, S.REFERRED}) == "Death referred to Scoping without Lead partnership settled"
    assert labels({S.SCOPING, S.REFERRED}) == ["Death referred", "Scoping"]
    assert labels([]) == []


# The letters


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LetterKind.SECURE_RECORDS, "Death referred to Information requested without Transferred to another "
         "partnership"),
        (LetterKind.SCOPING, "Lead partnership settled, Scoping"),
        (LetterKind.HOME_OFFICE_REVIEW, "Decided: review"),
        (LetterKind.FAMILY_DECISION, "Decided: review to Review directed"),
    ],
)  # fmt: skip  # a letter and when it goes out
def test_tells_when_a_letter_goes_out(kind: LetterKind, words: str) -> None:
    assert by_code(letters.page)[kind][3] == words


def test_tells_of_each_letter_to_whom_it_goes_and_what_its_words_may_name() -> None:
    told = by_code(letters.page)
    assert list(told) == [str(kind) for kind in LETTERS]
    for kind, row in LETTERS.items():
        assert (told[kind][0], told[kind][2], told[kind][4]) == (row.label, row.to, row.source)
    _letters, placeholders = tables(letters.page)
    assert placeholders[1:] == [[f"`{{{name}}}`", words] for name, words in PLACEHOLDERS.items()]


# The stages


def test_has_a_row_for_each_stage_with_who_is_asked_and_what_follows() -> None:
    told = {row[2].strip("`"): row for row in tables(stages.page)[0][1:]}
    assert list(told) == [str(stage) for stage in Stage]
    for stage, row in STAGES.items():
        following = ", ".join(STAGES[each].label for each in row.next) or "nowhere"
        assert (told[stage][0], told[stage][1], told[stage][3]) == (row.number, row.label, row.public_label)
        assert (told[stage][4], told[stage][6], told[stage][8]) == (ROLES[row.owner].label, following, row.source)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (S.REFERRED, STEPS["agree_lead"].title), (S.PANEL_WORK, "Start interviews or drafting"),
        (S.INFO_REQUESTED, "nobody: information"), (S.CLOSED, "nobody: closed"),
        (S.TRANSFERRED, "nobody: transferred"),
    ],
)  # fmt: skip  # a stage and who is asked
def test_says_what_is_asked_in_a_stage_or_why_nobody_is(stage: Stage, words: str) -> None:
    told = {row[2].strip("`"): row[5] for row in tables(stages.page)[0][1:]}
    assert told[stage] == words


def test_draws_every_stage_once_within_its_phase() -> None:
    lines = stages.diagram().splitlines()
    assert (lines[:2], lines[-1]) == (["```mermaid", "flowchart TD"], "```")
    assert [line for line in lines if "subgraph" in line] == [
        f'  subgraph phase{number}["{phase.value}"]' for number, phase in enumerate(Phase)
    ]
    for stage, row in STAGES.items():
        assert lines.count(f'    {stage}["{row.label}"]') == 1


def test_draws_no_way_out_of_an_end_and_two_out_of_a_proposed_ending() -> None:
    ways = [line.strip().split(" --> ") for line in stages.diagram().splitlines() if " --> " in line]
    assert len(ways) == len({tuple(way) for way in ways})
    assert sorted(end for begin, end in ways if begin == S.END_PROPOSED) == sorted([S.ABBREVIATED, S.TERMINATED])
    for stage, row in STAGES.items():
        drawn = [end for begin, end in ways if begin == stage]
        if stage is not S.END_PROPOSED:
            assert drawn == ([] if row.is_final else [str(each) for each in row.next])


def test_lists_the_states_of_a_request() -> None:
    told = by_code(stages.page, place=1)
    assert list(told) == [str(state) for state in REQUEST_STATES]
    for state, row in REQUEST_STATES.items():
        following = ", ".join(REQUEST_STATES[each].label for each in row.next)
        assert told[state] == [row.label, f"`{state}`", "yes" if row.is_closed else "no", following]


# The roles


def test_marks_each_permission_for_the_roles_that_carry_it() -> None:
    _held, on_case, beyond, _seen, _shown = tables(roles.page)
    carried: dict[str, list[bool]] = {
        **{each: [each in row.on_case for row in ROLES.values()] for each in CasePermission},
        **{each: [each in row.on_request for row in ROLES.values()] for each in RequestPermission},
        **{each: [each in row.on_site for row in ROLES.values()] for each in SitePermission},
    }
    marks = [[row[0], *(cell == "yes" for cell in row[1:])] for row in (*on_case[1:], *beyond[1:])]
    assert marks == [[str(each).replace("_", " "), *held] for each, held in carried.items()]
    assert {cell for row in (*on_case[1:], *beyond[1:]) for cell in row[1:]} == {"yes", ""}


def test_says_on_what_each_role_is_held() -> None:
    held = {row[0]: row[1:] for row in tables(roles.page)[0][1:]}
    assert list(held) == [row.label for row in ROLES.values()]
    assert (held["Coordinator"][0], held["Panel member"][0], held["Finance officer"][0]) == (
        "either", "one review", "a standing team",
    )  # fmt: skip  # three roles


@pytest.mark.parametrize("role", Role)
def test_says_from_which_stage_a_role_sees_what(role: Role) -> None:
    seen = tables(roles.page)[3]
    column = seen[0].index(ROLES[role].label)
    for material, row in zip(Material, seen[1:], strict=True):
        first = FROM_STAGE[role].get(material)
        words = "" if first is None else f"{STAGES[first].number} {STAGES[first].label}"
        assert row[column] == ("from the start" if first is S.REFERRED else words)


def test_lists_the_stages_that_show_as_much_as_another() -> None:
    assert tables(roles.page)[4][1:] == [
        [f"{STAGES[one].number} {STAGES[one].label}", f"{STAGES[other].number} {STAGES[other].label}"]
        for one, other in SHOWN_AS.items()
    ]


# The clocks


def test_heads_each_regime_with_its_state_law_and_guidance() -> None:
    text = clocks.page()
    for regime in regimes():
        since = f", from {long_date(regime.effective_from)}" if regime.effective_from else ""
        state = "Switched on" if regime.enabled else "Switched off"
        assert f"## {regime.label_long} (`{regime.id}`)\n\n{state}{since}. {regime.status} Law: {regime.law}." in text
    assert text.count("No clock of its own.") == sum(not regime.clocks for regime in regimes())


def test_lists_every_clock_once_with_its_limit() -> None:
    told = [row for rows in tables(clocks.page) for row in rows[1:]]
    known = {clock.id: clock for clock in every_clock()}
    assert sorted(row[1].strip("`") for row in told) == sorted(known)
    limits = {row[1].strip("`"): (row[4], row[5]) for row in told}
    assert (limits["decide"], limits["imr_return"]) == (("one month", ""), ("none set", "eight weeks"))
    assert limits["copy_to_dac"] == ("as soon as reasonably practicable", "")
    for row in told:
        clock = known[row[1].strip("`")]
        assert row[2:4] == [f"`{clock.start}`", f"`{clock.stop}`"]
        assert row[6:8] == [clock.basis, clock.evidence]


# The papers


def test_says_of_each_paper_of_a_review_what_it_is_filed_as_and_who_makes_it() -> None:
    told = by_code(papers.page)
    assert list(told) == [str(kind) for kind in MADE]
    for kind, row in MADE.items():
        assert told[kind][2:4] == [row.holds, ", ".join(form.label for form in row.formats)]
        assert (told[kind][5], told[kind][7]) == (row.marking.label, row.source)
        assert told[kind][6]
    named = [row[0] for row in tables(papers.page)[1][1:]]
    assert named == [f"`{{{{ {name} }}}}`" for name in TEMPLATE_PLACEHOLDERS]


def test_says_of_each_paper_of_funding_whether_its_body_may_have_it() -> None:
    told = by_code(funding_papers.page)
    assert {code: row[4] for code, row in told.items()} == {
        str(kind): "yes" if row.is_of_one_body else "no" for kind, row in FUNDING_KINDS.items()
    }
    assert {row[4] for row in told.values()} == {"yes", "no"}


def test_lists_the_columns_a_finance_system_can_get() -> None:
    text = funding_papers.page()
    assert tables(funding_papers.page)[1][1:] == [[f"`{name}`", field.label] for name, field in FIELDS.items()]
    assert f"written in ({', '.join(DATE_FORMS)})" in text
    assert text.endswith(", ".join(f"{column.heading} (`{column.field}`)" for column in SHIPPED) + ".\n")


# The settings


def test_says_what_each_setting_accepts_and_what_it_is_left_alone() -> None:
    told = {row[0].strip("`"): row for row in tables(settings_page.page)[0][1:]}
    assert list(told) == [variable.name for variable in env.VARIABLES.values()]
    assert {name: row[2] for name, row in told.items() if row[2][:1] != "`"} == {
        "SECRET_KEY": "none: must be set", "FIELD_ENCRYPTION_KEYS": "none: must be set", "DATABASE_URL": "empty",
        "SOURCE_URL": "empty",
    }  # fmt: skip  # those that are set to nothing
    assert (told["PORT"][1], told["PORT"][2]) == ("a whole number from 1 to 65535", "`8000`")


def test_says_which_settings_are_never_shown() -> None:
    told = {row[0].strip("`"): row[3] for row in tables(settings_page.page)[0][1:]}
    secret = {name for name, words in told.items() if words.endswith(" Secret: never shown.")}
    assert secret == {variable.name for variable in env.VARIABLES.values() if variable.is_secret}


# Every page


@pytest.mark.parametrize("name", PAGES)
def test_gives_every_row_as_many_cells_as_there_are_heads(name: str) -> None:
    assert tables(PAGES[name])
    for rows in tables(PAGES[name]):
        assert {len(row) for row in rows} == {len(rows[0])}


def test_explains_the_marks_wherever_a_source_is_told() -> None:
    assert [name for name, make in PAGES.items() if EVIDENCE in make()] == [
        "stages.md", "roles-and-permissions.md", "letters.md", "papers.md", "funding-papers.md",
    ]  # fmt: skip  # the pages whose tables name sources
    assert table(("A", "B"), [("one\ntwo", "")]) == "| A | B |\n| --- | --- |\n| one two |  |"
