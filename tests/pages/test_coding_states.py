"""What does a coder read of each paragraph and recommendation, in each state of its reading, and what may they do?"""

import pytest
from django.urls import reverse

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Case, Partnership, PublicState, Recommendation, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from learning.actions.codings import settle_paragraph
from learning.models import CodedItem, CodingReading, LearningEvent, RecommendationTheme, Theme
from learning.themes.coding_terms import ItemKind
from learning.verbs import LearningVerb
from tests import coded
from tests.coded import passage, published, read, second_coder, theme_set, themes_in
from tests.conftest import Cast
from tests.learning_pages import act_page, act_path, page, sent
from tests.seen import Seen, browser

pytestmark = pytest.mark.django_db

V = LearningVerb
FORBIDDEN, NOT_FOUND = 403, 404


@pytest.fixture
def themes(cast: Cast) -> list[Theme]:
    """Two themes in force."""
    return themes_in(cast, theme_set(cast), "Control", "Sharing")


@pytest.fixture
def third(cast: Cast) -> User:
    """A third coordinator, who has read nothing."""
    user: User = User.objects.create_user("third.coder@example.test", full_name="Sam Third")
    join_team(by=None, to=user, partnership=cast.partnership, role=Role.COORDINATOR)
    return user


def of_paragraph(shown: Seen, number: int = 2) -> str:
    """Every word of the section of a paragraph."""
    (section,) = shown.root.xpath(f"//section[@aria-labelledby='p{number}']")
    return " ".join(section.text_content().split())


def review(user: User, cast: Cast, number: int = 2) -> str:
    """What a person reads of a paragraph on the page of its review."""
    return of_paragraph(page(user, cast.partnership, "coding_review", "robin-2019"), number)


def test_tells_a_coder_no_more_than_is_theirs_from_reading_to_reading(
    cast: Cast, themes: list[Theme], third: User
) -> None:
    record = published(cast, cast.partnership)
    other, of = second_coder(cast), passage(record)
    head = "Paragraph 2, What was learnt Ask about control."
    assert review(cast.coordinator, cast) == f"{head} Not read Say which themes paragraph 2 holds"
    reading = read(of, cast.coordinator, themes)
    day = f"{reading.on:%-d %B %Y}"
    own = f"{head} Read by one · A lesson"
    assert review(cast.coordinator, cast) == f"{own} {day}, Coordinator: Control, Sharing Read paragraph 2 again"
    for unread in (other, third):
        assert review(unread, cast) == f"{own} Say which themes paragraph 2 holds"
    read(of, other, themes[:1])
    both = f"{head} The two readings differ · A lesson {day}, Coordinator: Control, Sharing{day}, Robin Second: Control"
    assert review(other, cast) == f"{both} Read paragraph 2 again · Settle the difference in paragraph 2"
    assert review(third, cast) == f"{both} Settle the difference in paragraph 2"
    settle_paragraph(item=CodedItem.objects.get(), by=other, themes=[], reason="Neither stands there.")
    settled = review(third, cast)
    assert settled.startswith(f"{head} Read by two · A lesson")
    assert f"{day}, Robin Second for both, settled: no theme (Neither stands there.)" in settled


def test_tells_the_states_of_two_who_agree(cast: Cast, themes: list[Theme], third: User) -> None:
    coded.both_read(cast, passage(published(cast, cast.partnership)), themes[:1])
    shown = review(third, cast)
    assert "Read by two · A lesson" in shown
    assert "Settle" not in shown
    assert "Say which themes" not in shown


def test_names_a_paragraph_that_stands_under_no_heading_by_its_number(cast: Cast) -> None:
    bare = b"<html><body><p>Robin died.</p><h2>Lessons</h2><p>Ask.</p></body></html>"
    published(cast, cast.partnership, content=bare)
    shown = page(cast.coordinator, cast.partnership, "coding_review", "robin-2019")
    assert shown.headings[0] == "Themes of Robin/2019"
    assert {"Paragraph 1", "Paragraph 2, Lessons"} <= set(shown.headings)


def test_begins_anew_with_a_paragraph_whose_words_were_corrected(cast: Cast, themes: list[Theme]) -> None:
    """What was read of the old words stays beside them; nobody has read the new ones."""
    record = published(cast, cast.partnership)
    item = coded.both_read(cast, passage(record), themes)
    found = passage(record)
    found.text = "Ask about control, and ask again."
    found.save()
    assert "Not read" in review(cast.coordinator, cast)
    reading = read(found, cast.coordinator, themes[:1])
    assert reading.item != item
    assert CodedItem.objects.count() == 2


def test_counts_how_far_each_review_is(cast: Cast, themes: list[Theme]) -> None:
    first = published(cast, cast.partnership)
    later = published(cast, cast.partnership, "jo-2021")
    with change("Test", None):
        later.year = 2021
        later.save()
    coded.both_read(cast, passage(first, 2), themes)
    read(passage(first, 3), cast.coordinator, themes)
    read(passage(first, 4), second_coder(cast), themes[:1])
    read(passage(first, 4), cast.coordinator, themes[1:])
    shown = page(cast.coordinator, cast.partnership, "coding")
    assert shown.heads["Published reviews"] == ["Review", "Paragraphs", "Read by you", "Read by two", "Differing"]
    assert shown.tables["Published reviews"] == [["Jo/2021", "4", "0", "0", "0"], ["Robin/2019", "4", "3", "2", "1"]]
    theirs = page(second_coder(cast), cast.partnership, "coding")
    assert theirs.tables["Published reviews"][1] == ["Robin/2019", "4", "2", "2", "1"]


def test_offers_to_code_only_what_is_published_here(cast: Cast) -> None:
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    published(cast, far, "jo-2021")
    assert "No published summary can be read yet." in page(cast.coordinator, cast.partnership, "coding")
    own = published(cast, cast.partnership)
    with change("Test", None):
        own.state = PublicState.WITHDRAWN
        own.save()
    for slug in ("jo-2021", "robin-2019", "nobody"):
        path = reverse("coding_review", args=(cast.partnership.code, slug))
        assert browser(cast.coordinator).get(path).status_code == NOT_FOUND
    assert "No published summary can be read yet." in page(cast.coordinator, cast.partnership, "coding")


def test_asks_what_it_is_and_what_holds_with_a_reason_for_a_second_reading(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))
    shown = act_page(cast.coordinator, cast.partnership, V.CODE_PARAGRAPH, of)
    assert shown.headings[0] == "Say which themes it holds"
    assert "“Ask about control.”" in shown
    assert shown.choices("kind") == ["A passage", "A lesson", "Good practice", "A recommendation"]
    assert shown.ticked("kind") == ["A lesson"]
    assert "Only where you have read it before." in shown
    assert "Record the themes" in shown.buttons
    set_name = f"set_{themes[0].theme_set_id}"
    kept = sent(cast.coordinator, cast.partnership, V.CODE_PARAGRAPH, {"kind": "good_practice"}, of)
    assert kept.faults == []
    again = {"kind": "lesson", set_name: [str(themes[0].pk)]}
    asked = sent(cast.coordinator, cast.partnership, V.CODE_PARAGRAPH, again, of)
    assert asked.faults == ["Say why you read it differently now."]
    assert asked.ticked(set_name) == ["Control"]
    assert CodedItem.objects.get().kind == ItemKind.GOOD_PRACTICE
    done = sent(cast.coordinator, cast.partnership, V.CODE_PARAGRAPH, {**again, "reason": "It does."}, of)
    assert done.faults == []
    assert [reading.reason for reading in CodingReading.objects.order_by("pk")] == ["", "It does."]
    same = sent(cast.coordinator, cast.partnership, V.CODE_PARAGRAPH, {**again, "reason": "Again."}, of)
    assert same.faults == ["You saw the same themes before. Nothing changes."]
    assert LearningEvent.objects.filter(kind=V.CODE_PARAGRAPH).count() == 2


def test_refuses_a_theme_that_is_no_longer_offered(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))
    far_theme = themes_in(cast, theme_set(cast, "Other"), "Elsewhere")[0]
    set_name = f"set_{themes[0].theme_set_id}"
    shown = sent(
        cast.coordinator, cast.partnership, V.CODE_PARAGRAPH, {"kind": "lesson", set_name: [str(far_theme.pk)]}, of
    )
    assert len(shown.faults) == 1
    assert not CodedItem.objects.exists()


def test_settles_by_its_form_for_a_reason(cast: Cast, themes: list[Theme], third: User) -> None:
    of = passage(published(cast, cast.partnership))
    read(of, cast.coordinator, themes[:1])
    item = read(of, second_coder(cast), themes[1:]).item
    opened = act_page(third, cast.partnership, V.SETTLE_PARAGRAPH, item)
    set_name = f"set_{themes[0].theme_set_id}"
    assert opened.headings[0] == "Settle what you differ on"
    assert opened.ticked(set_name) == []
    assert "Kept in the history of learning with your name." in opened
    bare = sent(third, cast.partnership, V.SETTLE_PARAGRAPH, {set_name: [str(themes[0].pk)]}, item)
    assert bare.faults == ["Enter the reason"]
    assert not CodingReading.objects.filter(is_settled=True).exists()
    done = sent(third, cast.partnership, V.SETTLE_PARAGRAPH, {set_name: [str(themes[0].pk)], "reason": "Agreed."}, item)
    assert done.faults == []
    settled = CodingReading.objects.get(is_settled=True)
    assert (settled.by, settled.reason, [code.theme for code in settled.codes.all()]) == (third, "Agreed.", themes[:1])
    event = LearningEvent.objects.get(kind=V.SETTLE_PARAGRAPH)
    assert (event.by, event.reason, event.detail) == (third, "Agreed.", {"review": "Robin/2019", "paragraph": 2})


def recommendation(case: Case, text: str = "Ask twice", position: int = 1) -> Recommendation:
    """A recommendation of the review."""
    with change("Test", None):
        row: Recommendation = Recommendation.objects.create(case=case, position=position, text=text)
    return row


def test_lists_recommendations_for_each_who_still_reads(cast: Cast, case: Case, themes: list[Theme]) -> None:
    first, second = recommendation(case), recommendation(case, "Share lists", 2)
    mine = page(cast.coordinator, cast.partnership, "coding_recommendations")
    assert "For you to read: 2." in mine
    assert mine.choices("show") == ["For you to read", "The two readings differ", "All"]
    coded.read_recommendation(cast, first, cast.coordinator, themes[:1])
    coded.read_recommendation(cast, first, second_coder(cast), themes[1:])
    mine = page(cast.coordinator, cast.partnership, "coding_recommendations")
    assert "For you to read: 1." in mine
    assert f"{case.reference}, recommendation 2" in mine.headings
    assert f"Say which themes recommendation 2 of {case.reference} holds" in mine.links
    differing = page(cast.coordinator, cast.partnership, "coding_recommendations", show="differing")
    assert "The two readings differ: 1." in differing
    assert f"Settle the difference in recommendation 1 of {case.reference}" in differing.links
    assert f"Read recommendation 1 of {case.reference} again" in differing.links
    assert "All: 2." in page(cast.coordinator, cast.partnership, "coding_recommendations", show="all")
    nonsense = page(cast.coordinator, cast.partnership, "coding_recommendations", show="nonsense")
    assert "For you to read: 1." in nonsense
    assert second.position == 2


def test_says_so_where_no_recommendation_waits(cast: Cast) -> None:
    shown = page(cast.coordinator, cast.partnership, "coding_recommendations", show="differing")
    assert "The two readings differ: 0." in shown
    assert "There is no such recommendation." in shown


def test_shows_forty_recommendations_a_page(cast: Cast, case: Case) -> None:
    for number in range(1, 42):
        recommendation(case, f"Step {number}", number)
    first = page(cast.coordinator, cast.partnership, "coding_recommendations", show="all")
    second = page(cast.coordinator, cast.partnership, "coding_recommendations", show="all", page="2")
    assert len([words for words in first.headings if words.startswith(case.reference)]) == 40
    assert [words for words in second.headings if words.startswith(case.reference)] == [
        f"{case.reference}, recommendation 41"
    ]
    assert "show=all" in "".join(first.links.values())


def test_keeps_themes_of_a_recommendation_by_its_form(cast: Cast, case: Case, themes: list[Theme]) -> None:
    row, set_name = recommendation(case), f"set_{themes[0].theme_set_id}"
    opened = act_page(cast.coordinator, cast.partnership, V.CODE_RECOMMENDATION, row)
    assert "“Ask twice”" in opened
    answers = {set_name: [str(theme.pk) for theme in themes]}
    assert sent(cast.coordinator, cast.partnership, V.CODE_RECOMMENDATION, answers, row).faults == []
    assert act_page(cast.coordinator, cast.partnership, V.CODE_RECOMMENDATION, row).ticked(set_name) == [
        "Control",
        "Sharing",
    ]
    assert not RecommendationTheme.objects.exists()
    other = sent(second_coder(cast), cast.partnership, V.CODE_RECOMMENDATION, {}, row)
    assert other.faults == []
    assert set(RecommendationTheme.objects.values_list("theme__label", "is_held")) == {
        ("Control", False),
        ("Sharing", False),
    }
    item = CodedItem.objects.get()
    done = sent(
        cast.coordinator, cast.partnership, V.SETTLE_RECOMMENDATION, {**answers, "reason": "It asks for both."}, item
    )
    assert done.faults == []
    assert set(RecommendationTheme.objects.values_list("theme__label", "is_held")) == {
        ("Control", True),
        ("Sharing", True),
    }


def test_is_there_only_for_those_who_code(cast: Cast, case: Case, themes: list[Theme]) -> None:
    record, row = published(cast, cast.partnership), recommendation(case)
    item = read(passage(record), cast.coordinator, themes).item
    for person in (cast.csp_chair, cast.auditor):
        for name in ("coding", "coding_review", "coding_recommendations", "theme_agreement"):
            about = ("robin-2019",) if name == "coding_review" else ()
            path = reverse(name, args=(cast.partnership.code, *about))
            assert browser(person).get(path).status_code == NOT_FOUND
    acts = ((V.CODE_PARAGRAPH, passage(record)), (V.SETTLE_PARAGRAPH, item), (V.CODE_RECOMMENDATION, row))
    for verb, subject in acts:
        path = act_path(cast.partnership, verb, subject)
        assert browser(cast.csp_chair).get(path).status_code == FORBIDDEN
        assert browser(cast.outsider).get(path).status_code == NOT_FOUND
