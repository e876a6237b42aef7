"""Which themes does a paragraph or a recommendation hold? Asked set by set; what the person saw before is ticked."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from dhr_cases.forms.fields import ReasonField
from dhr_cases.models import Partnership, Recommendation
from dhr_cases.queries import of_partnership
from learning.actions.codings import code_paragraph, settle_paragraph
from learning.actions.recommendation_codings import code_recommendation, settle_recommendation
from learning.coding_rows import item_at, item_of, suggested_kind, themes_seen, themes_to_choose
from learning.forms.core import KEPT, LearningForm
from learning.models import CodedItem, PublishedPassage, Theme, ThemeSet
from learning.recommendation_rows import recommendations_seen
from learning.themes.coding_terms import ITEM_LABELS, ItemKind
from learning.verbs import LearningVerb

NONE = ("", "None of these")


class SeenThemesForm(LearningForm):
    """The themes seen: boxes to tick for each set, one choice where values exclude one another."""

    needs_subject: ClassVar[bool] = True

    def add_sets(self, seen: frozenset[int], *, of_reviews: bool = True) -> None:
        """One field a set, with what is seen already; sets with one value a review only where a review is read."""
        self.by_key: dict[int, Theme] = {}
        for theme_set, themes in themes_to_choose(self.partnership, timezone.localdate()).items():
            if theme_set.is_exclusive and not of_reviews:
                continue
            name = f"set_{theme_set.pk}"
            self.by_key |= {theme.pk: theme for theme in themes}
            self.fields[name] = _field(theme_set, themes, seen)

    def set_names(self) -> list[str]:
        """The names of the fields, one a set."""
        return [name for name in self.fields if name.startswith("set_")]

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


def _why_again() -> forms.CharField:
    return forms.CharField(
        label="Why you read it differently now",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only where you have read it before.",
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
    reason = _why_again()

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
        self.add_sets(themes_seen(item_at(self.about), self.by))
        self.order_fields(["kind", *self.set_names(), "reason"])

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

    reason = ReasonField(help_text=KEPT)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[CodedItem]:
        """Coded paragraphs."""
        return CodedItem.objects.filter(partnership=partnership).exclude(record=None).select_related("record")

    def prepare(self) -> None:
        """The words, and no theme ticked: what holds is agreed anew."""
        self.intro = f"“{self.about.text}”"
        self.add_sets(frozenset())
        self.order_fields([*self.set_names(), "reason"])

    def perform(self) -> None:
        """Record what was agreed."""
        settle_paragraph(item=self.about, by=self.by, themes=self.seen(), reason=self.cleaned_data["reason"])


class CodeRecommendationForm(SeenThemesForm):
    """One person's reading of one recommendation."""

    about: Recommendation

    verb = LearningVerb.CODE_RECOMMENDATION
    submit_label = "Record the themes"
    hides_optional = True

    reason = _why_again()

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Recommendation]:
        """Recommendations of the partnership's reviews."""
        theirs = of_partnership(partnership, "case__")
        return Recommendation.objects.filter(theirs, case__forgotten_on=None).select_related("case")

    def prepare(self) -> None:
        """The words to read, and what was seen before."""
        check_is_seen(self, self.about)
        self.intro = f"“{self.about.text}”"
        self.add_sets(themes_seen(item_of(self.about, self.partnership), self.by), of_reviews=False)
        self.order_fields([*self.set_names(), "reason"])

    def perform(self) -> None:
        """Record the reading."""
        code_recommendation(
            recommendation=self.about,
            partnership=self.partnership,
            by=self.by,
            themes=self.seen(),
            reason=self.cleaned_data["reason"],
        )


class SettleRecommendationForm(SeenThemesForm):
    """What two people agreed on."""

    about: CodedItem
    verb = LearningVerb.SETTLE_RECOMMENDATION
    submit_label = "Record the themes"
    hides_optional = True

    reason = ReasonField(help_text=KEPT)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[CodedItem]:
        """Coded recommendations."""
        rows = CodedItem.objects.filter(partnership=partnership, record=None, recommendation__case__forgotten_on=None)
        return rows.select_related("recommendation__case")

    def prepare(self) -> None:
        """The words, and no theme ticked: what holds is agreed anew."""
        check_is_seen(self, self.about.recommendation)
        self.intro = f"“{self.about.text}”"
        self.add_sets(frozenset(), of_reviews=False)
        self.order_fields([*self.set_names(), "reason"])

    def perform(self) -> None:
        """Record what was agreed."""
        settle_recommendation(item=self.about, by=self.by, themes=self.seen(), reason=self.cleaned_data["reason"])


def check_is_seen(form: SeenThemesForm, recommendation: Recommendation | None) -> None:
    """Raise Http404 for a recommendation that the person does not read: for them it is not there."""
    seen = recommendations_seen(form.by, form.partnership)
    if recommendation is None or not seen.filter(pk=recommendation.pk).exists():
        raise Http404


FORMS = (CodeParagraphForm, SettleParagraphForm, CodeRecommendationForm, SettleRecommendationForm)
