"""Somebody answers without an account; the team sees figures and words, others see nothing of either."""

import re

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from dhr_cases.actions.core import today
from learning.actions.event_actions import ActionPlan, record_event_action
from learning.actions.feedback import PrintedLine, close_feedback, take_over_summary
from learning.feedback_links import address_of, square_png, square_svg
from learning.feedback_scales import ABOUT_YOU, OPEN_QUESTIONS, QUESTIONS, FeedbackKind
from learning.models import Event, EventAction, FeedbackForm, FeedbackReply, FeedbackSummary
from tests.conftest import Cast
from tests.feedback import answer, event_of, form_of


@pytest.fixture
def event(cast: Cast) -> Event:
    return event_of(cast)


@pytest.fixture
def form(cast: Cast, event: Event) -> FeedbackForm:
    return form_of(cast, event)


def _give(form: FeedbackForm) -> str:
    return reverse("feedback_give", args=(form.token,))


def _page(event: Event) -> str:
    return reverse("event_feedback", args=("testshire", event.code))


def _team(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


@pytest.mark.parametrize("kind", FeedbackKind)
def test_asks_every_question_of_the_table(client: Client, cast: Cast, event: Event, kind: FeedbackKind) -> None:
    page = client.get(_give(form_of(cast, event, kind))).content.decode()
    codes = [row.code for row in (*QUESTIONS[kind], *ABOUT_YOU)] + [row.code for row in OPEN_QUESTIONS[kind]]
    assert all(f'name="{code}"' in page for code in codes)
    assert 'type="file"' not in page
    assert 'name="email"' not in page


def test_takes_an_answer_without_an_account_and_sets_no_cookie_but_that_of_the_form(
    client: Client, form: FeedbackForm
) -> None:
    client.get(_give(form))
    answered = client.post(_give(form), {"overall": "very_good", "comment": "A good day"}, follow=True)
    assert answered.redirect_chain == [(reverse("feedback_thanks", args=(form.token,)), 302)]
    assert FeedbackReply.objects.get().overall == "very_good"
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({}, "Answer at least one question"), ({"overall": "brilliant"}, "Select one of the answers offered for"),
     ({"comment": "x" * 1501}, "at most 1,500")],
)  # fmt: skip  # each wrong answer in one glance
def test_says_what_is_wrong_and_keeps_what_was_typed(
    client: Client, form: FeedbackForm, sent: dict[str, str], sentence: str
) -> None:
    typed = {**sent, "topics": "Stalking and control"} if sent else {}
    answered = client.post(_give(form), typed)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert sentence in page
    assert not sent or "Stalking and control" in page
    assert not FeedbackReply.objects.exists()


def test_refuses_a_flood_and_keeps_what_was_typed(client: Client, form: FeedbackForm, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"event_feedback": "2/m/ip"}
    for _ in range(2):
        assert client.post(_give(form), {"overall": "good"}).status_code == 302
    refused = client.post(_give(form), {"overall": "good", "comment": "Well held"})
    assert refused.status_code == 429
    assert "Wait a minute" in refused.content.decode()
    assert "Well held" in refused.content.decode()
    assert FeedbackReply.objects.count() == 2


def test_the_site_limits_this_form() -> None:
    assert "event_feedback" in site_settings.ACCOUNT_RATE_LIMITS


def test_an_unknown_address_is_not_there(client: Client, form: FeedbackForm) -> None:
    assert client.get(reverse("feedback_give", args=("guessed",))).status_code == 404
    assert client.post(reverse("feedback_give", args=("guessed",)), {"overall": "good"}).status_code == 404


def test_a_closed_form_says_so_and_takes_nothing(client: Client, cast: Cast, form: FeedbackForm) -> None:
    close_feedback(form=form, by=cast.coordinator)
    answered = client.post(_give(form), {"overall": "good"})
    assert "takes no more answers" in answered.content.decode()
    assert not FeedbackReply.objects.exists()


def test_a_reply_cannot_be_sent_from_another_site(form: FeedbackForm) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(_give(form), {"overall": "good"}).status_code == 403
    assert not FeedbackReply.objects.exists()


def test_shows_the_figures_with_chart_and_table(client: Client, cast: Cast, event: Event, form: FeedbackForm) -> None:
    answer(form, "overall", {"excellent": 4, "good": 4})
    page = _team(client, cast).get(_page(event)).content.decode()
    assert 'aria-label="Overall rating. Excellent: 50%; Very good: 0%; Good: 50%; Fair: 0%; Poor: 0%."' in page
    assert "Overall rating: 8 answered" in page
    assert "<style" not in page
    assert not re.search(r'\sstyle="', page)


def test_shows_neither_figures_nor_words_of_four(client: Client, cast: Cast, event: Event, form: FeedbackForm) -> None:
    answer(form, "overall", {"poor": 4}, comment="Only I can have said this")
    pages = [_page(event), reverse("feedback_overview", args=(cast.partnership.code,))]
    for path in pages:
        page = _team(client, cast).get(path).content.decode()
        assert "fewer than 5" in page
        assert "Only I can have said this" not in page
        assert "100%" not in page


def test_the_page_that_takes_words_out_shows_none_of_four(
    client: Client, cast: Cast, event: Event, form: FeedbackForm
) -> None:
    answer(form, "overall", {"poor": 4}, comment="Only I can have said this")
    path = reverse("learning_act", args=(cast.partnership.code, "cover_words", FeedbackReply.objects.earliest("pk").pk))
    page = _team(client, cast).get(path).content.decode()
    assert "too few people replied" in page
    assert "Only I can have said this" not in page
    answer(form, "overall", {"poor": 1})
    assert "Only I can have said this" in client.get(path).content.decode()


def test_offers_to_take_words_out_to_those_who_may(
    client: Client, cast: Cast, event: Event, form: FeedbackForm
) -> None:
    answer(form, "overall", {"good": 5}, comment="Anna Example was kind")
    path = reverse("learning_act", args=(cast.partnership.code, "cover_words", FeedbackReply.objects.all()[0].pk))
    assert path in _team(client, cast).get(_page(event)).content.decode()
    client.post(path, {"reason": "It names somebody"})
    assert "Anna Example" not in client.get(_page(event)).content.decode()
    client.force_login(cast.auditor)
    page = client.get(_page(event)).content.decode()
    assert "cover_words" not in page
    assert client.get(path).status_code in {403, 404}


def test_shows_printed_figures_with_their_source(client: Client, cast: Cast, event: Event) -> None:
    lines = [PrintedLine("Excellent or very good", 85)]
    take_over_summary(event=event, by=cast.coordinator, lines=lines, source="Report of March 2018")
    page = _team(client, cast).get(_page(event)).content.decode()
    assert "base not stated" in page
    assert "Report of March 2018" in page
    overview = client.get(reverse("feedback_overview", args=(cast.partnership.code,))).content.decode()
    assert f"{event.title}: base not stated" in overview


def test_adds_events_up_and_names_what_it_leaves_out(client: Client, cast: Cast, event: Event) -> None:
    answer(form_of(cast, event), "overall", {"excellent": 5, "poor": 5})
    small = event_of(cast, "small", title="A small session")
    answer(form_of(cast, small), "overall", {"poor": 3})
    page = _team(client, cast).get(reverse("feedback_overview", args=(cast.partnership.code,))).content.decode()
    assert "Added up from 1 event." in page
    assert "A small session: fewer than 5 replies" in page
    assert "10 answered" in page


def test_the_filter_stands_in_the_address(client: Client, cast: Cast) -> None:
    event_of(cast, "old", title="An old one", year=2017)
    event_of(cast, "new", title="A new one", year=2026)
    path = reverse("feedback_overview", args=(cast.partnership.code,))
    page = _team(client, cast).get(f"{path}?year=2017").content.decode()
    assert "An old one" in page
    assert "A new one" not in page
    assert "A new one" in client.get(f"{path}?year=nonsense").content.decode()


def test_many_events_take_no_more_queries_than_few(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        row = event_of(cast, f"event-{number}")
        record_event_action(event=row, by=cast.coordinator, plan=ActionPlan(text="Do it"))
    path = reverse("feedback_overview", args=(cast.partnership.code,))
    _team(client, cast)
    with django_assert_max_num_queries(20):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("report_format", ["docx", "html", "pptx"])
def test_gives_the_report_as_a_file(client: Client, cast: Cast, event: Event, report_format: str) -> None:
    path = reverse("feedback_report", args=(cast.partnership.code, event.code, report_format))
    answered = _team(client, cast).get(path)
    assert answered["Content-Disposition"] == f'attachment; filename="{event.code}-feedback.{report_format}"'
    assert answered.content


def test_gives_no_report_in_a_format_there_is_not(client: Client, cast: Cast, event: Event) -> None:
    path = reverse("feedback_report", args=(cast.partnership.code, event.code, "doc"))
    assert _team(client, cast).get(path).status_code == 404


def test_draws_the_square_of_a_form(client: Client, cast: Cast, event: Event, form: FeedbackForm) -> None:
    path = reverse("feedback_square", args=(cast.partnership.code, event.code, form.kind))
    answered = _team(client, cast).get(path)
    assert answered["Content-Type"] == "image/svg+xml"
    assert answered.content == square_svg(address_of(form))
    assert b"<script" not in answered.content
    assert square_png(address_of(form)).startswith(b"\x89PNG")
    assert square_svg(address_of(form)) != square_svg("https://elsewhere.example.test/")
    missing = reverse("feedback_square", args=(cast.partnership.code, event.code, "follow-up"))
    assert client.get(missing).status_code == 404


def test_each_act_is_done_through_its_page(client: Client, cast: Cast, event: Event) -> None:
    _team(client, cast)

    def do(act: str, row: int, **sent: str) -> int:
        return client.post(reverse("learning_act", args=(cast.partnership.code, act, row)), sent).status_code

    day = today()
    dated = {"closes_on_day": str(day.day), "closes_on_month": str(day.month), "closes_on_year": str(day.year)}
    assert do("open_feedback", event.pk, kind="day", **dated) == 302
    assert do("close_feedback", FeedbackForm.objects.get().pk) == 302
    assert do("take_over_summary", event.pk, lines="85 Excellent\n97% Good", source="Report") == 302
    assert FeedbackSummary.objects.get().lines[1] == {"label": "Good", "percent": 97}
    assert do("take_over_summary", event.pk, lines="Excellent 85", source="Report") == 422
    assert do("record_event_action", event.pk, text="Map local services", owner=str(cast.police.pk)) == 302
    action = EventAction.objects.get()
    assert do("update_event_action", action.pk, progress="Begun") == 302
    assert do("report_event_action_done", action.pk, outcome="Mapped", evidence="The map") == 302
    assert do("confirm_event_action", action.pk) == 422
    assert do("drop_event_action", action.pk, reason="Overtaken") == 302


def test_sets_how_few_stay_hidden_through_its_page(client: Client, cast: Cast) -> None:
    path = reverse("learning_act", args=(cast.partnership.code, "set_feedback"))
    assert _team(client, cast).post(path, {"least_shown": "4"}).status_code == 422
    assert client.post(path, {"least_shown": "8"}).status_code == 302


@pytest.mark.parametrize("name", ["feedback_overview", "event_feedback"])
@pytest.mark.parametrize(("part", "status"), [("auditor", 200), ("csp_chair", 200), ("panel_member", 404)])
def test_only_the_team_sees_feedback(
    client: Client, cast: Cast, event: Event, name: str, part: str, status: int
) -> None:
    client.force_login(cast.people()[part])
    arguments = (cast.partnership.code,) if name == "feedback_overview" else (cast.partnership.code, event.code)
    assert client.get(reverse(name, args=arguments)).status_code == status


def test_a_long_answer_is_counted_while_it_is_typed(client: Client, form: FeedbackForm) -> None:
    page = client.get(_give(form)).content.decode()
    boxes = re.findall(r'<textarea[^>]*class="([^"]*)"', page)
    assert boxes == ["govuk-textarea govuk-js-character-count"] * len(OPEN_QUESTIONS[FeedbackKind.DAY])
