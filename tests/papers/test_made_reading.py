"""The record becomes the facts of each paper: all that is there, nothing that names anybody where it must not."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.actions.papers import add_paper
from dhr_cases.errors import Incomplete
from dhr_cases.models import (
    Action,
    Case,
    InformationRequest,
    Milestone,
    Organisation,
    PaperVersion,
    Part,
    PartialDate,
    Person,
    Recommendation,
    ReportSection,
    SectionVersion,
    TermsOfReference,
    TextOrigin,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import NOTHING, Ask
from dhr_cases.papers.combined_chronology.facts import ChronologyFacts
from dhr_cases.papers.decision_letter.facts import DecisionFacts
from dhr_cases.papers.home_office_notice.facts import NoticeFacts
from dhr_cases.papers.imr.facts import ImrFacts
from dhr_cases.papers.kinds import MADE, MadePaper, read
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.reading_files import round_of
from dhr_cases.papers.submission_bundle.facts import BundleFacts
from dhr_cases.papers.writing.blocks import texts_of
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import upload
from tests.stages import case_at

ASK = Ask(recipient="The review panel", copy_number="4")
NAME = "Rosalind Achterberg"
M = MadePaper


def section(cast: Cast, case: Case, code: str, text: str, kind: PaperKind = PaperKind.OVERVIEW_REPORT) -> None:
    """One written section of a paper."""
    with change("Test", None):
        row = ReportSection.objects.create(case=case, kind=kind, code=code, position=1, heading=code)
    SectionVersion.objects.create(section=row, number=1, text=text, origin=TextOrigin.TYPED, by=cast.coordinator)


def published(case: Case) -> None:
    """A public title."""
    with change("Test", None):
        case.public_title = "Robin/2025"
        case.save()


def plan(cast: Cast, case: Case) -> None:
    """Three recommendations as authors number them, one with an action."""
    with change("Test", None):
        for place, ref in enumerate(("R10", "R2", ""), 1):
            row = Recommendation.objects.create(case=case, position=place, ref=ref, text=f"Do {ref or 'this'}.")
        action = Action.objects.create(
            recommendation=Recommendation.objects.get(case=case, ref="R2"),
            text="Train staff",
            owner=cast.health,
            target_date=PartialDate.parse("2026-06"),
        )
        Milestone.objects.create(action=action, text="Course bought", reached_on=PartialDate.parse("2026-01"))
    assert row.pk


# Reports


def test_reads_every_section_in_the_order_of_the_table(cast: Cast, case: Case) -> None:
    section(cast, case, "introduction", "Why it was held.")
    facts = read(M.OVERVIEW_REPORT, case, ASK)
    assert isinstance(facts, ReportFacts)
    assert [row.code for row in facts.sections][:3] == ["title_page", "preface", "introduction"]
    assert facts.sections[2].text == "Why it was held."
    assert facts.frame.handling.line == "OFFICIAL-SENSITIVE. For The review panel. Copy 4"


def test_reads_the_plan_in_natural_order_with_an_empty_line_for_what_has_no_action(cast: Cast, case: Case) -> None:
    plan(cast, case)
    facts = read(M.ACTION_PLAN, case, ASK)
    assert isinstance(facts, ReportFacts)
    assert [(row.ref, row.action) for row in facts.plan] == [("R2", "Train staff"), ("R10", ""), ("", "")]
    assert (facts.plan[0].lead, facts.plan[0].milestones) == ("Testshire NHS Trust", ("Course bought (reached)",))


def test_needs_a_pseudonym_for_the_public(cast: Cast, case: Case) -> None:
    section(cast, case, "introduction", "Why it was held.")
    published(case)
    with change("Test", None):
        case.pseudonym = ""
        case.save()
    with pytest.raises(Incomplete, match="No pseudonym"):
        read(M.PUBLISHED_REPORT, case)


def test_refuses_to_publish_text_that_has_no_section(cast: Cast, case: Case) -> None:
    published(case)
    section(cast, case, "further_text", "Stray.")
    with pytest.raises(Incomplete, match="text without a place"):
        read(M.PUBLISHED_REPORT, case)


def test_publishes_a_plan_of_the_record_alone(cast: Cast, case: Case) -> None:
    published(case)
    plan(cast, case)
    facts = read(M.PUBLISHED_PLAN, case)
    assert isinstance(facts, ReportFacts)
    assert len(facts.plan) == 3


@pytest.mark.parametrize("kind", [M.PUBLISHED_REPORT, M.PUBLISHED_PLAN, M.DECISION_LETTER, M.HOME_OFFICE_NOTICE, M.IMR])
def test_names_no_person_of_the_case(cast: Cast, case: Case, kind: MadePaper) -> None:
    """A name on the People page reaches no paper by itself."""
    with change("Test", None):
        Person.objects.create(case=case, part=Part.CHILD, name=NAME, address="1 Achterberg Road", aliases="Rosa")
    case_at(cast, case, Stage.DECIDED_REVIEW)
    published(case)
    section(cast, case, "introduction", "Why it was held.")
    plan(cast, case)
    compose = MADE[kind].compose
    assert compose is not None
    text = "\n".join(texts_of(compose(read(kind, case, Ask(recipient="Health", organisation=cast.health.pk)))))
    assert "Achterberg" not in text
    assert "Rosa" not in text


# Decision, notice, letters


def test_reads_the_latest_decision_with_who_was_asked(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.DECIDED_REVIEW)
    facts = read(M.DECISION_LETTER, case, ASK)
    assert isinstance(facts, DecisionFacts)
    assert facts.is_review
    assert facts.reasons
    assert "section 9" in facts.law.lower() or "s.9" in facts.law


def test_reads_both_tests_and_counts_children_without_naming_them(cast: Cast, case: Case) -> None:
    with change("Test", None):
        Person.objects.create(case=case, part=Part.CHILD, name=NAME)
    case_at(cast, case, Stage.DECIDED_REVIEW)
    facts = read(M.HOME_OFFICE_NOTICE, case, ASK)
    assert isinstance(facts, NoticeFacts)
    assert facts.children == "1 recorded"
    assert len(facts.tests) in (0, 2)
    assert facts.decision == "Hold a review"


def test_fills_a_letter_with_the_partnerships_own_words(cast: Cast, case: Case) -> None:
    compose = MADE[M.SECURE_RECORDS].compose
    assert compose is not None
    texts = list(texts_of(compose(read(M.SECURE_RECORDS, case, ASK))))
    assert "Please secure your records" in texts
    assert texts.count("OFFICIAL-SENSITIVE") == 0
    assert texts[0].startswith("OFFICIAL-SENSITIVE. For")


# Chronology, bundle, form


def test_merges_the_newest_table_of_every_agency(cast: Cast, case: Case) -> None:
    def add(body: Organisation, text: str) -> None:
        file = upload("table.csv", text.encode())
        add_paper(
            case=case,
            by=cast.coordinator,
            kind=PaperKind.CHRONOLOGY,
            title="Chronology",
            organisation=body,
            upload=file,
        )

    add(cast.police, "date,event\n2020,Old\n")
    add(cast.police, "date,event\n2026-03-04,Call\nsoon,Visit\n")
    add(cast.health, "date,event\n2026-03,Clinic\n")
    facts = read(M.COMBINED_CHRONOLOGY, case, ASK)
    assert isinstance(facts, ChronologyFacts)
    assert [(row.agency, row.text) for row in facts.entries] == [
        ("Testshire Police", "Call"),
        ("Testshire NHS Trust", "Clinic"),
    ]
    assert [(row.file, row.row) for row in facts.set_aside] == [("table.csv", 3)]
    assert facts.files == 2


def test_bundles_the_newest_of_each_under_plain_names(cast: Cast, case: Case) -> None:
    for name in ("Rosalind Achterberg v1.pdf", "Rosalind Achterberg v2.pdf"):
        add_paper(case=case, by=cast.coordinator, kind=PaperKind.OVERVIEW_REPORT, title="", upload=upload(name))
    facts = read(M.SUBMISSION_BUNDLE, case, ASK)
    assert isinstance(facts, BundleFacts)
    assert [(file.name, file.version) for file in facts.files] == [("1-overview-report-v2.pdf", 2)]
    assert facts.round == 1
    assert "Action plan" in facts.missing


def test_bundles_no_file_that_is_not_the_one_filed(cast: Cast, case: Case) -> None:
    """One changed byte on the disk is seen."""
    add_paper(case=case, by=cast.coordinator, kind=PaperKind.OVERVIEW_REPORT, title="", upload=upload())
    version = PaperVersion.objects.get(paper__case=case)
    with version.file.storage.open(str(version.file.name), "wb") as stored:
        stored.write(b"%PDF-1.7 other %%EOF")
    with pytest.raises(Incomplete, match="not the one that was filed"):
        read(M.SUBMISSION_BUNDLE, case, ASK)


def test_counts_the_rounds_of_a_submission(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.AT_QA)
    assert round_of(case) == 1
    case_at(cast, case, Stage.AMENDING)
    assert round_of(case) == 2


def test_fills_the_form_of_an_agency_with_terms_and_request(cast: Cast, case: Case) -> None:
    with change("Test", None):
        TermsOfReference.objects.create(
            case=case,
            version=1,
            lines_of_enquiry="- What was known?\n\nWho was told?",
            scope_from=PartialDate.parse("2020"),
        )
        InformationRequest.objects.create(
            case=case, organisation=cast.health, asked_on=datetime.date(2026, 1, 5), due_on=datetime.date(2026, 3, 2),
            asks_for="Chronology and report",
        )  # fmt: skip  # two lines read better than five
    facts = read(M.IMR, case, Ask(recipient="Health", organisation=cast.health.pk))
    assert isinstance(facts, ImrFacts)
    assert (facts.agency, facts.due_on) == ("Testshire NHS Trust", "2 March 2026")
    assert facts.lines_of_enquiry == ("What was known?", "Who was told?")
    assert facts.scope == "2020 to not stated"


def test_asks_for_the_agency_of_a_form(case: Case) -> None:
    with pytest.raises(Incomplete, match="Choose the agency"):
        read(M.IMR, case, NOTHING)


# The command


def test_builds_a_paper_at_the_command_line(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "letter.html"
    call_command("build_paper", case.reference, M.SCOPING.value, "--out", str(out))
    assert "whoever keeps this file" in out.read_text(encoding="utf-8")
    assert "Scoping letter as Web page" in capsys.readouterr().out
    assert not PaperVersion.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("NOWHERE-1", "imr"), "no case"),
        ((None, "imr", "--agency", "nobody"), "No organisation has the code"),
        ((None, "imr"), "Choose the agency"),
        ((None, "submission-bundle", "--format", "pdf"), "not made as PDF"),
        ((None, "letter-scoping", "--out", "/nowhere/at/all.docx"), "cannot be written"),
        ((None, "letter-scoping", "--out", "letter.odt"), "not made as .odt. End the name in .docx"),
    ],
)
def test_says_in_words_why_no_paper_is_built(case: Case, arguments: tuple[str | None, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("build_paper", *(case.reference if part is None else part for part in arguments))
