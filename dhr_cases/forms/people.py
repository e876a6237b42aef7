"""Forms about people: recording and correcting a person, contact with the family, telling the family.

Real names are typed here and never shown again: a correction starts with covered fields empty.
"""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.actions import decision, people
from dhr_cases.deadlines import long_date
from dhr_cases.family import BEREAVED
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import Answer, ExactDateField, PartialDateField, ReasonField, YesNoUnknownField, today
from dhr_cases.models import Case, FamilyContact, Part, Person
from dhr_cases.models.people import DataSubjectStatus
from dhr_cases.verbs import Verb

COVERED = ("name", "aliases", "contact", "date_of_birth", "address", "advocate_name", "forename_consent")
"""Fields kept behind "Show names"."""
AS_ANSWER = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}


def bereaved(case: Case) -> QuerySet[Person]:
    """People of the case whom the partnership is in touch with."""
    found: QuerySet[Person] = Person.objects.filter(case=case, part__in=BEREAVED)
    return found


class PromiseField(forms.ModelChoiceField[FamilyContact]):
    """A choice among promises, each in its own words."""

    def label_from_instance(self, obj: FamilyContact) -> str:
        due = obj.promise_due_on
        return f"{obj.promise} (by {long_date(due)})" if due else obj.promise


class PersonFields(ActForm):
    """The fields of a person, for recording and for correcting."""

    fieldsets = [
        ("Who they are", ["part", "relationship", "data_subject_status"]),
        ("The pseudonym", ["pseudonym", "pseudonym_reason", "family_asked_on"]),
        (
            "Covered unless names are shown",
            ["name", "aliases", "date_of_birth", "address", "contact", "forename_consent"],
        ),
        ("About them", ["age_at_death_event", "sex", "ethnicity", "is_trial_witness"]),
        ("Contact and support", ["wishes", "medium", "advocate_name", "advocate_offered_on"]),
    ]  # fmt: skip

    part = forms.ChoiceField(label="Part in the events", choices=Part)
    relationship = forms.CharField(label="Relationship to the person who died", max_length=120, required=False)
    pseudonym = forms.CharField(label="Pseudonym", max_length=60, required=False)
    pseudonym_reason = forms.CharField(
        label="Who chose the pseudonym, and why", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    family_asked_on = PartialDateField(
        label="When was the family asked to choose?", noun="the day the family was asked", required=False, latest=today
    )
    forename_consent = forms.CharField(
        label="Consent to the real forename",
        help_text="Only where the pseudonym is the real forename: who of the close family agreed in writing, when, and "
        "who checked that it is safe.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    data_subject_status = forms.ChoiceField(
        label="Data protection status", choices=DataSubjectStatus, initial=DataSubjectStatus.UNKNOWN
    )
    name = forms.CharField(label="Real name", required=False)
    aliases = forms.CharField(label="Other names", required=False)
    date_of_birth = forms.CharField(label="Date of birth", required=False)
    address = forms.CharField(label="Address", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    contact = forms.CharField(label="Contact details", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    age_at_death_event = forms.IntegerField(
        label="Age at the time of the death", min_value=0, max_value=130, required=False
    )
    sex = forms.CharField(label="Sex", max_length=20, required=False)
    ethnicity = forms.CharField(label="Ethnicity", max_length=60, required=False)
    is_trial_witness = YesNoUnknownField(label="May they be a witness at a trial?", initial=Answer.UNKNOWN)
    wishes = forms.CharField(
        label="Wishes about contact and involvement", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    medium = forms.CharField(label="Wants to be reached by", max_length=60, required=False)
    advocate_name = forms.CharField(label="Advocate", required=False)
    advocate_offered_on = PartialDateField(
        label="When was an advocate offered?", noun="the date of the offer", required=False, latest=today
    )

    def facts(self) -> people.PersonFacts:
        """The answers as the action takes them."""
        answers: dict[str, Any] = {name: self.cleaned_data[name] for name in PersonFields.base_fields}
        answers["is_trial_witness"] = answers["is_trial_witness"].as_boolean
        return people.PersonFacts(**answers)


class RecordPersonForm(PersonFields):
    verb = Verb.RECORD_PERSON
    what_follows = "The person is listed by pseudonym or part. The real name is covered."

    def perform(self) -> None:
        people.record_person(case=self.case, by=self.by, facts=self.facts())


class CorrectPersonForm(PersonFields):
    """Not in the table of forms: its page is among the people, since correcting has a page of its own there."""

    verb = Verb.CORRECT
    title = "Correct what is recorded of a person"
    intro = "Covered fields start empty. Leave them empty to keep what is recorded."
    needs_subject = True

    reason = ReasonField()

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Any] | None:
        return Person.objects.filter(case=case)

    @property
    def person(self) -> Person:
        """The person to correct."""
        if not isinstance(self.subject, Person):
            raise TypeError("A correction of a person is about a person.")
        return self.subject

    def prepare(self) -> None:
        shown = [name for name in PersonFields.base_fields if name not in COVERED]
        self.initial = {name: getattr(self.person, name) for name in shown}
        self.initial["is_trial_witness"] = AS_ANSWER[self.person.is_trial_witness]

    def facts(self) -> people.PersonFacts:
        for name in COVERED:
            self.cleaned_data[name] = self.cleaned_data[name] or getattr(self.person, name)
        return super().facts()

    def perform(self) -> None:
        people.correct_person(
            case=self.case, by=self.by, person=self.person, facts=self.facts(), reason=self.cleaned_data["reason"]
        )


class RecordFamilyContactForm(ActForm):
    verb = Verb.RECORD_FAMILY_CONTACT
    what_follows = "A promise is shown until it is kept."

    person = forms.ModelChoiceField(Person.objects.none(), label="Who?", required=False, empty_label="Not in the list")
    on = ExactDateField(label="When?", noun="the date of the contact", latest=today)
    medium = forms.CharField(label="How?", max_length=60, help_text="For example: visit, telephone, letter.")
    through = forms.CharField(
        label="Through whom?",
        max_length=120,
        required=False,
        help_text="For example: the police family liaison officer.",
    )
    summary = forms.CharField(label="What was said", widget=forms.Textarea(attrs={"rows": 5}))
    keeps = PromiseField(
        FamilyContact.objects.none(), label="Which earlier promise does this keep?", required=False, empty_label="None"
    )
    promise = forms.CharField(label="What did we promise?", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    promise_due_on = ExactDateField(label="By when?", noun="the date of the promise", required=False)

    def prepare(self) -> None:
        whom, kept = self.fields["person"], self.fields["keeps"]
        if isinstance(whom, forms.ModelChoiceField):
            whom.queryset = bereaved(self.case)
        if isinstance(kept, forms.ModelChoiceField):
            kept.queryset = FamilyContact.objects.filter(case=self.case, promise_kept_on=None).exclude(promise="")

    def perform(self) -> None:
        people.record_family_contact(case=self.case, by=self.by, **self.cleaned_data)


class TellFamilyForm(ActForm):
    verb = Verb.TELL_FAMILY
    intro = "Tell the family before or together with the Home Office, through the police family liaison officer."
    what_follows = "Once a review is certain and the Home Office knows, the chair can be appointed."

    police_agree_contact_is_safe = forms.BooleanField(
        label="The police agree that contact is safe",
        error_messages={"required": "Confirm that the police agree that contact is safe"},
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Who was told?", required=False, empty_label="Nobody in the list"
    )
    on = ExactDateField(label="When was the family told?", noun="the date the family was told", latest=today)
    medium = forms.CharField(label="How?", max_length=60, help_text="For example: visit, telephone, letter.")
    through = forms.CharField(label="Through whom?", max_length=120, required=False)
    summary = forms.CharField(label="What was said", widget=forms.Textarea(attrs={"rows": 5}))
    is_trial_witness = YesNoUnknownField(label="May they be a witness at a trial?")
    advocate_offered_on = PartialDateField(
        label="When was an advocate offered?", noun="the date of the offer", required=False, latest=today
    )
    advocate_name = forms.CharField(label="Advocate, if one is named", required=False)

    def prepare(self) -> None:
        whom = self.fields["person"]
        if isinstance(whom, forms.ModelChoiceField):
            whom.queryset = bereaved(self.case)

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        offered = answers["advocate_offered_on"]
        answers["advocate_offered_on"] = offered if offered.is_known else None
        answers["is_trial_witness"] = answers["is_trial_witness"].as_boolean
        decision.tell_family(case=self.case, by=self.by, news=decision.FamilyNews(**answers))


class ShowNamesForm(ActForm):
    """Not in the table of forms: its page is ``views.people.show_names``, which keeps the names shown for a while."""

    verb = Verb.SHOW_NAMES
    intro = "Who looked, when and why is kept in the history. The names are covered again after five minutes."

    reason = ReasonField(label="Why do you need to see the names?", help_text="")

    def perform(self) -> None:
        people.show_names(case=self.case, by=self.by, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (RecordPersonForm, RecordFamilyContactForm, TellFamilyForm)
