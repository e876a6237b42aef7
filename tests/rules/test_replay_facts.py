"""What a file of a published review says, key by key: which stage each key dates or shows, and what is refused."""

from typing import Any

import pytest

from dhr_cases.models import PartialDate, Precision
from dhr_cases.stages import Stage
from workflows.replay.facts import DATE_KEYS, SHOWN_BY, ReviewFacts, read_facts
from workflows.replay.partnerships import NOT_NAMED, PartnershipFacts, read_partnerships
from workflows.replay.reading import LONGEST, FactsError

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
    assert {key for _stage, keys in SHOWN_BY for key in keys} == set(SHOWN) - {"qa_outcome"}


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


def test_takes_a_meeting_before_the_agencies_were_asked_for_none_of_the_panels_work() -> None:
    """At that one it agrees its terms."""
    known = {"information_requested": "2019-03-08", "terms_agreed": "2019-03-01"}
    first, later = "2019-03-01", "2019-06-01"

    assert Stage.PANEL_WORK not in facts(**known, panel_meetings=[first]).dates
    found = facts(**known, panel_meetings=[first, later])
    assert found.dates[Stage.PANEL_WORK] == PartialDate.parse(later)
    assert len(found.meetings) == 2


@pytest.mark.parametrize("key", [*DATED, "death_month", "report_version_date"])
def test_refuses_a_day_to_come_and_names_its_key(key: str) -> None:
    assert sentence(**{key: "2999-01-02"}) == f"{key}: 2 January 2999 is in the future."
    assert sentence(panel_meetings=[DAY, "2999"]) == "panel_meetings[1]: 2999 is in the future."


@pytest.mark.parametrize("inner", ["decided_on", "when", "month"])
def test_takes_a_date_from_other_names_within_an_object(inner: str) -> None:
    assert facts(decision={inner: DAY}).dates == {Stage.DECIDED_REVIEW: PartialDate.parse(DAY)}
    assert facts(panel_meetings=[{inner: DAY}]).dates == {Stage.PANEL_WORK: PartialDate.parse(DAY)}


def test_takes_a_version_after_the_panel_of_the_home_office_for_the_cleared_one() -> None:
    found = facts(qa_panel_date="2023-09", report_version_date="2023-11")

    assert found.dates[Stage.QA_CLEARED].iso == "2023-11"
    assert Stage.CSP_SIGNED_OFF not in found.dates


def test_dates_no_stage_by_a_version_after_a_submission_that_nobody_has_answered() -> None:
    found = facts(submitted="2020-05-01", report_version_date="2021-03")

    assert found.dates == {Stage.SUBMITTED: PartialDate.parse("2020-05-01")}


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
        ("North CSP (successor to Old CSP)", PartnershipFacts("North CSP", successor_of="Old CSP")),
        ("North CSP (formerly Old CSP)", PartnershipFacts("North CSP", successor_of="Old CSP")),
        (
            "North CSP, run by Safer North, successor of Old CSP",
            PartnershipFacts("North CSP", managed_by="Safer North", successor_of="Old CSP"),
        ),
        ("Barking and Dagenham CSP", PartnershipFacts("Barking and Dagenham CSP")),
        (
            "Barking and Dagenham CSP and Havering CSP",
            PartnershipFacts("Barking and Dagenham CSP", ("Havering CSP",)),
        ),
        ("Kent CSP and Hammersmith and Fulham CSP", PartnershipFacts("Kent CSP", ("Hammersmith and Fulham CSP",))),
        ("Kent CSP, Medway CSP and Swale CSP", PartnershipFacts("Kent CSP", ("Medway CSP", "Swale CSP"))),
        ("Kent CSP; Medway CSP", PartnershipFacts("Kent CSP", ("Medway CSP",))),
        ("Kent CSP & Medway CSP", PartnershipFacts("Kent CSP", ("Medway CSP",))),
        (
            "Kent Community Safety Partnership and Medway Community Safety Partnership",
            PartnershipFacts("Kent Community Safety Partnership", ("Medway Community Safety Partnership",)),
        ),
        ("Kent CSP, England", PartnershipFacts("Kent CSP")),
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
