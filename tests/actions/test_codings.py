"""Do two people code without seeing each other's codes, and does every code keep its day?"""

import datetime

import pytest

from dhr_cases.actions.memberships import join_team
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import PublicState, User
from dhr_cases.models.history import SilentWriteError, change
from dhr_cases.roles import Role
from learning.actions.codings import settle_paragraph
from learning.actions.themes import Turn, end_theme, rename_theme
from learning.coding_rows import agreement_rows, paragraph_rows, review_rows, suggested_kind
from learning.models import CodedItem, CodingReading, LearningEvent, Theme
from learning.theme_rows import set_of, standing_of, themes_of_record
from learning.themes.agreement import LEAST_BASE
from learning.themes.coding_terms import ItemKind
from learning.themes.reading import SetKind
from learning.verbs import LearningVerb
from tests.coded import both_read, passage, published, read, second_coder, theme_set, themes_in
from tests.conftest import Cast

LONG = b"<h1>Lessons</h1>" + b"".join(b"<p>Lesson number %d was learnt.</p>" % number for number in range(LEAST_BASE))


@pytest.fixture
def themes(cast: Cast) -> list[Theme]:
    """Two themes in force."""
    return themes_in(cast, theme_set(cast), "Control", "Sharing")


def test_records_who_saw_which_themes_and_when(cast: Cast, themes: list[Theme]) -> None:
    record = published(cast, cast.partnership)

    reading = read(passage(record), cast.coordinator, themes)

    item = CodedItem.objects.get()
    assert (item.text, item.number, item.kind) == ("Ask about control.", 2, ItemKind.LESSON)
    assert [code.theme for code in reading.codes.order_by("pk")] == themes
    event = LearningEvent.objects.get(kind=LearningVerb.CODE_PARAGRAPH)
    assert (event.by, event.detail) == (cast.coordinator, {"review": record.title, "paragraph": 2})


def test_holds_what_both_people_saw(cast: Cast, themes: list[Theme]) -> None:
    item = both_read(cast, passage(published(cast, cast.partnership)), themes[:1])

    assert standing_of(item).holding == {themes[0].pk}


def test_holds_nothing_that_only_one_person_saw(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))
    item = read(of, cast.coordinator, themes).item

    assert standing_of(item).holding == frozenset()
    read(of, second_coder(cast), themes[:1])
    assert standing_of(item).holding == {themes[0].pk}
    assert standing_of(item).differing == {themes[1].pk}


def test_keeps_the_old_code_and_its_day_when_somebody_reads_again(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))
    first = read(of, cast.coordinator, themes[:1])

    second = read(of, cast.coordinator, themes[1:], reason="The review says more about sharing.")

    assert [code.theme for code in first.codes.all()] == themes[:1]
    assert standing_of(second.item).own[cast.coordinator.pk].themes == {themes[1].pk}
    assert CodingReading.objects.count() == 2
    with pytest.raises(SilentWriteError):
        first.delete()


@pytest.mark.parametrize(("again", "reason", "sentence"), [(1, "", "Say why"), (0, "Again", "Nothing changes")])
def test_refuses_a_second_reading_that_says_nothing(
    cast: Cast, themes: list[Theme], again: int, reason: str, sentence: str
) -> None:
    of = passage(published(cast, cast.partnership))
    read(of, cast.coordinator, themes[:1])

    with pytest.raises(Incomplete, match=sentence):
        read(of, cast.coordinator, [themes[again]], reason=reason)


def test_refuses_a_third_reader(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))
    both_read(cast, of, themes)
    third = User.objects.create_user("third.coder@example.test", full_name="Sam Third")
    join_team(by=None, to=third, partnership=cast.partnership, role=Role.COORDINATOR)

    with pytest.raises(NotNow, match="Two people have read"):
        read(of, third, themes)


def test_refuses_everybody_who_does_not_manage_learning(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))

    for person in (cast.csp_chair, cast.auditor, cast.panel_member, cast.outsider):
        with pytest.raises(NotPermitted):
            read(of, person, themes)
    assert not CodedItem.objects.exists()


def test_refuses_a_summary_that_is_no_longer_published(cast: Cast, themes: list[Theme]) -> None:
    record = published(cast, cast.partnership)
    of = passage(record)
    record.state = PublicState.WITHDRAWN
    with change("Taken down", None):
        record.save()
    of.summary.record.refresh_from_db()

    with pytest.raises(NotNow, match="no longer published"):
        read(of, cast.coordinator, themes)


def test_refuses_themes_that_are_not_in_force(cast: Cast, themes: list[Theme]) -> None:
    end_theme(theme=themes[0], by=cast.coordinator, turn=Turn(datetime.date(2024, 4, 1), "Over"))

    with pytest.raises(Incomplete, match="is not in force"):
        read(passage(published(cast, cast.partnership)), cast.coordinator, themes)


def test_refuses_two_values_that_exclude_one_another(cast: Cast) -> None:
    exclusive = theme_set(cast, "Place")
    with change("Test", None):
        exclusive.is_exclusive = True
        exclusive.save()
    values = themes_in(cast, exclusive, "At home", "In public")

    with pytest.raises(Incomplete, match="one value of “Place”"):
        read(passage(published(cast, cast.partnership)), cast.coordinator, values)


def test_settles_what_two_people_see_differently(cast: Cast, themes: list[Theme]) -> None:
    of = passage(published(cast, cast.partnership))
    read(of, cast.coordinator, themes[:1])
    item = read(of, second_coder(cast), themes[1:]).item

    settle_paragraph(item=item, by=cast.coordinator, themes=themes, reason="Both stand in it.")

    item = CodedItem.objects.get()
    assert standing_of(item).holding == {theme.pk for theme in themes}
    assert not standing_of(item).is_open


def test_settles_nothing_where_two_people_agree(cast: Cast, themes: list[Theme]) -> None:
    item = both_read(cast, passage(published(cast, cast.partnership)), themes)

    with pytest.raises(NotNow, match="see different themes"):
        settle_paragraph(item=item, by=cast.coordinator, themes=[], reason="None")


def test_shows_nobody_what_the_other_saw_before_both_have_read(cast: Cast, themes: list[Theme]) -> None:
    record = published(cast, cast.partnership)
    other = second_coder(cast)
    read(passage(record), cast.coordinator, themes)

    before = paragraph_rows(record, other)[1]
    read(passage(record), other, themes[:1])
    after = paragraph_rows(record, other)[1]

    assert (before.readings, before.state, before.may_be_read) == ((), "Read by one", True)
    assert [row.themes for row in after.readings] == [("Control", "Sharing"), ("Control",)]
    assert after.state == "The two readings differ"


def test_says_how_far_each_review_is(cast: Cast, themes: list[Theme]) -> None:
    record = published(cast, cast.partnership)
    both_read(cast, passage(record, 2), themes)
    read(passage(record, 3), cast.coordinator, themes)

    (row,) = review_rows(cast.partnership, cast.coordinator)

    assert (row.record, row.paragraphs, row.own, row.by_two, row.open) == (record, 4, 2, 1, 0)


def test_takes_the_kind_of_a_paragraph_from_its_heading_or_from_what_was_said(cast: Cast) -> None:
    record = published(cast, cast.partnership)

    assert suggested_kind(passage(record, 1)) is ItemKind.PASSAGE
    assert suggested_kind(passage(record, 2)) is ItemKind.LESSON
    read(passage(record, 2), cast.coordinator, kind=ItemKind.GOOD_PRACTICE)
    assert suggested_kind(passage(record, 2)) is ItemKind.GOOD_PRACTICE


def test_shows_agreement_theme_by_theme_with_its_base(cast: Cast, themes: list[Theme]) -> None:
    """Of twenty paragraphs both see the theme in eight, one alone in two each, neither in eight."""
    record = published(cast, cast.partnership, content=LONG)
    seen = themes[:1]
    for number in range(1, LEAST_BASE + 1):
        read(passage(record, number), cast.coordinator, seen if number <= 10 else [])
        read(passage(record, number), second_coder(cast), seen if 3 <= number <= 12 else [])

    (row,) = agreement_rows(cast.partnership)

    assert row.theme == themes[0]
    assert row.agreement.words == "0.60, moderate (20 items)"


def test_counts_agreement_on_what_was_seen_first(cast: Cast, themes: list[Theme]) -> None:
    record = published(cast, cast.partnership, content=LONG)
    for number in range(1, LEAST_BASE + 1):
        read(passage(record, number), cast.coordinator, themes[:1] if number % 2 else [])
        read(passage(record, number), second_coder(cast), [] if number % 2 else themes[:1])
        if number % 2:
            read(passage(record, number), second_coder(cast), themes[:1], reason="We talked it over.")

    assert agreement_rows(cast.partnership)[0].agreement.kappa == -1


def test_keeps_the_name_a_paragraph_was_coded_under(cast: Cast, themes: list[Theme]) -> None:
    record = published(cast, cast.partnership)
    both_read(cast, passage(record, 2), themes[:1])
    turn = Turn(datetime.date(2026, 1, 1), "Clearer")
    later = rename_theme(theme=themes[0], by=cast.coordinator, label="Coercion", turn=turn)

    assert themes_of_record(record) == ((themes[0], (2,)),)
    assert set_of(later.theme_set).keys_counted_under(later) == {themes[0].pk, later.pk}


def test_keeps_priorities_beside_local_themes(cast: Cast, themes: list[Theme]) -> None:
    (priority,) = themes_in(cast, theme_set(cast, "Priorities", SetKind.PRIORITY), "Domestic Abuse")

    item = both_read(cast, passage(published(cast, cast.partnership)), [themes[0], priority])

    assert standing_of(item).holding == {themes[0].pk, priority.pk}
