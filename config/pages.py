"""Which pages belong to the installation and to no app?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dhr_cases.views.gate import anyone


@anyone
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers “ok” when the site and its database are up; for whoever watches the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@anyone
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuses a form that does not carry this browser's own mark."""
    sentence = "This page was open for too long, or in two windows. Go back, reload the page and send it again."
    return render(request, "403.html", {"sentence": sentence}, status=403)
