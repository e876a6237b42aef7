"""A form takes replies without an account while it is open, keeps no more than was asked, and hides small numbers."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from dhr_cases.actions.core import today
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from learning.actions.feedback import (
    PrintedLine,
    close_feedback,
    cover_words,
    forget_words,
    give_feedback,
    open_feedback,
    set_feedback,
    take_over_summary,
)
from learning.event_terms import EventKind
from learning.feedback_facts import summaries
from learning.feedback_links import link_to
from learning.feedback_rows import delivered, feedback_of, least_shown, pool_of, responded, words_of
from learning.feedback_scales import FeedbackKind
from learning.models import FeedbackReply, FeedbackSettings, LearningEvent
from learning.verbs import VERBS, LearningVerb
from tests.conftest import Cast
from tests.feedback import answer, event_of, form_of

DAY = FeedbackKind.DAY


def test_opens_a_form_and_says_so_in_the_record(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    assert form.takes_replies(today())
    told = LearningEvent.objects.get(kind=LearningVerb.OPEN_FEEDBACK)
    assert (told.by, told.subject, told.subject_id) == (cast.coordinator, "feedbackform", form.pk)


def test_refuses_a_form_by_who_does_not_manage_learning(cast: Cast) -> None:
    event = event_of(cast)
    with pytest.raises(NotPermitted, match="coordinator"):
        open_feedback(event=event, by=cast.csp_chair, kind=DAY, closes_on=today())
    assert not event.feedback_forms.exists()


def test_refuses_a_last_day_that_has_passed(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="in the past"):
        form_of(cast, event_of(cast), days=-1)


def test_opening_again_keeps_the_address_that_was_printed(cast: Cast) -> None:
    event = event_of(cast)
    first = form_of(cast, event)
    close_feedback(form=first, by=cast.coordinator)
    again = form_of(cast, event, days=3)
    assert (again.token, again.takes_replies(today())) == (first.token, True)
    assert again.closes_on == today() + datetime.timedelta(days=3)


def test_gives_no_address_while_no_form_takes_replies(cast: Cast) -> None:
    event = event_of(cast)
    assert link_to(event, DAY) == ""
    form = form_of(cast, event)
    assert link_to(event, DAY).endswith(f"/feedback/{form.token}/")
    close_feedback(form=form, by=cast.coordinator)
    assert link_to(event, DAY) == ""


def test_keeps_only_what_the_form_asks(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    sent = {"overall": "good", "content": "brilliant", "role": "frontline", "agency": "x", "comment": " Thank you ",
            "has_changed": "yes", "form_id": "7", "is_covered": "1"}  # fmt: skip
    reply = give_feedback(form=form, answers=sent)
    reply.refresh_from_db()
    assert (reply.overall, reply.content, reply.role, reply.agency) == ("good", "", "frontline", "")
    assert (reply.comment, reply.has_changed, reply.form, reply.is_covered) == ("Thank you", "", form, False)


def test_records_no_event_for_a_reply_since_its_time_would_lead_to_who_wrote_it(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    before = LearningEvent.objects.count()
    reply = give_feedback(form=form, answers={"overall": "good"})
    assert LearningEvent.objects.count() == before
    assert reply.received_on == today()


def test_refuses_an_empty_reply(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    with pytest.raises(Incomplete, match="at least one question"):
        give_feedback(form=form, answers={"role": "frontline", "comment": "  "})


@pytest.mark.parametrize("shift", [-1, 31])
def test_takes_no_reply_outside_its_days(cast: Cast, shift: int) -> None:
    form = form_of(cast, event_of(cast))
    assert not form.takes_replies(today() + datetime.timedelta(days=shift))


def test_takes_no_reply_once_it_is_closed(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    close_feedback(form=form, by=cast.coordinator)
    with pytest.raises(NotNow, match="closed"):
        give_feedback(form=form, answers={"overall": "good"})
    with pytest.raises(NotNow, match="already"):
        close_feedback(form=form, by=cast.coordinator)


def test_the_database_keeps_one_form_of_a_kind(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    form.pk = None
    form.token = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        form.save(force_insert=True)


def test_takes_the_words_of_a_reply_out_for_good_and_keeps_its_answers(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    reply = give_feedback(form=form, answers={"overall": "good", "comment": "Ask Anna Example", "topics": "Stalking"})
    cover_words(reply=reply, by=cast.coordinator, reason="It names somebody")
    reply.refresh_from_db()
    assert (reply.comment, reply.topics, reply.overall, reply.is_covered) == ("", "", "good", True)
    told = LearningEvent.objects.get(kind=LearningVerb.COVER_WORDS)
    assert "Anna" not in f"{told.reason} {told.detail}"
    with pytest.raises(Incomplete, match="no words"):
        cover_words(reply=reply, by=cast.coordinator, reason="Again")


def test_refuses_to_take_words_out_without_a_reason_or_by_a_reader(cast: Cast) -> None:
    reply = give_feedback(form=form_of(cast, event_of(cast)), answers={"comment": "Good day"})
    with pytest.raises(Incomplete, match="reason"):
        cover_words(reply=reply, by=cast.coordinator, reason=" ")
    with pytest.raises(NotPermitted):
        cover_words(reply=reply, by=cast.auditor, reason="Because")
    reply.refresh_from_db()
    assert reply.comment == "Good day"


def test_forgets_words_on_the_retention_day_and_keeps_the_figures(cast: Cast) -> None:
    event = event_of(cast)
    form = form_of(cast, event)
    answer(form, "overall", {"good": 6}, comment="Call me on 01632 960001")
    figures = feedback_of(event)
    assert forget_words(event) == 1
    assert feedback_of(event) == figures
    assert not any(reply.comment for reply in FeedbackReply.objects.all())
    assert forget_words(event) == 0


def test_words_are_unreadable_in_the_database(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    give_feedback(form=form, answers={"comment": "Thoughtful day"})
    raw = FeedbackReply.objects.extra(select={"raw": "comment || ''"}).values_list("raw", flat=True)[0]
    assert "Thoughtful" not in raw


def test_shows_neither_figures_nor_words_of_fewer_than_five(cast: Cast) -> None:
    event = event_of(cast)
    form = form_of(cast, event)
    answer(form, "overall", {"good": 4}, comment="A word")
    said = feedback_of(event)
    assert (responded(event), said.questions, words_of(event, DAY, said)) == ("fewer than 5", (), ())
    answer(form, "overall", {"poor": 1})
    said = feedback_of(event)
    assert (responded(event), said.bands[2].percent) == ("5", 80)
    assert [row.texts[0].text for row in words_of(event, DAY, said)] == ["A word"]


def test_a_partnership_may_hide_more_but_never_less(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="5 or more"):
        set_feedback(partnership=cast.partnership, by=cast.coordinator, least_shown=4)
    set_feedback(partnership=cast.partnership, by=cast.coordinator, least_shown=10)
    set_feedback(partnership=cast.partnership, by=cast.coordinator, least_shown=8)
    assert (least_shown(cast.partnership), FeedbackSettings.objects.count()) == (8, 1)
    event = event_of(cast)
    answer(form_of(cast, event), "overall", {"good": 7})
    assert responded(event) == "fewer than 8"


def test_printed_figures_stand_as_printed_without_a_base(cast: Cast) -> None:
    event = event_of(cast, stands_for=3, attended_least=301, attended_words="over 300")
    lines = [PrintedLine("Excellent or very good", 85), PrintedLine("Excellent, very good or good", 97)]
    take_over_summary(event=event, by=cast.coordinator, lines=lines, source="Working group report, March 2018")
    said = feedback_of(event)
    assert [share.percent for share in said.bands] == [85, 97]
    assert (said.attended.words, said.responded, {share.count for share in said.bands}) == ("over 300", None, {None})
    fact = summaries([event.pk])[event.pk]
    assert fact.lines[0] == "85% excellent or very good (base not stated)"


def test_three_seminars_are_named_with_their_audience_and_rounded_down(cast: Cast) -> None:
    said = {"audience": "practitioners", "kind": EventKind.SEMINAR}
    counts = (112, 98, 105)
    events = [event_of(cast, f"seminar-{n}", attended_least=n, attended_most=n, **said) for n in counts]
    assert delivered(events) == "Three seminars were delivered to over 300 practitioners."
    webinar = event_of(cast, "webinar", kind=EventKind.WEBINAR)
    assert delivered([*events, webinar]) == "Four events were delivered to at least 315 people."
    assert delivered([]) == "No events were delivered."


def test_one_row_may_stand_for_three_seminars_with_over_300(cast: Cast) -> None:
    row = event_of(cast, stands_for=3, attended_least=301, attended_words="over 300", audience="practitioners")
    assert delivered([row]) == "Three seminars were delivered to over 300 practitioners."


@pytest.mark.parametrize(
    ("lines", "source", "sentence"),
    [
        ([], "A report", "at least one"),
        ([PrintedLine("Useful", 101)], "A report", "between 0 and 100"),
        ([PrintedLine("Useful", 90)], " ", "where the figures were printed"),
    ],
)
def test_refuses_printed_figures_that_say_nothing(
    cast: Cast, lines: list[PrintedLine], source: str, sentence: str
) -> None:
    with pytest.raises(Incomplete, match=sentence):
        take_over_summary(event=event_of(cast), by=cast.coordinator, lines=lines, source=source)


def test_refuses_printed_figures_beside_replies_of_its_own(cast: Cast) -> None:
    event = event_of(cast)
    answer(form_of(cast, event), "overall", {"good": 1})
    with pytest.raises(NotNow, match="counted here"):
        take_over_summary(event=event, by=cast.coordinator, lines=[PrintedLine("Useful", 90)], source="A report")


def test_a_printed_base_below_five_is_withheld(cast: Cast) -> None:
    event = event_of(cast)
    line = [PrintedLine("Useful", 100)]
    take_over_summary(event=event, by=cast.coordinator, lines=line, source="A report", base=3)
    assert (responded(event), feedback_of(event).bands) == ("fewer than 5", ())
    take_over_summary(event=event, by=cast.coordinator, lines=line, source="A report", base=30)
    assert feedback_of(event).bands[0].base_words == "30"


def test_a_pool_leaves_out_what_is_withheld_and_what_was_only_printed(cast: Cast) -> None:
    large, small, printed = (event_of(cast, code) for code in ("large", "small", "printed"))
    answer(form_of(cast, large), "overall", {"good": 5, "poor": 5})
    answer(form_of(cast, small), "overall", {"good": 2})
    take_over_summary(event=printed, by=cast.coordinator, lines=[PrintedLine("Useful", 90)], source="A report")
    pool = pool_of([large, small, printed])
    assert (pool.figures.responded, pool.counted) == (10, 1)
    assert [row.why for row in pool.left_out] == ["fewer than 5 replies", "base not stated"]


def test_facts_for_reports_leave_out_events_without_feedback_and_name_what_is_withheld(cast: Cast) -> None:
    silent, small, large = (event_of(cast, code) for code in ("silent", "small", "large"))
    answer(form_of(cast, small), "overall", {"good": 2})
    form = form_of(cast, large)
    answer(form, "overall", {"excellent": 3, "good": 3})
    answer(form, "wants_more", {"yes": 4})
    facts = summaries([silent.pk, small.pk, large.pk])
    assert set(facts) == {small.pk, large.pk}
    assert facts[small.pk].lines == ("The feedback is withheld: fewer than 5 replies.",)
    assert facts[large.pk].lines == (
        "50% excellent or very good (3 of 6)",
        "100% excellent, very good or good (6 of 6)",
        "Future seminars on completed reviews: withheld, fewer than 5 answered",
    )


def test_figures_of_many_events_take_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    events = [event_of(cast, f"event-{number}") for number in range(6)]
    for event in events:
        answer(form_of(cast, event), "overall", {"good": 5})
    with django_assert_max_num_queries(3):
        pool = pool_of(events)
    assert pool.figures.responded == 30


def test_every_act_of_feedback_is_for_those_who_manage_learning() -> None:
    mine = [verb for verb in LearningVerb if "feedback" in verb or "words" in verb or "event_action" in verb]
    assert len(mine) == 9
    assert len({VERBS[verb].permission for verb in mine}) == 1
