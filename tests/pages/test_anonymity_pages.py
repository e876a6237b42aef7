"""The register of a case, a text that is looked through, and what a person decides about it."""

import html
import re

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.anonymity import Protection, protect_words, start_legal_hold
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.actions.report_sections import write_section
from dhr_cases.anonymisation.text_findings import findings_in
from dhr_cases.anonymity_terms import FindingKind, TokenKind
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, FindingDecision, Part, Person, ProtectedToken, SectionVersion
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.pseudonyms import TAKEN_IN_AREA, gaps_of
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

NAME = "Zebedee Quillfeather"
TEXT = f"{NAME} rang the police.\n\nOn 3 May 2018 Zebedee left."
SECTION = (PaperKind.OVERVIEW_REPORT.value, "introduction")


@pytest.fixture
def named(case: Case, cast: Cast) -> Case:
    """A case with one person and one school."""
    facts = PersonFacts(part=Part.ALLEGED_PERPETRATOR, name=NAME, pseudonym="Mark")
    record_person(case=case, by=cast.coordinator, facts=facts)
    words = Protection(TokenKind.SCHOOL, "Oast Primary", "a primary school", "Oasty")
    protect_words(case=case, by=cast.coordinator, words=words)
    return case


@pytest.fixture
def shown(named: Case, cast: Cast, client: Client) -> Client:
    """The coordinator, to whom the names are shown."""
    client.force_login(cast.coordinator)
    client.post(address(named, "case_anonymity_names"), {"reason": "Checking the draft"})
    return client


@pytest.fixture
def drafted(named: Case, cast: Cast) -> Case:
    """The case in drafting, with one section written."""
    case_at(cast, named, Stage.DRAFTING)
    kind, code = SECTION
    write_section(case=named, by=cast.independent_chair, kind=PaperKind(kind), code=code, text=TEXT, based_on=0)
    return named


def address(case: Case, name: str, *more: str) -> str:
    """A page of the case."""
    return reverse(name, args=[case.reference, *more])


def page(client: Client, case: Case, name: str, *more: str) -> str:
    """The words of a page, as read."""
    return html.unescape(client.get(address(case, name, *more)).content.decode())


def answers(case: Case, text: str, **more: str) -> dict[str, str]:
    """The form with every name replaced as suggested and every day kept."""
    sent = dict(more)
    for row in findings_in(case, text):
        is_name = row.suggestion.kind is FindingKind.PROTECTED
        sent[f"do_{row.fingerprint}"] = "replace" if is_name else "keep"
        sent[f"say_{row.fingerprint}"] = row.instead
    return sent


def test_covers_protected_words_until_names_are_shown(named: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    covered = page(client, named, "case_anonymity")
    assert "Quillfeather" not in covered
    assert "Oast" not in covered
    assert "a primary school" in covered
    answer = client.post(address(named, "case_anonymity_names"), {"reason": "Checking"})
    assert answer.headers["Location"] == address(named, "case_anonymity")
    assert NAME in page(client, named, "case_anonymity")
    assert "Oasty" in page(client, named, "case_anonymity")
    assert CaseEvent.objects.get(kind=Event.NAMES_SHOWN).reason == "Checking"


@pytest.mark.parametrize(
    ("part", "status"), [("independent_chair", 404), ("csp_chair", 404), ("panel_member", 404), ("auditor", 404)]
)
def test_shows_the_register_to_nobody_else_at_the_start(
    named: Case, cast: Cast, client: Client, part: str, status: int
) -> None:
    client.force_login(getattr(cast, part))
    assert client.get(address(named, "case_anonymity")).status_code == status


def test_says_what_an_empty_register_lacks(case: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    told = page(client, case, "case_anonymity")
    assert "Nobody is recorded yet" in told
    assert "Nothing is written in a draft yet" in told
    assert "Nobody has asked to keep this record" in told


def test_leads_from_a_gap_to_the_person(case: Case, cast: Cast, client: Client) -> None:
    person = record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.CHILD))
    sentences = [gap.sentence for gap in gaps_of(case)]
    assert sentences[0].startswith("Child: the real name is not recorded")
    assert sentences[1] == "Child: no pseudonym. “A child” is printed instead."
    client.force_login(cast.coordinator)
    assert reverse("case_person_correct", args=[case.reference, person.pk]) in page(client, case, "case_anonymity")


def test_names_a_review_known_by_a_pseudonym_nobody_has(case: Case, cast: Cast) -> None:
    facts = PersonFacts(part=Part.DECEASED, name="Ada Invented", pseudonym="Wren", pseudonym_reason="Her mother")
    record_person(case=case, by=cast.coordinator, facts=facts)
    sentences = " ".join(gap.sentence for gap in gaps_of(case))
    assert "known as Robin" in sentences
    assert "family was asked" in sentences
    assert "No public title yet." in sentences


def test_tells_a_pseudonym_that_another_review_of_the_area_has_since(case: Case, other_case: Case, cast: Cast) -> None:
    """As after the lead has passed to a partnership that has one of that name already."""
    record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.CHILD))
    QuerySet(Case).filter(pk=other_case.pk).update(pseudonym=case.pseudonym)
    assert TAKEN_IN_AREA in [gap.sentence for gap in gaps_of(case)]


def test_protects_and_changes_words_by_their_forms(named: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    token = ProtectedToken.objects.get()
    change = reverse("act", args=[named.reference, "protect_words", token.pk])
    assert "Oast" not in client.get(change).content.decode()
    client.post(change, {"kind": "school", "value": "", "replacement": "a school", "reason": "Shorter"})
    token.refresh_from_db()
    assert (token.value, token.all_variants, token.replacement) == ("Oast Primary", ("Oasty",), "a school")
    client.post(reverse("act", args=[named.reference, "end_protection", token.pk]), {"reason": "Closed long ago"})
    assert "No longer protected: 1" in page(client, named, "case_anonymity")


def test_shows_each_fault_of_a_list_and_keeps_what_was_typed(named: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    sent = {"kind": "address", "lines": "Hop Lane = Street A\nThe Oast"}
    refused = client.post(address(named, "case_anonymity_list"), sent)
    assert "Line 2:" in refused.content.decode()
    assert "The Oast" in refused.content.decode()
    sent["lines"] += " = a house"
    assert client.post(address(named, "case_anonymity_list"), sent).status_code == 302
    assert ProtectedToken.objects.count() == 3


def test_shows_no_text_while_names_are_covered(drafted: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    for told in (page(client, drafted, "anonymity_section", *SECTION), page(client, drafted, "anonymity_pasted")):
        assert "Show names first" in told
        assert "Quillfeather" not in told


def test_marks_findings_with_what_will_stand_instead(shown: Client, drafted: Case) -> None:
    told = page(shown, drafted, "anonymity_section", *SECTION)
    assert f'<mark class="finding">{NAME}</mark>' in told
    assert "→ Mark" in told
    assert "1. Protected word:" in told
    options = re.findall(r'name="do_\w+" value="(\w*)"', told)
    assert options[:3] == ["replace", "generalise", ""]


def test_saves_decisions_as_a_new_version_and_takes_it_back(shown: Client, drafted: Case) -> None:
    url = address(drafted, "anonymity_section", *SECTION)
    assert shown.post(url, answers(drafted, TEXT, seen="1")).status_code == 302
    assert SectionVersion.objects.get(number=2).text.startswith("Mark rang the police.")
    told = page(shown, drafted, "anonymity_section", *SECTION)
    assert "Everything found in this text was decided before." in told
    assert "Keep as it is" in told
    assert "To decide" in html.unescape(shown.get(f"{url}?again=1").content.decode())
    shown.post(url, {"take_back": "1", "seen": "2"})
    assert SectionVersion.objects.get(number=3).text == TEXT


def test_replaces_again_what_was_decided_before_without_asking(shown: Client, drafted: Case) -> None:
    url = address(drafted, "anonymity_section", *SECTION)
    shown.post(url, answers(drafted, TEXT, seen="1"))
    shown.post(url, {"take_back": "1", "seen": "2"})
    decided = FindingDecision.objects.count()
    assert shown.post(url, {"seen": "3"}).status_code == 302
    assert "Quillfeather" not in SectionVersion.objects.get(number=4).text
    assert FindingDecision.objects.count() >= decided


def test_says_so_when_somebody_saved_meanwhile_or_nothing_was_decided(shown: Client, drafted: Case) -> None:
    url = address(drafted, "anonymity_section", *SECTION)
    late = shown.post(url, answers(drafted, TEXT, seen="7"))
    assert (late.status_code, "Somebody saved another version" in late.content.decode()) == (409, True)
    empty = shown.post(url, {"seen": "1"})
    assert (empty.status_code, "at least one finding" in empty.content.decode()) == (409, True)
    assert SectionVersion.objects.count() == 1


def test_knows_no_section_the_paper_lacks(shown: Client, drafted: Case) -> None:
    assert shown.get(address(drafted, "anonymity_section", SECTION[0], "no-such-thing")).status_code == 404


def test_looks_through_a_pasted_text_and_keeps_none_of_it(shown: Client, named: Case) -> None:
    url = address(named, "anonymity_pasted")
    looked = html.unescape(shown.post(url, {"text": TEXT}).content.decode())
    assert f'<mark class="finding">{NAME}</mark>' in looked
    done = shown.post(url, answers(named, TEXT, seen="0") | {"text": TEXT})
    told = html.unescape(done.content.decode())
    assert "Mark rang the police." in told
    assert "On 3 May 2018 Mark left." in told
    assert TEXT.splitlines()[0] in told
    assert not SectionVersion.objects.exists()
    assert FindingDecision.objects.exists()


def test_asks_for_a_text(shown: Client, named: Case) -> None:
    assert shown.get(address(named, "anonymity_pasted")).status_code == 200
    assert shown.post(address(named, "anonymity_pasted"), {"text": " "}).status_code == 422


def test_says_that_finding_nothing_proves_nothing(shown: Client, named: Case) -> None:
    told = shown.post(address(named, "anonymity_pasted"), {"text": "The weather was fine."}).content.decode()
    assert "That is no proof" in told


def test_lists_who_keeps_the_record(case: Case, cast: Cast, client: Client) -> None:
    start_legal_hold(case=case, by=cast.coordinator, reason="The coroner asked", asked_by="Coroner's officer")
    client.force_login(cast.coordinator)
    assert "The coroner asked" in page(client, case, "case_anonymity")
    assert "End it" in page(client, case, "case_anonymity")


def test_puts_no_name_into_an_address_or_a_title(shown: Client, drafted: Case) -> None:
    told = page(shown, drafted, "anonymity_section", *SECTION)
    title = re.search(r"<title>(.*?)</title>", told, re.DOTALL)
    assert title is not None
    assert "Quillfeather" not in title.group(1)
    assert all("quillfeather" not in link.lower() for link in re.findall(r'href="([^"]*)"', told))
    assert Person.objects.get().name == NAME
