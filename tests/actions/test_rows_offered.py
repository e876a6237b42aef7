"""Does the form of every act offer what belongs to its own review, and nothing of another?"""

from typing import Any

import pytest

from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case, Criterion
from dhr_cases.verbs import Verb
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.every_row import give_every_row, make_bodies
from tests.rules.test_said_of_one_review import differing, spelt

pytestmark = pytest.mark.first_database


def about(form: type[ActForm], case: Case) -> list[Any]:
    """The rows of a case that an act can be about."""
    return list(form.subjects(case) or ())


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
