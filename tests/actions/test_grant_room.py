"""How much room is there for a project, of what, and which title is free: to the penny and in the right words?"""

import pytest

from dhr_cases.errors import Incomplete, NotNow
from funding.actions.grant_cases import release_pot
from funding.actions.grant_projects import Outline, change_project, propose_project
from funding.grant_rows import facts_of
from funding.grant_sums import check_amount, undrawn_pot
from funding.grant_terms import CaseKind
from funding.models.grants import GrantDecision, GrantProject, GrantYear
from tests.conftest import Cast
from tests.steps_grant import PAID_ON, YEAR, a_grant, a_project, agreed, delivered, paid

POT = 400_000
ELSE_OF = "Enter a smaller amount, or give the reason for recording it all the same."


@pytest.mark.parametrize(
    ("amount", "room", "of", "sentence"),
    [
        (301, 300, "the allocation", f"£3.01 is more than the £3 that is left of the allocation. {ELSE_OF}"),
        (2, 1, "the tactical pot", f"£0.02 is more than the £0.01 that is left of the tactical pot. {ELSE_OF}"),
        (1, 0, "the allocation", f"Nothing is left of the allocation. {ELSE_OF}"),
        (1, -300, "the tactical pot", f"Nothing is left of the tactical pot. {ELSE_OF}"),
    ],
)
def test_says_how_much_is_left_and_of_what(amount: int, room: int, of: str, sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        check_amount(amount, room, "", of)
    assert str(refused.value) == sentence


@pytest.fixture
def grant(cast: Cast) -> GrantYear:
    """£10,000, of which a pot of £4,000 and a project of £6,000, done; two projects of the pot take £1,000 each."""
    grant = a_grant(cast, allocation_pence=1_000_000, pot_numerator=2, pot_denominator=5, pot_pence=POT)
    play = a_project(cast, "Play", 600_000)
    paid(cast, grant)
    delivered(cast, play)
    for title in ("Film", "Leaflet"):
        a_project(cast, title, 100_000, CaseKind.IN_YEAR)
    case = agreed(cast, grant)
    release_pot(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=200_000)
    return grant


def changed(
    cast: Cast, project: GrantProject, pence: int | None, *, title: str = "", override_reason: str = ""
) -> None:
    """The amount of a project, corrected by the finance officer, or its title; nothing else of it."""
    project.refresh_from_db()
    outline = Outline(title=title or project.title, lead=project.lead, asked_pence=project.asked_pence)
    change_project(
        project=project, by=cast.finance_officer, outline=outline, amount_pence=pence, reason="Letter of May",
        override_reason=override_reason,
    )  # fmt: skip
    project.refresh_from_db()


@pytest.mark.django_db
def test_lets_a_project_of_the_pot_grow_to_the_last_penny_of_the_pot(cast: Cast, grant: GrantYear) -> None:
    film = grant.projects.get(title="Film")
    changed(cast, film, POT - 100_000)
    assert (film.amount_pence, undrawn_pot(facts_of(grant))) == (300_000, 0)
    with pytest.raises(Incomplete) as refused:
        changed(cast, film, POT - 99_999)
    told = "£3,000.01 is more than the £3,000 that is left of the tactical pot."
    assert str(refused.value) == f"{told} {ELSE_OF}"
    film.refresh_from_db()
    assert film.amount_pence == 300_000
    changed(cast, film, 300_001, override_reason="The funder topped the pot up")
    kept = GrantDecision.objects.get(kind="over_allocation")
    assert (kept.project, kept.amount_pence, kept.outcome) == (film, 300_001, "noted")
    assert kept.reason == "The funder topped the pot up"


@pytest.mark.django_db
def test_keeps_the_pot_out_of_reach_of_the_projects_of_the_year(cast: Cast, grant: GrantYear) -> None:
    play = grant.projects.get(title="Play")
    with pytest.raises(Incomplete) as refused:
        changed(cast, play, 600_001)
    told = "£6,000.01 is more than the £6,000 that is left of the allocation."
    assert str(refused.value) == f"{told} {ELSE_OF}"
    changed(cast, play, 599_999)
    changed(cast, play, 600_000)
    assert not GrantDecision.objects.filter(kind="over_allocation").exists()


@pytest.mark.django_db
def test_says_that_a_pot_is_used_up(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Film", 500_000, CaseKind.IN_YEAR)
    with pytest.raises(Incomplete) as refused:
        agreed(cast, grant)
    assert str(refused.value) == f"Nothing is left of the tactical pot. {ELSE_OF}"
    assert not GrantDecision.objects.filter(kind="funder").exists()
    assert grant.projects.get().state == "proposed"


def proposed(cast: Cast, title: str) -> GrantProject:
    """A project with this title and no more."""
    return propose_project(partnership=cast.partnership, year=YEAR, by=cast.coordinator, outline=Outline(title=title))


LONG = "Working together with schools, families and neighbours against violence of every kind and at every age"


@pytest.mark.django_db
def test_gives_each_title_a_key_of_its_own(cast: Cast) -> None:
    a_grant(cast)
    titles = ("Play", "Сцена", "戏剧", LONG, f"{LONG}, part two", "!!!")
    keys = [proposed(cast, title).key for title in titles]
    assert keys[:3] == ["play", "project", "project-2"]
    assert (keys[3][:20], keys[4], keys[5]) == ("working-together-wit", f"{keys[3]}-2", "project-3")
    for taken in ("play", " PLAY! ", "сцена", LONG.upper(), "!!!"):
        with pytest.raises(Incomplete) as refused:
            proposed(cast, taken)
        assert str(refused.value) == f"There is a project with the title “{taken}” in this year already."
    assert GrantProject.objects.count() == len(titles)


@pytest.mark.django_db
def test_takes_no_title_of_another_project_by_a_change(cast: Cast) -> None:
    a_grant(cast)
    play, film = proposed(cast, "Play"), proposed(cast, "Film")
    with pytest.raises(Incomplete, match="^There is a project with the title “Play” in this year already.$"):
        changed(cast, film, None, title="Play")
    film.refresh_from_db()
    changed(cast, play, None, title="PLAY!")
    assert (play.title, play.key, film.title) == ("PLAY!", "play", "Film")
    changed(cast, film, None, title="Play in schools")
    assert film.key == "film"


@pytest.mark.django_db
def test_may_use_a_title_of_another_year_again(cast: Cast) -> None:
    a_grant(cast)
    proposed(cast, "Play")
    a_grant(cast, YEAR.next)
    again = propose_project(
        partnership=cast.partnership, year=YEAR.next, by=cast.coordinator, outline=Outline(title="Play")
    )
    assert again.key == "play"


@pytest.mark.django_db
def test_states_no_amount_of_a_project_before_the_funder_agreed(cast: Cast) -> None:
    a_grant(cast)
    play = proposed(cast, "Play")
    with pytest.raises(NotNow) as refused:
        changed(cast, play, 1)
    told = "The funder has not agreed to this project. Enter what is asked for; the amount comes later."
    assert str(refused.value) == told
