"""How do the facts of a recorded event read: words of ours as words, what people gave as they gave it?"""

import datetime

import pytest

from dhr_cases.events import WORDS, Event
from dhr_cases.history_words import PRIVATE, TOLD_ANEW, told
from dhr_cases.hold_scopes import HoldScope
from dhr_cases.models import CaseEvent, PartialDate, Provenance, User
from dhr_cases.roles import ROLES, Role, inside_a_sentence

MOMENT = datetime.datetime(2026, 5, 12, 11, 4, tzinfo=datetime.UTC)
DAY = PartialDate.parse("2026-05-12")


def event(**more: object) -> CaseEvent:
    """An event of one afternoon by one person."""
    values: dict[str, object] = {
        "kind": Event.PANEL_FORMED, "on": DAY, "by": User(full_name="Ann Example"), "recorded_at": MOMENT,
    }  # fmt: skip  # what every event has
    return CaseEvent(**{**values, **more})


def facts_of(**detail: object) -> str:
    """The facts as history tells them."""
    return told(event(detail=detail)).text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("https://kent.example/dhr_report_2019.pdf", "https://kent.example/dhr_report_2019.pdf"),
        ("KCC_2024_17", "KCC_2024_17"), ("Minute_7", "Minute_7"), ("ann_b@example.test", "ann_b@example.test"),
        ("no_review", "no review"), ("family_told_on", "family told on"), ("at_10_years", "at 10 years"),
        ("_", "_"), ("a_", "a_"), ("no review", "no review"), ("R_1", "R_1"),
    ],
)  # fmt: skip  # what was given and how it reads
def test_reads_a_code_as_words_and_leaves_alone_what_a_person_gave(given: str, words: str) -> None:
    assert facts_of(fact=given) == f"Fact: {words}."
    assert facts_of(facts=["x", given]) == f"Facts: x, {words}."


@pytest.mark.parametrize("scope", HoldScope)
def test_names_what_a_hold_stops_without_its_code(scope: HoldScope) -> None:
    assert facts_of(stops=[scope.value]) == f"Stops: {scope.label.lower()}."


@pytest.mark.parametrize(
    ("value", "words"), [(True, "yes"), (False, "no"), (0, "0"), (12, "12"), (1.5, "1.5"), ("Said so.", "Said so")]
)
def test_ends_every_fact_with_one_full_stop(value: object, words: str) -> None:
    assert facts_of(fact=value, other="x") == f"Fact: {words}. Other: x."


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_says_nothing_of_a_fact_that_is_empty(empty: object) -> None:
    assert facts_of(fact=empty, other="x") == "Other: x."


@pytest.mark.parametrize("key", [*PRIVATE, "person_id", "x_id"])
def test_points_at_no_row(key: str) -> None:
    assert facts_of(**{key: 7, "other": "x"}) == "Other: x."


def test_keeps_the_facts_in_the_order_in_which_they_were_recorded() -> None:
    assert facts_of(second_thing=2, first_thing=1) == "Second thing: 2. First thing: 1."


def test_says_nothing_of_what_stands_inside_a_fact() -> None:
    assert facts_of(verdicts={"section_9": "met"}, kind="x") == "Kind: x."


@pytest.mark.parametrize("kind", Event)
def test_begins_every_sentence_with_who_and_goes_on_with_what(kind: Event) -> None:
    found = told(event(kind=kind))
    assert found.title == f"Ann Example {WORDS[kind]}"
    assert not WORDS[kind].endswith(".")
    assert WORDS[kind] == WORDS[kind].strip() != ""


@pytest.mark.parametrize("role", Role)
def test_puts_every_role_in_brackets_as_inside_a_sentence(role: Role) -> None:
    label = ROLES[role].label
    assert told(event(by_role=label)).title == f"Ann Example ({inside_a_sentence(label)}) {WORDS[Event.PANEL_FORMED]}"


def test_names_nobody_once_the_record_was_destroyed_and_told_anew() -> None:
    """Whatever role stands in the row."""
    found = told(event(detail={TOLD_ANEW: True, "round": 2}, by_role=ROLES[Role.COORDINATOR].label))
    assert found.title == f"Somebody {WORDS[Event.PANEL_FORMED]}"
    assert found.text == "Round: 2."


@pytest.mark.parametrize("provenance", [each for each in Provenance if each is not Provenance.RECORDED])
def test_gives_no_time_of_day_for_what_was_entered_afterwards(provenance: Provenance) -> None:
    found = told(event(provenance=provenance))
    assert found.on == "12 May 2026"
    assert found.text == f"The day was {provenance.label}; entered on 12 May 2026, 12:04."


@pytest.mark.parametrize(
    ("recorded", "on", "text"),
    [
        ("2026-01-15T23:59", "15 January 2026, 23:59", ""),
        ("2026-01-16T00:00", "15 January 2026", "Recorded on 16 January 2026, 00:00."),
        ("2026-01-14T23:59", "15 January 2026", "Recorded on 14 January 2026, 23:59."),
    ],
)
def test_gives_the_time_only_on_the_day_itself(recorded: str, on: str, text: str) -> None:
    """In winter the clock on the wall is that of the server."""
    moment = datetime.datetime.fromisoformat(recorded).replace(tzinfo=datetime.UTC)
    found = told(event(on=PartialDate.parse("2026-01-15"), recorded_at=moment))
    assert (found.on, found.text) == (on, text)


@pytest.mark.parametrize(("iso", "on"), [("2026-05", "May 2026"), ("2026", "2026"), ("", "not known")])
def test_gives_a_day_as_exactly_as_it_is_known(iso: str, on: str) -> None:
    """No time of day stands beside a mere month or year, not even on the first day that it can mean."""
    moment = datetime.datetime(2026, *((5, 1) if "-" in iso else (1, 1)), 9, 0, tzinfo=datetime.UTC)
    found = told(event(on=PartialDate.parse(iso), recorded_at=moment))
    assert found.on == on
    assert found.text.startswith("Recorded on 1 ")


def test_keeps_the_reason_apart_and_as_it_was_written() -> None:
    found = told(event(reason="So the family asked.\nTwice."))
    assert (found.reason, found.text) == ("So the family asked.\nTwice.", "")
