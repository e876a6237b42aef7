"""What the pages of the board show, figure by figure and row by row, and what stays when a filter is changed."""

import csv
import datetime
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dhr_cases.action_lines import HEADS
from dhr_cases.action_rag import RAG_LABELS, Rag
from dhr_cases.actions.organisations import end_organisation
from dhr_cases.deadlines import long_date
from dhr_cases.models import Action, ActionStatus, Case, PartialDate, Partnership
from dhr_cases.models.history import change
from dhr_cases.papers.action_sheet.columns import SHEET
from dhr_cases.views import action_board
from tests.conftest import Cast
from tests.following import FAR, changed, followed, planned
from tests.seen import Seen, browser, seen

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
COLUMNS = ["Group", "Red", "Amber", "Green", "Verified", "Ended", "All"]
POLICE, HEALTH, NOBODY = "Testshire Police", "Testshire NHS Trust", "Nobody owns it"


@pytest.fixture
def actions(cast: Cast, case: Case) -> list[Action]:
    """Of the police one verified, one late and one on course; of the NHS one that ended; one of nobody."""
    made = planned(cast, followed(cast, case), (cast.police, cast.police, cast.police, cast.health, None))
    verified, late, on_course, ended, _ = made
    changed(made[0].recommendation, heading="Multi-agency work & trust")
    changed(verified, status=ActionStatus.DONE, verified_on=TODAY)
    changed(late, target_date=PartialDate.on(TODAY - DAY))
    changed(on_course, heard_on=TODAY)
    changed(ended, status=ActionStatus.REJECTED, status_reason="Too dear")
    return made


def board(cast: Cast, asked: str = "", part: str = "coordinator") -> Seen:
    """The board as it is asked for."""
    return seen(cast.people()[part], "actions_board", asked=asked)


def listed(cast: Cast, asked: str = "") -> Seen:
    """The actions one by one, as they are asked for."""
    return seen(cast.coordinator, "actions_list", asked=asked)


def figures(page: Seen) -> dict[str, str]:
    """The figures above the table."""
    shown = page.root.xpath("//dl[@class='figures']/div")
    return {each.findtext("dt"): each.xpath("string(dd//text()[1])").strip() for each in shown}


def chips(page: Seen) -> dict[str, str]:
    """The filters that are shown as chosen, with the way to the page without each."""
    return {
        each.text_content().partition("filter:")[2].strip(): each.get("href")
        for each in page.root.xpath("//a[@class='moj-filter__tag']")
    }


def query(url: str) -> dict[str, list[str]]:
    """What stands behind the question mark."""
    return parse_qs(urlsplit(url).query)


def test_counts_each_body_by_rating_the_most_red_first(cast: Cast, actions: list[Action]) -> None:
    page = board(cast)
    assert page.heads == {"By body": COLUMNS}
    assert page.tables["By body"] == [
        [POLICE, "1", "0", "1", "1", "0", "3"],
        [NOBODY, "1", "0", "0", "0", "0", "1"],
        [HEALTH, "0", "0", "0", "0", "1", "1"],
    ]
    assert f"As on {long_date(TODAY)}. By body." in page
    assert figures(page) == {"Red": "2", "Amber": "0", "Green": "1", "Verified": "1", "Ended": "1"}
    assert page.root.xpath("//dl[@class='figures']/div/@class") == [
        "figures__one figures__one--overdue", "figures__one", "figures__one figures__one--met",
        "figures__one figures__one--done", "figures__one figures__one--held",
    ]  # fmt: skip


def test_leads_from_a_figure_that_counts_something_to_its_rows(cast: Cast, actions: list[Action]) -> None:
    """A nought leads nowhere in the table; the figures above lead on all the same, and say so if nothing is there."""
    page = board(cast)
    found = [
        (row[0].text_content(), [query(url) for url in row[0].getparent().xpath(".//td/a/@href")])
        for row in (each.xpath("th") for each in page.root.xpath("//table/tbody/tr"))
    ]
    assert found == [
        (POLICE, [{"rag": [rag], "body": ["test-police"]} for rag in ("red", "green", "complete")]),
        (NOBODY, [{"rag": ["red"], "body": ["none"]}]),
        (HEALTH, [{"rag": ["ended"], "body": ["test-nhs"]}]),
    ]
    assert query(page.links[POLICE]) == {"body": ["test-police"]}
    above = page.root.xpath("//dl[@class='figures']//a/@href")
    assert [query(url)["rag"] for url in above] == [["red"], ["amber"], ["green"], ["complete"], ["ended"]]
    assert "No action fits." in Seen(browser(cast.coordinator).get(above[1]))


@pytest.mark.parametrize(
    ("by", "caption", "groups"),
    [
        ("heading", "By theme as printed", [["Multi-agency work & trust", "2", "0", "1", "1", "1", "5"]]),
        ("kind", "By what is asked for", [["Training", "2", "0", "1", "1", "1", "5"]]),
        (
            "age",
            "By age",
            [
                ["Target date to come", "1", "0", "1", "1", "1", "4"],
                ["Up to 3 months past it", "1"] + ["0"] * 4 + ["1"],
            ],
        ),
        ("moon", "By body", []),
    ],
)
def test_groups_as_asked_and_by_body_for_a_word_it_does_not_know(
    cast: Cast, actions: list[Action], by: str, caption: str, groups: list[list[str]]
) -> None:
    page = board(cast, f"by={by}")
    assert list(page.tables) == [caption]
    assert not groups or page.tables[caption] == groups
    if groups:
        narrowed = query(page.links[groups[0][0]])
        assert narrowed["by"] == [by]
        rows = listed(cast, urlsplit(page.links[groups[0][0]]).query).tables["Actions"]
        assert len(rows) == int(groups[0][-1])


def test_leads_to_no_rows_from_a_group_that_the_list_cannot_ask_for(cast: Cast, actions: list[Action]) -> None:
    """Where no theme is printed there is no word to ask for."""
    changed(actions[0].recommendation, heading="")
    page = board(cast, "by=heading")
    assert [row[0] for row in page.tables["By theme as printed"]] == ["No theme printed"]
    assert page.root.xpath("//table//a") == []


def test_tells_each_filter_that_is_chosen_and_how_to_take_it_away(cast: Cast, actions: list[Action]) -> None:
    """In the words of the form; a theme, which is typed, as it was typed."""
    asked = "by=age&body=test-police&rag=red&age=quarter&kind=training&scope=local&is_open=on&gone="
    page = board(cast, f"{asked}&heading=Multi-agency+work+%26+trust&page=3")
    shown = chips(page)
    assert list(shown) == [
        f"Body: {POLICE}", f"How it stands: {RAG_LABELS[Rag.RED]}", "Age: Up to 3 months past it",
        "What is asked for: Training", "Reach: Local", "Theme as printed: Multi-agency work & trust",
        "Only open actions: yes",
    ]  # fmt: skip
    without = query(shown[f"Body: {POLICE}"])
    assert "body" not in without
    assert "page" not in without
    assert (without["rag"], without["by"]) == (["red"], ["age"])
    assert [row[-1] for row in page.tables["By age"]] == ["1"]


@pytest.mark.parametrize(
    "asked", ["rag=purple", "body=nobody-here", "age=old", "kind=x", "scope=x", "is_open=false", "gone=False", "by=age"]
)
def test_tells_no_filter_that_narrows_nothing(cast: Cast, actions: list[Action], asked: str) -> None:
    """An answer that makes no sense is passed over, and is not shown as if it narrowed the figures."""
    page = board(cast, asked)
    assert chips(page) == {}
    assert "Shown only" not in page
    assert sum(int(count) for count in figures(page).values()) == len(actions)


def test_keeps_the_partnership_when_all_filters_are_cleared(cast: Cast, actions: list[Action]) -> None:
    """Somebody of two partnerships is not led to the figures of the other one."""
    page = board(cast, "rag=amber")
    for clear in ("Clear all", "Show all actions"):
        assert page.links[clear] == f"{reverse('actions_board')}?partnership=testshire"
    assert "No action fits this filter." in page
    assert listed(cast, "rag=amber").links["Show all actions"] == f"{reverse('actions_list')}?partnership=testshire"


def test_leads_on_with_the_same_filter(cast: Cast, actions: list[Action]) -> None:
    links = board(cast, "rag=red&page=2").links
    assert query(links["Show these actions one by one"]) == {"rag": ["red"]}
    assert query(links["CSV"]) == {"rag": ["red"], "format": ["csv"]}
    assert query(links["Excel"]) == {"rag": ["red"], "format": ["xlsx"]}
    assert query(links["Actions of bodies that no longer exist"]) == {"partnership": ["testshire"]}
    assert query(links["Sheets for bodies, and sheets that came back"]) == {"partnership": ["testshire"]}


@pytest.mark.parametrize(("part", "may_send"), [("coordinator", True), ("csp_chair", False), ("auditor", False)])
def test_leads_to_sheets_only_who_may_send_them(cast: Cast, actions: list[Action], part: str, may_send: bool) -> None:
    assert ("Sheets for bodies, and sheets that came back" in board(cast, part=part)) is may_send


def test_asks_for_the_partnership_only_where_there_are_two_of_theirs(cast: Cast, actions: list[Action]) -> None:
    with change("Far", None):
        Partnership.objects.create(code="farshire", name="Farshire CSP")
    page = board(cast, "partnership=farshire")
    assert "Partnership" not in page.labels
    assert "Testshire CSP" in page
    assert sum(int(count) for count in figures(page).values()) == len(actions)


def test_lists_an_action_with_all_that_its_line_has(cast: Cast, case: Case, actions: list[Action]) -> None:
    """The longest due first; a line without a number or a body says so."""
    page = listed(cast)
    assert page.heads["Actions"] == ["Review", "Action", "Body", "Target date", "How it stands"]
    rows, late = page.tables["Actions"], long_date(TODAY - DAY)
    assert [row[1] for row in rows] == [f"Run course {number}Train staff" for number in (2, 1, 3, 4, 5)]
    assert rows[0] == [
        f"{case.reference}, recommendation R1no. R1", "Run course 2Train staff", POLICE, late,
        f"Red Its target date has passed: {late}.",
    ]  # fmt: skip
    assert rows[4][2:] == ["nobody", str(FAR), "Red No body is named as its owner."]
    for row, word in zip(rows, ("Red", "Verified", "Green", "Ended", "Red"), strict=True):
        assert row[-1].startswith(word)
    changed(actions[0].recommendation, ref="")
    changed(actions[4], target_date=PartialDate.unknown())
    rows = listed(cast).tables["Actions"]
    assert rows[-1][:4] == [
        f"{case.reference}, recommendation without a number", "Run course 5Train staff", "nobody", "not stated",
    ]  # fmt: skip
    assert page.root.xpath("//table//th[@scope='row']/a/@href")[0] == reverse(
        "case_action", args=(case.reference, actions[1].pk)
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", "5 actions as on"), ("rag=green", "1 action as on"), ("rag=amber", "0 actions as on")],
)
def test_counts_what_is_listed_and_saves_what_there_is(
    cast: Cast, actions: list[Action], asked: str, told: str
) -> None:
    page = listed(cast, asked)
    assert f"{told} {long_date(TODAY)}, the longest due first." in page
    assert ("Save as CSV or Excel." in page) is ("0" not in told)
    assert "Group" not in page.labels


def test_turns_a_page_after_forty_and_takes_any_number_of_a_page(cast: Cast, case: Case) -> None:
    planned(cast, followed(cast, case), [cast.police] * (action_board.PAGE_SIZE + 1))
    first, last = listed(cast, "rag=green"), listed(cast, "rag=green&page=2")
    assert (len(first.tables["Actions"]), len(last.tables["Actions"])) == (action_board.PAGE_SIZE, 1)
    assert query(first.links["Next page"]) == {"rag": ["green"], "page": ["2"]}
    assert query(last.links["Previous page"]) == {"rag": ["green"], "page": ["1"]}
    assert "Page 2 of 2" in last
    assert "Next page" not in last.links
    assert len(listed(cast, "page=99").tables["Actions"]) == 1
    assert len(listed(cast, "page=last").tables["Actions"]) == action_board.PAGE_SIZE
    assert chips(first).popitem()[1] == "/actions/list/?"


def test_saves_what_is_asked_for_in_the_order_of_the_list(cast: Cast, actions: list[Action]) -> None:
    """Also an action with a sign that no workbook can hold, as text copied from Word may have."""
    changed(actions[1], text="Run\x0bcourse 2", outcome="-3 fewer")
    client = browser(cast.coordinator)
    answer = client.get(reverse("actions_export"), {"body": "test-police", "format": "pdf"})
    assert answer["Content-Disposition"] == f'attachment; filename="actions-{TODAY.isoformat()}.csv"'
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == list(HEADS)
    assert [line[5] for line in lines[1:]] == ["Runcourse 2", "Run course 1", "Run course 3"]
    book = client.get(reverse("actions_export"), {"body": "test-police", "format": "xlsx"})
    assert book["Content-Disposition"] == f'attachment; filename="actions-{TODAY.isoformat()}.xlsx"'
    values = list(load_workbook(io.BytesIO(book.content))["Actions"].values)
    assert [(row[5], row[12]) for row in values[1:]] == [
        ("Runcourse 2", "'-3 fewer"), ("Run course 1", None), ("Run course 3", None),
    ]  # fmt: skip


@pytest.mark.parametrize("part", ["coordinator", "csp_chair"])
def test_gathers_open_actions_of_ended_bodies_under_each(cast: Cast, actions: list[Action], part: str) -> None:
    """Verified ones are not among them; only who follows actions is offered to pass one on."""
    end_organisation(
        by=cast.coordinator, organisation=cast.police, ends_on=TODAY - DAY, successors=(cast.refuge,), reason="Merged"
    )
    page = seen(cast.people()[part], "actions_ended")
    assert page.headings == ["Actions of bodies that no longer exist", POLICE]
    assert [row[1] for row in page.tables[POLICE]] == ["Run course 2Train staff", "Run course 3Train staff"]
    assert f"Ended on {long_date(TODAY - DAY)}. Followed by Testshire Refuge." in page
    links = [label for label in page.links if label.startswith("Pass it on")]
    assert links == (["Pass it on: Run course 2", "Pass it on: Run course 3"] if part == "coordinator" else [])
    assert query(page.links["Save them all as CSV"]) == {"format": ["csv"], "gone": ["on"], "is_open": ["on"]}


def test_says_that_not_all_fit_and_that_nobody_follows(
    cast: Cast, actions: list[Action], monkeypatch: pytest.MonkeyPatch
) -> None:
    end_organisation(by=cast.coordinator, organisation=cast.police, ends_on=TODAY - DAY, successors=(), reason="Ended")
    cut = "Not all fit on this page. The file holds every one."
    for most, is_cut in ((2, False), (1, True)):
        monkeypatch.setattr(action_board, "MOST_ENDED", most)
        page = seen(cast.coordinator, "actions_ended")
        assert (cut in page) is is_cut
        assert len(page.tables[POLICE]) == most
        assert "Nobody is recorded as following it." in page or "a body that has no name yet" in page


@pytest.mark.parametrize("body", ["a\nb", 'a"b', "../../etc", "", "Ünknown"])
def test_names_a_sheet_by_plain_letters_whatever_the_address_asks(cast: Cast, actions: list[Action], body: str) -> None:
    """A body that is not there gets an empty sheet; no sign of the address comes into a header."""
    answer = browser(cast.coordinator).get(reverse("actions_sheet_file"), {"body": body})
    name = {"a\nb": "a-b", 'a"b': "ab", "../../etc": "etc", "": "all", "Ünknown": "unknown"}[body]
    assert answer["Content-Disposition"] == f'attachment; filename="actions-{name}-{TODAY.isoformat()}.xlsx"'
    lines = load_workbook(io.BytesIO(answer.content))[SHEET].max_row - 1
    assert lines == (3 if body == "" else 0)
