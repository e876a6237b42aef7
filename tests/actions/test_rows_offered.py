"""Does the form of every act offer what belongs to its own review, and nothing of another?"""

from typing import Any

import pytest
from django.db.models import Model
from django.forms import ModelMultipleChoiceField

from dhr_cases.actions.report_sections import give_section
from dhr_cases.errors import ReviewError
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case, Criterion, User
from dhr_cases.request_states import OPEN_STATES, REQUEST_STATES, RequestState
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.every_row import give_every_row, make_bodies
from tests.rules.test_said_of_one_review import differing, spelt
from tests.standing import stand_at
from tests.writing import CODE, REPORT, write

pytestmark = pytest.mark.first_database


def about(form: type[ActForm], case: Case) -> list[Any]:
    """The rows of a case that an act can be about."""
    return list(form.subjects(case) or ())


def opens(form: type[ActForm], row: Model, by: User) -> bool:
    """Whether the page of an act opens for a row, as far as the row itself says."""
    try:
        form.check_subject(row, by)
    except ReviewError:
        return False
    return True


def shown(form: ActForm) -> list[Any]:
    """All that a form says before anything is typed: words, choices and first values."""
    fields = [
        (name, field.label, field.help_text, field.initial, list(getattr(field, "choices", ())))
        for name, field in form.fields.items()
    ]
    return [form.heading, form.intro, form.initial, form.aside(), *fields]


def forms_of(case: Case, cast: Cast) -> dict[Verb, str]:
    """What the form of every act says on a case; where it is about a row, about each it can be about."""
    return {
        verb: spelt([shown(form(case=case, by=cast.coordinator, subject=row)) for row in rows])
        for verb, form in FORMS.items()
        for rows in [about(form, case) or ([] if form.needs_subject else [None])]
    }


def test_is_about_a_row_of_its_own_review(case: Case, other_case: Case, cast: Cast) -> None:
    """And finds one in every state in which it can be done; the questions of the assessment are the partnership's."""
    give_every_row(case)
    put(Criterion, partnership=cast.partnership, text="Were the family asked?", position=1)
    offered = {verb: set(about(form, case)) for verb, form in FORMS.items() if form.subjects(case) is not None}
    foreign = {verb for verb, rows in offered.items() if rows & set(about(FORMS[verb], other_case))}
    assert {verb for verb, rows in offered.items() if not rows} == set()
    assert foreign == {Verb.ASSESS_CRITERION}


def test_says_the_same_whatever_another_review_has(case: Case, other_case: Case, cast: Cast) -> None:
    """A review that has nothing yet, and one whose rows are all older than those of the other."""
    make_bodies()
    nothing = forms_of(other_case, cast)
    give_every_row(case)
    assert differing(nothing, forms_of(other_case, cast)) == {}
    much = forms_of(case, cast)
    give_every_row(other_case)
    assert differing(much, forms_of(case, cast)) == {}


TURNS = {
    Verb.ACCEPT_RETURN: RequestState.ACCEPTED,
    Verb.SEND_BACK_RETURN: RequestState.SENT_BACK,
    Verb.WITHDRAW_REQUEST: RequestState.WITHDRAWN,
    Verb.CLOSE_UNANSWERED: RequestState.UNANSWERED,
}
"""What a request becomes by an act of the office."""


def test_opens_for_a_request_where_the_table_of_its_states_allows_the_act(case: Case, cast: Cast) -> None:
    """A closed one is opened again, an open one is chased."""
    give_every_row(case)
    may_become = {
        verb: {state for state, row in REQUEST_STATES.items() if to in row.next} for verb, to in TURNS.items()
    }
    may_become[Verb.CHASE_REQUEST] = set(OPEN_STATES)
    may_become[Verb.REOPEN_REQUEST] = set(RequestState) - {*OPEN_STATES, RequestState.ACCEPTED}
    opened = {
        verb: {row.state for row in about(FORMS[verb], case) if opens(FORMS[verb], row, cast.coordinator)}
        for verb in may_become
    }
    assert opened == may_become


def test_sends_out_only_sections_in_which_something_is_written(case: Case, cast: Cast) -> None:
    """One that was given to somebody and never begun is not offered to readers."""
    stand_at(case, Stage.DRAFTING)
    write(case, cast.independent_chair, "The review began in May.")
    author = cast.independent_chair
    give_section(case=case, by=author, kind=REPORT, code="methodology", author=author)
    offered = FORMS[Verb.SEND_FOR_READING](case=case, by=cast.coordinator).fields["sections"]
    assert isinstance(offered, ModelMultipleChoiceField)
    assert [row.code for row in offered.queryset or ()] == [CODE]
