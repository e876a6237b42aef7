"""The pages of making a paper: what can be made, what was asked for, how far it is; and of Word templates."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.order_queue import put_back, refuse
from dhr_cases.actions.paper_orders import claim_next, order_paper, tell_progress
from dhr_cases.errors import NotNow
from dhr_cases.models import Case, OrderState, PaperOrder, WordTemplate
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper, possible
from dhr_cases.papers.making import write
from tests.conftest import Cast
from tests.files import PDF
from tests.papers.read_back import word_texts
from tests.papers.templates import template
from workflows.paper_work import make_papers

pytestmark = pytest.mark.both_databases

ASKED = {"file_format": "docx", "recipient": "Testshire Police", "copy_number": "3"}


def at(case: Case, name: str, *about: object) -> str:
    return reverse(name, args=(case.reference, *about))


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def test_lists_what_can_be_made_in_groups(coordinator: Client, case: Case) -> None:
    shown = page(coordinator, at(case, "make_papers"))
    assert [heading for heading in ("Working papers", "For publication", "Letters") if heading not in shown] == []
    assert all(at(case, "make_paper", kind) in shown for kind in MadePaper)
    assert shown.count("At this stage") == 1


def test_says_so_to_whoever_can_have_nothing_made(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast.auditor)
    assert "There is no paper that you may have made" in page(client, at(case, "make_papers"))
    assert "Make a paper" not in page(client, at(case, "case_papers"))
    page(client, at(case, "make_paper", MadePaper.SCOPING), 404)


def test_leads_from_the_papers_to_making_one(coordinator: Client, case: Case) -> None:
    assert at(case, "make_papers") in page(coordinator, at(case, "case_papers"))


def test_asks_for_the_agency_where_the_paper_is_about_one(coordinator: Client, case: Case) -> None:
    assert "Which agency is it for?" in page(coordinator, at(case, "make_paper", MadePaper.IMR))
    assert "Which agency is it for?" not in page(coordinator, at(case, "make_paper", MadePaper.SCOPING))


def test_asks_for_no_reader_of_what_is_published(coordinator: Client, case: Case) -> None:
    assert "Who is this copy for?" not in page(coordinator, at(case, "make_paper", MadePaper.PUBLISHED_REPORT))


def test_proposes_the_reader_of_a_letter(coordinator: Client, case: Case) -> None:
    assert 'value="Domestic Abuse Commissioner"' in page(
        coordinator, at(case, "make_paper", MadePaper.COMMISSIONER_COPY)
    )


def test_orders_a_paper_and_follows_it_to_its_file(coordinator: Client, case: Case) -> None:
    answer = coordinator.post(at(case, "make_paper", MadePaper.SCOPING), ASKED)
    order = PaperOrder.objects.get()
    assert answer.headers["Location"] == at(case, "paper_order", order.pk)
    waiting = page(coordinator, at(case, "paper_order", order.pk))
    assert "Look again" in waiting
    assert "data-going-on" in waiting
    assert "look_again" in waiting
    make_papers()
    done = page(coordinator, at(case, "paper_order", order.pk))
    order.refresh_from_db()
    assert at(case, "paper_file", order.version_id) in done
    assert "data-going-on" not in done
    file = coordinator.get(at(case, "paper_file", order.version_id))
    assert word_texts(file.getvalue())[0] == "Scoping letter"


def test_shows_progress_while_it_is_made(coordinator: Client, cast: Cast, case: Case) -> None:
    order_paper(case=case, by=cast.coordinator, kind=MadePaper.SCOPING, form=Format.WORD, ask=Ask("Police"))
    order = claim_next(timezone.now())
    assert order is not None
    shown = page(coordinator, at(case, "paper_order", order.pk))
    assert "Being made" in shown
    assert '<progress aria-label="Done so far" max="100" value="0">' in shown


def test_says_that_a_paper_waits_again_after_a_fault_of_ours(coordinator: Client, cast: Cast, case: Case) -> None:
    order_paper(case=case, by=cast.coordinator, kind=MadePaper.SCOPING, form=Format.WORD, ask=Ask("Police"))
    order = claim_next(timezone.now())
    assert order is not None
    tell_progress(order, "Writing Word", 30)
    put_back(order, timezone.now())
    shown = page(coordinator, at(case, "paper_order", order.pk))
    assert "It waits to be made." in shown
    assert "Writing Word" not in shown


def test_says_why_a_paper_was_not_made_and_offers_it_again(coordinator: Client, cast: Cast, case: Case) -> None:
    order_paper(case=case, by=cast.coordinator, kind=MadePaper.SCOPING, form=Format.WORD, ask=Ask("Police"))
    order = claim_next(timezone.now())
    assert order is not None
    refuse(order, NotNow("It is on hold for a trial."), timezone.now())
    shown = page(coordinator, at(case, "paper_order", order.pk))
    assert "It is on hold for a trial." in shown
    assert at(case, "make_paper", MadePaper.SCOPING) in shown


def test_keeps_what_was_typed_beside_what_is_missing(coordinator: Client, case: Case) -> None:
    answer = coordinator.post(at(case, "make_paper", MadePaper.SCOPING), {**ASKED, "recipient": ""})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Say who this copy is for" in shown
    assert 'value="3"' in shown


def test_shows_a_rule_that_refuses_above_the_form(coordinator: Client, case: Case) -> None:
    answer = coordinator.post(at(case, "make_paper", MadePaper.DECISION_LETTER), ASKED)
    assert answer.status_code == 422
    assert "No decision is recorded yet" in answer.content.decode()
    assert not PaperOrder.objects.exists()


def test_shows_nobody_an_order_of_papers_not_open_to_them(client: Client, cast: Cast, case: Case) -> None:
    order = order_paper(
        case=case, by=cast.coordinator, kind=MadePaper.FAMILY_DECISION, form=Format.WORD, ask=Ask("Family")
    )
    client.force_login(cast.panel_member)
    page(client, at(case, "paper_order", order.pk), 404)
    assert "Papers asked for lately" not in page(client, at(case, "make_papers"))


def test_offers_the_formats_this_machine_can_write(coordinator: Client, case: Case) -> None:
    shown = page(coordinator, at(case, "make_paper", MadePaper.SCOPING))
    assert [form for form in possible(MadePaper.SCOPING) if f'value="{form}"' not in shown] == []


# Word templates


def bring(client: Client, cast: Cast, content: bytes, name: str = "ours.docx") -> str:
    address = reverse("word_template_new", args=(cast.partnership.code,))
    file = SimpleUploadedFile(name, content)
    answer = client.post(address, {"kind": "letter-scoping", "upload": file, "reason": "Our own form"}, follow=True)
    return answer.content.decode()


def test_takes_a_template_and_writes_the_next_paper_into_it(coordinator: Client, cast: Cast, case: Case) -> None:
    shown = bring(coordinator, cast, template(("Our own form", "{{ body }}")))
    assert "ours.docx" in shown
    assert "In use" in shown
    assert "own template" in page(coordinator, at(case, "make_paper", MadePaper.SCOPING))
    content = write(MadePaper.SCOPING, Format.WORD, MADE[MadePaper.SCOPING].example, cast.partnership)
    assert word_texts(content)[0] == "Our own form"
    other = write(MadePaper.SECURE_RECORDS, Format.WORD, MADE[MadePaper.SECURE_RECORDS].example, cast.partnership)
    assert word_texts(other)[0] != "Our own form"


def test_takes_the_newest_template_until_it_is_out_of_use(coordinator: Client, cast: Cast) -> None:
    for text in ("First form", "Second form"):
        bring(coordinator, cast, template((text, "{{ body }}")))
    example = MADE[MadePaper.SCOPING].example
    assert word_texts(write(MadePaper.SCOPING, Format.WORD, example, cast.partnership))[0] == "Second form"
    newest = WordTemplate.objects.latest("pk")
    address = reverse("word_template_retire", args=(cast.partnership.code, newest.pk))
    shown = coordinator.post(address, {"reason": "Wrong logo"}, follow=True).content.decode()
    assert "Out of use" in shown
    assert word_texts(write(MadePaper.SCOPING, Format.WORD, example, cast.partnership))[0] == "First form"
    again = coordinator.post(address, {"reason": "Twice"})
    assert "out of use already" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (template(("{{ boddy }}",)), "ours.docx", "{{ boddy }}: nothing is called so"),
        (template(("{{ body }}", "{{ title.format() }}")), "ours.docx", "a call with brackets"),
        (PDF, "ours.pdf", "A template is a Word file"),
        (b"words", "ours.docx", "Rename it"),
    ],
)
def test_says_beside_the_file_what_is_wrong_with_it(
    coordinator: Client, cast: Cast, content: bytes, name: str, why: str
) -> None:
    shown = bring(coordinator, cast, content, name)
    assert why in shown
    assert not WordTemplate.objects.exists()


def test_keeps_templates_from_who_may_not_change_settings(client: Client, cast: Cast) -> None:
    client.force_login(cast.panel_member)
    page(client, reverse("word_templates", args=(cast.partnership.code,)), 403)


def test_says_what_a_template_can_name_before_there_is_one(coordinator: Client, cast: Cast) -> None:
    shown = page(coordinator, reverse("word_templates", args=(cast.partnership.code,)))
    assert "No template has been brought." in shown
    assert "{{ body }}" in shown
    assert reverse("word_templates", args=(cast.partnership.code,)) in page(coordinator, reverse("settings"))


def test_leaves_an_order_waiting_that_nobody_has_taken(coordinator: Client, case: Case) -> None:
    """The page makes nothing itself: however slow a paper is, no page waits for it."""
    coordinator.post(at(case, "make_paper", MadePaper.SCOPING), ASKED)
    assert PaperOrder.objects.get().state == OrderState.WAITING
