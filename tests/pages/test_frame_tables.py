"""Which places does the menu offer to whom, which is the present one, and what do headers of a download say?"""

import datetime
import io
import re
from typing import Any

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import reverse

from dhr_cases.forms.action_sheet import SheetForm
from dhr_cases.models import Partnership, User
from dhr_cases.roles import ROLES, Role
from dhr_cases.roles_held import Held
from dhr_cases.stages import STAGES, Phase, Stage
from dhr_cases.views.case_frame import BELOW, phases_of
from dhr_cases.views.downloads import closed, download, stored_download
from dhr_cases.views.offers import TABS
from dhr_cases.views.public_answers import KEPT_SECONDS, WithoutCookies, answer
from dhr_cases.views.sending import is_confirmed, is_sent, status_of, typed
from dhr_cases.views.site_context import PLACES, UNNAMED, navigation, site
from dhr_cases.views.tables import day, heads, row

CASES = ("Cases", "Due list")
READERS = ("Drafts to read",)
OVER_ALL = ("Actions", "Learning", "Meetings")
OF_AN_AGENCY = ("My requests", *READERS)
TEAM_MENUS: dict[Role, tuple[str, ...]] = {
    Role.COORDINATOR: (*CASES, "Money", *OVER_ALL, "Organisations", "Settings"),
    Role.CSP_CHAIR: (*CASES, "Money", *OVER_ALL),
    Role.HOME_OFFICE_READER: CASES,
    Role.COMMISSIONER_OFFICE: CASES,
    Role.PCC_OFFICE: CASES,
    Role.FINANCE_OFFICER: ("Money",),
    Role.FUNDING_CONTACT: ("Contributions",),
    Role.ACTION_OWNER: ("My actions", "Asked by meetings"),
    Role.AUDITOR: (*CASES, "Money", *OVER_ALL),
    Role.ADMINISTRATOR: ("Organisations", "Accounts", "Settings"),
}
CASE_MENUS: dict[Role, tuple[str, ...]] = {
    Role.COORDINATOR: CASES,
    Role.CSP_CHAIR: CASES,
    Role.INDEPENDENT_CHAIR: CASES,
    Role.PANEL_MEMBER: (*CASES, *READERS),
    Role.AGENCY_AUTHOR: OF_AN_AGENCY,
    Role.AGENCY_CONTACT: OF_AN_AGENCY,
    Role.FAMILY_ADVOCATE: (*CASES, *READERS),
}


def on_cases(*roles: Role) -> Held:
    """Roles held on single cases."""
    return Held(frozenset(roles), frozenset())


def in_teams(*roles: Role) -> Held:
    """Roles held in standing teams."""
    return Held(frozenset(roles), frozenset(roles))


def menu(held: Held, path: str = "/") -> list[str]:
    """The labels of the menu."""
    return [item["label"] for item in navigation(held, path)]


@pytest.mark.parametrize("role", TEAM_MENUS)
def test_offers_a_team_its_places(role: Role) -> None:
    assert menu(in_teams(role)) == ["Home", *TEAM_MENUS[role]]


@pytest.mark.parametrize("role", CASE_MENUS)
def test_offers_a_role_on_one_case_no_place_of_a_team(role: Role) -> None:
    """What concerns no case comes with a standing team alone."""
    assert menu(on_cases(role)) == ["Home", *CASE_MENUS[role]]


def test_knows_a_menu_for_every_role() -> None:
    assert {*TEAM_MENUS, *CASE_MENUS} == set(Role) == set(ROLES)


@pytest.mark.parametrize(
    ("held", "labels"),
    [
        (on_cases(), ["Home"]),
        (on_cases(Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT), ["Home", *OF_AN_AGENCY]),
        (on_cases(Role.AGENCY_AUTHOR, Role.PANEL_MEMBER), ["Home", *CASES, *OF_AN_AGENCY]),
        (in_teams(Role.FINANCE_OFFICER, Role.FUNDING_CONTACT), ["Home", "Money", "Contributions"]),
        (
            Held(frozenset({Role.FINANCE_OFFICER, Role.AGENCY_CONTACT}), frozenset({Role.FINANCE_OFFICER})),
            ["Home", "Money", *OF_AN_AGENCY],
        ),
    ],
)
def test_offers_all_that_several_roles_open_in_the_usual_order(held: Held, labels: list[str]) -> None:
    """An author who also sits on the panel sees cases; one who only answers for an agency does not."""
    assert menu(held) == labels
    order = [place.label for place in PLACES]
    assert labels == sorted(labels, key=order.index)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "Home"),
        ("/cases/", "Cases"),
        ("/cases/TESTSHIRE-2026-001/people/", "Cases"),
        ("/cases.csv", ""),
        ("/actions/list/", "Actions"),
        ("/my-actions/7/", ""),
        ("/settings/of/farshire/", "Settings"),
        ("/learning/", "Learning"),
        ("/account/", ""),
        ("/nowhere/", ""),
    ],
)
def test_marks_the_place_a_page_belongs_to(path: str, current: str) -> None:
    """Home is only itself: every address begins as its own does."""
    marked = [item["label"] for item in navigation(in_teams(Role.COORDINATOR), path) if item["current"]]
    assert marked == ([current] if current else [])


def test_leads_to_a_page_from_every_place() -> None:
    """In the whole product no place is without its page, and no two lead to the same."""
    urls = [item["url"] for role in Role for item in navigation(in_teams(role), "/")]
    assert {reverse(place.url_name) for place in PLACES} == set(urls)
    assert len({reverse(place.url_name) for place in PLACES}) == len(PLACES)


def of_site(home: Partnership | None, user: User | None = None) -> dict[str, Any]:
    """What every page is given, for this home partnership."""
    request = RequestFactory().get("/")
    more = {"partnerships": [home] if home else [], "roles_held": on_cases()}
    for name, value in {**more, **({"user": user} if user else {})}.items():
        setattr(request, name, value)
    return site(request)


def test_names_the_service_after_whoever_runs_it() -> None:
    """A partnership that only takes part gives neither name nor colours."""
    ours = Partnership(name="Testshire CSP", is_home=True, label_shown="DARDR")
    other = Partnership(name="Farshire CSP")
    service = of_site(ours)["service"]
    assert re.fullmatch(r"/brand\.css\?[0-9a-f]{12}", service.pop("brand_url"))
    assert service == {"name": "Testshire CSP: DARDRs", "label": "DARDR", "source_url": ""}
    for home in (other, None):
        service = of_site(home)["service"]
        assert service == {"name": UNNAMED, "label": "DHR", "brand_url": "", "source_url": ""}
    assert of_site(ours)["navigation"] == []
    assert of_site(ours, User())["navigation"] == [{"label": "Home", "url": "/", "current": True}]


def test_leads_up_from_pages_below_the_menu_to_pages_of_it() -> None:
    """Each page below has one page of the menu above it, and is none itself."""
    names = {tab.url_name for tab in TABS}
    assert set(BELOW.values()) <= names
    assert not set(BELOW) & names
    assert len(names) == len(TABS) == len({tab.label for tab in TABS})
    assert all(reverse(tab.url_name, args=("R-1",)).startswith("/cases/R-1/") for tab in TABS)


@pytest.mark.parametrize("stage", Stage)
def test_has_one_present_phase_until_a_review_is_over(stage: Stage) -> None:
    going_on, over = phases_of(stage), phases_of(stage, is_final=True)
    here = list(Phase).index(STAGES[stage].phase)
    after = ["todo"] * (len(Phase) - here - 1)
    assert [phase["label"] for phase in going_on] == [phase.value for phase in Phase]
    assert [phase["state"] for phase in going_on] == ["done"] * here + ["current", *after]
    assert [phase["state"] for phase in over] == ["done"] * here + ["done", *after]


CLOSED = {
    "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store, private",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.csv", "text/csv"), ("a.pdf", "application/pdf"), ("A.PDF", "application/pdf"), ("a.txt", "text/plain"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.html", "application/octet-stream"), ("a", "application/octet-stream"),
        ("a.exe", "application/octet-stream"), ("a.svg", "application/octet-stream"),
    ],
)  # fmt: skip
def test_sends_a_file_as_what_its_ending_says_and_nothing_that_runs(name: str, content_type: str) -> None:
    made, kept = download(b"x", name), stored_download(io.BytesIO(b"x"), name)
    for sent in (made, kept):
        assert sent["Content-Type"].partition(";")[0] == content_type
        assert sent["Content-Disposition"] == f'attachment; filename="{name}"'
        assert {header: sent[header] for header in CLOSED} == CLOSED
    assert made.content == b"x"
    assert isinstance(kept, FileResponse)
    assert kept.getvalue() == b"x"


def test_sends_a_file_as_what_it_is_told() -> None:
    sent = download(b"BEGIN:VCALENDAR", "due.ics", "text/calendar")
    assert sent["Content-Type"] == "text/calendar"
    assert closed(HttpResponse("x"))["Cache-Control"] == CLOSED["Cache-Control"]


def asked(path: str, **headers: str) -> HttpRequest:
    """A request of somebody whose browser has a session."""
    return RequestFactory().get(path, headers={"Cookie": "sessionid=abc", **headers})


@pytest.mark.parametrize(
    ("path", "has_cookies", "vary"),
    [("/public/", False, "Accept-Encoding"), ("/publicity/", True, "Accept-Encoding, Cookie, cookie"), ("/", True, "")],
)
def test_takes_cookies_from_the_register_alone(path: str, has_cookies: bool, vary: str) -> None:
    """Both ways: what comes with a request, and what an answer would set or depend on."""

    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(request.META.get("HTTP_COOKIE", "none"))
        response.set_cookie("sessionid", "new")
        if vary:
            response["Vary"] = "Accept-Encoding, Cookie, cookie"
        return response

    response = WithoutCookies(view)(asked(path))
    assert response.content == (b"sessionid=abc" if has_cookies else b"none")
    assert bool(response.cookies) is has_cookies
    assert response.get("Vary", "") == vary


@pytest.mark.parametrize("vary", ["Cookie", " cookie , COOKIE", ""])
def test_leaves_no_empty_header_where_only_cookies_were_named(vary: str) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x", headers={"Vary": vary} if vary else {})

    assert "Vary" not in WithoutCookies(view)(asked("/public/")).headers


def test_says_how_long_an_answer_may_be_kept_and_when_it_changed() -> None:
    changed = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
    sent = answer(asked("/public/"), "words", changed=changed)
    assert sent["Cache-Control"] == f"public, max-age={KEPT_SECONDS}"
    assert sent["Last-Modified"] == "Mon, 02 Mar 2026 09:30:00 GMT"
    assert sent["Content-Type"] == "text/html; charset=utf-8"
    same = answer(asked("/public/", **{"If-None-Match": sent["ETag"]}), b"words")
    assert (same.status_code, same["ETag"]) == (304, sent["ETag"])
    other = answer(asked("/public/", **{"If-None-Match": sent["ETag"]}), "other words", changed=changed)
    assert other.status_code == 200
    since = answer(asked("/public/", **{"If-Modified-Since": sent["Last-Modified"]}), "other words", changed=changed)
    assert since.status_code == 200
    assert "Last-Modified" not in answer(asked("/public/"), "words").headers


def sent_with(**boxes: str) -> HttpRequest:
    """A form that was sent with these boxes."""
    return RequestFactory().post("/", boxes)


def test_knows_a_form_that_was_sent_from_one_that_is_shown() -> None:
    """Sent to be done, not to change its answers, and with nothing wrong in it."""
    wrong, shown = SheetForm(QueryDict("a=1")), RequestFactory().get("/")
    assert not is_sent(shown, wrong)
    assert not is_sent(sent_with(), wrong)
    assert not is_sent(sent_with(change_answers="1"), wrong)
    assert (status_of(shown, wrong), status_of(sent_with(), wrong), status_of(sent_with(), SheetForm())) == (
        200, 422, 200,
    )  # fmt: skip
    assert [is_confirmed(sent_with()), is_confirmed(sent_with(confirmed="yes")), is_confirmed(shown, False)] == [
        False, True, True,
    ]  # fmt: skip


def test_brings_back_what_was_typed_before_signing_in_again() -> None:
    """What is sent now comes first; an empty form is nothing typed."""
    request = RequestFactory().get("/")
    assert typed(request) is None
    kept = QueryDict("text=kept")
    request.kept_words = kept  # type: ignore[attr-defined]  # put there by the middleware that keeps words
    assert typed(request) is kept
    request.kept_words = QueryDict()  # type: ignore[attr-defined]  # as above
    assert typed(request) is None
    post = sent_with(text="now")
    post.kept_words = kept  # type: ignore[attr-defined]  # as above
    assert typed(post) == QueryDict("text=now")


def test_makes_heads_and_rows_of_tables() -> None:
    assert heads("Body", "Cost", figures=("Cost", "Fee")) == [
        {"label": "Body", "is_figure": False}, {"label": "Cost", "is_figure": True},
    ]  # fmt: skip
    marked = {"text": "Late", "state": "overdue"}
    assert row("Police", None, marked, url="/here") == {
        "url": "/here", "cells": [{"text": "Police"}, {"text": None}, marked],
    }  # fmt: skip
    assert row() == {"url": "", "cells": []}
    assert (day(None), day(datetime.date(2026, 3, 2))) == ("", "2 March 2026")
