"""Which themes does a paragraph hold? Asked set by set; what the person saw before is ticked."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ReasonField
from dhr_cases.models import Partnership
from learning.actions.codings import code_paragraph, settle_paragraph
from learning.coding_rows import suggested_kind, themes_seen, themes_to_choose
from learning.forms.core import LearningForm
from learning.models import CodedItem, PublishedPassage, Theme, ThemeSet
from learning.themes.coding_terms import ITEM_LABELS, ItemKind
from learning.verbs import LearningVerb

NONE = ("", "None of these")


class SeenThemesForm(LearningForm):
    """The themes seen: boxes to tick for each set, one choice where values exclude one another."""

    needs_subject: ClassVar[bool] = True

    def add_sets(self, seen: frozenset[int]) -> None:
        """One field a set, with what is seen already."""
        self.by_key: dict[int, Theme] = {}
        for theme_set, themes in themes_to_choose(self.partnership, timezone.localdate()).items():
            name = f"set_{theme_set.pk}"
            self.by_key |= {theme.pk: theme for theme in themes}
            self.fields[name] = _field(theme_set, themes, seen)

    def seen(self) -> list[Theme]:
        """The themes that were ticked or chosen."""
        answers = (value for name, value in self.cleaned_data.items() if name.startswith("set_"))
        return [self.by_key[int(key)] for value in answers for key in _keys(value)]


def _keys(value: str | list[str]) -> list[str]:
    """What was ticked in a set, or the one value that was chosen; [] for none."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def _field(theme_set: ThemeSet, themes: list[Theme], seen: frozenset[int]) -> forms.Field:
    choices: list[Any] = [(str(theme.pk), theme.label) for theme in themes]
    chosen = [str(theme.pk) for theme in themes if theme.pk in seen]
    if theme_set.is_exclusive:
        widget = forms.Select
        return forms.ChoiceField(
            label=theme_set.label, choices=[NONE, *choices], initial="".join(chosen[:1]), widget=widget, required=False
        )
    return forms.MultipleChoiceField(
        label=theme_set.label, choices=choices, initial=chosen, widget=forms.CheckboxSelectMultiple, required=False
    )


class CodeParagraphForm(SeenThemesForm):
    """One person's reading of one paragraph."""

    about: PublishedPassage

    verb = LearningVerb.CODE_PARAGRAPH
    submit_label = "Record the themes"
    hides_optional = True

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.value, ITEM_LABELS[kind]) for kind in ItemKind],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why you read it differently now",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only where you have read it before.",
    )

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[PublishedPassage]:
        """Paragraphs of the partnership's published summaries."""
        return PublishedPassage.objects.filter(summary__record__partnership=partnership).select_related(
            "summary__record__partnership"
        )

    def prepare(self) -> None:
        """The words to read, and what was seen before."""
        self.intro = f"“{self.about.text}”"
        self.fields["kind"].initial = suggested_kind(self.about).value
        self.add_sets(themes_seen(self.about, self.by))
        self.order_fields(["kind", *(name for name in self.fields if name.startswith("set_")), "reason"])

    def perform(self) -> None:
        """Record the reading."""
        answers = self.cleaned_data
        code_paragraph(
            passage=self.about, by=self.by, themes=self.seen(), kind=ItemKind(answers["kind"]), reason=answers["reason"]
        )


class SettleParagraphForm(SeenThemesForm):
    """What two people agreed on."""

    about: CodedItem
    verb = LearningVerb.SETTLE_PARAGRAPH
    submit_label = "Record the themes"
    hides_optional = True

    reason = ReasonField()

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[CodedItem]:
        """Coded paragraphs."""
        return CodedItem.objects.filter(partnership=partnership)

    def prepare(self) -> None:
        """The words, and no theme ticked: what holds is agreed anew."""
        self.intro = f"“{self.about.text}”"
        self.add_sets(frozenset())
        self.order_fields([*(name for name in self.fields if name.startswith("set_")), "reason"])

    def perform(self) -> None:
        """Record what was agreed."""
        settle_paragraph(item=self.about, by=self.by, themes=self.seen(), reason=self.cleaned_data["reason"])


FORMS = (CodeParagraphForm, SettleParagraphForm)
