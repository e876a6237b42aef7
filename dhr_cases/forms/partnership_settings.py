"""Forms of the settings page: each changes one thing about a partnership, with its reason."""

from typing import Any

from django import forms
from django.utils import timezone

from dhr_cases.actions import partnership_settings as settings
from dhr_cases.actions.partnership_settings import Contact, colour_faults
from dhr_cases.actions.setting_up import existing_bodies
from dhr_cases.deadlines import long_date, period_after
from dhr_cases.forms.fields import LONGEST_EMAIL, ExactDateField, ReasonField
from dhr_cases.forms.filling import offer_choices, offer_rows
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import LocalClock, Partnership, TitlePattern
from dhr_cases.policy import Clock, Period, Unit

KEPT = "Kept in the history of the settings with your name."
COLOUR = forms.TextInput(attrs={"class": "govuk-input--width-10"})


class SettingForm(SiteForm):
    """A change to one partnership."""

    done = "The settings are changed."
    submit_label = "Save the settings"

    @property
    def partnership(self) -> Partnership:
        """The partnership that is changed."""
        if not isinstance(self.about, Partnership):
            raise TypeError("This form is about a partnership.")
        return self.about

    def start_with(self, *names: str) -> None:
        """Fill the fields with what the partnership has now."""
        for name in names:
            self.fields[name].initial = getattr(self.about, name)

    def answers(self, *names: str) -> dict[str, Any]:
        """The cleaned answers to these fields."""
        return {name: self.cleaned_data[name] for name in names}


CONTACT = ("name", "contact_email", "contact_telephone", "contact_address")


class ContactForm(SettingForm):
    title = "Name and contact"

    name = forms.CharField(label="Name of the partnership", max_length=200)
    contact_email = forms.EmailField(label="Shared mailbox", required=False, max_length=LONGEST_EMAIL)
    contact_telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    contact_address = forms.CharField(label="Address", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        self.start_with(*CONTACT)

    def perform(self) -> None:
        contact = Contact(**self.answers(*CONTACT))
        settings.change_contact(by=self.by, partnership=self.partnership, contact=contact, **self.answers("reason"))


class ColoursForm(SettingForm):
    title = "Colours"
    intro = "Your council's own. A colour that would be hard to read is refused."

    brand = forms.CharField(label="Brand colour", max_length=7, widget=COLOUR, help_text="Such as #1d3557.")
    link = forms.CharField(label="Link colour", max_length=7, widget=COLOUR)
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        self.fields["brand"].initial = self.partnership.brand_colour
        self.fields["link"].initial = self.partnership.link_colour

    def clean(self) -> dict[str, Any]:
        """Both colours can be read."""
        answers = super().clean() or self.cleaned_data
        for name, sentence in colour_faults(answers.get("brand", ""), answers.get("link", "")).items():
            if answers.get(name):
                self.add_error(name, sentence)
        return answers

    def perform(self) -> None:
        settings.change_colours(by=self.by, partnership=self.partnership, **self.cleaned_data)


class WordsForm(SettingForm):
    title = "What a review is called"

    label_shown = forms.ChoiceField(
        label="Name of a review on screen",
        choices=[("DHR", "DHR"), ("DARDR", "DARDR")],
        widget=forms.RadioSelect,
        help_text="Only words. Which law a review falls under is decided review by review.",
    )
    title_pattern = forms.ChoiceField(
        label="Pattern of public titles", choices=TitlePattern.choices, widget=forms.RadioSelect
    )
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        self.start_with("label_shown", "title_pattern")

    def perform(self) -> None:
        settings.change_words(by=self.by, partnership=self.partnership, **self.cleaned_data)


class BodiesForm(SettingForm):
    title = "Organisations we work with"
    intro = "Those that exist today. They are offered first when a panel is formed and when agencies are asked."

    bodies = forms.TypedMultipleChoiceField(
        label="Organisations", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        self.existing = {body.pk: body for body in existing_bodies()}
        choices = [(pk, str(body)) for pk, body in self.existing.items()]
        offer_choices(self, "bodies", choices)
        self.fields["bodies"].initial = list(self.partnership.bodies.values_list("pk", flat=True))

    def perform(self) -> None:
        bodies = [self.existing[pk] for pk in self.cleaned_data["bodies"]]
        settings.change_bodies(by=self.by, partnership=self.partnership, bodies=bodies, **self.answers("reason"))


class LifeSpanForm(SettingForm):
    title = "From when to when, and who follows"
    intro = "A partnership that ends keeps its closed reviews; running ones are handed to the one that follows."

    starts_on = ExactDateField(label="Exists from", required=False, noun="the first day")
    ends_on = ExactDateField(label="Last day", required=False, noun="the last day")
    successor = forms.ModelChoiceField(Partnership.objects.none(), label="Followed by", required=False)
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        self.start_with("starts_on", "ends_on", "successor")
        offer_rows(self, "successor", Partnership.objects.exclude(pk=self.partnership.pk))

    def perform(self) -> None:
        settings.change_life_span(by=self.by, partnership=self.partnership, **self.cleaned_data)


class AddPartnershipForm(SiteForm):
    title = "Add a partnership"
    intro = "One that commissions jointly with yours, or that comes after one that ends."
    submit_label = "Add the partnership"
    done = "The partnership is added."

    name = forms.CharField(label="Name of the partnership", max_length=200)
    code = forms.SlugField(
        label="Short code",
        max_length=20,
        help_text="Begins the references of its reviews. It cannot be changed later.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    contact_email = forms.EmailField(label="Shared mailbox", required=False, max_length=LONGEST_EMAIL)
    starts_on = ExactDateField(label="Exists from", required=False, noun="the first day")
    reason = ReasonField(help_text=KEPT)

    def perform(self) -> Partnership:
        answers = self.cleaned_data
        contact = Contact(name=answers["name"], contact_email=answers["contact_email"])
        return settings.add_partnership(
            by=self.by,
            contact=contact,
            code=answers["code"],
            starts_on=answers["starts_on"],
            reason=answers["reason"],
        )


def limit_sentence(limit: Period) -> str:
    """What a limit would mean for a clock that starts today."""
    today = timezone.localdate()
    due = long_date(period_after(today, limit))
    return f"A clock that starts today, {long_date(today)}, would be due on {due}: {limit.words} later."


class LocalClockForm(SettingForm):
    """The limit of one clock; the view names the clock."""

    title = "A limit of our own"
    checks_answers = True
    clock = ""

    count = forms.IntegerField(
        label="How long?",
        required=False,
        min_value=1,
        max_value=999,
        help_text="Leave this empty to have no limit of your own.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    unit = forms.ChoiceField(
        label="Counted in",
        required=False,
        choices=[(unit.value, unit.value.replace("_", " ")) for unit in Unit],
        initial=Unit.WORKING_DAYS,
        widget=forms.RadioSelect,
    )
    reason = ReasonField(help_text="Who agreed it and why. Shown on the settings page.")

    def limit(self) -> Period | None:
        """The limit typed, None for none."""
        count, unit = self.cleaned_data["count"], self.cleaned_data["unit"]
        return Period(count, Unit(unit)) if count else None

    def clean(self) -> dict[str, Any]:
        """A count says in what it is counted."""
        answers = super().clean() or self.cleaned_data
        if answers.get("count") and answers.get("unit") == "":
            self.add_error("unit", "Select what the time is counted in")
        return answers

    def consequence(self) -> str:
        limit = self.limit()
        return limit_sentence(limit) if limit else "The clock will run without a due date."

    def perform(self) -> None:
        settings.set_local_clock(
            by=self.by, partnership=self.partnership, clock=self.clock, limit=self.limit(), **self.answers("reason")
        )


def clock_form(row: Clock, code: str) -> type[LocalClockForm]:
    """The form about this clock, beginning with the limit the partnership has or is suggested."""
    suggested = row.local_default.period if row.local_default else None

    class ThisClockForm(LocalClockForm):
        title = row.label
        intro = f"{row.source}. {row.note}"
        clock = row.id

        def prepare(self) -> None:
            own = LocalClock.objects.filter(partnership__code=code, clock=row.id).exclude(limit="").first()
            limit = Period.parse(own.limit) if own else suggested
            if limit is not None:
                self.fields["count"].initial, self.fields["unit"].initial = limit.count, limit.unit
            if own is None and suggested is not None:
                self.fields["count"].help_text = f"Suggested: {suggested.words}. Empty: no limit of your own."

    return ThisClockForm
