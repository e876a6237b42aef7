"""What do we ask about themes: which list to take over, a new name, from when, and why?"""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField, ReasonField
from dhr_cases.models import Partnership
from learning.actions.themes import (
    Turn,
    add_theme,
    add_theme_set,
    end_theme,
    merge_themes,
    rename_theme,
    split_theme,
    take_over_themes,
)
from learning.forms.core import KEPT, LearningForm
from learning.models import Theme, ThemeSet
from learning.theme_rows import themes_in_force
from learning.themes.reading import KIND_LABELS, SHIPPED, SetKind
from learning.verbs import LearningVerb

LONGEST_NAME = 160
OWN_KINDS = (SetKind.LOCAL, SetKind.PRIORITY, SetKind.CROSS_CUTTING)


def _name(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_NAME)


class TakeOverThemesForm(LearningForm):
    """Which of the shipped lists."""

    verb = LearningVerb.TAKE_OVER_THEMES
    intro = "Sets that the partnership has already stay as they are."

    name = forms.ChoiceField(label="Which list?", choices=list(SHIPPED.items()), widget=forms.RadioSelect)

    def perform(self) -> None:
        """Take it over."""
        take_over_themes(partnership=self.partnership, by=self.by, name=self.cleaned_data["name"])


class AddThemeSetForm(LearningForm):
    """A set of the partnership's own."""

    verb = LearningVerb.ADD_THEME_SET

    label = forms.CharField(label="Name of the set", max_length=120)
    kind = forms.ChoiceField(
        label="What are its themes?",
        choices=[(kind.value, KIND_LABELS[kind]) for kind in OWN_KINDS],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(label="Where the list comes from", max_length=500, required=False)

    def perform(self) -> None:
        """Add it."""
        answers = self.cleaned_data
        add_theme_set(
            partnership=self.partnership,
            by=self.by,
            label=answers["label"],
            kind=SetKind(answers["kind"]),
            source=answers["source"],
        )


class AddThemeForm(LearningForm):
    """A theme in a set."""

    about: ThemeSet

    verb = LearningVerb.ADD_THEME
    needs_subject: ClassVar[bool] = True

    label = _name("Name of the theme")
    from_on = ExactDateField(label="In force from", noun="the day it comes into force")

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[ThemeSet]:
        """Every set of the partnership."""
        return ThemeSet.objects.filter(partnership=partnership)

    def perform(self) -> None:
        """Add it."""
        add_theme(theme_set=self.about, by=self.by, **self.cleaned_data)


class TurnForm(LearningForm):
    """When a theme changes, and why. Its own questions come first."""

    about: Theme

    needs_subject: ClassVar[bool] = True
    first_fields: ClassVar[tuple[str, ...]] = ()

    on = ExactDateField(label="From which day?", noun="the day")
    proposed_on = ExactDateField(label="When was it proposed?", noun="the day it was proposed", required=False)
    reason = ReasonField(help_text=KEPT)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Theme]:
        """Themes that are in force or will be."""
        return Theme.objects.filter(theme_set__partnership=partnership, to_on=None)

    def prepare(self) -> None:
        """Put its own questions first."""
        self.order_fields([*self.first_fields, "on", "proposed_on", "reason"])

    def turn(self) -> Turn:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        return Turn(answers["on"], answers["reason"], answers["proposed_on"])


class RenameThemeForm(TurnForm):
    """The new name."""

    verb = LearningVerb.RENAME_THEME
    intro = "What was coded keeps the name it was coded under, and is found under the new one as well."
    first_fields: ClassVar[tuple[str, ...]] = ("label",)

    label = _name("New name")

    def perform(self) -> None:
        """Rename it."""
        rename_theme(theme=self.about, by=self.by, label=self.cleaned_data["label"], turn=self.turn())


class MergeThemesForm(TurnForm):
    """Which themes become one."""

    verb = LearningVerb.MERGE_THEMES
    intro = "What was coded under each is found under the one they become."
    first_fields: ClassVar[tuple[str, ...]] = ("others", "label")

    others = forms.ModelMultipleChoiceField(
        label="With which others?", queryset=Theme.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    label = _name("Name of the theme they become")

    def prepare(self) -> None:
        """The other themes of its set that are in force."""
        super().prepare()
        field = self.fields["others"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            in_force = themes_in_force(self.partnership, timezone.localdate()).filter(to_on=None)
            field.queryset = in_force.filter(theme_set=self.about.theme_set_id).exclude(pk=self.about.pk)

    def perform(self) -> None:
        """Merge them."""
        themes = [self.about, *self.cleaned_data["others"]]
        merge_themes(themes=themes, by=self.by, label=self.cleaned_data["label"], turn=self.turn())


class SplitThemeForm(TurnForm):
    """Into which parts."""

    verb = LearningVerb.SPLIT_THEME
    intro = "What was coded stays with the whole until somebody reads it again."
    first_fields: ClassVar[tuple[str, ...]] = ("labels",)

    labels = forms.CharField(
        label="Names of the parts", help_text="One a line.", widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_labels(self) -> list[str]:
        """The names, one a line; none is longer than a theme's name may be."""
        names = [line.strip() for line in self.cleaned_data["labels"].splitlines() if line.strip()]
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(f"The name of each part must be {LONGEST_NAME} characters or fewer.")
        return names

    def perform(self) -> None:
        """Split it."""
        split_theme(theme=self.about, by=self.by, labels=self.cleaned_data["labels"], turn=self.turn())


class EndThemeForm(TurnForm):
    """From when it is no longer in force."""

    verb = LearningVerb.END_THEME
    intro = "Nothing takes its place. What was coded stays."

    def perform(self) -> None:
        """End it."""
        end_theme(theme=self.about, by=self.by, turn=self.turn())


FORMS = (
    TakeOverThemesForm,
    AddThemeSetForm,
    AddThemeForm,
    RenameThemeForm,
    MergeThemesForm,
    SplitThemeForm,
    EndThemeForm,
)
