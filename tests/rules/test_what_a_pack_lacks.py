"""What keeps a pack from being made, said in which order, and which handouts will it not hold?"""

import pytest

from learning.briefing_boxes import BriefingKind
from learning.first_words import SourceParagraph
from learning.models import SeminarPack, Theme
from learning.pack_checks import faults_of, left_out
from learning.pack_lines import Route, ThemeLine, lines_of, routes_of, theme_faults, themes_of
from learning.papers.pack.material import Material, ReviewMaterial
from tests.papers.test_pack_read_from_reviews import briefing, jo, record, review

ONE, SEVEN = BriefingKind.ONE_PAGE, BriefingKind.SEVEN_MINUTE
UNREAD = "Robin/2023 has no published summary that can be read: put one up as a web page or Word file."


def lacks(themes: str, *reviews: ReviewMaterial) -> tuple[str, ...]:
    """What a pack planned so still lacks."""
    return faults_of(Material(SeminarPack(themes=themes), reviews))


def untold(name: str) -> str:
    """The sentence about a theme of which no review speaks."""
    return (
        f"No lesson of the chosen reviews speaks of “{name}”. Name the paragraphs that do behind a colon, for example "
        "“: robin-2023 8, 9”, or take the theme out."
    )


def of_family(name: str, number: int) -> str:
    """The sentence about a family's own words."""
    return (
        f"“{name}” names paragraph {number} of robin-2023. These are the family’s own words, and the family has not "
        "agreed to their being read out."
    )


@pytest.mark.parametrize(
    ("themes", "faults"),
    [
        ("", ()),
        ("Separation", ()),
        ("Separation: robin-2023 8", ()),
        ("Housing", (untold("Housing"),)),
        ("Housing\nSeparation\nGardening", (untold("Housing"), untold("Gardening"))),
        ("Robin: robin-2023 99", ("“Robin” names paragraph 99 of robin-2023, which its summary does not have.",)),
        ("Robin: al-2020 1, 2", ("“Robin” names al-2020, which is none of the chosen reviews.",)),
        ("Robin: robin-2023 10", (of_family("Robin", 10),)),
    ],
)
def test_says_each_thing_that_a_pack_lacks(themes: str, faults: tuple[str, ...]) -> None:
    assert lacks(themes, review()) == faults


def test_lets_a_theme_name_the_familys_words_where_it_agreed() -> None:
    assert lacks("Robin: robin-2023 10", review(has_agreed=True)) == ()


def test_says_first_what_must_be_mended_first() -> None:
    """No review; one that cannot be read; a place that is not there; a family's words; a theme of which none speaks."""
    everything = "Housing\nRobin: robin-2023 10\nJo: robin-2023 99"
    assert lacks(everything) == ("Choose at least one published review.",)
    assert lacks(everything, review(()), jo()) == (UNREAD,)
    missing = ("“Jo” names paragraph 99 of robin-2023, which its summary does not have.",)
    assert lacks(everything, review(), jo()) == missing
    assert lacks("Housing\nRobin: robin-2023 10", review(), jo()) == (of_family("Robin", 10),)
    assert lacks("Housing\nRobin: robin-2023 8", review(), jo()) == (untold("Housing"),)


def test_says_of_every_place_what_is_wrong_with_it_in_the_order_of_the_plan() -> None:
    two = "A: robin-2023 98, 8, 99; else-1 1\nB: jo-2021 3"
    assert lacks(two, review(), jo()) == (
        "“A” names paragraph 98 of robin-2023, which its summary does not have.",
        "“A” names paragraph 99 of robin-2023, which its summary does not have.",
        "“A” names else-1, which is none of the chosen reviews.",
        "“B” names paragraph 3 of jo-2021, which its summary does not have.",
    )


def test_names_each_paragraph_of_a_family_once_by_number() -> None:
    rows = tuple(SourceParagraph(number, "Tribute", "She lit up every room.") for number in (4, 2))
    assert lacks("Robin: robin-2023 4, 2", review(rows)) == (of_family("Robin", 2), of_family("Robin", 4))


def test_wants_nothing_of_reviews_without_a_lesson_where_nobody_chose_a_theme() -> None:
    silent = review([SourceParagraph(1, "Chronology", "It began.")])
    assert lacks("", silent) == ()
    assert lacks("Beginnings", silent) == (untold("Beginnings"),)
    assert lacks("", review(themes=((Theme(label="Family"), (10,)),))) == (untold("Family"),)


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        ((), ["one-page", "seven-minute"]),
        ((ONE,), ["seven-minute"]),
        ((SEVEN,), ["one-page"]),
        ((ONE, SEVEN), []),
    ],
)
def test_names_the_briefings_that_a_pack_will_not_hold(kinds: tuple[BriefingKind, ...], left: list[str]) -> None:
    signed = tuple(briefing(kind, {"good": "Good. [6]"}) for kind in kinds)
    unsigned = tuple(
        briefing(kind, {"good": "Good. [6]"}, is_passed=None) for kind in BriefingKind if kind not in kinds
    )
    material = Material(SeminarPack(), (review(briefings=(*signed, *unsigned)),))
    assert left_out(material) == tuple(f"Robin/2023: no {kind} briefing, because none is signed off." for kind in left)


def test_knows_the_places_of_its_reviews_in_the_order_they_were_chosen() -> None:
    material = Material(SeminarPack(), (jo(), review(of=record(title="Al/2020", slug="al-2020"))))
    assert [row.slug for row in material.records] == ["jo-2021", "al-2020"]
    assert left_out(Material(SeminarPack(), ())) == ()


@pytest.mark.parametrize(
    ("line", "theme"),
    [
        ("Risk", ThemeLine("Risk")),
        ("Risk:", ThemeLine("Risk:")),
        ("Risk: then what?", ThemeLine("Risk: then what?")),
        ("Risk: robin-2023 8", ThemeLine("Risk", (("robin-2023", (8,)),))),
        ("Risk: robin-2023 8 ,9", ThemeLine("Risk", (("robin-2023", (8, 9)),))),
        ("Risk: who: robin-2023 8", ThemeLine("Risk: who", (("robin-2023", (8,)),))),
        ("Risk: robin-2023 8; jo-2021 1", ThemeLine("Risk", (("robin-2023", (8,)), ("jo-2021", (1,))))),
        ("Risk: robin-2023 8; else", ThemeLine("Risk: robin-2023 8; else")),
        ("Risk: Robin-2023 8", ThemeLine("Risk: Robin-2023 8")),
        ("Risk: robin-2023", ThemeLine("Risk: robin-2023")),
        ("Risk: robin-2023 8,", ThemeLine("Risk: robin-2023 8,")),
    ],
)
def test_takes_for_places_only_what_is_written_as_such(line: str, theme: ThemeLine) -> None:
    assert themes_of(line) == (theme,)
    assert themes_of(f"\n - {line} \n\n") == (theme,)


@pytest.mark.parametrize(
    ("line", "route"),
    [
        ("Refuge: 01234", Route("Refuge", "01234")),
        ("Refuge", Route("Refuge", "")),
        ("Refuge:", Route("Refuge", "")),
        ("Web: https://x.test", Route("Web", "https://x.test")),
        (" : 01234", Route("", "01234")),
    ],
)
def test_reads_a_route_up_to_its_first_colon(line: str, route: Route) -> None:
    assert routes_of(line) == (route,)


def test_finds_no_line_where_nothing_is_written() -> None:
    assert lines_of("") == lines_of(" \n\n\t") == ()
    assert not themes_of("\n")
    assert not routes_of("")
    assert lines_of("- a\n-b\n- - c") == ("a", "-b", "- c")
    assert theme_faults((), {}) == theme_faults((ThemeLine("Risk"),), {}) == ()
