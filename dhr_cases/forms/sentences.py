"""What does a form say about an answer it cannot take, where the field itself says nothing of its own?"""

from collections.abc import Iterator, Mapping

from django import forms
from django.forms.widgets import ChoiceWidget, Widget

CHOOSING: tuple[type[Widget], ...] = (ChoiceWidget, forms.FileInput)
OF_DJANGO = "django.forms."
"""Where the classes live whose sentences name no field and are replaced."""


def in_sentence(label: str) -> str:
    """The label as it stands inside a sentence: no capital unless it is an abbreviation."""
    if len(label) > 1 and label[1].isupper():
        return label
    return label[:1].lower() + label[1:]


def required_sentence(label: str, widget: Widget) -> str:
    """What to say when a field that is needed was left empty."""
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    if label.endswith("?"):
        return f"Answer “{label}”"
    verb = "Select" if isinstance(widget, CHOOSING) else "Enter"
    return f"{verb} {in_sentence(label)}"


def give_sentences(label: str, field: forms.Field) -> None:
    """Let a field speak of itself by its label, wherever it would say a sentence of Django's own."""
    shipped = shipped_sentences(field)
    for code, sentence in sentences_of(label, field).items():
        if field.error_messages.get(code) == shipped.get(code):
            field.error_messages[code] = sentence


def shipped_sentences(field: forms.Field) -> dict[str, object]:
    """Django's sentences for a field of this class, by code."""
    found: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith(OF_DJANGO):
            found |= vars(kind).get("default_error_messages", {})
    return found


def sentences_of(label: str, field: forms.Field) -> dict[str, str]:
    """The sentences of a field by the code of the fault."""
    own = {code: words for kind, said in _KINDS.items() if isinstance(field, kind) for code, words in said.items()}
    named = {code: _named(code, words, label) for code, words in (own | dict(_bounds(field))).items()}
    return {"required": required_sentence(label, field.widget), **named}


def _named(code: str, words: str, label: str) -> str:
    """The sentence with the label, where it ends in "for"; a per cent is doubled where Django fills values in."""
    if not words.endswith("for"):
        return words
    return f"{words} “{label.replace('%', '%%') if code in FILLED_IN else label}”"


FILLED_IN = frozenset({
    "invalid_choice", "invalid_pk_value", "min_value", "max_value", "max_length", "max_decimal_places", "max_digits",
    "max_whole_digits",
})  # fmt: skip
"""Codes of faults into whose sentences Django writes what was typed or allowed."""

_CHOICE = "Select one of the answers offered for"
_KINDS: Mapping[type[forms.Field], Mapping[str, str]] = {
    forms.ChoiceField: {"invalid_choice": _CHOICE, "invalid_list": _CHOICE},
    forms.ModelMultipleChoiceField: {"invalid_list": _CHOICE, "invalid_pk_value": _CHOICE},
    forms.IntegerField: {"invalid": "Enter a whole number for"},
    forms.DecimalField: {"invalid": "Enter a number such as 2 or 1.5 for"},
    forms.EmailField: {"invalid": "Enter an e-mail address such as name@example.org"},
    forms.URLField: {"invalid": "Enter a web address such as https://www.example.org"},
    forms.SlugField: {"invalid": "Use letters, figures, hyphens and underscores only"},
    forms.FileField: {"empty": "The file is empty. Choose the file again."},
}
"""Sentences by kind of field and code; one that ends in "for" is followed by the label. A later kind is a narrower."""


def _bounds(field: forms.Field) -> Iterator[tuple[str, str]]:
    """The sentences about the ends of what a field takes, by code, to be followed by the label."""
    if isinstance(field, forms.IntegerField):
        for code, end, beyond in (("min_value", field.min_value, "more"), ("max_value", field.max_value, "less")):
            if end is not None:
                yield code, f"Enter {end:,} or {beyond} for"
    if isinstance(field, forms.DecimalField) and field.decimal_places is not None:
        yield from _figures(field.decimal_places, field.max_digits)
    if isinstance(field, forms.CharField) and field.max_length is not None:
        yield "max_length", f"Enter at most {field.max_length:,} letters for"


def _figures(after: int, whole: int | None) -> Iterator[tuple[str, str]]:
    """The sentences about how many figures a number has, in all and after its point."""
    yield "max_decimal_places", f"Enter at most {after} figures after the point for"
    if whole is not None:
        yield "max_whole_digits", f"Enter at most {whole - after} figures before the point for"
        yield "max_digits", f"Enter at most {whole - after} figures before the point and {after} after it for"
