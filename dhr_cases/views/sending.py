"""Was a form sent, is it sound, and did its sender confirm it? Asked by every page that checks the answers."""

from django import forms
from django.http import HttpRequest, QueryDict


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed into the form: sent now, or kept from before the person had to sign in anew."""
    return request.POST or getattr(request, "kept_words", None) or None


def is_sent(request: HttpRequest, form: forms.BaseForm) -> bool:
    """True when the form was sent to be done, not to change its answers, and nothing in it is wrong."""
    return request.method == "POST" and "change_answers" not in request.POST and form.is_valid()


def is_confirmed(request: HttpRequest, checks_answers: bool = True) -> bool:
    """True when the person has looked at the answers and stands by them, or need not be asked to."""
    return not checks_answers or "confirmed" in request.POST


def status_of(request: HttpRequest, form: forms.BaseForm) -> int:
    """The status of the page that shows the form: 422 when what was sent just now is wrong."""
    return 422 if request.method == "POST" and form.errors else 200
