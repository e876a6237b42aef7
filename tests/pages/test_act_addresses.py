"""Which act and which row does an address mean, whose page is not there, and where does a way back lead?"""

from http import HTTPStatus
from typing import Any
from typing import cast as as_type

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case, Hold, Person
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.acts import REFUSED, find_subject, form_for
from dhr_cases.views.gate import PolicyMiddleware, Rule, SignedInRequest, anyone, declare, rule_of
from dhr_cases.views.offers import ASIDE, act_url, leading
from dhr_cases.views.team_acts import form_named, wanted_back
from governance.forms.registry import FORMS as MEETING_FORMS
from tests.conftest import Cast
from tests.seen import Seen, browser

NO_KEY = 10**25


@pytest.mark.parametrize("verb", [*sorted(set(Verb) - set(FORMS)), "of_old", "", "AGREE_LEAD", "agree lead"])
def test_knows_no_act_without_a_form(verb: str) -> None:
    """Neither a word that is none, nor an act whose page is another, such as the showing of names."""
    with pytest.raises(Http404):
        form_for(verb)


@pytest.mark.parametrize("verb", FORMS)
def test_finds_the_form_of_an_act_by_its_word(verb: Verb) -> None:
    assert form_for(verb.value) is FORMS[verb]
    assert FORMS[verb].verb is verb


@pytest.mark.django_db
@pytest.mark.first_database
def test_takes_only_rows_of_the_review_that_an_act_can_be_about(case: Case) -> None:
    """An act about the review itself takes no row, one about a row wants it, and no act takes an unknown one."""
    wanting = {verb for verb, form in FORMS.items() if form.needs_subject}
    without = {verb for verb, form in FORMS.items() if form.subjects(case) is None}
    assert not wanting & without
    for verb, form in FORMS.items():
        for number in (0, NO_KEY):
            with pytest.raises(Http404):
                find_subject(form, case, number)
        if verb in wanting:
            with pytest.raises(Http404):
                find_subject(form, case, None)
        else:
            assert find_subject(form, case, None) is None


@pytest.mark.django_db
@pytest.mark.first_database
def test_answers_with_the_status_of_the_refusal(cast: Cast, case: Case) -> None:
    """403 for the person, 409 for the moment; each says so and leads back to the review."""
    assert {NotPermitted: 403, NotNow: 409, Incomplete: 409} == REFUSED
    for part, verb, status in (
        ("panel_member", Verb.AGREE_LEAD, HTTPStatus.FORBIDDEN),
        ("coordinator", Verb.CLOSE, HTTPStatus.CONFLICT),
        ("csp_chair", Verb.SIGN_OFF, HTTPStatus.CONFLICT),
    ):
        answer = browser(cast.people()[part]).get(act_url(case, verb))
        page = Seen(answer)
        assert answer.status_code == status, verb
        assert page.headings == [VERBS[verb].label]
        assert "Not possible now" in page
        assert page.links["Back to the review"] == reverse("case", args=(case.reference,))
        assert page.buttons == []


@pytest.mark.django_db
@pytest.mark.first_database
@pytest.mark.parametrize("part", ["outsider", "agency_contact", "action_owner", "administrator", "finance_officer"])
def test_has_no_act_on_a_review_for_who_sees_none_of_it(cast: Cast, case: Case, part: str) -> None:
    """The same answer as for a review that is not there."""
    client = browser(cast.people()[part])
    for path in (act_url(case, Verb.AGREE_LEAD), act_url(Case(reference="NONE-1"), Verb.AGREE_LEAD)):
        assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]


def test_writes_the_address_of_an_act_with_its_row() -> None:
    case = Case(reference="R-1")
    assert act_url(case, Verb.AGREE_LEAD) == "/cases/R-1/do/agree_lead/"
    assert act_url(case, Verb.END_HOLD, Hold(pk=7)) == "/cases/R-1/do/end_hold/7/"
    assert act_url(case, Verb.CORRECT, Person(pk=3)).endswith("/do/correct/3/")


@pytest.mark.parametrize("stage", Stage)
def test_leads_with_no_act_aside_the_line(stage: Stage) -> None:
    """What leads is done at the stage and moves the review on from it."""
    for verb in leading(stage):
        assert verb not in ASIDE
        assert stage in VERBS[verb].stages
        assert VERBS[verb].leads_to


def asking(query: str) -> SignedInRequest:
    """A request with this behind its question mark."""
    return as_type("SignedInRequest", RequestFactory().get(f"/here/?{query}"))


@pytest.mark.parametrize(
    ("query", "back"),
    [
        ("", ""),
        ("back=", ""),
        ("back=/meetings/", "/meetings/"),
        ("back=%2Fmeetings%2F%3Fpage%3D2%23items", "/meetings/?page=2#items"),
        ("back=/one/&back=/two/", "/two/"),
        ("back=//elsewhere.example/", ""),
        ("back=https://elsewhere.example/", ""),
        ("back=http:///elsewhere.example", ""),
        ("back=javascript:alert(1)", ""),
        ("back=%5C%5Celsewhere.example", ""),
        ("back=/%5Celsewhere.example", ""),
        ("back=%0A//elsewhere.example", ""),
        ("back=%00/meetings/", ""),
    ],
)
def test_leads_back_to_pages_of_this_site_alone(query: str, back: str) -> None:
    assert wanted_back(asking(query)) == back


def test_finds_the_form_of_an_act_of_a_team_by_its_word() -> None:
    for verb, form in MEETING_FORMS.items():
        assert form_named(MEETING_FORMS, verb.value) is form
    for word in ("", "of_old", "AGREE"):
        with pytest.raises(Http404):
            form_named(MEETING_FORMS, word)


def page(request: HttpRequest) -> HttpResponse:
    """A page that says nothing of who may open it."""
    return HttpResponse("words")


def test_closes_a_page_that_declares_no_rule() -> None:
    """Forgetting a rule closes the page; a declared one is found where it was put."""
    asked: Any = RequestFactory().get("/")
    middleware = PolicyMiddleware(page)
    assert rule_of(page) is None
    with pytest.raises(PermissionDenied, match=r"This page has no access rule yet and stays closed\."):
        middleware.process_view(asked, page, (), {})

    def declared(request: HttpRequest) -> HttpResponse:
        return page(request)

    declare(declared, Rule("anyone"))
    middleware.process_view(asked, declared, (), {})
    assert rule_of(declared) == Rule("anyone")
    assert middleware(asked).content == b"words"
    assert rule_of(anyone(declared)) == Rule("anyone")
