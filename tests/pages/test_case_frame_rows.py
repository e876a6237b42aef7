"""What stands around every page of a case: its bar, its phases, its menu by role and stage, the way back?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.anonymity import start_legal_hold
from dhr_cases.actions.overlays import HoldTerms, end_hold, start_hold
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, Hold
from dhr_cases.models.history import change
from dhr_cases.stages import STAGES, Phase, Stage
from tests.conftest import Cast
from tests.seen import Seen, browser, seen
from tests.standing import stand_at

TODAY = timezone.localdate()
ALL = [
    "Overview", "Decision", "Letters", "People", "Anonymity", "Family", "Panel", "Terms of reference", "Agencies",
    "Meetings", "Papers", "Drafting", "Reading and approval", "Home Office", "Publication", "Briefings",
    "Recommendations", "Clocks and holds", "Money", "Members", "History",
]  # fmt: skip
BARE = ["Overview", "Papers", "Clocks and holds"]
TERMS = ["Overview", "Terms of reference", "Papers", "Clocks and holds"]
PANEL = ["Overview", "Panel", "Terms of reference", "Meetings", "Papers", "Clocks and holds"]
CHAIR = [
    "Overview", "Decision", "Letters", "People", "Panel", "Terms of reference", "Agencies", "Papers",
    "Clocks and holds", "Money", "Members", "History",
]  # fmt: skip
WHOLE = [label for label in ALL if label != "Money"]


def overview(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The first page of the case as one of the review's people has it."""
    return seen(cast.people()[part], "case", case.reference)


def bar(page: Seen) -> list[str]:
    """What the bar above the page says, in order."""
    return [" ".join(each.text_content().split()) for each in page.root.xpath("//div[@class='identity__names']/*")]


def crumbs(page: Seen) -> list[tuple[str, str]]:
    """Each crumb of the way back with its address, "" for the page itself."""
    found = page.root.xpath("//nav[contains(@class, 'govuk-breadcrumbs')]//li/*")
    return [(each.text_content(), each.get("href", "")) for each in found]


def phases(page: Seen) -> list[tuple[str, str]]:
    """Name and state of each phase."""
    found = page.root.xpath("//ol[@class='phases']/li/span")
    texts = [each.text_content() for each in found]
    return list(zip(texts[::2], texts[1::2], strict=True))


def held(cast: Cast, case: Case) -> Hold:
    """The interviews are on hold from today."""
    terms = HoldTerms(reason=HoldReason.INQUEST, scope=frozenset({HoldScope.INTERVIEWS}), starts_on=TODAY)
    return start_hold(case=case, by=cast.coordinator, terms=terms)


@pytest.mark.parametrize("stage", Stage)
def test_marks_the_phases_before_the_stage_done_and_those_after_to_come(cast: Cast, case: Case, stage: Stage) -> None:
    """Of a review that came to its end the last phase is done too, and none is now."""
    page = overview(cast, stand_at(case, stage))
    names, here = list(Phase), STAGES[stage].phase
    states = dict(phases(page))
    assert list(states) == [phase.value for phase in names]
    before, after = names[: names.index(here)], names[names.index(here) + 1 :]
    assert {states[phase.value] for phase in before} <= {"done"}
    assert {states[phase.value] for phase in after} <= {"to come"}
    assert states[here.value] == ("done" if STAGES[stage].is_final else "now")
    current = page.root.xpath("//li[@aria-current='step']/span[1]/text()")
    assert current == ([] if STAGES[stage].is_final else [here.value])


@pytest.mark.parametrize("stage", Stage)
def test_names_stage_and_colour_in_the_bar(cast: Cast, case: Case, stage: Stage) -> None:
    page = overview(cast, stand_at(case, stage))
    assert bar(page) == [case.reference, "Robin", "DHR", STAGES[stage].label]
    assert page.states[STAGES[stage].label] == ("done" if STAGES[stage].is_final else "running")
    assert "OFFICIAL-SENSITIVE" in page


def test_says_in_the_bar_what_the_review_lacks(cast: Cast, case: Case) -> None:
    with change("No pseudonym", None):
        case.pseudonym = ""
        case.save()
        cast.partnership.label_shown = "DARDR"
        cast.partnership.save()
    assert bar(overview(cast, case))[1:3] == ["No pseudonym yet", "DARDR"]


def test_says_on_hold_while_one_hold_lasts(cast: Cast, case: Case) -> None:
    """Keeping the record is no hold; of two holds the last must end; a review at its end shows its end."""
    start_legal_hold(case=case, by=cast.coordinator, reason="A claim")
    assert bar(overview(cast, case))[3] == case.row.label
    first, second = held(cast, case), held(cast, case)
    end_hold(case=case, by=cast.coordinator, hold=first)
    page = overview(cast, case)
    assert bar(page)[3] == "On hold"
    assert page.states["On hold"] == "held"
    assert bar(overview(cast, stand_at(case, Stage.CLOSED)))[3] == STAGES[Stage.CLOSED].label
    stand_at(case, Stage.REFERRED)
    end_hold(case=case, by=cast.coordinator, hold=second)
    assert bar(overview(cast, case))[3] == STAGES[Stage.REFERRED].label


@pytest.mark.parametrize(
    ("part", "stage", "menu"),
    [
        ("coordinator", Stage.REFERRED, ALL),
        ("coordinator", Stage.CLOSED, ALL),
        ("csp_chair", Stage.REFERRED, CHAIR),
        ("independent_chair", Stage.REFERRED, BARE),
        ("independent_chair", Stage.CHAIR_APPOINTED, WHOLE),
        ("independent_chair", Stage.CLOSED, WHOLE),
        ("panel_member", Stage.CHAIR_APPOINTED, PANEL),
        ("agency_author", Stage.CHAIR_APPOINTED, BARE),
        ("agency_author", Stage.TOR_AGREED, TERMS),
        ("family_advocate", Stage.TOR_AGREED, TERMS),
        ("commissioner_office", Stage.QA_CLEARED, ["Overview", "Papers", "Publication", "Briefings", BARE[-1]]),
        ("auditor", Stage.REFERRED, [*BARE, "Money", "History"]),
        ("auditor", Stage.CLOSED, [*BARE, "Money", "History"]),
    ],
)
def test_lists_the_pages_of_each_role_at_each_stage(
    cast: Cast, case: Case, part: str, stage: Stage, menu: list[str]
) -> None:
    """Each line of it opens for the person."""
    page = overview(cast, stand_at(case, stage), part)
    assert page.menu == menu
    assert page.current == ["Overview"]
    client = browser(cast.people()[part])
    urls = page.root.xpath("//nav[contains(@class, 'side-menu')]//a/@href")
    assert [client.get(url).status_code for url in urls] == [200] * len(menu)


@pytest.mark.parametrize(
    ("part", "stage"),
    [
        ("outsider", Stage.REFERRED), ("home_office_reader", Stage.REFERRED), ("administrator", Stage.CLOSED),
        ("commissioner_office", Stage.AT_QA), ("agency_contact", Stage.INFO_REQUESTED),
    ],
)  # fmt: skip
def test_shows_no_frame_of_a_case_to_who_sees_none_of_it(cast: Cast, case: Case, part: str, stage: Stage) -> None:
    page = overview(cast, stand_at(case, stage), part)
    assert page.status == 404
    assert page.menu == bar(page) == []
    assert case.reference not in page.root.findtext(".//title")


def test_leads_back_from_each_depth(cast: Cast, case: Case) -> None:
    """From the first page, from a page of the menu, from one below it."""
    own = reverse("case", args=(case.reference,))
    start = [("Home", reverse("home")), ("Cases", reverse("cases"))]
    assert crumbs(overview(cast, case)) == [*start, (case.reference, "")]
    papers = seen(cast.coordinator, "case_papers", case.reference)
    assert crumbs(papers) == [*start, (case.reference, own), ("Papers", "")]
    below = seen(cast.coordinator, "make_papers", case.reference)
    assert crumbs(below) == [*start, (case.reference, own), ("Papers", reverse("case_papers", args=(case.reference,)))]
    assert below.current == papers.current == ["Papers"]
