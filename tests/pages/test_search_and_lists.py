"""What do search, history, slide templates and the choice of a partnership show, and in which order?"""

from typing import Any

import pytest
from django.urls import reverse

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Partnership, PublicState, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from learning.actions.event_bookings import register
from learning.actions.events import announce_event
from learning.history_rows import WHOLE, About, about
from learning.models import IndexedSummary, LearningEvent, PublishedPassage, SearchWord
from learning.search import AT_MOST, find
from learning.search_index import index, index_register, summary_sha256
from learning.verbs import VERBS, LearningVerb
from tests import coded
from tests.conftest import Cast
from tests.events import coming, planned
from tests.learning_pages import page
from tests.public_records import put_record, put_summary
from tests.seen import Seen, browser

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

FORBIDDEN, NOT_FOUND = 403, 404
ASKING = b"<html><body><h2>Lessons</h2><p>Ask about the shotgun licence.</p><p>Share what is known.</p></body></html>"


def test_answers_with_where_it_stands_and_who_published_it(cast: Cast) -> None:
    coded.published(cast, cast.partnership, content=ASKING)
    shown = page(cast.csp_chair, cast.partnership, "learning_search", q="shotgun licence")
    assert shown.headings == ["Search published reviews", "Paragraphs that answer best", "Robin/2019, paragraph 1"]
    assert shown.links["Robin/2019, paragraph 1"] == "/public/robin-2019/#p1"
    assert "Under “Lessons”. Published by Testshire CSP." in shown
    assert shown.values["q"] == "shotgun licence"
    nothing = page(cast.csp_chair, cast.partnership, "learning_search", q="weather")
    assert "No published paragraph answers this. Try other words, or fewer." in nothing
    unasked = page(cast.csp_chair, cast.partnership, "learning_search")
    assert "No published paragraph answers this" not in unasked
    assert unasked.headings == ["Search published reviews"]
    long = page(cast.csp_chair, cast.partnership, "learning_search", q="x" * 301)
    assert len(long.faults) == 1
    assert "No published paragraph answers this" not in long


def test_gives_ten_answers_and_those_of_other_partnerships_too(cast: Cast) -> None:
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    for number in range(AT_MOST + 2):
        coded.published(cast, far if number else cast.partnership, f"review-{number}", ASKING)
    found = find("shotgun")
    assert len(found) == AT_MOST == 10
    assert [answer.record.slug for answer in found] == [f"review-{number}" for number in range(AT_MOST)]
    assert len(find("shotgun", at_most=2)) == 2
    assert "Published by Farshire CSP." in page(cast.auditor, cast.partnership, "learning_search", q="shotgun")


def test_reads_a_review_once_and_takes_it_out_when_it_goes(cast: Cast) -> None:
    record = put_record(cast.partnership)
    assert (summary_sha256(record), index(record)) == ("", 0)
    put_summary(record, cast.coordinator, ASKING)
    assert (index(record), index(record)) == (1, 0)
    summary = IndexedSummary.objects.get()
    assert (summary.sha256, summary.paragraphs) == (summary_sha256(record), 2)
    words = summary.words
    assert words == sum(len(row.words.split()) for row in PublishedPassage.objects.all())
    counts = dict(SearchWord.objects.values_list("word", "passages"))
    assert counts["shotgun"] == 1
    with change("Test", None):
        record.state = PublicState.WITHDRAWN
        record.save()
    assert (index(record), index(record)) == (-1, 0)
    assert not PublishedPassage.objects.exists()
    assert set(SearchWord.objects.values_list("passages", flat=True)) == {0}
    assert find("shotgun") == []
    done = index_register()
    assert (done.read, done.taken_out) == (0, 0)


def test_reads_a_summary_that_was_put_up_in_another_form_anew(cast: Cast) -> None:
    record = put_record(cast.partnership)
    first = put_summary(record, cast.coordinator, ASKING)
    index(record)
    with change("Test", None):
        first.taken_down_on = first.put_up_on
        first.save()
    put_summary(record, cast.coordinator, b"<html><body><h2>Lessons</h2><p>Ask about money.</p></body></html>")
    assert index(record) == 1
    assert [row.text for row in PublishedPassage.objects.all()] == ["Ask about money."]
    assert find("shotgun") == []
    assert [answer.text for answer in find("money")] == ["Ask about money."]


def told(cast: Cast, verb: LearningVerb, subject: str = "", key: int | None = None, **detail: Any) -> LearningEvent:
    """One line of the record, as acts write it."""
    row: LearningEvent = LearningEvent.objects.create(
        partnership=cast.partnership, kind=verb, subject=subject, subject_id=key, detail=detail, on="2026-11-02"
    )
    return row


def test_says_what_each_line_of_the_history_is_about(cast: Cast) -> None:
    event = planned(cast)
    lines = {
        told(cast, LearningVerb.ANNOUNCE_EVENT, "event", event.pk): About("Asking again", event.code),
        told(cast, LearningVerb.BOOK_PLACE, "booking", 7, event=event.pk): About("Asking again", event.code),
        told(cast, LearningVerb.PLAN_PACK, "seminarpack", 7, event=event.code): About("Asking again", event.code),
        told(cast, LearningVerb.OPEN_FEEDBACK, event="A seminar of old"): About("A seminar of old"),
        told(cast, LearningVerb.ANNOUNCE_EVENT, "event", 0): About(WHOLE),
        told(cast, LearningVerb.CODE_PARAGRAPH, review="Robin/2019", paragraph=2): About("Robin/2019, paragraph 2"),
        told(cast, LearningVerb.CODE_RECOMMENDATION, review="R-1", recommendation=3): About("R-1, recommendation 3"),
        told(cast, LearningVerb.ADD_THEME, theme="Control"): About("Control"),
        told(cast, LearningVerb.RENAME_THEME, to="New"): About("New"),
        told(cast, LearningVerb.SPLIT_THEME, to=["Left", "Right"]): About("Left, Right"),
        told(cast, LearningVerb.TAKE_OVER_THEMES, set="Priorities"): About("Priorities"),
        told(cast, LearningVerb.SET_FEEDBACK, least_shown=8): About(WHOLE),
    }
    found = about(cast.partnership, list(lines))
    assert {row.pk: subject for row, subject in lines.items()} == found
    assert about(cast.partnership, []) == {}


def test_names_nobody_who_registered_and_who_acted_by_itself(cast: Cast) -> None:
    event = planned(cast)
    announce_event(event=event, by=cast.coordinator)
    register(event=event, coming=coming())
    shown = page(cast.auditor, cast.partnership, "learning_history")
    (rows,) = shown.tables.values()
    assert [row[:4] for row in rows[:2]] == [
        [VERBS[LearningVerb.BOOK_PLACE].done, "Asking again", "nobody signed in", "none"],
        [VERBS[LearningVerb.ANNOUNCE_EVENT].done, "Asking again", "Coordinator", "Coordinator"],
    ]
    assert rows[0][-1] == "Registered on the web"
    assert rows[1][-1] == "none"
    assert "person1@practice.test" not in shown
    assert "Person Number1" not in shown


def test_leads_one_who_looks_after_several_to_the_choice_of_a_partnership(cast: Cast) -> None:
    home = reverse("learning")
    (first,) = Seen(browser(cast.auditor).get(home, follow=True)).headings[:1]
    assert first == "Events"
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
        near = Partnership.objects.create(code="ashire", name="Ashire CSP")
    both: User = User.objects.create_user("both@example.test", full_name="Bo Both")
    for partnership in (far, near, cast.partnership):
        join_team(by=None, to=both, partnership=partnership, role=Role.AUDITOR)
    shown = Seen(browser(both).get(home))
    (rows,) = shown.tables.values()
    assert rows == [["Testshire CSP"], ["Ashire CSP"], ["Farshire CSP"]]
    assert shown.links["Farshire CSP"] == "/learning/farshire/events/"
    assert browser(cast.auditor).get("/learning/farshire/events/").status_code == NOT_FOUND
    assert browser(cast.outsider).get(home).status_code == FORBIDDEN
