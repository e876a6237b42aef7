"""Where does the link in a message lead? To the page it is about, for the person it was sent to."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from dhr_cases.models import Notice
from dhr_cases.views.gate import SignedInRequest, signed_in


@signed_in
def notice(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Lead on to the page of one of the person's own messages; that page asks again who may open it."""
    found = get_object_or_404(Notice, pk=notice_id, to=request.user)
    return redirect(found.path or reverse("home"))
