"""Who is in this case, by pseudonym unless names were asked for, and how do we stand with the family?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dhr_cases import policies
from dhr_cases.actions.people import ShownName
from dhr_cases.briefing import Row
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.family import contact_log, promises_of, support_of
from dhr_cases.forms.people import CorrectPersonForm, ShowNamesForm
from dhr_cases.models import Case, Person
from dhr_cases.permissions import can, check_can
from dhr_cases.policies.guards import GUARDS
from dhr_cases.verbs import Verb
from dhr_cases.views.acts import find_subject, refused, show_act
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.names import cover, keep_shown, shown_names, shown_until
from dhr_cases.views.offers import offered

PROMISE_HEADS = ("Promise", "To", "By", "Where it stands")
WITNESS = {True: "Yes", False: "No", None: "not known"}


@case_page(Material.PEOPLE)
def case_people(request: SignedInRequest, case: Case) -> HttpResponse:
    """Everybody in the case, by pseudonym or part."""
    names = shown_names(request, case)
    may_correct = can(Verb.CORRECT, request.user, case)
    people = [
        {
            "label": str(person),
            "rows": [*_covered_rows(names.get(person.pk)), *_rows(person)],
            "correct_url": reverse("case_person_correct", args=[case.reference, person.pk]) if may_correct else "",
        }
        for person in Person.objects.filter(case=case)
    ]
    context = {
        "case": case,
        "people": people,
        "shown_until": shown_until(request, case),
        "names_url": reverse("case_show_names", args=[case.reference])
        if can(Verb.SHOW_NAMES, request.user, case)
        else "",
        "offers": offered(request.user, case, (Verb.RECORD_PERSON,)),
    }
    return render(request, "cases/people.html", context)


def _covered_rows(shown: ShownName | None) -> list[Row]:
    if shown is None:
        return []
    return [
        {"label": "Real name", "value": shown.name},
        {"label": "Other names", "value": shown.aliases},
        {"label": "Date of birth", "value": shown.date_of_birth},
        {"label": "Address", "value": shown.address},
        {"label": "Contact details", "value": shown.contact},
        {"label": "Advocate", "value": shown.advocate_name},
        {"label": "Consent to the real forename", "value": shown.forename_consent},
    ]


def _rows(person: Person) -> list[Row]:
    return [
        {"label": "Part", "value": person.get_part_display()},
        {"label": "Relationship to the person who died", "value": person.relationship},
        {"label": "Pseudonym chosen by", "value": person.pseudonym_reason},
        {
            "label": "Family asked to choose",
            "value": str(person.family_asked_on) if person.family_asked_on.is_known else "",
        },
        {"label": "Age at the time of the death", "value": person.age_at_death_event},
        {"label": "Data protection status", "value": person.get_data_subject_status_display()},
        {"label": "May be a witness at a trial", "value": WITNESS[person.is_trial_witness]},
        {"label": "Wishes about contact", "value": person.wishes},
    ]


@case_page(Material.PEOPLE)
def show_names(request: SignedInRequest, case: Case, back: str = "case_people") -> HttpResponse:
    """Ask why, record it and show the names; sent without a reason while names are shown, cover them again."""
    try:
        check_can(Verb.SHOW_NAMES, request.user, case)
        policies.check_now(Verb.SHOW_NAMES, case, GUARDS)
    except ReviewError as refusal:
        return refused(request, case, Verb.SHOW_NAMES, refusal)
    back_url = reverse(back, args=[case.reference])
    if _is_to_cover(request, case):
        cover(request, case)
        messages.success(request, "The names are covered again.")
        return redirect(back_url)
    return _ask_why(request, case, back_url)


def _is_to_cover(request: SignedInRequest, case: Case) -> bool:
    is_sent_without_reason = request.method == "POST" and "reason" not in request.POST
    return is_sent_without_reason and shown_until(request, case) is not None


def _ask_why(request: SignedInRequest, case: Case, back_url: str) -> HttpResponse:
    form = ShowNamesForm(request.POST if "reason" in request.POST else None, case=case, by=request.user)
    if form.is_valid():
        form.perform()
        keep_shown(request, case)
        return redirect(back_url)
    context = {"case": case, "form": form, "heading": form.heading, "cancel_url": back_url}
    return render(request, "acts/form.html", context, status=422 if form.errors else 200)


@case_page(Material.PEOPLE)
def correct_person(request: SignedInRequest, case: Case, person_id: int) -> HttpResponse:
    """Correct what is recorded of one person of this case."""
    return show_act(request, case, CorrectPersonForm, find_subject(CorrectPersonForm, case, person_id))


@case_page(Material.FAMILY)
def case_family(request: SignedInRequest, case: Case) -> HttpResponse:
    """Contact with the family, what we promised, and who supports them."""
    context = {
        "case": case,
        "contacts": contact_log(case),
        "promises": promises_of(case),
        "promise_heads": [{"label": label} for label in PROMISE_HEADS],
        "support": support_of(case),
        "offers": offered(request.user, case, (Verb.TELL_FAMILY, Verb.RECORD_FAMILY_CONTACT)),
    }
    return render(request, "cases/family.html", context)
