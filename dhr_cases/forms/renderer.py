"""How does a form look: which classes, ids and template does each field get?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget

from dhr_cases.forms.sentences import give_sentences

CONTROL_TEMPLATES: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "forms/choices.html"),
    (forms.RadioSelect, "forms/choices.html"),
    (forms.CheckboxInput, "forms/checkbox.html"),
    (forms.SelectMultiple, "forms/select.html"),
    (forms.Select, "forms/select.html"),
    (forms.MultiWidget, "forms/boxes.html"),
    (forms.FileInput, "forms/file.html"),
    (forms.PasswordInput, "forms/password.html"),
    (forms.Textarea, "forms/textarea.html"),
)
"""The first widget class that fits decides the template; every other widget is a text input."""

CONTROL_CLASSES: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.MultiWidget, "govuk-input govuk-date-input__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.Textarea, "govuk-textarea"),
)
"""The design system's class for each widget class; a text input's is ``govuk-input``."""

CHOICE_KINDS: tuple[tuple[type[Widget], str], ...] = ((forms.CheckboxSelectMultiple, "checkboxes"),)
"""Django's list of tick boxes is a kind of its radio buttons, so it is asked for first."""


@dataclass(frozen=True)
class Box:
    """One box of a field that has several, such as the day of a date."""

    part: str
    name: str
    id: str
    label: str
    value: str
    width: str
    is_wrong: bool


@dataclass(frozen=True)
class Choice:
    """One radio button or tick box with its label; `input` is the ready-made element."""

    input: str
    id: str
    label: str
    hint: str
    hint_id: str


def first_fit(widget: Widget, table: tuple[tuple[type[Widget], str], ...], otherwise: str) -> str:
    """The table's entry for the first class that the widget is one of."""
    return next((entry for kind, entry in table if isinstance(widget, kind)), otherwise)


class GovukBoundField(BoundField):
    """A field in a form, with the ids, classes and sentences of the design system."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        give_sentences(str(self.label), field)

    @property
    def control_template(self) -> str:
        return first_fit(self.field.widget, CONTROL_TEMPLATES, "forms/input.html")

    @property
    def choice_kind(self) -> str:
        return first_fit(self.field.widget, CHOICE_KINDS, "radios")

    @property
    def choices_shown(self) -> list[Choice]:
        """The choices, each with the hint that the field's `choice_hints` gives for its value."""
        hints: Mapping[str, str] = getattr(self.field, "choice_hints", {})
        return [self._choice(widget, hints) for widget in self.subwidgets]

    def _choice(self, widget: BoundWidget, hints: Mapping[str, str]) -> Choice:
        hint = hints.get(str(widget.data["value"]), "")
        hint_id = f"{widget.id_for_label}-hint"
        if hint:
            widget.data["attrs"]["aria-describedby"] = hint_id
        return Choice(widget.tag(), str(widget.id_for_label), str(widget.choice_label), hint, hint_id)

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def is_marked_optional(self) -> bool:
        is_tick = isinstance(self.field.widget, forms.CheckboxInput)
        return not (self.field.required or is_tick or getattr(self.form, "hides_optional", False))

    @property
    def aria_describedby(self) -> str | None:
        """The ids of the hint and the error, those that are on the page."""
        named = self.field.widget.attrs.get("aria-describedby")
        shown = [(named, named), (self.help_text, self.hint_id), (self.errors, self.error_id)]
        return " ".join(str(name) for is_there, name in shown if is_there) or None

    @property
    def wrong_part(self) -> str:
        """The part of a date that the first error is about; empty when it is about the whole."""
        parts = getattr(self.field.widget, "parts", ())
        codes = [error.code for error in self.form.errors.as_data().get(self.name, [])]
        return next((code for code in codes if code and code in parts), "")

    @property
    def error_target(self) -> str:
        """The id that a link in the error summary leads to."""
        if isinstance(self.field.widget, forms.MultiWidget):
            boxes = self.boxes
            return next((box.id for box in boxes if box.is_wrong), boxes[0].id)
        if isinstance(self.field.widget, forms.RadioSelect):
            return f"{self.auto_id}_0"
        return self.auto_id

    @property
    def boxes(self) -> list[Box]:
        """The boxes of a field that has several, with what was typed in each."""
        context = self.field.widget.get_context(self.html_name, self.value(), {"id": self.auto_id})
        return [self._box(part) for part in context["widget"]["subwidgets"]]

    def _box(self, part: Mapping[str, Any]) -> Box:
        name = str(part["name"])
        suffix = name.removeprefix(f"{self.html_name}_")
        return Box(
            part=suffix,
            name=name,
            id=f"{self.auto_id}_{suffix}",
            label=suffix.capitalize(),
            value="" if part["value"] is None else str(part["value"]),
            width="4" if suffix == "year" else "2",
            is_wrong=bool(self.errors) and self.wrong_part in ("", suffix),
        )

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        shown = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if shown.is_hidden:
            return built
        if isinstance(shown, forms.RadioSelect):
            built.pop("required", None)
            built.pop("aria-invalid", None)
        if "placeholder" in shown.attrs:
            built["placeholder"] = False  # it vanishes as soon as somebody types; the label says the same
        return built | {"class": self._classes(shown)}

    def _classes(self, widget: Widget) -> str:
        base = first_fit(widget, CONTROL_CLASSES, "govuk-input")
        own = str(widget.attrs.get("class", ""))
        plain = base.split()[0]
        is_text = plain in ("govuk-input", "govuk-textarea", "govuk-select", "govuk-file-upload")
        wrong = f"{plain}--error" if self.errors and is_text else ""
        counted = "govuk-js-character-count" if isinstance(widget, forms.Textarea) and self._has_limit() else ""
        return " ".join(part for part in (base, own, wrong, counted) if part)

    def _has_limit(self) -> bool:
        """True where templates/forms/textarea.html counts the letters while somebody types."""
        return bool(getattr(self.field, "max_length", None))


class GovukRenderer(TemplatesSetting):
    """Renders every form of the project with the templates in ``templates/forms``."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = GovukBoundField
