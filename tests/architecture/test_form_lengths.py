"""Does any form take more than its column holds? PostgreSQL would cut nothing and answer with an error page."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.db import models

import dhr_cases.forms
import funding.forms
import governance.forms

PACKAGES = (dhr_cases.forms, funding.forms, governance.forms)

UNBOUNDED = 10**9
ELSEWHERE = {
    "TakeOnForm": "chair_email",
    "GrantRoleForm": "email",
    "InKindForm": "description",
    "OrderForm": "recipient",
}
"""Fields that find an account and keep nothing, or whose text is kept as JSON: a model's rules, an order's options."""


def columns() -> dict[str, int]:
    """The longest text each name of a column can hold, over all tables of reviews, money and governance."""
    found: dict[str, int] = defaultdict(int)
    ours = ("dhr_cases", "funding", "governance")
    for table in (model for app in ours for model in apps.get_app_config(app).get_models()):
        for field in table._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                found[field.name] = max(found[field.name], field.max_length or UNBOUNDED)
    return dict(found)


def every_form() -> list[type[forms.BaseForm]]:
    """Every form about reviews, money and governance, each once, by name."""
    modules = [
        f"{package.__name__}.{row.name}" for package in PACKAGES for row in pkgutil.iter_modules(package.__path__)
    ]
    values = [vars(importlib.import_module(name)).values() for name in modules]
    found = {value for held in values for value in held if isinstance(value, type)}
    written = {value for value in found if issubclass(value, forms.BaseForm) and hasattr(value, "base_fields")}
    return sorted(written, key=lambda form: form.__name__)


def too_long(form: type[forms.BaseForm]) -> Iterator[str]:
    """Fields of one line that take more than the column of their name holds."""
    known = columns()
    for name, field in vars(form)["base_fields"].items():
        is_line = isinstance(field, forms.CharField) and not isinstance(field.widget, forms.Textarea)
        column = "email" if isinstance(field, forms.EmailField) else name
        if is_line and (getattr(field, "max_length", None) or UNBOUNDED) > known.get(column, UNBOUNDED):
            yield name


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.__name__)
def test_takes_no_more_than_its_columns_hold(form: type[forms.BaseForm]) -> None:
    assert set(too_long(form)) - {ELSEWHERE.get(form.__name__, "")} == set()


def test_would_notice_a_field_that_takes_too_much() -> None:
    class Contact(forms.Form):
        telephone = forms.CharField(max_length=41)
        job_title = forms.CharField(max_length=200)
        address = forms.CharField(widget=forms.Textarea)
        shared_mailbox = forms.EmailField()

    assert list(too_long(Contact)) == ["telephone", "shared_mailbox"]
