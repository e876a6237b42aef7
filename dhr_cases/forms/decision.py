"""Forms of the decision: scoping returns, facts, partners' views, the decision, the Home Office."""

from collections.abc import Mapping
from typing import Any

from django import forms

from dhr_cases.actions import decision
from dhr_cases.briefing import briefing_of, facts_of
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, PartialDateField, YesNoUnknownField, today
from dhr_cases.forms.filling import bodies_today, offer_rows
from dhr_cases.legal_tests import Conduct, Fact, Facts, section_8a, section_9
from dhr_cases.models import AlternativeKind, Consultation, CriteriaFacts, Organisation, Outcome, YesNoUnknown
from dhr_cases.models.requests import Known
from dhr_cases.policy.load import regimes
from dhr_cases.verbs import Verb

SENT_TO = "Enter to whom it was sent"

LINKS = ("is_relative", "is_intimate", "is_same_household", "is_same_household_only")


class RecordScopingReturnForm(ActForm):
    verb = Verb.RECORD_SCOPING_RETURN
    intro = "An agency's answer to the scoping letter. A later answer of the same agency takes the place of this one."
    what_follows = "The return is part of the decision briefing."

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Agency")
    asked_on = ExactDateField(label="When was it asked?", noun="the date it was asked", required=False, latest=today)
    known = forms.ChoiceField(label="Did it know the people?", choices=Known, widget=forms.RadioSelect)
    answered_on = ExactDateField(
        label="When did it answer?", noun="the date of the answer", required=False, latest=today
    )
    contact_name = forms.CharField(label="Contact at the agency", max_length=200, required=False)
    contact_summary = forms.CharField(
        label="Its contact with the people, in short", required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def prepare(self) -> None:
        offer_rows(self, "organisation", bodies_today())

    def perform(self) -> None:
        decision.record_scoping_return(case=self.case, by=self.by, **self.cleaned_data)


class RecordCriteriaForm(ActForm):
    verb = Verb.RECORD_CRITERIA
    intro = "Both tests are asked for in every case, so that it can be tested again if the law changes."
    what_follows = "The briefing shows what the facts say for each test."
    fieldsets = [
        ("How they were linked", ["relationship", *LINKS]),
        ("Ages", ["age_deceased", "age_other"]),
        ("What happened", ["conduct", "note"]),
    ]  # fmt: skip

    relationship = forms.CharField(
        label="Relationship between the two people", max_length=120, help_text="For example: former partner, mother."
    )
    is_relative = YesNoUnknownField(label="Were they related?")
    is_intimate = YesNoUnknownField(
        label="Were they partners, now or before?",
        help_text="Married, civil partners, engaged, in an intimate relationship, or parents of the same child.",
    )
    is_same_household = YesNoUnknownField(label="Did they live in the same household?")
    is_same_household_only = YesNoUnknownField(label="Was the household their only link?")
    age_deceased = forms.IntegerField(
        label="Age of the person who died",
        min_value=0,
        max_value=130,
        required=False,
        help_text="Leave empty if not known.",
    )
    age_other = forms.IntegerField(
        label="Age of the other person",
        min_value=0,
        max_value=130,
        required=False,
        help_text="Leave empty if not known.",
    )
    conduct = forms.MultipleChoiceField(
        label="What is known or suspected?",
        choices=[(kind.value, kind.label) for kind in Conduct],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Leave all empty while nothing can be said yet.",
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def prepare(self) -> None:
        known = CriteriaFacts.objects.filter(case=self.case).first()
        if known is not None:
            self.initial = {name: getattr(known, name, None) for name in self.fields} | {"conduct": known.conduct_types}

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        relationship, note = answers.pop("relationship"), answers.pop("note")
        conduct = frozenset(Conduct(value) for value in answers.pop("conduct"))
        answers |= {name: Fact(answers[name]) for name in LINKS}
        facts = Facts(**answers, conduct=conduct)
        decision.record_criteria(case=self.case, by=self.by, criteria=decision.Criteria(relationship, facts, note))


class ConsultPartnerForm(ActForm):
    verb = Verb.CONSULT_PARTNER
    what_follows = "The partnership chair sees every view, and dissent as such, before deciding."

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Partner")
    view = forms.ChoiceField(
        label="What does the partner think should happen?", choices=Outcome, widget=forms.RadioSelect
    )
    is_dissent = forms.BooleanField(label="The partner differs from the decision proposed", required=False)
    reasons = forms.CharField(
        label="Reasons", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="Needed for a dissent."
    )
    on = ExactDateField(label="When did the partner say so?", noun="the date of the view", latest=today)

    def prepare(self) -> None:
        offer_rows(self, "organisation", bodies_today())

    def perform(self) -> None:
        decision.consult_partner(case=self.case, by=self.by, **self.cleaned_data)


class DecideForm(ActForm):
    verb = Verb.DECIDE
    checks_answers = True
    aside_template = "acts/asides/briefing.html"
    intro = (
        "You decide as chair of the partnership, after hearing its partners. "
        "The legal regime stays as it is decided here."
    )
    what_follows = "The coordinator tells the Home Office, and the family, in writing."
    fieldsets = [
        ("The tests", ["meets_section_9", "meets_section_8a"]),
        ("The decision", ["outcome", "alternative", "transferred_to", "regime", "reasons"]),
        ("The partners", ["not_consulted_because", "dissent"]),
    ]  # fmt: skip

    meets_section_9 = YesNoUnknownField(label="Is the test of section 9 met?")
    meets_section_8a = YesNoUnknownField(label="Is the test of section 8A met?")
    outcome = forms.ChoiceField(label="What do you decide?", choices=Outcome, widget=forms.RadioSelect)
    alternative = forms.ChoiceField(
        label="Which other learning process?", choices=[("", "None"), *AlternativeKind.choices], required=False
    )
    transferred_to = forms.CharField(label="Which partnership leads instead?", max_length=200, required=False)
    regime = forms.ChoiceField(label="Legal regime")
    reasons = forms.CharField(label="Reasons for the decision", widget=forms.Textarea(attrs={"rows": 6}))
    not_consulted_because = forms.CharField(
        label="Why was no partner consulted?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    dissent = forms.CharField(
        label="Dissent, summed up", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed when a partner dissents.",
    )  # fmt: skip
    on = ExactDateField(label="When was this decided?", noun="the date of the decision", latest=today)

    def prepare(self) -> None:
        self.fields["regime"] = forms.ChoiceField(
            label="Legal regime",
            choices=[(row.id, row.law) for row in regimes() if row.enabled],
            initial=self.case.regime,
        )
        if Consultation.objects.filter(case=self.case).exists():
            del self.fields["not_consulted_because"]
        known = CriteriaFacts.objects.filter(case=self.case).first()
        if known is not None:
            facts = facts_of(known)
            self.fields["meets_section_9"].initial = section_9(facts).verdict.as_fact.value
            self.fields["meets_section_8a"].initial = section_8a(facts).verdict.as_fact.value

    def aside(self) -> Mapping[str, Any]:
        return {"briefing": briefing_of(self.case)}

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        for test in ("meets_section_9", "meets_section_8a"):
            answers[test] = YesNoUnknown(answers[test])
        ruling = decision.Ruling(**answers | {"outcome": Outcome(answers["outcome"])})
        decision.decide(case=self.case, by=self.by, ruling=ruling)


class TellHomeOfficeForm(ActForm):
    verb = Verb.TELL_HOME_OFFICE
    intro = "The Home Office is told in writing of every decision, also of one not to hold a review."

    sent_to = forms.CharField(
        label="Sent to", max_length=200, initial=decision.HOME_OFFICE, error_messages={"required": SENT_TO}
    )
    reference = forms.CharField(label="Reference of the notice", max_length=120, required=False)
    on = ExactDateField(label="When was it sent?", noun="the date of the notice", latest=today)

    def perform(self) -> None:
        decision.tell_home_office(case=self.case, by=self.by, **self.cleaned_data)


class RecordScrutinyForm(ActForm):
    verb = Verb.RECORD_SCRUTINY
    checks_answers = True

    reply = forms.ChoiceField(
        label="What does the Home Office answer?",
        choices=[
            ("accepted", "It accepts the decision: the case closes"),
            ("directed", "It directs a review: the review goes on"),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="What the answer says", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    on = PartialDateField(label="When did the answer come?", noun="the date of the answer", latest=today)

    def perform(self) -> None:
        decision.record_scrutiny(case=self.case, by=self.by, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (
    RecordScopingReturnForm,
    RecordCriteriaForm,
    ConsultPartnerForm,
    DecideForm,
    TellHomeOfficeForm,
    RecordScrutinyForm,
)
