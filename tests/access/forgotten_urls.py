"""The addresses of the site and three that somebody added in a hurry: without a rule, with an unheard-of parameter."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as real
from dhr_cases.views.gate import SignedInRequest, signed_in


def forgotten(request: HttpRequest) -> HttpResponse:
    """A page whose author forgot to say who may open it."""
    return HttpResponse("What nobody should see")


@signed_in
def unheard_of(request: SignedInRequest, pebble: int) -> HttpResponse:
    """A page with a rule and a parameter that the matrix does not know."""
    return HttpResponse(str(pebble))


@signed_in
def broken(request: SignedInRequest) -> HttpResponse:
    """A page that fails while it handles the person's name."""
    name = request.user.full_name
    return HttpResponse(name[len(name)])


urlpatterns = [
    path("forgotten/", forgotten, name="forgotten"),
    path("pebbles/<int:pebble>/", unheard_of, name="unheard_of"),
    path("broken/", broken, name="broken"),
    *real,
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
