"""Every field of every record has said how far it may travel."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from dhr_cases.anonymisation.fields import FIELDS, FieldClass, UnclassifiedFieldError, class_of, record_of
from dhr_cases.models import Case, Person, User
from dhr_cases.models.encrypted import EncryptedTextField

OURS = ("dhr_cases", "funding", "learning", "governance", "workflows")
COPIES_ADD = {"history_id", "history_date", "history_change_reason", "history_type", "history_user"}


def _models() -> list[type[Model]]:
    return [model for app in OURS for model in apps.get_app_config(app).get_models()]


def _fields(model: type[Model]) -> set[str]:
    names = {field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)}
    return names - COPIES_ADD if hasattr(model, "instance_type") else names


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_classifies_every_field(model: type[Model]) -> None:
    """A new field fails here until somebody has decided."""
    unclassified = {name for name in _fields(model) if name not in FIELDS.get(record_of(model), {})}
    assert not unclassified, f"Add to dhr_cases/anonymisation/fields.py: {sorted(unclassified)}"


def test_knows_no_field_that_is_gone() -> None:
    """What left the models leaves the table."""
    present = {record_of(model): _fields(model) for model in _models() if not hasattr(model, "instance_type")}
    gone = {(name, field) for name, row in FIELDS.items() for field in row if field not in present.get(name, set())}
    assert not gone


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_opens_nothing_that_is_encrypted_or_leads_to_a_person(model: type[Model]) -> None:
    """What is unreadable at rest is not printed, and a key to a person is a name."""
    closed = [
        field.name
        for field in model._meta.fields
        if field.name not in COPIES_ADD
        and (
            isinstance(field, EncryptedTextField)
            or (isinstance(field, ForeignKey) and field.related_model in (User, Person))
        )
    ]
    assert all(class_of(model, name) is not FieldClass.OPEN for name in closed)


def test_has_no_default() -> None:
    """A field that nobody classified has no class at all."""
    with pytest.raises(UnclassifiedFieldError, match="Case.favourite_colour"):
        class_of(Case, "favourite_colour")


def test_gives_a_history_copy_the_class_of_its_record() -> None:
    """A name does not open when it is copied."""
    assert class_of(Person.history.model, "name") is FieldClass.IDENTIFYING
