"""What is said of a grant in a file of years that cannot stand, and what does one that can be taken in write?"""

import datetime
from typing import Any

import pytest

from dhr_cases.models import Organisation
from funding.imports.reading import FileFaults
from funding.imports.taking_in import take_in_text
from funding.models.grants import (
    GrantAttendance,
    GrantDecision,
    GrantEnding,
    GrantExtension,
    GrantOutput,
    GrantProject,
    GrantYear,
    NeighbourProject,
)
from tests.funding_files import FILE, as_text
from tests.money_columns import columns

pytestmark = pytest.mark.django_db

PLAY: dict[str, Any] = {"title": "Play", "amount_pence": 60}
GRANT: dict[str, Any] = {"year": "2021/22", "funder": "council", "allocation_pence": 100, "projects": [PLAY]}
PLACE = "grants[0]"
IN_PLAY = f"{PLACE}.projects[0]"
UNKNOWN = "no organisation has the code “trust”. Add it under “organisations”."


def told(*grants: dict[str, Any]) -> list[str]:
    """What is wrong with a file of these grants; nothing must have been written."""
    with pytest.raises(FileFaults) as refused:
        take_in_text(as_text({**FILE, "grants": list(grants)}))
    assert not Organisation.objects.exists()
    return str(refused.value).splitlines()


OF_A_YEAR: list[tuple[dict[str, Any], str]] = [
    ({"funder": "trust"}, f"{PLACE}.funder: {UNKNOWN}"),
    (
        {"pot_pence": 1},
        f"{PLACE}.pot_pence: The rules of this year allow no tactical pot. Leave it empty, or record the share "
        "allowed.",
    ),
    (
        {"pot_pence": 34, "pot_share": "1/3"},
        f"{PLACE}.pot_pence: The tactical pot may be at most £0.33: 1/3 of £1, rounded down to the penny.",
    ),
    (
        {"opens_on": "2021-03-02", "closes_on": "2021-03-01"},
        f"{PLACE}.closes_on: the last day for business cases is before the first.",
    ),
    (
        {"allocation_pence": 59},
        f"{PLACE}.projects: £0.60 is more than the £0.59 that is left of the allocation. Enter a smaller amount, or "
        "give the reason for recording it all the same.",
    ),
    (
        {"extensions": [{"asked_on": "2021-03-01", "asked_by": "Team", "reason": "Time", "answer": "granted"}]},
        f"{PLACE}.extensions[0].until: a deadline that was granted needs its new day.",
    ),
    ({"pot_share": "4/3"}, f"{PLACE}.pot_share: a share of the whole is needed here, for example 1/3."),
    ({"rounds": 13}, f"{PLACE}.rounds: a whole number from 1 to 12 is needed here."),
    ({"does_pot_wait": "no"}, f"{PLACE}.does_pot_wait: true or false is needed here."),
    (
        {"endings": [{"disposition": "lost", "amount_pence": 1}]},
        f"{PLACE}.endings[0].disposition: “lost” is not known. Known here: returned, carried, explained.",
    ),
    (
        {"endings": [{"disposition": "returned", "amount_pence": 0}]},
        f"{PLACE}.endings[0].amount_pence: a whole number from 1 to 100000000000000 is needed here.",
    ),
    ({"neighbours": [{"title": "Play"}]}, f"{PLACE}.neighbours[0].partnership: missing."),
]


@pytest.mark.parametrize(("facts", "sentence"), OF_A_YEAR, ids=[sentence for _, sentence in OF_A_YEAR])
def test_tells_the_one_fault_of_a_year(facts: dict[str, Any], sentence: str) -> None:
    assert told({**GRANT, **facts}) == [sentence]


OF_A_PROJECT: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, f"{IN_PLAY}.title: a name in plain letters on one line is needed here."),
    ({"title": "戏剧"}, f"{IN_PLAY}.key: missing: none can be made of the title. Give the project one."),
    (
        {"key": "Play It"},
        f"{IN_PLAY}.key: “Play It” is no code. Use small letters, figures and hyphens: kent-fire.",
    ),
    ({"lead": "trust"}, f"{IN_PLAY}.lead: {UNKNOWN}"),
    ({"refusal": "Paid elsewhere"}, f"{IN_PLAY}.refusal: a project the funder refused stays “proposed”."),
    (
        {"outputs": [{"label": "pupils"}, {"label": "schools"}, {"label": "pupils", "planned": 3}]},
        f"{IN_PLAY}.outputs[2].label: “pupils” is there twice in this project. Keep one.",
    ),
    (
        {"attendances": [{"label": "A show"}, {"label": "A show"}]},
        f"{IN_PLAY}.attendances[1].label: “A show” is there twice in this project. Keep one.",
    ),
    (
        {"outputs": [{"label": "pupils", "planned": 10**9 + 1}]},
        f"{IN_PLAY}.outputs[0].planned: a whole number from 0 to 1000000000 is needed here.",
    ),
    ({"state": "finished"}, f"{IN_PLAY}.state: “finished” is not known. Known here: proposed, approved, not_started, "
     "stopped, part_done, done."),
    ({"amount_pence": -1}, f"{IN_PLAY}.amount_pence: a whole number from 0 to 100000000000000 is needed here."),
    ({"areas": ["Dover", ""]}, f"{IN_PLAY}.areas[1]: a name in plain letters on one line is needed here."),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "sentence"), OF_A_PROJECT, ids=[sentence for _, sentence in OF_A_PROJECT])
def test_tells_the_one_fault_of_a_project(facts: dict[str, Any], sentence: str) -> None:
    assert told({**GRANT, "projects": [{**PLAY, **facts}]}) == [sentence]


def test_gives_each_year_once_and_each_project_a_key_of_its_own() -> None:
    twice = {**GRANT, "projects": [{**PLAY, "amount_pence": 1}, {"title": "PLAY!", "amount_pence": 1}]}
    assert told(twice, GRANT) == [
        f"{PLACE}.projects[1].key: “play” is there twice in this year. Give each project a key of its own.",
        "grants[1].year: 2021/22 is there twice. Keep one.",
    ]


def test_changes_no_year_that_is_on_record() -> None:
    take_in_text(as_text({**FILE, "grants": [GRANT]}))
    before = columns(GrantYear.objects.get())
    with pytest.raises(FileFaults) as refused:
        take_in_text(as_text({"grants": [{**GRANT, "allocation_pence": 700}]}))
    assert str(refused.value) == f"{PLACE}.year: the grant of 2021/22 is recorded already. An import changes nothing."
    assert columns(GrantYear.objects.get()) == before


FULL: dict[str, Any] = {
    **GRANT,
    "name": "Safer Streets", "qualifier": "about", "is_same_as_last_year": True, "rounds": 2, "payments": 1,
    "pot_share": "2/6", "pot_pence": 33, "upfront_pence": 66, "does_pot_wait": False, "opens_on": "2021-01-23",
    "closes_on": "2021-03-15", "approver": "The chair", "is_carry_allowed": False, "promised_until": "2023-03-31",
    "note": "Two\nlines", "is_invented": True, "source": "Report",
    "projects": [
        {
            "key": "stage", "title": "Play", "amount_pence": 101, "qualifier": "over", "asked_pence": 50,
            "outturn_pence": 55, "state": "part_done", "lead": "fire", "supplier": "Stage", "purpose": "Seen",
            "areas": ["Dover", "Ashford"], "agreement_priorities": ["Abuse"], "plan_priorities": ["Victims", "Drugs"],
            "delay_reason": "Snow", "override_reason": "Rounded", "source": "Report",
            "outputs": [{"label": "pupils", "planned": 6, "is_planned_about": True, "actual": 5}],
            "attendances": [{"label": "A show", "capacity": 9, "booked": 8, "attended": 7, "is_attended_about": True,
                             "note": "Full"}],
        },
        {"title": "Film", "amount_pence": None, "state": "proposed", "refusal": "Paid elsewhere", "is_from_pot": True},
    ],
    "extensions": [{"asked_on": "2021-03-01", "asked_by": "Team", "asked_of": "Office", "reason": "Time",
                    "answer": "granted", "answered_on": "2021-03-02", "answered_by": "Clerk", "until": "2021-04-01"}],
    "endings": [{"disposition": "returned", "amount_pence": 45},
                {"disposition": "explained", "amount_pence": 1, "on": "2022-05-01", "decided_by": "Board",
                 "reason": "Snow"}],
    "neighbours": [{"partnership": "Otherton", "title": "Game", "supplier": "Ann", "areas": ["Newton", "Old"],
                    "amount_pence": 3, "source": "E-mail"}],
}  # fmt: skip


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def grant() -> GrantYear:
    """The year that the full file writes."""
    take_in_text(as_text({**FILE, "grants": [FULL]}))
    return GrantYear.objects.get()


def test_writes_a_year_and_what_befell_it_as_the_file_says(grant: GrantYear) -> None:
    council = Organisation.objects.get(code="council")
    assert columns(grant) == {
        "year": 2021, "name": "Safer Streets", "funder": council, "allocation_pence": 100,
        "allocation_qualifier": "about", "is_same_as_last_year": True, "rounds": 2, "payments": 1, "pot_numerator": 1,
        "pot_denominator": 3, "upfront_pence": 66, "pot_pence": 33, "opens_on": day("2021-01-23"),
        "closes_on": day("2021-03-15"), "approver": "The chair", "promised_until": day("2023-03-31"),
        "note": "Two\nlines", "source": "Report", "is_invented": True,
    }  # fmt: skip
    assert (grant.does_pot_wait, grant.is_carry_allowed) == (False, False)
    assert columns(GrantExtension.objects.get()) == {
        "grant": grant, "asked_on": day("2021-03-01"), "asked_by": "Team", "asked_of": "Office", "reason": "Time",
        "answer": "granted", "answered_on": day("2021-03-02"), "answered_by": "Clerk", "until": day("2021-04-01"),
    }  # fmt: skip


def test_writes_each_project_with_its_figures_and_the_words_said_of_it(grant: GrantYear) -> None:
    play, film = GrantProject.objects.order_by("pk")
    assert columns(play) == {
        "grant": grant, "key": "stage", "title": "Play", "purpose": "Seen", "supplier": "Stage",
        "lead": Organisation.objects.get(code="fire"), "areas": "Dover\nAshford", "agreement_priorities": "Abuse",
        "plan_priorities": "Victims\nDrugs", "state": "part_done", "asked_pence": 50, "amount_pence": 101,
        "amount_qualifier": "over", "outturn_pence": 55, "delay_reason": "Snow", "source": "Report",
    }  # fmt: skip
    assert columns(film) == {"grant": grant, "key": "film", "title": "Film", "from_pot": True}
    assert (play.is_county_wide, film.is_county_wide) == (False, True)
    assert columns(GrantOutput.objects.get()) == {
        "project": play, "label": "pupils", "planned": 6, "is_planned_about": True, "actual": 5,
    }  # fmt: skip
    assert columns(GrantAttendance.objects.get()) == {
        "project": play, "label": "A show", "capacity": 9, "booked": 8, "attended": 7, "is_attended_about": True,
        "note": "Full",
    }  # fmt: skip
    words = GrantDecision.objects.order_by("project__key")
    first = day("2021-04-01")
    assert [(row.project, row.kind, row.outcome, row.reason, row.on, row.decided_by, row.by) for row in words] == [
        (film, "funder", "refused", "Paid elsewhere", first, "County Council", None),
        (play, "over_allocation", "noted", "Rounded", first, "Not stated", None),
    ]


def test_writes_how_a_year_ended_and_what_the_neighbours_did(grant: GrantYear) -> None:
    ends = [columns(row) for row in GrantEnding.objects.order_by("pk")]
    assert ends == [
        {"grant": grant, "disposition": "returned", "amount_pence": 45, "on": day("2022-04-01"),
         "decided_by": "Not stated"},
        {"grant": grant, "disposition": "explained", "amount_pence": 1, "on": day("2022-05-01"), "decided_by": "Board",
         "reason": "Snow"},
    ]  # fmt: skip
    assert columns(NeighbourProject.objects.get()) == {
        "kept_by": grant.partnership, "year": 2021, "partnership_name": "Otherton", "title": "Game", "supplier": "Ann",
        "areas": "Newton\nOld", "amount_pence": 3, "source": "E-mail",
    }  # fmt: skip
