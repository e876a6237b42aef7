"""How is an act done as a person does it: its page opened, filled in, checked, sent, and where does that lead?"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case, CaseEvent, User
from dhr_cases.verbs import VERBS, Verb
from tests.seen import Seen, browser

Answers = Mapping[str, Any]


def boxes(name: str, on: datetime.date | None = None) -> dict[str, str]:
    """A day, today unless said, as its three boxes post it."""
    day = on or timezone.localdate()
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def address_of(case: Case, verb: Verb, subject: Model | None = None) -> str:
    """The page of an act."""
    about = () if subject is None else (subject.pk,)
    return reverse("act", args=(case.reference, verb.value, *about))


def form_page(user: User, case: Case, verb: Verb, subject: Model | None = None) -> Seen:
    """The page of an act as it opens."""
    page = Seen(browser(user).get(address_of(case, verb, subject)))
    assert page.status == 200, page.words
    return page


def sent_form(user: User, case: Case, verb: Verb, answers: Answers, subject: Model | None = None) -> Seen:
    """What comes back when the form is sent as it is, its answers not checked yet."""
    return Seen(browser(user).post(address_of(case, verb, subject), answers))


def done_by_form(user: User, case: Case, verb: Verb, answers: Answers, subject: Model | None = None) -> Seen:
    """Do an act by its page: nothing happens before the answers are checked; then it says so on the page it leads to.

    Every act that is done this way records an event by the person who did it.
    """
    form, path, client = FORMS[verb], address_of(case, verb, subject), browser(user)
    assert form_page(user, case, verb, subject).buttons
    events = CaseEvent.objects.filter(case=case).count()
    if form.checks_answers:
        checking = Seen(client.post(path, answers))
        assert checking.headings[0] == "Check your answers", checking.faults
        assert "Change an answer" in checking.buttons
        assert CaseEvent.objects.filter(case=case).count() == events
        answers = {**{name: again(value) for name, value in answers.items()}, "confirmed": "yes"}
    answer = client.post(path, answers, follow=True)
    page = Seen(answer)
    assert page.messages == [" ".join(filter(None, (f"Done: {VERBS[verb].label}.", form.what_follows)))], page.faults
    assert answer.redirect_chain == [(reverse(form.done_at, args=(case.reference,)), 302)]
    assert CaseEvent.objects.filter(case=case)[events:][0].by == user
    case.refresh_from_db()
    return page


def again(value: Any) -> Any:
    """An answer ready to be sent a second time: a file from its beginning."""
    if hasattr(value, "seek"):
        value.seek(0)
    return value


def last_event(case: Case) -> CaseEvent:
    """What was recorded last."""
    found: CaseEvent = CaseEvent.objects.filter(case=case).order_by("-pk")[0]
    return found
