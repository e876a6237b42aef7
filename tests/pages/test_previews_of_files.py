"""What a file would do is shown row by row before anything is done: portfolios of running cases, and action plans."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dhr_cases.models import Case, Partnership, Recommendation
from dhr_cases.stages import STAGES, Stage
from dhr_cases.views.new_case import KEPT_FORMS, SESSION_KEY
from tests.conftest import Cast
from tests.papers.plans import workbook
from tests.seen import Seen, browser
from tests.standing import stand_at

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

READ = "Cases read from the file"
HEADS = "reference,stage,decision,chair_aware,chair_email,hold_reason,hold_since,hold_stops"
PLAIN = "SC-1,PANEL_WORK,2021-04,2021,,,,"
HELD = "SC-2,CHAIR_APPOINTED,,,,Criminal trial,2021-09-01,interviews"
FAULTY = "SC-3,NOWHERE,,,,,,"


def portfolio(cast: Cast, *lines: str) -> Seen:
    """What is shown of a portfolio."""
    file = SimpleUploadedFile("portfolio.csv", "\n".join((HEADS, *lines)).encode(), content_type="text/csv")
    return Seen(browser(cast.coordinator).post(reverse("case_take_on_file"), {"file": file}))


def carried(page: Seen) -> dict[str, str]:
    """What the preview sends when it is confirmed."""
    names = ("confirmed", "count", "content")
    found = {name: page.root.xpath(f"//main//form//input[@name='{name}']/@value") for name in names}
    return {name: values[0] for name, values in found.items() if values}


def test_shows_each_case_with_what_is_known_of_it(cast: Cast) -> None:
    """How many of its dates, whether its chair is named, and why it is on hold."""
    page = portfolio(cast, PLAIN, HELD)
    assert page.heads == {READ: ["Reference", "Stage", "Partnership", "Dates known", "Chair", "On hold"]}
    stages = [STAGES[stage].label for stage in (Stage.PANEL_WORK, Stage.CHAIR_APPOINTED)]
    assert page.tables[READ] == [
        ["SC-1", stages[0], "Testshire CSP", "2", "not named", "no"],
        ["SC-2", stages[1], "Testshire CSP", "0", "not named", "Criminal trial"],
    ]
    assert page.buttons == ["Take on 2 cases"]
    assert page.links["Choose another file"] == reverse("case_take_on_file")
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("lines", "button", "told"),
    [((PLAIN,), "Take on 1 case", "Done: One case is taken on."),
     ((PLAIN, HELD), "Take on 2 cases", "Done: 2 cases are taken on.")],
)  # fmt: skip
def test_says_how_many_cases_were_taken_on(cast: Cast, lines: tuple[str, ...], button: str, told: str) -> None:
    page = portfolio(cast, *lines)
    assert page.buttons == [button]
    answer = browser(cast.coordinator).post(reverse("case_take_on_file"), carried(page), follow=True)
    assert Seen(answer).messages == [told]
    assert answer.redirect_chain == [(reverse("cases"), 302)]
    assert list(Case.objects.order_by("reference").values_list("reference", flat=True)) == [
        line.partition(",")[0] for line in lines
    ]


def test_takes_on_nothing_of_a_file_with_one_faulty_row(cast: Cast) -> None:
    """The rows that can be read stand there all the same; no button takes them on."""
    page = portfolio(cast, PLAIN, FAULTY)
    assert page.status == 422
    assert "No case can be taken on from this file" in page
    assert page.buttons == []
    assert carried(page) == {}
    (fault,) = page.faults
    assert "NOWHERE" in fault
    assert [row[0] for row in page.tables[READ]] == ["SC-1"]
    assert not Case.objects.exists()


def test_looks_again_at_what_a_preview_carried(cast: Cast) -> None:
    """What has come up since the preview stands on it anew, and nothing is taken on twice."""
    sent = carried(portfolio(cast, PLAIN))
    client = browser(cast.coordinator)
    client.post(reverse("case_take_on_file"), sent)
    again = Seen(client.post(reverse("case_take_on_file"), sent))
    assert again.status == 422
    assert len(again.faults) == 1
    assert "SC-1" in again.faults[0]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("content", ["", "no heads at all", "reference\n", "a,b\n1,2\n"])
def test_takes_on_nothing_that_no_preview_carried(cast: Cast, content: str) -> None:
    page = Seen(browser(cast.coordinator).post(reverse("case_take_on_file"), {"confirmed": "yes", "content": content}))
    assert page.status == 422
    assert not Case.objects.exists()


PLAN_HEADS = ("No.", "Recommendation", "Action to take", "Lead", "Target date")
TRAIN = ("1", "Train staff", "Write a course", "Testshire Police", "March 2027")
ASK = ("", "Ask about control", "", "", "")
MORE = ("2", "Share", "Meet weekly", "Testshire Police", "soon")
EMPTY = ("3", "", "", "", "")


def plan(cast: Cast, case: Case, *rows: tuple[str, ...]) -> Seen:
    """What is shown of an action plan."""
    stand_at(case, Stage.DRAFTING)
    file = SimpleUploadedFile("plan.xlsx", workbook([PLAN_HEADS, *rows]))
    return Seen(browser(cast.coordinator).post(reverse("plan_import", args=(case.reference,)), {"file": file}))


TAKEN, ASIDE, NOTES = "Recommendations to be taken in", "Set aside", "What to look at afterwards"


def test_shows_a_plan_as_it_was_read(cast: Cast, case: Case) -> None:
    page = plan(cast, case, TRAIN, ASK)
    assert page.heads[TAKEN] == ["Place", "Number", "Recommendation", "Actions"]
    assert [row[1:] for row in page.tables[TAKEN]] == [
        ["1", "Train staff", "Write a course"],
        ["none", "Ask about control", "none yet"],
    ]
    assert ASIDE not in page.tables
    assert page.buttons == ["Take in 2 recommendations"]
    assert page.links["Choose another file"] == reverse("plan_import", args=(case.reference,))
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("rows", "button", "title", "told"),
    [
        ((TRAIN,), ["Take in 1 recommendation"], "", "Done: one recommendation with 1 action taken in."),
        (
            (TRAIN, EMPTY), ["Take in 1 recommendation"], "1 line set aside",
            "Done: one recommendation with 1 action taken in. One line was set aside.",
        ),
        (
            (TRAIN, EMPTY, MORE, EMPTY), ["Take in 2 recommendations"], "2 lines set aside",
            "Done: 2 recommendations with 2 actions taken in. 2 lines were set aside.",
        ),
    ],
)  # fmt: skip
def test_counts_what_is_taken_in_and_what_is_set_aside(
    cast: Cast, case: Case, rows: tuple[tuple[str, ...], ...], button: list[str], title: str, told: str
) -> None:
    page = plan(cast, case, *rows)
    assert page.buttons == button
    assert (ASIDE in page.tables) is bool(title)
    assert title in page
    assert len(page.tables.get(ASIDE, [])) == rows.count(EMPTY)
    answer = browser(cast.coordinator).post(reverse("plan_import", args=(case.reference,)), carried(page), follow=True)
    assert Seen(answer).messages == [told]
    assert Recommendation.objects.count() == len(rows) - rows.count(EMPTY)


def test_offers_nothing_of_a_plan_without_a_recommendation(cast: Cast, case: Case) -> None:
    page = plan(cast, case, EMPTY)
    assert page.status == 422
    assert carried(page) == {}
    assert not Recommendation.objects.exists()


def test_notes_what_to_look_at_afterwards(cast: Cast, case: Case) -> None:
    """A target date that is no date, a body that is not on the list: taken in, and told."""
    page = plan(cast, case, ("4", "Share", "Meet weekly", "Vale Choir", "soon"))
    assert page.heads[NOTES] == ["Place", "Note"]
    assert page.status == 200
    notes = " ".join(row[1] for row in page.tables[NOTES])
    assert "soon" in notes
    assert "Vale Choir" in notes


NEW = "/cases/new/"


def answers(cast: Cast, token: str) -> dict[str, str]:
    """A referral, confirmed."""
    return {
        "token": token, "partnership": str(cast.partnership.pk), "referred_by": "Testshire Police",
        "referred_on_month": "3", "referred_on_year": "2026", "death_type": "homicide", "confirmed": "yes",
    }  # fmt: skip


def test_remembers_the_latest_forms_and_forgets_the_oldest(cast: Cast) -> None:
    """Each form of the session leads to its own case; the oldest of twenty gives way to the newest."""
    client = browser(cast.coordinator)
    client.get(NEW)
    session = client.session
    session[SESSION_KEY] = {f"form-{number}": f"OLD-{number}" for number in range(KEPT_FORMS)}
    session.save()
    first = client.post(NEW, answers(cast, "fresh"))
    (case,) = Case.objects.all()
    assert first["Location"] == reverse("case", args=(case.reference,))
    kept = client.session[SESSION_KEY]
    assert (len(kept), kept["fresh"], "form-0" in kept, "form-1" in kept) == (KEPT_FORMS, case.reference, False, True)
    assert client.post(NEW, answers(cast, "fresh"))["Location"] == first["Location"]
    assert client.post(NEW, {"token": "form-1"})["Location"] == reverse("case", args=("OLD-1",))
    assert Case.objects.count() == 1


def test_gives_each_opened_page_a_form_of_its_own(cast: Cast) -> None:
    client = browser(cast.coordinator)
    one, two = (Seen(client.get(NEW)) for _ in range(2))
    assert one.values["token"] != two.values["token"]
    crumbs = one.root.xpath("//nav[contains(@class, 'govuk-breadcrumbs')]//li")
    assert [crumb.text_content().strip() for crumb in crumbs] == ["Home", "Cases", "Record a referral"]


def test_opens_a_second_case_with_a_second_form(cast: Cast) -> None:
    """Two referrals in one sitting are two cases, each led to once."""
    client = browser(cast.coordinator)
    places = [client.post(NEW, answers(cast, token))["Location"] for token in ("one", "two", "one")]
    assert (len({*places}), places[0] == places[2]) == (2, True)
    assert Case.objects.count() == 2
    assert Partnership.objects.count() == 1
