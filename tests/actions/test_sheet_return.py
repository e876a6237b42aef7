"""A sheet goes to a body, comes back and is taken in line by line: whole, or refused with the reason."""

import io
from collections.abc import Callable, Mapping

import openpyxl
import pytest
from django.db import connection

from dhr_cases.action_queries import actions_of
from dhr_cases.actions.action_answers import ActionAnswer, record_answer
from dhr_cases.actions.sheet_return import ReturnedSheet, rehearsed, take_in_own_sheet, take_in_sheet
from dhr_cases.errors import Incomplete
from dhr_cases.models import Action, ActionStatus, ActionUpdate, Case, CaseEvent, UpdateSource
from dhr_cases.papers.action_sheet.columns import NOTES, SHEET, STATUSES, Column, Key, key_in
from dhr_cases.papers.action_sheet.sheet_in import SheetLine, as_text, from_text, read_sheet
from dhr_cases.papers.action_sheet.sheet_out import sheet_rows, write_sheet
from tests.conftest import Cast
from tests.following import followed, planned

Filled = Mapping[int, Mapping[Column, str]]
GOING = {Column.STATUS: "In progress", Column.PROGRESS: "First course held"}


@pytest.fixture
def actions(cast: Cast, case: Case) -> list[Action]:
    """Two actions of the police and one of the NHS in a cleared review."""
    return planned(cast, followed(cast, case), (cast.police, cast.police, cast.health))


def written(actions: list[Action]) -> bytes:
    """The sheet of these actions."""
    return write_sheet(sheet_rows(Action.objects.filter(pk__in=[row.pk for row in actions])), title="Actions")


def filled(content: bytes, answers: Filled) -> tuple[SheetLine, ...]:
    """The lines of the sheet once a body has written into these rows."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book[SHEET]
    for number, cells in answers.items():
        for column, value in cells.items():
            page.cell(number, list(Column).index(column) + 1).value = value
    target = io.BytesIO()
    book.save(target)
    return read_sheet(target.getvalue())


def returned(cast: Cast, lines: tuple[SheetLine, ...]) -> ReturnedSheet:
    """The lines taken in by the coordinator."""
    return take_in_sheet(by=cast.coordinator, lines=lines, reach=Action.objects.all())


def test_prints_a_line_for_each_action_and_offers_the_statuses(actions: list[Action]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(actions)))
    page = book[SHEET]
    assert [cell.value for cell in page[1]] == list(Column)
    assert [page.cell(row, 6).value for row in (2, 3, 4)] == ["Run course 3", "Run course 1", "Run course 2"]
    (offered,) = page.data_validations.dataValidation
    assert offered.formula1 == f'"{",".join(status.label for status in STATUSES)}"'
    assert NOTES in book.sheetnames


def test_never_prints_a_formula(cast: Cast, actions: list[Action]) -> None:
    action = actions[0]
    action.recommendation.text = "=HYPERLINK(1)"
    content = write_sheet([action], title="Actions")
    assert openpyxl.load_workbook(io.BytesIO(content))[SHEET].cell(2, 5).value == "'=HYPERLINK(1)"


def test_takes_in_what_was_written_and_passes_over_empty_lines(cast: Cast, actions: list[Action]) -> None:
    found = returned(cast, filled(written(actions), {3: GOING}))
    assert ([line.row for line in found.taken], found.refused) == ([3], ())
    update = ActionUpdate.objects.get(action=actions[0], source=UpdateSource.SHEET)
    assert (update.status, update.progress, update.organisation) == (
        ActionStatus.IN_PROGRESS, "First course held", cast.police,
    )  # fmt: skip  # one line reads as one list
    assert Action.objects.get(pk=actions[1].pk).status == ActionStatus.NOT_STARTED


def test_refuses_lines_one_by_one_and_says_why(cast: Cast, actions: list[Action]) -> None:
    """The sound line is taken in all the same, and nothing of the others stays."""
    answers = {2: {Column.STATUS: "Done"}, 3: {Column.PROGRESS: "Begun"}, 4: GOING | {Column.EXPECTED: "next spring"}}
    before = CaseEvent.objects.count()
    found = returned(cast, filled(written(actions), answers))
    assert [(line.row, line.sentence) for line in found.refused] == [
        (2, "Say what changed, not only what was sent or held."),
        (3, "Where it stands now: It says nothing. Choose not started, in progress, done, not owned by anybody."),
        (4, "Expected to be done: “next spring” is not a day, month or year."),
    ]  # fmt: skip  # one refusal a line
    assert (found.taken, CaseEvent.objects.count()) == ((), before)
    assert not ActionUpdate.objects.filter(source=UpdateSource.SHEET).exists()


def test_refuses_a_key_that_was_changed(cast: Cast, actions: list[Action]) -> None:
    forged = Key(actions[1].pk, 0).text.replace(f"-{actions[1].pk}-", f"-{actions[2].pk}-")
    found = returned(cast, filled(written(actions), {3: GOING | {Column.KEY: forged}}))
    assert [line.sentence[:40] for line in found.refused] == ["The key in the first column is not as we"]


def test_refuses_an_old_sheet(cast: Cast, actions: list[Action]) -> None:
    """What was recorded since is not overwritten, nor is the same sheet taken in twice."""
    sheet = filled(written(actions), {3: GOING})
    answer = ActionAnswer(status=ActionStatus.IN_PROGRESS, progress="Told by telephone")
    record_answer(case=actions[0].recommendation.case, by=cast.coordinator, action=actions[0], answer=answer)
    found = returned(cast, sheet)
    assert [line.sentence[:55] for line in found.refused] == ["Something was recorded of this action after the sheet w"]


class FirstComer:
    """Somebody who is just quicker: acts when the other is about to read the reviews for the first time."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act: Callable[[], object] | None = act

    def __call__(self, execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        """Run the statement; before the first that reads reviews, act."""
        act = self.act
        if act is not None and 'FROM "dhr_cases_case"' in sql:
            self.act = None
            act()
        return execute(sql, params, many, context)


def test_reads_what_was_said_once_the_review_is_locked(cast: Cast, actions: list[Action]) -> None:
    """Of two sheets returned at the same moment the second is old, although it was not when it was opened."""
    lines = filled(written(actions), {3: GOING})
    met: list[ReturnedSheet] = []
    with connection.execute_wrapper(FirstComer(lambda: met.append(returned(cast, lines)))):
        late = returned(cast, lines)
    assert [len(sheet.taken) for sheet in (*met, late)] == [1, 0]
    assert [line.sentence[:55] for line in late.refused] == ["Something was recorded of this action after the sheet w"]
    assert ActionUpdate.objects.filter(source=UpdateSource.SHEET).count() == 1


def test_takes_one_answer_for_an_action(cast: Cast, actions: list[Action]) -> None:
    key = filled(written(actions), {3: GOING})[0].key
    found = returned(cast, filled(written(actions), {3: GOING, 4: GOING | {Column.KEY: key}}))
    assert [(line.row, line.sentence) for line in found.refused] == [
        (4, "Row 3 answers for the same action already.")
    ]  # fmt: skip  # one refusal a line


def test_lets_a_body_answer_for_its_own_actions_alone(cast: Cast, actions: list[Action]) -> None:
    """The action owner stands for the police; the first line is the NHS's."""
    lines = filled(written(actions), {2: GOING, 3: GOING})
    found = take_in_own_sheet(by=cast.action_owner, lines=lines, reach=actions_of(cast.action_owner))
    assert ([line.row for line in found.taken], [line.row for line in found.refused]) == ([3], [2])
    assert found.refused[0].sentence == "This action is not among those you may answer for."


def test_leaves_refusal_by_person_to_the_act(cast: Cast, actions: list[Action]) -> None:
    lines = filled(written(actions), {3: GOING})
    found = take_in_sheet(by=cast.panel_member, lines=lines, reach=Action.objects.all())
    assert [line.sentence[:20] for line in found.refused] == ["You may not do this:"]


def test_rehearses_without_a_trace(cast: Cast, actions: list[Action]) -> None:
    lines = filled(written(actions), {3: GOING})
    found = rehearsed(lambda: returned(cast, lines))
    assert [line.row for line in found.taken] == [3]
    assert not ActionUpdate.objects.filter(source=UpdateSource.SHEET).exists()


def test_carries_lines_through_the_preview(actions: list[Action]) -> None:
    lines = filled(written(actions), {3: GOING})
    assert from_text(as_text(lines)) == lines


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"row": 1}]', '[{"row": "x", "key": 1}]'])
def test_refuses_what_no_preview_carried(text: str) -> None:
    with pytest.raises(Incomplete, match="Choose the file again"):
        from_text(text)


def test_refuses_a_workbook_that_is_no_sheet_of_ours() -> None:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    with pytest.raises(Incomplete, match="no sheet of actions"):
        read_sheet(target.getvalue())
    with pytest.raises(Incomplete, match="no workbook that can be read"):
        read_sheet(b"PK")


def test_refuses_a_sheet_without_an_answer(actions: list[Action]) -> None:
    with pytest.raises(Incomplete, match="No line of the sheet holds an answer"):
        read_sheet(written(actions))


def test_knows_a_key_only_with_its_seal() -> None:
    key = Key(12, 3)
    assert key_in(f" {key.text} ") == key
    assert [key_in(text) for text in ("", "12", key.text[:-1], key.text.replace("-3-", "-4-"))] == [None] * 4
