"""What does a look at the files of a pack say, which words are its own, and what is kept to be judged?"""

import hashlib
import json

import pytest
from django.conf import settings

from dhr_cases.anonymisation.checking import FileCheck, Finding, UnreadPart
from dhr_cases.anonymisation.register import RegisterRow
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from dhr_cases.models import Partnership, Person, ProtectedToken
from dhr_cases.policies.release import APPROVALS_NEEDED
from learning.models import Event, PackEdition, PackFile, SeminarPack
from learning.pack_gate import (
    EditionState,
    _faults,
    _is_ours,
    _is_speaker,
    _needed,
    _once,
    digest_of_files,
    findings_of,
    kept_findings,
)
from learning.pack_terms import HELPLINES, PackPart

OURS = "22 May 2027 reviews@testshire.example 01234 567890"


@pytest.mark.parametrize(
    ("words", "is_ours"),
    [
        ("22 May 2027", True), ("22 May", True), ("2 May", False), ("2 May 2027", False), ("22 May 20", False),
        ("01234 567890", True), ("1234 567890", False), ("01234 56789", False), ("reviews@testshire.example", True),
        ("REVIEWS@testshire.example", False), ("23 May 2027", False), (settings.SITE_URL, True),
        (f"{settings.SITE_URL}/public/robin-2023/", True), (f"see {settings.SITE_URL}", False),
    ],
)  # fmt: skip  # words found in a file, and whether every pack must have them
def test_knows_its_own_words_as_whole_words(words: str, *, is_ours: bool) -> None:
    assert _is_ours(words, OURS) is is_ours


def test_takes_signs_in_what_was_found_for_no_pattern() -> None:
    assert not _is_ours("reviews@testshire-example", OURS)
    assert not _is_ours("22.May", OURS)
    assert _is_ours("(c)", "a (c) b")


def finding(kind: FindingKind, words: str, where: str = "page 1") -> Finding:
    """Something found."""
    return Finding(kind, words, where, f"around {words}", "", "", "")


def check(*findings: Finding, unreadable: tuple[UnreadPart, ...] = ()) -> FileCheck:
    """A look at one file."""
    return FileCheck("slides.pptx", "", not unreadable, unreadable, findings, 1)


def test_says_where_a_protected_word_stands_once_and_never_which() -> None:
    protected = (
        finding(FindingKind.PROTECTED, "Amelie", "slide 2"),
        finding(FindingKind.MISSPELT, "Amelei", "notes of slide 3"),
        finding(FindingKind.PROTECTED, "Amelie", "slide 2"),
    )
    faults = list(_faults(check(*protected, finding(FindingKind.DAY, "2 May 2019", "slide 9"))))
    assert faults == ["slides.pptx holds a protected word (slide 2, notes of slide 3). Write the pack without it."]


def test_says_each_part_that_cannot_be_read_and_why() -> None:
    parts = (UnreadPart("picture 1", "no text can be read from it."), UnreadPart("sheet", "it is locked."))
    assert list(_faults(check(unreadable=parts))) == [
        "slides.pptx cannot be read wholly: picture 1, no text can be read from it.",
        "slides.pptx cannot be read wholly: sheet, it is locked.",
    ]
    assert list(_faults(check())) == []


@pytest.mark.parametrize("kind", FindingKind)
def test_leaves_to_a_person_whatever_is_no_protected_word(kind: FindingKind) -> None:
    is_blocking = kind in {FindingKind.PROTECTED, FindingKind.MISSPELT}
    assert bool(list(_faults(check(finding(kind, "x"))))) is is_blocking
    assert (json.loads(kept_findings(check(finding(kind, "x")), pack())) == []) is is_blocking


def pack(**known: str) -> SeminarPack:
    """A pack of an event without a day."""
    partnership = Partnership(contact_email="reviews@testshire.example")
    return SeminarPack(event=Event(partnership=partnership), **known)


def test_keeps_each_word_once_with_where_it_stands_last() -> None:
    """Lines of help, routes and the office's address are no news to who judges."""
    found = check(
        finding(FindingKind.DAY, "2 May 2019", "slide 1"),
        finding(FindingKind.TELEPHONE, HELPLINES[1][1].split(",")[0]),
        finding(FindingKind.EMAIL, "reviews@testshire.example"),
        finding(FindingKind.TELEPHONE, "01632 960456"),
        finding(FindingKind.DAY, "2 May 2019", "slide 7"),
        finding(FindingKind.TELEPHONE, "01632 960999"),
    )
    kept = kept_findings(found, pack(routes="Refuge intake: 01632 960456"))
    looked = findings_of(PackFile(findings=kept))
    assert [(row.words, row.where) for row in looked] == [("2 May 2019", "slide 7"), ("01632 960999", "page 1")]
    assert looked[0].context == "around 2 May 2019"
    assert findings_of(PackFile(findings="")) == findings_of(PackFile(findings="[]")) == ()


STAFF = RegisterRow(Token("Alex Example"), "works on it")
SPEAKERS = frozenset({"alex example"})


@pytest.mark.parametrize(
    ("row", "part", "speakers", "is_speaker"),
    [
        (STAFF, PackPart.PROGRAMME, SPEAKERS, True),
        (STAFF, PackPart.PROGRAMME, frozenset(), False),
        (STAFF, PackPart.PROGRAMME, frozenset({"alex"}), False),
        (RegisterRow(Token("ALEX example"), ""), PackPart.PROGRAMME, SPEAKERS, True),
        (RegisterRow(Token("Alex Example"), "", person=Person()), PackPart.PROGRAMME, SPEAKERS, False),
        (RegisterRow(Token("Alex Example"), "", recorded=ProtectedToken()), PackPart.PROGRAMME, SPEAKERS, False),
        *((STAFF, part, SPEAKERS, False) for part in PackPart if part is not PackPart.PROGRAMME),
    ],
)
def test_names_who_works_on_a_review_and_speaks_on_the_programme_alone(
    row: RegisterRow, part: PackPart, speakers: frozenset[str], *, is_speaker: bool
) -> None:
    assert _is_speaker(row, part, speakers) is is_speaker


def test_looks_for_each_protected_word_once_in_any_letters() -> None:
    found = _once([Token("Robin"), Token("Jo"), Token("ROBIN", ("Rob",))])
    assert [token.value for token in found] == ["ROBIN", "Jo"]
    assert _once([]) == ()


def test_has_one_digest_for_all_files_in_their_order() -> None:
    assert digest_of_files(["a", "b"]) == hashlib.sha256(b"a\nb").hexdigest()
    different = {digest_of_files(files) for files in (["a", "b"], ["b", "a"], ["ab"], ["a"], [])}
    assert len(different) == 5
    assert digest_of_files(iter(["a", "b"])) == digest_of_files(["a", "b"])


def test_says_how_many_must_still_approve_one_by_one() -> None:
    assert APPROVALS_NEEDED == 2
    assert _needed(1) == "1 more person must approve it, who is not its author."
    assert _needed(2) == "2 more people must approve it, neither of them its author."


@pytest.mark.parametrize(("missing", "is_released"), [((), True), (("1 more person must approve it.",), False)])
def test_goes_out_once_nothing_is_missing(missing: tuple[str, ...], *, is_released: bool) -> None:
    assert EditionState(PackEdition(), (), (), missing).is_released is is_released
