"""The page of a case's publication: what is still to do, which days are avoided, who is told; and its forms."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import publication, publication_plan
from dhr_cases.actions.public_register import PublicWords
from dhr_cases.models import Case, DateToAvoid, PartialDate, Publication, RecipientTold
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import Heading, Paper, Paragraph
from dhr_cases.publication_days import DayToAvoid
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.public_records import put_record
from tests.released import approved, cleared_case, decided, file_for_public, looked_through, only_file, published
from tests.stages import case_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def prepared(case: Case, cast: Cast) -> Case:
    """A case whose publication is being prepared."""
    return case_at(cast, case, Stage.PRE_PUBLICATION)


def page(client: Client, case: Case) -> str:
    """The words of the page."""
    answer = client.get(reverse("case_publication", args=[case.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, case: Case, verb: str, subject: int | None = None, /, **answers: object) -> int:
    """Post the form of an act; the status of the answer."""
    about = [] if subject is None else [subject]
    return client.post(reverse("act", args=[case.reference, verb, *about]), answers).status_code


def typed(name: str, day: datetime.date) -> dict[str, object]:
    """A date as three boxes post it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_says_what_is_still_to_do(prepared: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    words = page(client, prepared)
    for said in ("None on the list", "Nobody on the list", "Not written", "Nobody has checked the report yet"):
        assert said in words
    assert reverse("public_register") in words
    assert reverse("case_release", args=[prepared.reference]) in words


def test_has_nothing_to_do_once_published(case: Case, cast: Cast, client: Client) -> None:
    """The link leads to the review's own page on the register."""
    case_at(cast, case, Stage.PUBLISHED)
    put_record(cast.partnership, case=case)
    client.force_login(cast.coordinator)
    words = page(client, case)
    assert "Before publication" not in words
    assert 'href="/public/robin-2019/"' in words


def test_keeps_days_and_recipients_from_those_who_only_read(prepared: Case, cast: Cast, client: Client) -> None:
    """The family's advocate sees the date and neither the media's lines nor who else is told."""
    publication_plan.add_date_to_avoid(case=prepared, by=cast.coordinator, day=DayToAvoid(TODAY + DAY, "A birthday"))
    publication_plan.list_recipient(case=prepared, by=cast.coordinator, who="Media team")
    lines = publication_plan.Terms(media_lines="We are sorry.")
    publication_plan.set_publication_terms(case=prepared, by=cast.coordinator, terms=lines)
    kept = ("A birthday", "Media team", "We are sorry.", "Before publication")
    client.force_login(cast.family_advocate)
    assert not [words for words in kept if words in page(client, prepared)]
    client.force_login(cast.panel_member)
    seen = page(client, prepared)
    assert [words for words in kept if words not in seen] == []
    assert "do/end_date_to_avoid" not in seen
    client.force_login(cast.coordinator)
    assert "do/end_date_to_avoid" in page(client, prepared)


def test_adds_a_day_and_takes_it_off_by_form(prepared: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    answers = {**typed("on", TODAY + 9 * DAY), "name": "A birthday", "days_around": 2, "every_year": "on"}
    assert do(client, prepared, "add_date_to_avoid", **answers) == 302
    row = DateToAvoid.objects.get()
    assert (row.on, row.days_around, row.every_year) == (TODAY + 9 * DAY, 2, True)
    assert "2 days before and after" in page(client, prepared)
    assert do(client, prepared, "end_date_to_avoid", row.pk, reason="The family asked") == 302
    assert "No date is on the list yet" in page(client, prepared)
    assert client.get(reverse("act", args=[prepared.reference, "end_date_to_avoid", row.pk])).status_code == 409


@pytest.mark.parametrize("days", ["-1", "61", "many", ""])
def test_refuses_more_days_around_than_there_are(prepared: Case, cast: Cast, client: Client, days: str) -> None:
    client.force_login(cast.coordinator)
    answers = {**typed("on", TODAY), "name": "Trial", "days_around": days}
    assert do(client, prepared, "add_date_to_avoid", **answers) == 422
    assert not DateToAvoid.objects.exists()


def test_suggests_days_beside_the_form_and_on_the_page(prepared: Case, cast: Cast, client: Client) -> None:
    with change("Test", None):
        prepared.death_date = PartialDate.parse("2019-05-12")
        prepared.save()
    client.force_login(cast.coordinator)
    form = client.get(reverse("act", args=[prepared.reference, "add_date_to_avoid"])).content.decode()
    for words in (form, page(client, prepared)):
        assert "12 May 2019, every year: Anniversary of the death" in words
    client.force_login(cast.panel_member)
    assert "12 May 2019" not in page(client, prepared)


def test_asks_in_the_form_why_a_near_day_is_taken(case: Case, cast: Cast, client: Client) -> None:
    """The answers stay, and the sentence says which day is near."""
    case_at(cast, case, Stage.QA_CLEARED)
    publication_plan.add_date_to_avoid(case=case, by=cast.coordinator, day=DayToAvoid(TODAY + DAY, "Trial", 3))
    client.force_login(cast.coordinator)
    url = reverse("act", args=[case.reference, "prepare_publication"])
    answers = {**typed("planned_on", TODAY), **typed("on", TODAY), "dates_avoided": "Nothing else"}
    refused = client.post(url, answers).content.decode()
    assert "That is 1 day before “Trial”" in refused
    assert "Nothing else" in refused
    assert client.post(url, {**answers, "despite": "The family chose it"}).status_code == 302
    assert Publication.objects.get(case=case).planned_on == TODAY


def test_sets_an_embargo_by_the_clock_of_the_partnership(prepared: Case, cast: Cast, client: Client) -> None:
    """A summer's morning is an hour earlier elsewhere; the form shows what was set, and clears it."""
    client.force_login(cast.coordinator)
    summer = typed("embargo_on", datetime.date(2031, 7, 1))
    assert (
        do(client, prepared, "set_publication_terms", **summer, embargo_at="9.30", media_lines="We are sorry.") == 302
    )
    until = Publication.objects.get(case=prepared).embargo_until
    assert until == datetime.datetime(2031, 7, 1, 8, 30, tzinfo=datetime.UTC)
    shown = client.get(reverse("act", args=[prepared.reference, "set_publication_terms"])).content.decode()
    assert 'value="09:30"' in shown
    assert "We are sorry." in shown
    assert "1 July 2031, 09:30" in page(client, prepared)
    assert do(client, prepared, "set_publication_terms", **summer) == 302
    assert timezone.localtime(Publication.objects.get(case=prepared).embargo_until).hour == 0
    assert do(client, prepared, "set_publication_terms", media_lines="") == 302
    assert Publication.objects.get(case=prepared).embargo_until is None


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"embargo_at": "09:30"}, "Enter the day on which the embargo ends"),
        ({"embargo_at": "soon", **typed("embargo_on", TODAY)}, "Enter a time such as 09:30"),
    ],
)
def test_refuses_an_embargo_without_a_day_or_time(
    prepared: Case, cast: Cast, client: Client, answers: dict[str, object], sentence: str
) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(reverse("act", args=[prepared.reference, "set_publication_terms"]), answers)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_records_who_was_told_by_form(prepared: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    assert do(client, prepared, "list_recipient", who="Media team", how="Telephone") == 302
    row = RecipientTold.objects.get()
    url = reverse("act", args=[prepared.reference, "record_recipient_told", row.pk])
    assert "Not told yet" in page(client, prepared)
    assert "The family is told first" in client.post(url, typed("on", TODAY)).content.decode()
    publication.tell_family_of_publication(case=prepared, by=cast.coordinator, on=TODAY)
    assert "Record that they were told: Media team" in client.get(url).content.decode()
    assert client.post(url, typed("on", TODAY)).status_code == 302
    assert "1 of 1 told" in page(client, prepared)
    assert client.get(url).status_code == 409


def test_leads_from_the_acts_to_the_public_and_back(case: Case, cast: Cast, client: Client) -> None:
    """What two people approved is read by anybody; taken down, it is gone and the page says why."""
    cleared_case(cast, case)
    blocks = (Heading("What was learnt"), Paragraph("Agencies learnt to share what they know."))
    summary = word.write(Paper(title="Executive summary", subject="Robin", foot="Testshire", blocks=blocks))
    version = file_for_public(cast, case, summary, PaperKind.PUBLISHED_SUMMARY, "summary.docx")
    approved(cast, case, decided(cast, case, looked_through(cast, case, version)))
    record = published(cast, case)
    address, file = f"/public/{record.slug}/", only_file(record)
    page_of_review = client.get(address).content.decode()
    assert "Agencies learnt to share what they know. " in page_of_review
    assert "Executive summary (DOCX" in page_of_review
    assert client.get(f"{address}{file.pk}/").content == summary
    down = PublicWords("A year has passed.", "A copy can be asked for.")
    publication.take_down(case=case, by=cast.coordinator, reason="Our rule", public_words=down)
    assert client.get(f"{address}{file.pk}/").status_code == 410
    left = client.get(address).content.decode()
    assert "A year has passed." in left
    assert "Agencies learnt" not in left
    assert "Our rule" not in left
