"""How does a public page travel? Without cookies, the same for everybody, kept by caches for a few minutes.

A page that was taken down must be gone soon everywhere, so nothing is kept for long; an ETag spares the rest.
"""

import datetime
import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

PREFIX = "/public/"
KEPT_SECONDS = 300
"""Seconds for which a cache may show a page without asking again."""


class WithoutCookies:
    """Takes the cookies from a request for the register, and lets no answer set one or depend on one.

    Somebody who is signed in is nobody in particular there, so a shared cache can never hold a page of theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, without its cookies where it is for the register."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        _vary_without_cookies(response)
        return response


def _vary_without_cookies(response: HttpResponse) -> None:
    names = [name.strip() for name in response.get("Vary", "").split(",")]
    kept = [name for name in names if name.lower() not in {"", "cookie"}]
    del response["Vary"]
    if kept:
        response["Vary"] = ", ".join(kept)


def answer(
    request: HttpRequest,
    content: str | bytes,
    content_type: str = "text/html; charset=utf-8",
    *,
    changed: datetime.datetime | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    """The content as a cacheable answer; 304 for a browser that has it. ``changed`` is when it last did."""
    sent = content.encode() if isinstance(content, str) else content
    response = HttpResponse(sent, content_type=content_type, status=status)
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    if status is not HTTPStatus.OK:
        return response
    etag = quote_etag(hashlib.sha256(sent).hexdigest()[:32])
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    # Only the ETag decides: a file that the gate holds back changes a page without changing the register.
    return get_conditional_response(request, etag, None, response) or response
