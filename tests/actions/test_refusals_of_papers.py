"""In which whole sentence is a paper, a filling, a template, a colour or a look at a file refused?"""

import datetime
import json
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import partnership_settings as settings
from dhr_cases.actions import reading_room
from dhr_cases.actions.anonymity import replace_names, take_names_back
from dhr_cases.actions.paper_orders import order_paper
from dhr_cases.actions.papers import add_draft
from dhr_cases.actions.report_sections import join_texts
from dhr_cases.actions.section_filling import digest, fill_empty_sections, fill_section
from dhr_cases.actions.word_drafts import take_in_word
from dhr_cases.actions.word_templates import add_word_template, retire_word_template
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import (
    Case,
    FindingDecision,
    Hold,
    Paper,
    PaperVersion,
    Part,
    Person,
    ReleaseScan,
    SectionVersion,
    WordTemplate,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.policies.drafting import check_may_read
from dhr_cases.policies.release import Found, findings_of, missing_of_scan, newest_scan, unread_of
from dhr_cases.report_filling.filling import filled
from dhr_cases.stages import Stage
from dhr_cases.text_differences import MARK_END, MARK_NOW, MARK_OTHER
from tests.actions.test_guards import put, sentence_of
from tests.conftest import Cast
from tests.files import PDF, upload
from tests.reading_copies import access_of, give_copies
from tests.refusals import No, check_refused
from tests.standing import stand_at
from tests.writing import REPORT, section_of, write

TODAY = timezone.localdate()


def test_makes_no_paper_for_nobody_and_about_no_agency(case: Case, cast: Cast) -> None:
    """And none of a material that is not open at this stage."""
    asked = {"form": Format.WORD, "ask": Ask(recipient="The police")}
    check_refused(
        [
            No(
                order_paper,
                "Say for whom this copy is: its reader is named on it.",
                {**asked, "kind": MadePaper.SCOPING, "ask": Ask(recipient=" ")},
            ),
            No(order_paper, "Choose the agency the paper is for.", {**asked, "kind": MadePaper.IMR}),
            No(
                order_paper,
                "Say for whom this copy is: its reader is named on it. Choose the agency the paper is for.",
                {**asked, "kind": MadePaper.IMR, "ask": Ask(organisation=987654)},
            ),
            No(
                add_draft,
                "A draft is an overview report, an executive summary or an action plan.",
                {"kind": PaperKind.LETTER, "upload": upload()},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_fills_no_section_from_a_record_nobody_looked_at(case: Case, cast: Cast) -> None:
    """Neither one that the record says nothing of, nor one that changed or says the same already."""
    stand_at(case, Stage.DRAFTING)
    found = filled(case, REPORT, "title_page", TODAY)
    assert found is not None
    said: dict[str, Any] = {"kind": REPORT, "code": "title_page", "based_on": 0, "seen": digest(found.text)}
    fill = fill_section
    changed = "The record has changed since you looked. Look at the difference again."
    saved = "Somebody saved this section since you looked. Look at the difference again."
    check_refused(
        [
            No(
                fill,
                "This section is not filled from the record. It is written by hand.",
                {**said, "code": "analysis"},
            ),
            No(fill, changed, {**said, "seen": digest("Something else")}),
            No(fill, saved, {**said, "based_on": 1}),
            No(fill, f"{changed} {saved}", {**said, "based_on": 1, "seen": ""}),
        ],
        case=case,
        by=cast.independent_chair,
    )
    row = fill(case=case, by=cast.independent_chair, **said)
    assert (row.number, row.text, row.origin, row.is_beside) == (1, found.text, "record", False)
    check_refused(
        [No(fill, "The section says already what the record says.", {**said, "based_on": 1})],
        case=case,
        by=cast.independent_chair,
    )
    fill_empty_sections(case=case, by=cast.independent_chair, kind=REPORT)
    full = "Every section that the record can fill has words in it. Fill one of them by itself."
    check_refused([No(fill_empty_sections, full, {"kind": REPORT})], case=case, by=cast.independent_chair)


def draft(case: Case, cast: Cast) -> PaperVersion:
    """A version of the overview report whose bytes do not matter."""
    paper = put(Paper, case=case, kind=REPORT, title="Overview report")
    row: PaperVersion = PaperVersion.objects.create(
        paper=paper, number=1, file_name="a.docx", size=1, sha256=str(paper.pk), added_by=cast.independent_chair
    )
    return row


def test_takes_nothing_in_that_is_foreign_or_known(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.DRAFTING)
    own, foreign = draft(case, cast), draft(other_case, cast)
    write(case, cast.independent_chair, "What we know")
    same: dict[str, Any] = {"file": own, "texts": {"timescales": " What we know\n"}, "seen": {"timescales": 1}}
    nothing = "The sections say already what the file says. Nothing was taken in."
    check_refused(
        [
            No(take_in_word, nothing, same),
            No(take_in_word, nothing, {**same, "texts": {}}),
            No(take_in_word, "The file belongs to another case.", {**same, "file": foreign}),
            No(
                take_in_word,
                "The paper has no such section. Choose one from its list.",
                {**same, "texts": {"weather": "Rain"}},
            ),
        ],
        case=case,
        by=cast.independent_chair,
    )


def test_leaves_no_marks_in_a_text_and_no_names_that_were_not_replaced(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.DRAFTING)
    write(case, cast.independent_chair, "One text")
    section = section_of(case)
    beside = put(
        SectionVersion, section=section, number=2, text="Another", based_on=0, is_beside=True, origin="typed",
        by=cast.independent_chair,
    )  # fmt: skip
    place: dict[str, Any] = {"kind": REPORT, "code": section.code}
    both = {**place, "beside": beside, "seen": 1}
    left = "Lines in square brackets that mark the two texts are left in it. Take them out."
    check_refused(
        [
            No(join_texts, left, {**both, "text": f"One text\n{mark}\nAnother"})
            for mark in (MARK_NOW, MARK_OTHER, MARK_END)
        ],
        case=case,
        by=cast.independent_chair,
    )
    since = "Somebody saved another version of this section since. Look at the findings again."
    check_refused(
        [
            No(replace_names, since, {**place, "seen": 2, "judged": []}),
            No(replace_names, since, {**place, "code": "equality", "seen": 1, "judged": []}),
            No(take_names_back, since, {**place, "seen": 0}),
            No(take_names_back, "No names were replaced in the newest version of this section.", {**place, "seen": 1}),
        ],
        case=case,
        by=cast.independent_chair,
    )


def test_changes_only_ones_own_open_point_in_the_reading_room(case: Case, cast: Cast) -> None:
    copies = give_copies(cast, case, [cast.second_author, cast.family_advocate])
    way = access_of(copies["health"], cast.second_author)
    other = access_of(copies["sister"], cast.family_advocate)
    point = reading_room.comment_on_copy(access=way, by=cast.second_author, text="A wrong date")
    theirs = reading_room.comment_on_copy(access=other, by=cast.family_advocate, text="She was kind")
    own = "You can change only what you wrote yourself."
    change = reading_room.change_comment
    check_refused(
        [
            No(change, own, {"comment": theirs, "text": "She was not"}, NotPermitted),
            No(change, "Enter the comment.", {"comment": point, "text": " "}),
        ],
        access=way,
        by=cast.second_author,
    )
    with_answer = type(point).objects.get(pk=point.pk)
    with_answer.answer = "accepted"
    with_answer.save()
    told = "This comment is answered. Make another one if there is more to say."
    check_refused(
        [No(change, told, {"comment": point, "text": "Two wrong dates"}, NotNow)], access=way, by=cast.second_author
    )


@pytest.mark.parametrize(
    ("is_witness", "told"),
    [
        (
            None,
            "Ash: the review is on hold for a criminal trial and nobody has said whether this person may be a "
            "witness. Record that first.",
        ),
        (
            True,
            "Ash: may be a witness at the criminal trial the review waits for. Leave them out until the trial has "
            "ended, or record that they are no witness.",
        ),
        (False, ""),
    ],
)
def test_gives_no_draft_to_a_witness_while_a_trial_is_waited_for(
    case: Case, other_case: Case, is_witness: bool | None, told: str
) -> None:
    """A hold of another review, for another reason or at an end stops nobody."""
    person = put(Person, case=case, part=Part.FAMILY, pseudonym="Ash", is_trial_witness=is_witness)
    trial = {"reason": HoldReason.CRIMINAL_TRIAL, "scope": [], "starts_on": TODAY}
    put(Hold, case=other_case, **trial)
    put(Hold, case=case, **{**trial, "reason": HoldReason.INQUEST})
    put(Hold, case=case, **trial, ends_on=TODAY)
    assert sentence_of(check_may_read, person) == ""
    put(Hold, case=case, **trial)
    assert sentence_of(check_may_read, person) == told


def test_takes_only_word_files_for_templates_of_texts(case: Case, cast: Cast) -> None:
    old = put(
        WordTemplate, partnership=cast.partnership, kind=MadePaper.SCOPING, file_name="a.docx", sha256="1",
        added_by=cast.coordinator, is_used=False,
    )  # fmt: skip
    reason = {"reason": "Our own letterhead"}
    add = {**reason, "partnership": cast.partnership}
    check_refused(
        [
            No(
                add_word_template,
                "Submission bundle: it is no text, so it takes no Word template.",
                {"kind": MadePaper.SUBMISSION_BUNDLE, "upload": upload(), **add},
            ),
            No(
                add_word_template,
                "A template is a Word file. Save it as .docx.",
                {"kind": MadePaper.SCOPING, "upload": upload("letter.pdf", PDF), **add},
            ),
            No(retire_word_template, "This template is out of use already.", {"template": old, **reason}, NotNow),
            No(retire_word_template, "Give the reason for the change.", {"template": old, "reason": " "}),
        ],
        by=cast.coordinator,
    )


def test_takes_no_colour_that_is_none_or_can_hardly_be_read(cast: Cast) -> None:
    no_colour = "{} is no colour. Write a hash and six digits or letters from a to f, such as #1d3557."
    faint = "This colour has a contrast of {} to 1 with its background. At least 4.5 to 1 is needed."
    change = settings.change_colours
    why = {"reason": "New colours", "brand": "#1d3557"}
    check_refused(
        [
            No(change, no_colour.format("red"), {**why, "link": "red"}),
            No(change, f"{no_colour.format('#12')} {no_colour.format('')}", {**why, "brand": "#12", "link": ""}),
            No(change, faint.format("1.0"), {**why, "brand": "#ffffff", "link": "#000000"}),
            No(change, "Give the reason for the change.", {**why, "link": "#1a5276", "reason": "\n"}),
            No(
                settings.change_life_span,
                "The last day is before the first.",
                {
                    "reason": "Merged",
                    "starts_on": TODAY,
                    "ends_on": TODAY - datetime.timedelta(days=1),
                    "successor": None,
                },
            ),
            No(
                settings.change_life_span,
                "A partnership does not follow itself.",
                {"reason": "Merged", "starts_on": None, "ends_on": TODAY, "successor": cast.partnership},
            ),
        ],
        by=cast.administrator,
        partnership=cast.partnership,
    )


# a look at a file


HINT = next(kind for kind in FindingKind if not kind.blocks_release)


def look(version: PaperVersion, cast: Cast, *found: tuple[FindingKind, str], **other: Any) -> ReleaseScan:
    """A look that found these things; each is at its own place."""
    findings = [
        {"kind": kind.value, "words": words, "where": f"page {place}", "context": "", "fingerprint": words}
        for place, (kind, words) in enumerate(found, 1)
    ]
    kept = json.dumps({"findings": findings, "unreadable": [{"where": "page 9", "why": "a picture"}]})
    row: ReleaseScan = ReleaseScan.objects.create(
        **{
            "version": version, "sha256": version.sha256, "register": "now", "is_readable": True, "blocking": 0,
            "undecided": 0, "findings": kept, "by": cast.coordinator, **other,
        }
    )  # fmt: skip
    return row


def test_says_what_a_look_at_a_file_leaves_open(case: Case, cast: Cast) -> None:
    """A look at other bytes or for other words counts for nothing."""
    version = draft(case, cast)
    unread = "A part of the file cannot be read. Make a version that can be read wholly."
    assert missing_of_scan(version, None, "now") == ["The file has not been looked through yet."]
    for scan, told in (
        (look(version, cast, sha256="other"), ["The file has not been looked through yet."]),
        (
            look(version, cast, register="before"),
            ["The protected words have changed since the file was looked through. Look through it again."],
        ),
        (look(version, cast, is_readable=False), [unread]),
        (look(version, cast), []),
        (
            look(version, cast, (FindingKind.PROTECTED, "Rosalind"), (HINT, "Elm"), is_readable=False),
            [
                unread,
                "1 protected word in the file. Make a new version without them.",
                "1 finding nobody has decided about. Decide about each.",
            ],
        ),
    ):
        assert missing_of_scan(version, scan, "now") == told


def look_at_four(version: PaperVersion, cast: Cast) -> ReleaseScan:
    """A look that found two protected words, A and B, and two hints, C and D."""
    protected = FindingKind.PROTECTED
    return look(version, cast, (protected, "A"), (protected, "B"), (HINT, "C"), (HINT, "D"))


def test_counts_the_newest_decision_of_this_case_about_each_finding(case: Case, other_case: Case, cast: Cast) -> None:
    """One and several; what was decided for another case, or seen in its file, counts for nothing."""
    version = draft(case, cast)
    look(version, cast)
    scan = look_at_four(version, cast)
    assert (newest_scan(version), newest_scan(draft(other_case, cast))) == (scan, None)
    decide(case, cast, "C", Judgement.KEEP)
    decide(other_case, cast, "D", Judgement.KEEP)
    words = "2 protected words in the file. Make a new version without them."
    assert missing_of_scan(version, scan, "now") == [words, "1 finding nobody has decided about. Decide about each."]
    decide(case, cast, "C", Judgement.REPLACE)
    decide(case, cast, "D", Judgement.GENERALISE)
    changed = "2 findings to be changed and still there. Make a new version."
    assert missing_of_scan(version, scan, "now") == [words, changed]


def test_lists_each_finding_with_its_place_and_whether_it_is_open(case: Case, other_case: Case, cast: Cast) -> None:
    """With the newest decision of this case; a protected word stays open whatever was decided."""
    scan = look_at_four(draft(case, cast), cast)
    decide(case, cast, "C", Judgement.KEEP)
    decide(other_case, cast, "D", Judgement.KEEP)
    decide(case, cast, "C", Judgement.REPLACE)
    decide(case, cast, "D", Judgement.GENERALISE)
    decide(case, cast, "D", Judgement.KEEP)
    found = findings_of(scan)
    assert [(row.words, row.where, row.judgement, row.is_open) for row in found] == [
        ("A", "page 1", None, True),
        ("B", "page 2", None, True),
        ("C", "page 3", Judgement.REPLACE, True),
        ("D", "page 4", Judgement.KEEP, False),
    ]
    assert unread_of(scan) == ("page 9: a picture",)
    assert Found(FindingKind.PROTECTED, "A", "", "", "", Judgement.KEEP).is_open


def decide(case: Case, cast: Cast, words: str, judgement: Judgement) -> None:
    """A person decides about words that were found."""
    FindingDecision.objects.create(
        case=case, fingerprint=words, kind="name", words=words, judgement=judgement, by=cast.coordinator
    )
