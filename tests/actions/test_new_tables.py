"""Are several tables made at once, and taken away again?"""

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from dhr_cases.new_tables import CreateModels

APP = "dhr_cases"


def table(name: str, points_at: str) -> CreateModel:
    """A table with a foreign key to another of the same migration."""
    other = models.ForeignKey(f"{APP}.{points_at}", models.PROTECT, null=True)
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), ("other", other)])


TOGETHER = CreateModels([table("Chair", "Desk"), table("Desk", "Chair")])


def made() -> set[str]:
    """Those of the two tables that exist."""
    return {"dhr_cases_chair", "dhr_cases_desk"} & set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_makes_tables_that_point_at_each_other_and_drops_them() -> None:
    before, after = ProjectState(), ProjectState()
    TOGETHER.state_forwards(APP, after)
    with connection.schema_editor() as editor:
        TOGETHER.database_forwards(APP, editor, before, after)
    whole = made()
    with connection.schema_editor() as editor:
        TOGETHER.database_backwards(APP, editor, after, before)
    assert (len(whole), made()) == (2, set())


def test_builds_models_of_a_state_that_had_been_built_without_them() -> None:
    state = ProjectState()
    assert not list(state.apps.get_models())
    TOGETHER.state_forwards(APP, state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Chair", "Desk"}


def test_names_every_table() -> None:
    assert TOGETHER.describe() == "Create models Chair, Desk"
