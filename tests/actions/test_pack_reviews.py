"""What may a pack hold of the reviews it tells of, how are they told apart, and why can it not be made?"""

from typing import Any

import pytest

from dhr_cases.actions.core import today
from dhr_cases.errors import Incomplete
from dhr_cases.models import Partnership, PublicState
from dhr_cases.models.history import change
from learning.actions.packs import PackPlan, order_pack
from learning.actions.themes import Turn, end_theme
from learning.models import LearningEvent, PackOrder, SeminarPack
from learning.pack_checks import faults_of, left_out
from learning.pack_terms import MOST_REVIEWS
from learning.papers.pack.facts import PackFacts
from learning.papers.pack.material import material_of
from learning.papers.pack.reading import read
from learning.papers.pack.slide_words import compose
from learning.search_index import index
from learning.verbs import LearningVerb
from tests import coded, events, packs
from tests.conftest import Cast
from tests.events import day_in

pytestmark = pytest.mark.django_db

TRIBUTE = "She lit up every room."
OTHER = """<!DOCTYPE html><html lang="en-GB"><head><title>Jo</title></head><body>
<h2>Background</h2><p>Jo died in 2020.</p><h2>Lessons</h2><p>Carers can do harm.</p><p>Ask carers alone.</p>
</body></html>"""
BARE = "<html><body><p>   </p></body></html>"


def told(pack: SeminarPack) -> PackFacts:
    """The facts of the pack as they are today."""
    return read(material_of(pack), today())


def every_word(facts: PackFacts) -> str:
    """All slides with their notes."""
    return repr(compose(facts))


def test_reads_the_familys_words_out_only_where_it_agreed_whatever_a_theme_names(cast: Cast) -> None:
    record, event = packs.a_record(cast), events.planned(cast)
    refusal = (
        "“Who she was” names paragraph 5 of robin-2019. These are the family’s own words, and the family has not "
        "agreed to their being read out."
    )
    with pytest.raises(Incomplete) as refused:
        packs.planned(cast, event, packs.a_plan(record, themes="Who she was: robin-2019 5, 6"))
    assert refused.value.sentence == refusal
    assert not SeminarPack.objects.exists()
    agreed = PackPlan(records=(record.pk,), family_agreed=(record.pk,), themes="Who she was: robin-2019 5")
    facts = told(packs.planned(cast, event, agreed))
    assert [each.text for theme in facts.themes for each in theme.said] == [TRIBUTE]
    assert TRIBUTE in every_word(facts)


def test_keeps_the_familys_words_back_though_two_people_coded_them(cast: Cast) -> None:
    record = packs.a_record(cast)
    index(record)
    (theme,) = coded.themes_in(cast, coded.theme_set(cast), "Loss")
    for number in (5, 6):
        coded.both_read(cast, coded.passage(record, number), [theme])
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(record, themes=""))
    facts = told(pack)
    assert [(each.name, [quoted.numbers for quoted in each.said]) for each in facts.themes] == [("Loss", [(6,)])]
    assert TRIBUTE not in every_word(facts)
    assert 5 not in facts.cases[0].paragraphs
    agreed = PackPlan(records=(record.pk,), family_agreed=(record.pk,))
    packs.planned(cast, pack.event, agreed)
    assert [quoted.numbers for quoted in told(pack).themes[0].said] == [(5,), (6,)]


def test_tells_reviews_of_one_title_apart(cast: Cast) -> None:
    """Two partnerships may call their reviews alike; each theme quotes the one that was named."""
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    own, other = packs.a_record(cast), packs.a_record(cast, "farshire-robin", OTHER)
    with change("Test", None):
        other.partnership = far
        other.save()
    plan = packs.a_plan(own, other, themes="Risk: robin-2019 6\nCarers: farshire-robin 2")
    facts = told(packs.planned(cast, events.planned(cast), plan))
    assert [case.title for case in facts.cases] == ["Robin/2019 (robin-2019)", "Robin/2019 (farshire-robin)"]
    assert [(theme.said[0].text, theme.said[0].source) for theme in facts.themes] == [
        ("A separation raises the risk.", "Robin/2019 (robin-2019), 6"),
        ("Carers can do harm.", "Robin/2019 (farshire-robin), 2"),
    ]
    notes = every_word(facts)
    assert "paragraph 2: “Carers can do harm.” " in notes
    assert "/public/farshire-robin/#p2" in notes


def test_calls_a_review_by_its_title_alone_where_no_other_has_it(cast: Cast) -> None:
    records = [packs.a_record(cast), packs.a_record(cast, "jo-2020", OTHER, title="Jo/2020")]
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(*records, themes="Carers can do harm"))
    assert [case.title for case in told(pack).cases] == ["Robin/2019", "Jo/2020"]


def test_says_all_that_is_wrong_with_the_places_of_themes(cast: Cast) -> None:
    record = packs.a_record(cast)
    with pytest.raises(Incomplete) as refused:
        packs.planned(cast, events.planned(cast), packs.a_plan(record, themes="Risk: robin-2019 6, 40; ada-2019 1"))
    assert refused.value.missing == (
        "“Risk” names paragraph 40 of robin-2019, which its summary does not have.",
        "“Risk” names ada-2019, which is none of the chosen reviews.",
    )
    assert not SeminarPack.objects.exists()
    assert not LearningEvent.objects.filter(kind=LearningVerb.PLAN_PACK).exists()


def test_says_of_which_theme_no_review_speaks_and_what_to_do(cast: Cast) -> None:
    with pytest.raises(Incomplete) as refused:
        packs.planned(cast, events.planned(cast), packs.a_plan(packs.a_record(cast), themes="Weapons\nSeparation"))
    assert refused.value.sentence == (
        "No lesson of the chosen reviews speaks of “Weapons”. Name the paragraphs that do behind a colon, for example "
        "“: robin-2023 8, 9”, or take the theme out."
    )


def test_says_which_review_has_no_summary_to_read_before_anything_else(cast: Cast) -> None:
    bare = packs.a_record(cast, "jo-2020", BARE, title="Jo/2020")
    with pytest.raises(Incomplete) as refused:
        packs.planned(cast, events.planned(cast), packs.a_plan(packs.a_record(cast), bare, themes="Risk: ada-2019 1"))
    assert refused.value.sentence == (
        "Jo/2020 has no published summary that can be read: put one up as a web page or Word file."
    )


@pytest.mark.parametrize("count", [MOST_REVIEWS, MOST_REVIEWS + 1])
def test_takes_as_many_reviews_as_a_seminar_can_do_justice_to(cast: Cast, count: int) -> None:
    records = [packs.a_record(cast, f"review-{number}", title=f"Review {number}") for number in range(count)]
    plan, event = packs.a_plan(*records, themes="Separation"), events.planned(cast)
    if count <= MOST_REVIEWS:
        assert packs.planned(cast, event, plan).reviews.count() == MOST_REVIEWS == 6
    else:
        with pytest.raises(Incomplete, match=r"^Choose at most 6 reviews\.$"):
            packs.planned(cast, event, plan)
        assert not SeminarPack.objects.exists()


def test_makes_nothing_of_a_pack_whose_reviews_were_all_taken_down(cast: Cast) -> None:
    record = packs.a_record(cast)
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(record))
    with change("Test", None):
        record.state = PublicState.WITHDRAWN
        record.save()
    assert faults_of(material_of(pack)) == ("Choose at least one published review.",)
    with pytest.raises(Incomplete, match=r"^Choose at least one published review\.$"):
        order_pack(pack=pack, by=cast.coordinator)
    assert not PackOrder.objects.exists()


def test_names_every_briefing_that_is_left_out_and_why(cast: Cast) -> None:
    records = [packs.a_record(cast), packs.a_record(cast, "jo-2020", OTHER, title="Jo/2020")]
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(*records, themes="Carers can do harm"))
    assert left_out(material_of(pack)) == tuple(
        f"{title}: no {briefing}, because none is signed off."
        for title in ("Robin/2019", "Jo/2020")
        for briefing in ("one-page briefing", "seven-minute briefing")
    )


def test_keeps_a_plan_line_by_line_and_what_it_said_before(cast: Cast) -> None:
    record, event = packs.a_record(cast), events.planned(cast)
    said: dict[str, Any] = {
        "aims": "Ask.\r\nAsk again.\r\n",
        "practice": " Listen. ",
        "questions": "Who knew?",
        "routes": "Desk: 999",
    }
    pack = packs.planned(cast, event, PackPlan(records=(record.pk,), themes="Separation", **said))
    facts = told(pack)
    assert (pack.aims, facts.aims) == ("Ask.\nAsk again.", ("Ask.", "Ask again."))
    assert facts.practice == ("Listen.",)
    assert [(route.name, route.contact) for route in facts.routes] == [("Desk", "999")]
    again = packs.planned(cast, event, PackPlan(records=(record.pk,)))
    assert again.pk == pack.pk
    assert {row.aims for row in pack.history.all()} >= {"Ask.\nAsk again.", ""}


def test_tells_themes_of_the_reviews_by_name_where_nobody_chose_any(cast: Cast) -> None:
    """Without codes it is what each review teaches; with codes, the themes in the order of the alphabet."""
    record = packs.a_record(cast)
    pack = packs.planned(cast, events.planned(cast), packs.a_plan(record, themes=""))
    assert [theme.name for theme in told(pack).themes] == ["What Robin/2019 teaches"]
    index(record)
    sharing, control = coded.themes_in(cast, coded.theme_set(cast), "Sharing", "Control")
    coded.both_read(cast, coded.passage(record, 7), [sharing, control])
    coded.read(coded.passage(record, 6), cast.coordinator, [control])
    assert [(theme.name, theme.said[0].numbers) for theme in told(pack).themes] == [
        ("Control", (7,)),
        ("Sharing", (7,)),
    ]
    end_theme(theme=control, by=cast.coordinator, turn=Turn(day_in(0), "Over"))
    assert [theme.name for theme in told(pack).themes] == ["Control", "Sharing"]
