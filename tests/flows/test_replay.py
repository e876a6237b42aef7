"""Published reviews run through the same acts and flows as the web, as far as their facts go."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.models import Case, PaperVersion, User
from workflows.replay.dating import dated
from workflows.replay.facts import read_facts
from workflows.replay.partnerships import read_partnerships
from workflows.replay.reading import FactsError
from workflows.replay.replaying import line_of

FACTS = Path(__file__).parent.parent / "facts"
LAST_STAGE = {
    "cumbria_south_lakeland": "DRAFTING",
    "devon_case16_adult_b": "PUBLISHED",
    "devon_case17_louise": "PUBLISHED",
    "devon_case20_jane": "PUBLISHED",
    "devon_case3": "PUBLISHED",
    "devon_case4": "PUBLISHED",
    "epping_forest_susan": "PUBLISHED",
    "kent_library_2018_6391f1a0": "PUBLISHED",
    "kent_patrick_2018": "CSP_SIGNED_OFF",
    "kent_sarah_2013": "PUBLISHED",
    "kent_sylvie_2018": "REFERRED",
    "kent_tamana_2018": "REFERRED",
    "manchester_library_2017_647081eb": "PUBLISHED",
    "north_northants_patsy": "INFO_REQUESTED",
    "north_northants_public_status_page": "PUBLISHED",
    "northampton_library_2016_64be5459": "PUBLISHED",
    "west_northants_dhr001": "PUBLISHED",
}


def digest_of(path: Path) -> dict[str, Any]:
    """The command's answer for a file."""
    out = StringIO()
    call_command("replay_case", str(path), as_json=True, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def written(tmp_path: Path, **facts: Any) -> Path:
    """A file with these facts."""
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(LAST_STAGE))
def test_runs_a_published_review_to_the_last_stage_its_facts_support(name: str) -> None:
    """Nothing is refused on the way, and dates never run backwards where they are assumed."""
    digest = digest_of(FACTS / f"{name}.json")
    assert digest["refused"] == []
    assert digest["stage"] == LAST_STAGE[name]
    days = [row["on"] for row in digest["stages"] if row["assumed"] and row["on"]]
    assert days == sorted(days)


def test_every_fact_file_has_its_expectation() -> None:
    """A new file of facts cannot be forgotten."""
    assert {path.stem for path in FACTS.glob("*.json")} == set(LAST_STAGE)


@pytest.mark.django_db
def test_keeps_dates_that_are_known_and_marks_the_others() -> None:
    """Devon 17: the board's day and the letter's day are facts, the decision's is assumed."""
    stages = {row["stage"]: row for row in digest_of(FACTS / "devon_case17_louise.json")["stages"]}
    assert stages["AT_QA"] == {"stage": "AT_QA", "on": "2022-09-28", "precision": "day", "assumed": False}
    assert stages["QA_CLEARED"]["precision"] == "month"
    assert stages["DECIDED_REVIEW"]["assumed"]


@pytest.mark.django_db
def test_keeps_numbers_that_repeat() -> None:
    """Northampton prints "1" for every agency; 35 recommendations stay 35."""
    digest = digest_of(FACTS / "northampton_library_2016_64be5459.json")
    assert digest["recommendations"] == 35
    assert digest["recommendation_numbers"][:5] == ["1"] * 5


@pytest.mark.django_db
def test_leaves_nothing_behind_unless_asked() -> None:
    """Neither case, account nor file stays."""
    digest_of(FACTS / "kent_sarah_2013.json")
    assert not Case.objects.exists()
    assert not User.objects.exists()
    assert not PaperVersion.objects.exists()


@pytest.mark.django_db
def test_keeps_the_case_when_asked() -> None:
    """With --keep the case is there to look at, with its joint partnership."""
    call_command("replay_case", str(FACTS / "kent_sarah_2013.json"), keep=True, stdout=StringIO())
    case = Case.objects.get()
    assert [row.name for row in case.joint_csps.all()] == ["Medway CSP"]
    assert case.people.filter(part="child").count() == 1


@pytest.mark.django_db
def test_digests_four_level_numbers_several_victims_and_actions(tmp_path: Path) -> None:
    """Numbers are kept as printed; two people died; an action is recorded with its recommendation."""
    path = written(
        tmp_path,
        title="Ash/2020",
        csp="One CSP (successor of Another CSP)",
        death_month="2020",
        victims=2,
        decision={"date": "2020-06-01", "outcome": "review"},
        recommendations=[{"ref": "10.1.1.1", "actions": ["Train staff."]}, {"ref": "R10"}, {"ref": None}],
        submitted="2021-06-30",
    )
    digest = digest_of(path)
    assert digest["stage"] == "SUBMITTED"
    assert digest["recommendation_numbers"] == ["10.1.1.1", "R10", ""]
    assert digest["actions"] == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ([], "one object"),
        ({}, "title: missing"),
        ({"title": "A", "submitted": "2021-13"}, "submitted: 2021-13 is not a real date"),
        ({"title": "A", "agencies": "Police"}, "agencies: expected a list"),
        ({"title": "A", "recommendations": [{"scope": "world"}]}, r"recommendations\[0\].scope"),
        ({"title": "A", "recommendations": [{"agency": ["Police"]}]}, r"recommendations\[0\].agency: expected text"),
        ({"title": "A", "recommendations": [{"actions": ["Train", 3]}]}, r"recommendations\[0\].actions\[1\]"),
        ({"title": "A\0"}, "title: holds a sign that is no letter"),
        ({"title": "A \ud800"}, "title: holds a sign that is no letter"),
        ({"title": "A", "regime": "DHR_1999"}, "regime"),
    ],
)
def test_names_the_place_of_a_fault(facts: Any, sentence: str) -> None:
    """A file that cannot be understood says where."""
    with pytest.raises(FactsError, match=sentence):
        read_facts(facts)


@pytest.mark.django_db
def test_a_file_that_is_no_json_gets_line_and_column(tmp_path: Path) -> None:
    """The command exits with a sentence, not with a traceback."""
    path = tmp_path / "broken.json"
    path.write_text('{"title": ', encoding="utf-8")
    with pytest.raises(CommandError, match="line 1"):
        call_command("replay_case", str(path))


@pytest.mark.parametrize(("content", "sentence"), [("[" * 90_000, "too deeply"), ("9" * 6_000, "number too long")])
def test_a_file_no_program_can_read_gets_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    """However it is made, there is no traceback."""
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("replay_case", str(path))


@pytest.mark.django_db
def test_reads_a_file_that_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Some programs write one before the first brace."""
    path = tmp_path / "facts.json"
    path.write_text('{"title": "Elm/2020"}', encoding="utf-8-sig")
    assert digest_of(path)["stage"] == "REFERRED"


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["cleared with no changes", "publishable without further amendments"])
def test_clears_at_once_a_report_whose_letter_asks_for_no_change(tmp_path: Path, words: str) -> None:
    """The letter is the clearance, whether or not the review was published since."""
    known = {"title": "Elm/2020", "decision": "2020-05-01", "qa_outcome": words, "qa_letter_date": "2022-04-01"}
    digest = digest_of(written(tmp_path, **known))
    assert (digest["stage"], digest["refused"]) == ("QA_CLEARED", [])
    assert digest["stages"][-1]["on"] == "2022-04-01"
    published = digest_of(written(tmp_path, **known, published="2022-09"))
    assert (published["stage"], published["refused"]) == ("PUBLISHED", [])


@pytest.mark.django_db
def test_counts_recommendations_the_file_only_numbers(tmp_path: Path) -> None:
    """Without a count, the numbers that were not read tell how many there are."""
    path = written(tmp_path, title="Elm/2020", recommendations=[{"ref": "1"}], refs_not_extracted=["2", 3, "4a"])
    digest = digest_of(path)
    assert digest["recommendation_numbers"] == ["1", "2", "3", "4a"]


@pytest.mark.django_db
def test_says_when_known_dates_run_backwards(tmp_path: Path) -> None:
    """Both dates stay as given; the contradiction is told."""
    path = written(tmp_path, title="Elm/2020", decision="2021-05-01", ho_notified="2021-04-01")
    assert any("lies before" in sentence for sentence in digest_of(path)["refused"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            {"decision": "2020-05-10", "ho_notified": "2020", "family_told": "2020-03-01"},
            "The date of FAMILY_CONTACTED (1 March 2020) lies before that of DECIDED_REVIEW (10 May 2020).",
        ),
        (
            {"death_month": "2021-06-15", "decision": "2018-06-15"},
            "The date of DECIDED_REVIEW (15 June 2018) lies before that of the death (15 June 2021).",
        ),
    ],
)
def test_sees_a_contradiction_with_any_date_before(tmp_path: Path, known: dict[str, str], sentence: str) -> None:
    """Whatever stands between them, and with the death as well."""
    digest = digest_of(written(tmp_path, title="Elm/2020", **known))
    assert sentence in digest["refused"]
    assumed = [row["on"] for row in digest["stages"] if row["assumed"]]
    assert assumed == sorted(assumed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "known",
    [
        {"decision": "2018-06-15", "submitted": "2018", "published": "2019-03-01"},
        {"death_month": "2018-06-10", "notified": "2018", "decision": "2018-09-01"},
        {"decision": "2018-06-15", "report_completed": "2018-06", "published": "2018"},
    ],
)
def test_assumes_days_in_order_beside_dates_known_to_the_month_or_year(tmp_path: Path, known: dict[str, str]) -> None:
    """A year counts from the day before it in the line, not from its first of January."""
    digest = digest_of(written(tmp_path, title="Elm/2020", **known))
    days = [row["on"] for row in digest["stages"] if row["precision"] == "day"]
    assert days == sorted(days)
    assert digest["refused"] == []


@pytest.mark.django_db
def test_gives_no_verdict_on_clocks_where_no_date_is_known(tmp_path: Path) -> None:
    """Today is no date of the review."""
    clocks = digest_of(written(tmp_path, title="Elm/2020", imr_count=6))["clocks"]
    assert {row["clock"] for row in clocks} >= {"overview_report", "publish"}
    for row in clocks:
        assert {value for key, value in row.items() if key not in ("clock", "state")} == {None}
        assert row["state"] in {"not_started", "running", "done"}
    assert {row["clock"]: row["state"] for row in clocks}["overview_report"] == "running"


@pytest.mark.django_db
def test_keeps_every_recommendation_where_an_action_is_blank(tmp_path: Path) -> None:
    listed = [{"ref": "1", "actions": ["", "  ", "Train staff."]}, {"ref": "2"}]
    digest = digest_of(written(tmp_path, title="Elm/2020", csp="A CSP", recommendations=listed))
    assert (digest["recommendation_numbers"], digest["actions"], digest["refused"]) == (["1", "2"], 1, [])


@pytest.mark.django_db
def test_says_that_another_law_is_not_in_force(tmp_path: Path) -> None:
    digest = digest_of(written(tmp_path, title="Elm/2020", regime="DARDR_S8A"))
    assert digest["regime"] == "DHR_S9_2016"
    assert digest["refused"] == ["The legal regime DARDR_S8A is not in force here; the review runs under DHR_S9_2016."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"title": "Elm", "notified": "2999-12-25"}', "notified: 25 December 2999 is in the future."),
        ('{"title": "Elm", "published": "2020", "published": null}', "published: written twice. Keep one."),
        ('{"title": "Elm", "criminal": {"outcome": ["guilty"]}}', "criminal.outcome: expected text"),
    ],
)
def test_names_the_key_that_cannot_be(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=re.escape(sentence)):
        call_command("replay_case", str(path))


def test_reads_joint_and_successor_partnerships() -> None:
    """One line of text names the lead, the joint commissioner, or the body before."""
    joint = read_partnerships("Kent CSP and Medway CSP (joint commission)")
    assert (joint.lead, joint.joint) == ("Kent CSP", ("Medway CSP",))
    assert read_partnerships("East and Mid Devon CSP, run by Safer Devon Partnership").managed_by
    assert read_partnerships("North CSP (successor of Old CSP; succession inferred)").successor_of == "Old CSP"


def test_assumes_days_in_order_between_known_days() -> None:
    """Evenly between death and the first known day; the last known day stands behind it."""
    facts = read_facts({"title": "Oak/2019", "death_month": "2019-01-01", "decision": "2019-03-01", "agencies": ["X"]})
    days = dated(line_of(facts), facts.dates, facts.death_date, facts.not_before)
    assumed = [row.on.iso for row in days if row.assumed]
    assert assumed[0] > "2019-01-01"
    assert assumed == sorted(assumed)
    assert assumed[-1] == "2019-03-01"
