"""What is expected of me, and what has changed since I was last here?"""

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.views.gate import SignedInRequest, signed_in
from dhr_cases.views.set_up import set_up_first


@set_up_first
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """The person's own page."""
    return render(request, "home.html")
