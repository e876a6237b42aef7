"""What a file of a published review says, key by key: which stage each key dates or shows, and what is refused."""

from typing import Any

import pytest

from dhr_cases.models import PartialDate, Precision, QAOutcome
from dhr_cases.stages import Stage
from workflows.replay.facts import DATE_KEYS, SHOWN_BY, STATUS_WORDS, ReviewFacts, read_facts
from workflows.replay.partnerships import NOT_NAMED, PartnershipFacts, read_partnerships
from workflows.replay.reading import LONGEST, FactsError
from workflows.replay.replaying import line_of

DAY = "2019-03-04"
S = Stage
DATED = {
    "notified": S.REFERRED, "referred": S.REFERRED, "referred_on": S.REFERRED, "decision": S.DECIDED_REVIEW,
    "decision_date": S.DECIDED_REVIEW, "review_began": S.DECIDED_REVIEW, "review_initiated": S.DECIDED_REVIEW,
    "ho_notified": S.HO_NOTIFIED, "family_told": S.FAMILY_CONTACTED, "family_contacted": S.FAMILY_CONTACTED,
    "chair_appointed": S.CHAIR_APPOINTED, "terms_agreed": S.TOR_AGREED, "information_requested": S.INFO_REQUESTED,
    "drafting_started": S.DRAFTING, "report_completed": S.CSP_SIGNED_OFF, "report_first_version": S.CSP_SIGNED_OFF,
    "signed_off": S.CSP_SIGNED_OFF, "submitted": S.SUBMITTED, "submitted_on": S.SUBMITTED, "qa_panel_date": S.AT_QA,
    "qa_board_date": S.AT_QA, "qa_letter_date": S.AMENDING, "report_updated": S.QA_CLEARED,
    "qa_cleared": S.QA_CLEARED, "published": S.PUBLISHED, "published_footer_date": S.PUBLISHED,
}  # fmt: skip
"""The stage that each key dates, as the files of published reviews use them."""

SHOWN = {
    "documents_published": S.PUBLISHED, "published_not_before": S.PUBLISHED, "recommendations": S.DRAFTING,
    "recommendation_count": S.DRAFTING, "action_plan_columns": S.DRAFTING, "agencies": S.INFO_REQUESTED,
    "imr_count": S.INFO_REQUESTED, "qa_outcome": S.AMENDING,
}  # fmt: skip
"""The stage that each key shows to have been reached."""

SAID = {
    "Considered by the Home Office: terminated or abbreviated": S.END_PROPOSED,
    "Returned for further changes": S.AMENDING,
    "With the Home Office after first changes": S.RESUBMITTED,
    "Published in May": S.PUBLISHED,
    "Signed off by the partnership": S.CSP_SIGNED_OFF,
    "With the Home Office": S.AT_QA,
    "First panel meeting held": S.TOR_AGREED,
    "Underway, mindful of a trial": S.PANEL_WORK,
}
"""What status boards say, and the stage it stands for."""
ORDER = list(Stage)


def facts(**more: Any) -> ReviewFacts:
    """What is read of a file with these keys."""
    return read_facts({"title": "Oak/2019", **more})


def sentence(**more: Any) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FactsError) as refusal:
        facts(**more)
    return str(refusal.value)


# Dates


def test_knows_no_key_that_is_not_told_here() -> None:
    assert {key for _stage, keys in DATE_KEYS for key in keys} == set(DATED)
    assert {key for _stage, keys in SHOWN_BY for key in keys} == set(SHOWN)
    assert len(STATUS_WORDS) == len(SAID)


@pytest.mark.parametrize(("key", "stage"), DATED.items())
def test_dates_a_stage_by_each_of_its_keys(key: str, stage: Stage) -> None:
    found = facts(**{key: DAY})

    assert found.dates == {stage: PartialDate.parse(DAY)}
    assert found.reached is max([Stage.REFERRED, stage], key=ORDER.index)


@pytest.mark.parametrize("inner", ["date", "on"])
def test_takes_a_date_from_within_an_object(inner: str) -> None:
    assert facts(decision={inner: DAY, "outcome": "review"}).dates == {Stage.DECIDED_REVIEW: PartialDate.parse(DAY)}
    assert facts(decision={"outcome": "review"}).dates == {}


@pytest.mark.parametrize(("stage", "keys"), [(stage, keys) for stage, keys in DATE_KEYS if len(keys) > 1])
def test_takes_the_first_of_several_keys_that_holds_a_date(stage: Stage, keys: tuple[str, ...]) -> None:
    first, second = keys[:2]
    later = PartialDate.parse("2020-01-01")

    assert facts(**{first: DAY, second: "2020-01-01"}).dates[stage] == PartialDate.parse(DAY)
    assert [facts(**{first: empty, second: "2020-01-01"}).dates[stage] for empty in (None, "")] == [later, later]


@pytest.mark.parametrize(
    ("written", "precision"),
    [("2019", Precision.YEAR), (2019, Precision.YEAR), ("2019-03", Precision.MONTH), (DAY, Precision.DAY)],
)
def test_keeps_how_exactly_a_date_is_known(written: Any, precision: Precision) -> None:
    found = facts(submitted=written).dates[Stage.SUBMITTED]

    assert (found.precision, found.iso) == (precision, str(written))


@pytest.mark.parametrize(("known", "iso"), [("", DAY), ("day", DAY), ("month", "2019-03"), ("year", "2019")])
def test_coarsens_the_day_of_a_death_as_the_file_says(known: str, iso: str) -> None:
    assert facts(death_month=DAY, death_precision=known).death_date.iso == iso


def test_does_not_make_a_date_finer_than_it_is() -> None:
    assert facts(death_month="2019", death_precision="month").death_date.iso == "2019"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("soon", "soon is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("2019-02-29", "2019-02-29 is not a real date."),
        ("2019-3-4", "2019-3-4 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        (True, "expected a date, found True."),
        (2019.5, "expected a date, found 2019.5."),
        ([DAY], f"expected a date, found ['{DAY}']."),
    ],
)
def test_refuses_what_is_no_date_and_names_its_key(value: Any, said: str) -> None:
    assert sentence(submitted=value) == f"submitted: {said}"
    assert sentence(decision={"date": value}) == f"decision.date: {said}"
    assert sentence(panel_meetings=[DAY, value]) == f"panel_meetings[1]: {said}"


def test_begins_the_panels_work_with_its_first_meeting() -> None:
    found = facts(panel_meetings=["2020-02-01", {"date": DAY}, {"on": "2019-12-01"}, {"place": "Hall"}])

    assert [date.iso for date in found.meetings] == [DAY, "2019-12-01", "2020-02-01"]
    assert found.dates == {Stage.PANEL_WORK: PartialDate.parse(DAY)}


@pytest.mark.parametrize(
    ("letter", "stage"),
    [
        (None, Stage.CSP_SIGNED_OFF),
        ("2020-05-02", Stage.CSP_SIGNED_OFF),
        ("2020-05-01", Stage.QA_CLEARED),
        ("2020-04-30", Stage.QA_CLEARED),
    ],
)
def test_takes_a_version_from_the_day_of_the_letter_for_the_cleared_one(letter: str | None, stage: Stage) -> None:
    found = facts(report_version_date="2020-05-01", qa_letter_date=letter)

    assert found.dates[stage] == PartialDate.parse("2020-05-01")


def test_believes_a_day_of_completion_more_than_that_of_a_version() -> None:
    found = facts(report_version_date="2020-05-01", report_completed="2020-04-01")

    assert found.dates == {Stage.CSP_SIGNED_OFF: PartialDate.parse("2020-04-01")}


# How far it came


@pytest.mark.parametrize(("key", "stage"), SHOWN.items())
def test_shows_by_a_key_without_a_date_that_a_stage_was_reached(key: str, stage: Stage) -> None:
    value: dict[str, Any] = {
        "recommendations": [{"scope": "local"}], "recommendation_count": 1, "agencies": ["Police"],
        "qa_outcome": "changes",
    }  # fmt: skip
    value |= {"published_not_before": "2020"}

    assert facts(**{key: value.get(key, 3)}).reached is stage
    assert facts(**{key: None}).reached is Stage.REFERRED


@pytest.mark.parametrize(("words", "stage"), SAID.items())
def test_reads_the_words_of_a_status_board(words: str, stage: Stage) -> None:
    assert facts(status=words).reached is facts(status=words.upper()).reached is stage
    assert facts(status="Not told").reached is Stage.REFERRED


def test_takes_the_more_telling_words_of_a_status() -> None:
    """What was sent back is not published, whatever else the line says."""
    assert facts(status="Home Office asks for further changes before it is published").reached is Stage.AMENDING


def test_takes_the_furthest_of_all_that_a_file_shows() -> None:
    assert facts(decision=DAY, agencies=["Police"], status="underway").reached is Stage.PANEL_WORK
    assert facts(decision=DAY, published=DAY, status="underway").reached is Stage.PUBLISHED


# The letter of the Home Office


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Publish with changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("To be resubmitted", QAOutcome.RESUBMIT),
        ("RESUBMIT without changes", QAOutcome.RESUBMIT),
        ("No change needed", QAOutcome.CLEARED_NO_CHANGE),
        ("no further amendments", QAOutcome.CLEARED_NO_CHANGE),
        ("Without any more changes", QAOutcome.CLEARED_NO_CHANGE),
        ("Cleared", QAOutcome.CLEARED_NO_CHANGE),
        ("Not cleared; changes", QAOutcome.PUBLISHABLE_WITH_CHANGES),
        ("There is no changelog", QAOutcome.PUBLISHABLE_WITH_CHANGES),
    ],
)
def test_reads_what_the_letter_asks_for(words: str, outcome: QAOutcome) -> None:
    assert facts(qa_outcome=words).outcome is outcome


def test_takes_a_letter_that_asks_for_no_change_as_the_clearance() -> None:
    found = facts(qa_outcome="No change", qa_letter_date=DAY)

    assert found.dates == {Stage.QA_CLEARED: PartialDate.parse(DAY)}
    assert Stage.AMENDING not in line_of(found)
    assert line_of(found)[-1] is Stage.QA_CLEARED


def test_keeps_the_day_of_clearance_where_the_letter_has_another() -> None:
    found = facts(qa_outcome="No change", qa_letter_date=DAY, qa_cleared="2019-05-01")

    assert found.dates[Stage.QA_CLEARED] == PartialDate.parse("2019-05-01")


def test_goes_by_the_changes_where_the_letter_asks_for_some() -> None:
    line = line_of(facts(qa_outcome="Changes", published=DAY))

    assert line.index(Stage.AMENDING) < line.index(Stage.QA_CLEARED) < line.index(Stage.PUBLISHED)


# Names


@pytest.mark.parametrize(
    ("title", "pseudonym"),
    [
        ("Oak/2019", "Oak"),
        ("Mary Ann/2019", "Mary Ann"),
        ("Anne-Marie/2019", "Anne-Marie"),
        ("Review (pseudonym Robin)", "Robin"),
        ("Review, pseudonyms Robin and Wren", "Robin"),
        ("Oak/19", ""),
        ("Domestic Homicide Review 2019", ""),
        ("Oak/2019 overview", ""),
    ],
)
def test_finds_the_pseudonym_in_a_title(title: str, pseudonym: str) -> None:
    assert facts(title=title).pseudonym == pseudonym


def test_takes_no_more_of_a_pseudonym_than_a_case_keeps() -> None:
    assert facts(title=f"{'Oak' * 40}/2019").pseudonym == ("Oak" * 40)[: LONGEST["pseudonym"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", PartnershipFacts(NOT_NAMED)),
        ("Kent CSP", PartnershipFacts("Kent CSP")),
        ("Kent CSP (lead)", PartnershipFacts("Kent CSP")),
        ("Kent CSP and Medway CSP", PartnershipFacts("Kent CSP", ("Medway CSP",))),
        ("Kent CSP and Medway CSP and Kent CSP", PartnershipFacts("Kent CSP", ("Medway CSP",))),
        ("Safer Kent and Medway Partnership", PartnershipFacts("Safer Kent and Medway Partnership")),
        ("North CSP, run by Safer North", PartnershipFacts("North CSP", managed_by="Safer North")),
        ("North CSP; hosted by Safer North", PartnershipFacts("North CSP", managed_by="Safer North")),
        ("North CSP (successor of Old CSP; inferred)", PartnershipFacts("North CSP", successor_of="Old CSP")),
    ],
)
def test_reads_the_partnerships_of_a_line(text: str, found: PartnershipFacts) -> None:
    assert read_partnerships(text) == found


def test_names_each_agency_once_in_the_order_of_the_file() -> None:
    assert facts(agencies=[" Police", "NHS", "Police "]).agencies == ("Police", "NHS")


@pytest.mark.parametrize(
    ("agency", "said"),
    [("", "expected a name, found ''."), (" ", "expected a name, found ' '."), (3, "expected a name, found 3.")],
)
def test_refuses_an_agency_without_a_name(agency: Any, said: str) -> None:
    assert sentence(agencies=["Police", agency]) == f"agencies[1]: {said}"


# A row of a public status page


def test_takes_title_area_and_status_from_an_example_row() -> None:
    row = {"case": "Oak/2019", "area": "North CSP", "status": "Published"}
    found = read_facts({"example_row": row})

    assert (found.title, found.partnerships.lead, found.reached) == ("Oak/2019", "North CSP", Stage.PUBLISHED)
    assert facts(example_row={"case": "Ash/2020"}).title == "Oak/2019"


@pytest.mark.parametrize("raw", [None, 3, "text", [], [{"title": "A"}]])
def test_refuses_a_file_that_is_not_one_object(raw: object) -> None:
    with pytest.raises(FactsError) as refusal:
        read_facts(raw)
    assert str(refusal.value) == "The file must hold one object with the facts of one review."


@pytest.mark.parametrize("raw", [{}, {"title": None}, {"title": "  "}, {"example_row": {"area": "North CSP"}}])
def test_asks_for_a_title(raw: dict[str, Any]) -> None:
    with pytest.raises(FactsError) as refusal:
        read_facts(raw)
    assert str(refusal.value) == "title: missing. Give the review's public title."
