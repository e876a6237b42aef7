"""What is expected of me, and what has changed since I was last here?"""

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.views.gate import SignedInRequest, signed_in


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """The person's own page."""
    return render(request, "home.html")
