"""What stands on the case list and in its file: counts, chips of the filter, pages, cells and the words of nothing."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.case_clocks import in_words, readings
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import Case, CaseMembership, Hold, User
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from tests.actions.test_guards import put, save
from tests.conftest import Cast
from tests.many_cases import copies_of
from tests.seen import Seen, browser, seen
from tests.standing import stand_at
from workflows.attention import first_due
from workflows.case_rows import Wanted, page_of_cases
from workflows.views.case_list import HEADINGS, PAGE_SIZE

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TODAY = timezone.localdate()
HELD = {"reason": HoldReason.INQUEST, "scope": ["drafting"], "starts_on": datetime.date(2026, 5, 12)}


def listed(user: User, asked: str = "") -> Seen:
    """The list as this person gets it."""
    return seen(user, "cases", asked=asked)


def rows(page: Seen) -> list[list[str]]:
    """The rows of the list; none where it has no table."""
    return page.tables.get("Cases", [])


def file(user: User, asked: str = "") -> list[list[str]]:
    """The rows of the file."""
    answer = browser(user).get(f"{reverse('cases_export')}?{asked}")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


# One case


def test_shows_a_case_with_its_stage_next_due_and_whom_it_waits_for(cast: Cast, case: Case) -> None:
    page = listed(cast.coordinator)
    due = first_due(case, readings(case, TODAY))
    assert due is not None
    assert due.due is not None
    ((reference, stage, next_due, waits, last),) = rows(page)

    assert reference == f"{case.reference}Robin"
    assert STAGES[case.at].label in stage
    assert in_words(due, TODAY) in next_due
    assert next_due.endswith(due.label)
    assert waits == "Coordinator"
    assert last.startswith(f"{TODAY.day} {TODAY:%B %Y}: ")
    assert page.links[case.reference] == reverse("case", args=(case.reference,))
    assert "1 case." in page


def test_marks_a_case_on_hold_and_only_while_it_is(cast: Cast, case: Case, other_case: Case) -> None:
    put(Hold, case=case, **HELD)
    put(Hold, case=other_case, ends_on=TODAY, **HELD)
    by_reference = {row[0][: len(case.reference)]: row[1] for row in rows(listed(cast.coordinator))}

    assert "On hold" in by_reference[case.reference]
    assert "On hold" not in by_reference[other_case.reference]


def test_says_of_an_ended_case_that_nothing_is_due_and_nobody_is_waited_for(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.CLOSED)
    ((_reference, _stage, due, waits, _last),) = rows(listed(cast.coordinator))

    assert (due, waits) == ("none", "nobody")


def test_names_a_case_without_a_pseudonym_by_its_reference_alone(cast: Cast, case: Case) -> None:
    case.pseudonym = ""
    save(case)

    assert rows(listed(cast.coordinator))[0][0] == case.reference


# Nothing


def test_says_that_nothing_fits_the_filter_and_leads_back(cast: Cast, case: Case) -> None:
    page = listed(cast.coordinator, "text=Nowhere")

    assert "0 cases" in page
    assert "No case fits this filter." in page
    assert page.links["Show all cases"] == reverse("cases")
    assert "Export as CSV" not in page.links


def test_says_to_an_outsider_that_there_is_nothing(cast: Cast, case: Case) -> None:
    page = listed(cast.outsider)

    assert "There is no case that you may see." in page
    assert rows(page) == []
    assert "Show all cases" not in page.links


def test_offers_a_new_case_to_whoever_may_open_one(cast: Cast, case: Case) -> None:
    offers = {"Record a new referral", "Take on a running case"}
    pages = {part: listed(getattr(cast, part)) for part in ("coordinator", "csp_chair", "panel_member", "auditor")}

    assert {part: offers <= set(page.buttons) for part, page in pages.items()} == {
        "coordinator": True, "csp_chair": False, "panel_member": False, "auditor": False,
    }  # fmt: skip
    assert not any(offers & set(page.buttons) for part, page in pages.items() if part != "coordinator")


# The filter


CHIPS = {
    "sort=due": [],
    "stage=REFERRED": [f"Stage: {STAGES[Stage.REFERRED].label}"],
    "clock=overdue": ["Next clock: Late"],
    "clock=due_soon": ["Next clock: Due within five working days"],
    "text=&stage=": [],
    "held=on&text=Robin": ["Reference, pseudonym or title: Robin", "On hold: yes"],
}
"""What the list says it is narrowed to, by what was asked; the order of the form, not of the address."""


def test_says_what_the_list_is_narrowed_to(cast: Cast, case: Case) -> None:
    client = browser(cast.coordinator)
    shown = {asked: client.get(f"{reverse('cases')}?{asked}").context["chosen"] for asked in CHIPS}

    assert {asked: [chip["label"] for chip in chips] for asked, chips in shown.items()} == CHIPS


def test_takes_one_answer_off_and_keeps_the_others(cast: Cast, case: Case) -> None:
    """The page is one of the list before; of a shorter or longer one it would mean another thing."""
    answer = browser(cast.coordinator).get(f"{reverse('cases')}?text=Robin&held=on&page=3&sort=due")
    by_label = {chip["label"]: chip["url"] for chip in answer.context["chosen"]}

    assert by_label["On hold: yes"] == f"{reverse('cases')}?text=Robin&sort=due"
    assert by_label["Reference, pseudonym or title: Robin"] == f"{reverse('cases')}?held=on&sort=due"


def test_narrows_to_the_partnership_chosen(cast: Cast, case: Case) -> None:
    own = cast.partnership
    answer = browser(cast.coordinator).get(f"{reverse('cases')}?partnership={own.pk}")

    assert [chip["label"] for chip in answer.context["chosen"]] == [f"Lead partnership: {own.name}"]
    assert len(answer.context["rows"]) == 1


def test_passes_over_answers_that_make_no_sense(cast: Cast, case: Case) -> None:
    asked = "&".join(["partnership=999999", "stage=NOWHERE", "regime=none", "sort=size", "clock=never"])

    assert len(rows(listed(cast.coordinator, asked))) == 1
    assert len(rows(listed(cast.coordinator, "partnership=x"))) == 1


def test_passes_over_a_text_that_is_too_long(cast: Cast, case: Case) -> None:
    assert len(rows(listed(cast.coordinator, f"text={'x' * 101}"))) == 1
    assert rows(listed(cast.coordinator, f"text={'x' * 100}")) == []


def test_keeps_what_was_asked_for_in_the_link_to_the_file(cast: Cast, case: Case) -> None:
    page = listed(cast.coordinator, "text=Robin&sort=due")

    assert page.links["Export as CSV"] == f"{reverse('cases_export')}?text=Robin&sort=due"


# Pages


@pytest.fixture
def many(case: Case) -> int:
    """A full page of cases and one more."""
    copies_of(case, PAGE_SIZE)
    return PAGE_SIZE + 1


@pytest.mark.parametrize("sort", ["newest", "due"])
def test_counts_every_case_on_every_page(cast: Cast, many: int, sort: str) -> None:
    wanted = Wanted(sort=sort)
    pages = [page_of_cases(cast.coordinator, wanted, number, PAGE_SIZE, TODAY) for number in (1, 2, 3, 99)]

    assert [len(found) for found, _total in pages] == [PAGE_SIZE, 1, 0, 0]
    assert [total for _found, total in pages] == [many] * 4
    references = [row.case.reference for found, _total in pages for row in found]
    assert len(set(references)) == many


def test_leads_from_page_to_page_and_shows_the_last_for_one_past_the_end(cast: Cast, many: int) -> None:
    """A link kept from a longer list still shows cases, and says how many there are."""
    first, last, past = (listed(cast.coordinator, f"page={number}") for number in (1, 2, 99))

    assert [len(rows(page)) for page in (first, last, past)] == [PAGE_SIZE, 1, 1]
    assert rows(past) == rows(last)
    assert [f"{many} cases." in page for page in (first, last, past)] == [True] * 3
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in past
    assert (first.links["Next page"], past.links["Previous page"]) == ("?page=2", "?page=1")
    assert "Previous page" not in first.links
    assert "Next page" not in past.links


def test_begins_with_the_first_page_for_a_page_that_makes_no_sense(cast: Cast, many: int) -> None:
    client = browser(cast.coordinator)
    numbers = ["0", "x", "9999999"]
    pages = [client.get(f"{reverse('cases')}?page={number}").context["page"] for number in numbers]

    assert [page.number for page in pages] == [1] * len(numbers)


# The file


def test_writes_each_case_as_a_row_of_the_file(cast: Cast, case: Case, other_case: Case) -> None:
    put(Hold, case=case, **HELD)
    stand_at(other_case, Stage.CLOSED)
    heads, *found = file(cast.coordinator, "sort=reference")
    due = first_due(case, readings(case, TODAY))
    assert due is not None
    assert due.due is not None
    stage, ended = STAGES[Stage.REFERRED], STAGES[Stage.CLOSED]
    since = case.stage_since.isoformat() if case.stage_since else ""

    assert heads == list(HEADINGS)
    assert found[0] == [
        case.reference, "Robin", stage.label, since, stage.phase.value, "Testshire CSP", case.get_regime_display(),
        due.due.isoformat(), due.label, in_words(due, TODAY), "yes", "Coordinator",
    ]  # fmt: skip
    assert found[1][:3] == [other_case.reference, other_case.pseudonym, ended.label]
    assert found[1][7:] == ["", "", "", "no", ""]


def test_writes_every_case_into_the_file_however_many_pages_there_are(cast: Cast, many: int) -> None:
    assert len(file(cast.coordinator, "page=2")) == many + 1


def test_writes_only_what_the_list_is_narrowed_to(cast: Cast, case: Case, other_case: Case) -> None:
    assert [row[0] for row in file(cast.coordinator, "text=Robin")[1:]] == [case.reference]
    assert file(cast.coordinator, "text=Nowhere") == [list(HEADINGS)]


def test_writes_only_what_the_person_may_see(cast: Cast, case: Case, other_case: Case) -> None:
    assert [row[0] for row in file(cast.panel_member)[1:]] == [case.reference]
    assert file(cast.outsider) == [list(HEADINGS)]


def test_writes_no_formula_of_a_spreadsheet(cast: Cast, case: Case) -> None:
    case.pseudonym = "=1+1"
    save(case)

    assert file(cast.coordinator)[1][1] == "'=1+1"


def test_names_the_file_by_its_day_and_begins_it_for_excel(cast: Cast, case: Case) -> None:
    answer = browser(cast.coordinator).get(reverse("cases_export"))

    assert answer["Content-Disposition"] == f'attachment; filename="cases-{TODAY.isoformat()}.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())


def test_shows_a_case_as_ones_own_from_the_first_day_of_the_role_to_its_last(
    cast: Cast, case: Case, other_case: Case
) -> None:
    member = CaseMembership.objects.get(case=case, user=cast.panel_member, role=Role.PANEL_MEMBER)
    day = datetime.timedelta(days=1)
    found = []
    for starts_on, ends_on in ((TODAY, None), (TODAY - day, TODAY), (TODAY - day, TODAY - day), (TODAY + day, None)):
        member.starts_on, member.ends_on = starts_on, ends_on
        save(member)
        found.append(len(rows(listed(cast.panel_member, "mine=on"))))

    assert found[0] == found[1] == 1
    assert found[2] == found[3] == 0
