"""What do we ask about a seminar pack: reviews and themes, the making, the approval; and about a slide template?"""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.forms.fields import ReasonField
from dhr_cases.models import OrderState, Partnership, PublicRecord, PublicState
from learning.actions.packs import PackPlan, approve_pack, order_pack, plan_pack, withdraw_pack_approval
from learning.actions.slide_templates import retire_slide_template
from learning.event_terms import EventState
from learning.forms.core import KEPT, LearningForm
from learning.forms.events import EventForm
from learning.models import PackEdition, PackOrder, PackReview, SeminarPack, SlideTemplate
from learning.pack_terms import MOST_REVIEWS
from learning.verbs import LearningVerb

OURS = ("aims", "themes", "practice", "questions", "routes")
LINES = {"rows": 5}


def lines_field(label: str, help_text: str) -> forms.CharField:
    """Lines of our own, one point a line."""
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=8000, widget=forms.Textarea(attrs=LINES)
    )


class PlanPackForm(EventForm):
    """Which published reviews a pack tells of, and what we add in our own words."""

    verb = LearningVerb.PLAN_PACK
    states = (EventState.DRAFT, EventState.OPEN, EventState.HELD)
    done = "Kept. Now make the pack."
    intro = "Slides and handouts are made from the published summaries of the reviews you choose, and from your words."

    records = forms.MultipleChoiceField(
        label="Reviews",
        help_text=f"Up to {MOST_REVIEWS} reviews from the public register.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one published review."},
    )
    family_agreed = forms.MultipleChoiceField(
        label="Reviews whose family agreed to their own words being read out",
        help_text="Only then does the pack hold what the summary says under “Tribute” or “Voice of the family”.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    aims = lines_field("Aims", "One a line: what people take away.")
    themes = lines_field(
        "Themes",
        "One a line; each gets a slide. A theme may name the paragraphs that speak of it: “Separation raises the "
        "risk: robin-2023 8, 9”. Empty: the themes these reviews were coded with, or their lessons.",
    )
    practice = lines_field("What people can do", "One point a line. Empty: three points that hold for every review.")
    questions = lines_field("Questions of the exercise", "One a line. Empty: four questions that fit every review.")
    routes = lines_field("Where to refer here", "One a line, for example “Refuge intake: 01632 960456”.")

    def prepare(self) -> None:
        """Choices from the register, first values from the pack as it stands."""
        choices = _published(self.partnership)
        self.fields["records"].choices = choices  # type: ignore[attr-defined]  # a field of choices, declared above
        self.fields["family_agreed"].choices = choices  # type: ignore[attr-defined]  # as above
        pack = SeminarPack.objects.filter(event=self.event).first()
        if pack is not None:
            rows = list(PackReview.objects.filter(pack=pack, is_chosen=True))
            self.initial.update({name: getattr(pack, name) for name in OURS})
            self.initial["records"] = [str(row.record_id) for row in rows]
            self.initial["family_agreed"] = [str(row.record_id) for row in rows if row.has_family_agreed]

    def perform(self) -> Model | None:
        """Keep the plan."""
        told = self.cleaned_data
        plan = PackPlan(
            records=tuple(map(int, told["records"])),
            family_agreed=tuple(map(int, told["family_agreed"])),
            **{name: told[name] for name in OURS},
        )
        return plan_pack(event=self.event, by=self.by, plan=plan)


def _published(partnership: Partnership) -> list[tuple[str, str]]:
    """Published reviews, the partnership's own first; those of others say whose they are."""
    records = PublicRecord.objects.filter(state=PublicState.PUBLISHED).select_related("partnership")
    ordered = sorted(records, key=lambda row: (row.partnership_id != partnership.pk, -(row.year or 0), row.title))
    return [(str(row.pk), _label(row, partnership)) for row in ordered]


def _label(record: PublicRecord, partnership: Partnership) -> str:
    own = record.partnership_id == partnership.pk
    return f"{record.title} ({record.slug})" if own else f"{record.title} ({record.slug}), {record.partnership}"


class OrderPackForm(LearningForm):
    """Ask for the files."""

    verb = LearningVerb.ORDER_PACK
    needs_subject = True
    done = "The pack is being made. This takes about a minute."
    intro = "Slides and handouts are made anew, and looked through for protected words of the reviews they tell of."

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Packs of the partnership that are not waiting to be made."""
        waiting = PackOrder.objects.filter(state__in=(OrderState.WAITING, OrderState.BUILDING)).values("pack")
        return SeminarPack.objects.filter(event__partnership=partnership).exclude(pk__in=waiting)

    def perform(self) -> Model | None:
        """Order it."""
        if not isinstance(self.about, SeminarPack):
            raise TypeError("This form is about a pack.")
        return order_pack(pack=self.about, by=self.by)


class EditionForm(LearningForm):
    """A form about the files of one making."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Editions of packs of the partnership."""
        rows = PackEdition.objects.filter(pack__event__partnership=partnership)
        return rows.select_related("pack__event__partnership")

    @property
    def edition(self) -> PackEdition:
        """The edition the form is about; raises TypeError when it is about something else."""
        if not isinstance(self.about, PackEdition):
            raise TypeError("This form is about an edition.")
        return self.about


class ApprovePackForm(EditionForm):
    """Approve exactly these files."""

    verb = LearningVerb.APPROVE_PACK
    intro = "Two people who neither planned nor asked for the pack approve all of its files, byte for byte."

    has_looked = forms.BooleanField(
        label="I have looked at every file and at every word that may be a name. Nothing in them points to a person.",
        error_messages={"required": "Confirm that you have looked at every file."},
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def prepare(self) -> None:
        """The digest of the files the person sees."""
        self.initial["digest"] = self.edition.digest

    def perform(self) -> Model | None:
        """Record the approval."""
        return approve_pack(edition=self.edition, by=self.by, digest=self.cleaned_data["digest"])


class WithdrawPackApprovalForm(EditionForm):
    """Take an approval back."""

    verb = LearningVerb.WITHDRAW_PACK_APPROVAL
    is_grave = True

    reason = ReasonField(help_text="Kept with your name. The files go out no more.")

    def perform(self) -> Model | None:
        """Record it."""
        return withdraw_pack_approval(edition=self.edition, by=self.by, reason=self.cleaned_data["reason"])


class RetireSlideTemplateForm(LearningForm):
    """Take a slide template out of use."""

    verb = LearningVerb.RETIRE_SLIDE_TEMPLATE
    needs_subject = True

    reason = ReasonField(help_text=KEPT)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Templates of the partnership that are in use."""
        return SlideTemplate.objects.filter(partnership=partnership, is_used=True)

    def perform(self) -> Model | None:
        """Take it out."""
        if not isinstance(self.about, SlideTemplate):
            raise TypeError("This form is about a slide template.")
        retire_slide_template(template=self.about, by=self.by, reason=self.cleaned_data["reason"])
        return None


class BringSlideTemplateForm(forms.Form):
    """Bring a slide template."""

    upload = forms.FileField(
        label="Slide template",
        help_text="A .pptx file. It is tried with an invented seminar before it is taken; its own slides are left out.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose the file again."},
    )


FORMS: tuple[type[LearningForm], ...] = (
    PlanPackForm,
    OrderPackForm,
    ApprovePackForm,
    WithdrawPackApprovalForm,
    RetireSlideTemplateForm,
)
