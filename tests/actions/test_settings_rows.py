"""What does each change of settings write, and what of other partnerships and bodies does it leave alone?"""

import datetime
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.actions import organisations, partnership_settings
from dhr_cases.actions.assessment import STEP, add_criterion, change_criterion, criteria_of
from dhr_cases.actions.organisations import Body, Follower, Passing, write_end
from dhr_cases.actions.partnership_settings import Contact, open_clocks
from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from dhr_cases.models import (
    Criterion,
    LetterText,
    LocalClock,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Partnership,
    SectionNineStatus,
    Succession,
    SuccessionShape,
)
from dhr_cases.models.history import change
from dhr_cases.papers.letters import LetterKind
from dhr_cases.policy import Period, every_clock, regimes
from dhr_cases.qa_criteria import CRITERIA
from tests.actions.test_guards import put
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
WHY = "Agreed by the board"
SPLIT = SuccessionShape.SPLIT
Act = Callable[..., object]


@pytest.fixture
def far(cast: Cast) -> Partnership:
    made: Partnership = put(Partnership, code="elsewhere", name="Elsewhere CSP", brand_colour="#222222")
    return made


def office(cast: Cast) -> dict[str, Any]:
    """The coordinator changes settings of the cast's partnership."""
    return {"by": cast.coordinator, "partnership": cast.partnership, "reason": WHY}


def stored(row: Model) -> dict[str, object]:
    """Every column of a row as it stands."""
    found: dict[str, object] = type(row)._default_manager.filter(pk=row.pk).values()[0]
    return found


# a partnership


CHANGES: tuple[tuple[Act, dict[str, Any], dict[str, object]], ...] = (
    (
        partnership_settings.change_contact,
        {"contact": Contact("New CSP", "new@testshire.test", "01622 1", "County Hall")},
        asdict(Contact("New CSP", "new@testshire.test", "01622 1", "County Hall")),
    ),
    (
        partnership_settings.change_colours,
        {"brand": "#1D3557", "link": "#1A5276"},
        {"brand_colour": "#1d3557", "link_colour": "#1a5276"},
    ),
    (
        partnership_settings.change_words,
        {"label_shown": "DARDR", "title_pattern": "letters"},
        {"label_shown": "DARDR", "title_pattern": "letters"},
    ),
    (
        partnership_settings.change_life_span,
        {"starts_on": TODAY, "ends_on": TODAY, "successor": None},
        {"starts_on": TODAY, "ends_on": TODAY, "successor_id": None},
    ),
)


@pytest.mark.parametrize(("act", "said", "written"), CHANGES)
def test_writes_what_was_said_and_nothing_else(
    cast: Cast, far: Partnership, act: Act, said: dict[str, Any], written: dict[str, object]
) -> None:
    before, beside = stored(cast.partnership), stored(far)
    act(**office(cast), **said)
    assert stored(cast.partnership) == before | written
    assert stored(far) == beside
    version = cast.partnership.history.latest()
    assert (version.history_change_reason, version.history_user) == (WHY, cast.coordinator)


@pytest.mark.parametrize(("act", "said", "written"), CHANGES)
@pytest.mark.parametrize("part", ["auditor", "csp_chair", "independent_chair", "outsider"])
def test_lets_nobody_else_change_settings(
    cast: Cast, act: Act, said: dict[str, Any], written: dict[str, object], part: str
) -> None:
    before = stored(cast.partnership)
    with pytest.raises(NotPermitted):
        act(**{**office(cast), "by": cast.people()[part]}, **said)
    assert stored(cast.partnership) == before


def test_is_followed_by_a_partnership_only_after_its_last_day_is_known(cast: Cast, far: Partnership) -> None:
    said: dict[str, Any] = {"starts_on": None, "successor": far}
    with pytest.raises(Incomplete, match="^Give the last day of the partnership that is followed by another.$"):
        partnership_settings.change_life_span(**office(cast), **said, ends_on=None)
    partnership_settings.change_life_span(**office(cast), **said, ends_on=TODAY)
    assert (cast.partnership.successor, cast.partnership.ends_on) == (far, TODAY)
    with pytest.raises(Incomplete, match="^A partnership does not follow itself.$"):
        partnership_settings.change_life_span(**office(cast), starts_on=None, ends_on=TODAY, successor=cast.partnership)


@pytest.mark.parametrize(
    ("brand", "link", "wrong"),
    [
        ("#1d3557", "#1a5276", set()),
        ("#767676", "#1a5276", set()),
        ("#777777", "#1a5276", {"brand"}),
        ("#ffffff", "#1a5276", {"brand"}),
        ("#1d3557", "#767676", {"link"}),
        ("#777777", "#cccccc", {"brand", "link"}),
        ("blue", "#cccccc", {"brand"}),
        ("#12345g", "navy", {"brand", "link"}),
    ],
)
def test_takes_colours_that_can_be_read(cast: Cast, brand: str, link: str, wrong: set[str]) -> None:
    """#767676 is the palest grey on white that can; a link stands on the pale shade of the brand as well."""
    assert set(partnership_settings.colour_faults(brand, link)) == wrong
    before = stored(cast.partnership)
    if wrong:
        with pytest.raises(Incomplete):
            partnership_settings.change_colours(**office(cast), brand=brand, link=link)
        assert stored(cast.partnership) == before


def test_gives_a_new_partnership_the_looks_of_the_one_at_home(cast: Cast, far: Partnership) -> None:
    """Not those of another that is here already."""
    partnership_settings.change_colours(**office(cast), brand="#1d3557", link="#1a5276")
    added = partnership_settings.add_partnership(
        by=cast.coordinator, contact=Contact("Vale CSP", "vale@vale.test"), code="Vale & Downs", starts_on=TODAY,
        reason=WHY,
    )  # fmt: skip
    assert (added.code, added.name, added.contact_email, added.starts_on, added.is_home) == (
        "vale-downs", "Vale CSP", "vale@vale.test", TODAY, False,
    )  # fmt: skip
    assert (added.brand_colour, added.link_colour) == ("#1d3557", "#1a5276")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "Give the partnership a short code of letters and digits."),
        ("!?", "Give the partnership a short code of letters and digits."),
        ("Testshire", "The code testshire is in use. Choose another."),
    ],
)
def test_adds_no_partnership_without_a_code_of_its_own(cast: Cast, code: str, told: str) -> None:
    with pytest.raises(Incomplete) as refused:
        partnership_settings.add_partnership(
            by=cast.coordinator, contact=Contact("Vale CSP"), code=code, starts_on=None, reason=WHY
        )
    assert refused.value.sentence == told
    assert Partnership.objects.count() == 1


# limits and letters of its own


def test_leaves_open_what_neither_law_nor_guidance_counts() -> None:
    """Of the regimes that are switched on, and of every regime."""
    off = {clock.id for regime in regimes() if not regime.enabled for clock in regime.clocks}
    expected = {clock.id for clock in every_clock() if clock.limit is None} - off
    assert {clock.id for clock in open_clocks()} == expected
    assert expected


def test_keeps_one_limit_for_each_clock_and_partnership(cast: Cast, far: Partnership) -> None:
    first, second = (clock.id for clock in open_clocks()[:2])
    limit = Period.parse("P5WD")
    partnership_settings.set_local_clock(**{**office(cast), "partnership": far}, clock=first, limit=limit)
    for clock, text in ((first, "P10WD"), (second, "P4W"), (first, "P1M")):
        partnership_settings.set_local_clock(**office(cast), clock=clock, limit=Period.parse(text))
    own = LocalClock.objects.filter(partnership=cast.partnership).values_list("clock", "limit", "reason")
    assert set(own) == {(first, "P1M", WHY), (second, "P4W", WHY)}
    assert LocalClock.objects.get(partnership=far).limit == "P5WD"
    partnership_settings.set_local_clock(**office(cast), clock=first, limit=None)
    assert LocalClock.objects.get(partnership=cast.partnership, clock=first).limit == ""
    assert LocalClock.objects.count() == 3


def test_moves_no_limit_of_the_law(cast: Cast) -> None:
    settled = {clock.id for clock in every_clock()} - {clock.id for clock in open_clocks()}
    for clock in sorted(settled):
        with pytest.raises(NotNow) as refused:
            partnership_settings.set_local_clock(**office(cast), clock=clock, limit=Period.parse("P5WD"))
        assert refused.value.sentence == "The law or the guidance sets this limit; a partnership cannot change it."
    assert not LocalClock.objects.exists()


def test_keeps_one_wording_for_each_letter_and_partnership(cast: Cast, far: Partnership) -> None:
    first, second = list(LetterKind)[:2]
    partnership_settings.change_letter(**{**office(cast), "partnership": far}, kind=first, text="Theirs")
    for kind, text in ((first, "Ours"), (second, "Another"), (first, "Ours anew")):
        partnership_settings.change_letter(**office(cast), kind=kind, text=text)
    partnership_settings.use_shipped_letter(**office(cast), kind=second)
    own = LetterText.objects.filter(partnership=cast.partnership).values_list("kind", "text")
    assert set(own) == {(first, "Ours anew"), (second, "")}
    assert LetterText.objects.get(partnership=far).text == "Theirs"


# criteria of quality assurance


def test_copies_the_shipped_criteria_once_for_each_partnership(cast: Cast, far: Partnership) -> None:
    own = criteria_of(cast.partnership)
    assert [(row.code, row.position) for row in own] == [
        (row.code, place * STEP) for place, row in enumerate(CRITERIA, 1)
    ]
    assert criteria_of(cast.partnership) == own
    assert len(criteria_of(far)) == len(own)
    assert Criterion.objects.filter(partnership=cast.partnership).count() == len(CRITERIA)


def test_adds_a_criterion_after_the_last_with_a_code_of_its_own(cast: Cast, far: Partnership) -> None:
    for text in (" Is it kind? ", "Is it kind?", "???"):
        add_criterion(**office(cast), text=text, source=" The board ")
    last = (len(CRITERIA)) * STEP
    added = [row for row in criteria_of(cast.partnership) if row.position > last]
    assert [(row.code, row.position, row.text, row.source) for row in added] == [
        ("is-it-kind", last + STEP, "Is it kind?", "The board"),
        ("is-it-kind-2", last + 2 * STEP, "Is it kind?", "The board"),
        ("own", last + 3 * STEP, "???", "The board"),
    ]
    assert not Criterion.objects.filter(partnership=far).exists()


def test_words_a_criterion_anew_or_takes_it_out_of_use(cast: Cast) -> None:
    row, other = criteria_of(cast.partnership)[:2]
    said: dict[str, Any] = {"by": cast.coordinator, "criterion": row, "source": " Ours ", "position": 5, "reason": WHY}
    with pytest.raises(Incomplete, match="^Enter the question.$"):
        change_criterion(**said, text=" ", is_used=True)
    change_criterion(**said, text=" Is it kind? ", is_used=False)
    stands = Criterion.objects.get(pk=row.pk)
    assert (stands.text, stands.source, stands.position, stands.is_used, stands.code) == (
        "Is it kind?", "Ours", 5, False, row.code,
    )  # fmt: skip
    assert Criterion.objects.get(pk=other.pk).is_used


# bodies


@pytest.mark.parametrize("listed", [True, False, None])
def test_adds_a_body_with_all_that_is_known(cast: Cast, listed: bool | None) -> None:
    body = Body("Vale Trust", OrganisationKind.NHS_PROVIDER, "VT", TODAY, "vale@nhs.test", True, True)
    added = organisations.add_organisation(by=cast.coordinator, body=body, is_section_9_body=listed, reason=WHY)
    row = stored(added)
    assert {name: row[name] for name in asdict(body)} == asdict(body)
    assert (row["code"], row["source"]) == ("vale-trust", WHY)
    status = SectionNineStatus.objects.filter(organisation=added).values_list("is_section_9_body", "starts_on")
    assert list(status) == ([] if listed is None else [(listed, TODAY)])


@pytest.mark.parametrize("name", ["Testshire Police", "TESTSHIRE  POLICE", "!"])
def test_adds_no_body_twice_nor_one_without_a_name(cast: Cast, name: str) -> None:
    organisations.add_organisation(
        by=cast.coordinator, body=Body("Testshire Police", OrganisationKind.POLICE), is_section_9_body=None, reason=WHY
    )
    before = Organisation.objects.count()
    with pytest.raises(Incomplete) as refused:
        organisations.add_organisation(
            by=cast.coordinator, body=Body(name, OrganisationKind.POLICE), is_section_9_body=True, reason=WHY
        )
    assert refused.value.sentence == f"There is an organisation named {name} already."
    assert (Organisation.objects.count(), SectionNineStatus.objects.count()) == (before, 0)


def test_bears_its_old_name_until_a_day(cast: Cast) -> None:
    organisations.rename_organisation(
        by=cast.coordinator, organisation=cast.refuge, name="Haven", until=TODAY - DAY, reason=WHY
    )
    names = OrganisationName.objects.values_list("organisation", "name", "until")
    assert list(names) == [(cast.refuge.pk, "Testshire Refuge", TODAY - DAY)]
    assert Organisation.objects.get(pk=cast.refuge.pk).name == "Haven"


def successions() -> set[tuple[object, ...]]:
    """Who follows whom, with which share, and whether that is planned."""
    columns = ("predecessor__code", "successor__code", "effective_on", "shape", "share", "is_planned", "source")
    return set(Succession.objects.values_list(*columns))


def test_passes_the_duties_of_a_body_by_weight(cast: Cast) -> None:
    """From the day after the last; writing it twice adds nothing."""
    followers = (Follower(cast.health, 2), Follower(cast.refuge))
    for _ in range(2):
        with change(WHY, cast.coordinator):
            written = write_end(cast.police, TODAY, Passing(followers, SPLIT, False, "An order"))
        assert len(written) == 2
    rest = (TODAY + DAY, SPLIT.value)
    assert successions() == {
        ("test-police", "test-nhs", *rest, 2, False, "An order"),
        ("test-police", "test-refuge", *rest, 1, False, "An order"),
    }
    assert Organisation.objects.get(pk=cast.police.pk).ends_on == TODAY


def test_makes_a_plan_good_and_leaves_the_plans_of_others(cast: Cast) -> None:
    """A plan that names the successor first, then one that names nobody; another body's plan stays."""
    later = TODAY + 400 * DAY
    for body, successor in ((cast.police, None), (cast.police, cast.refuge), (cast.health, cast.refuge)):
        put(
            Succession, predecessor=body, successor=successor, effective_on=later, shape=SPLIT, is_planned=True,
            source="A plan",
        )  # fmt: skip
    with change(WHY, cast.coordinator):
        write_end(cast.police, TODAY, Passing((Follower(cast.refuge),), SPLIT, False, "An order"))
    assert successions() == {
        ("test-police", None, later, SPLIT.value, 1, True, "A plan"),
        ("test-police", "test-refuge", TODAY + DAY, SPLIT.value, 1, False, "An order"),
        ("test-nhs", "test-refuge", later, SPLIT.value, 1, True, "A plan"),
    }
    with change(WHY, cast.coordinator):
        write_end(cast.police, TODAY, Passing((Follower(cast.health),), SPLIT, False, "An order"))
    assert ("test-police", "test-nhs", TODAY + DAY, SPLIT.value, 1, False, "An order") in successions()
    assert Succession.objects.filter(is_planned=True, predecessor=cast.police).count() == 0


@pytest.mark.parametrize(("is_planned", "rows"), [(True, 1), (False, 0)])
def test_writes_an_end_without_a_successor_only_as_a_plan(cast: Cast, is_planned: bool, rows: int) -> None:
    organisations.end_organisation(
        by=cast.coordinator, organisation=cast.police, ends_on=TODAY, is_planned=is_planned, reason=WHY
    )
    assert len(successions()) == rows


def test_ends_no_body_on_a_second_day_unless_the_first_was_planned(cast: Cast) -> None:
    said: dict[str, Any] = {"followers": (), "shape": SPLIT, "source": WHY}
    with change(WHY, None):
        write_end(cast.police, TODAY, Passing(**said, is_planned=True))
        write_end(cast.police, TODAY + DAY, Passing(**said, is_planned=False))
        with pytest.raises(ReviewError) as refused:
            write_end(cast.police, TODAY, Passing(**said, is_planned=False))
    assert "has its last day already" in refused.value.sentence
    assert Organisation.objects.get(pk=cast.police.pk).ends_on == TODAY + DAY
