"""What stands on the page of anonymity: what is missing, which words are covered, which record is kept until when?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.anonymity import Protection, end_legal_hold, end_protection, protect_words, start_legal_hold
from dhr_cases.anonymisation.register import WITHOUT_PSEUDONYM
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, LegalHold, Part, PartialDate, Person, ProtectedToken, SectionState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS
from dhr_cases.pseudonyms import REAL_NAME, TAKEN_IN_AREA
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.seen import Seen, browser, seen
from tests.standing import stand_at
from tests.writing import CODE, REPORT, write

TODAY = timezone.localdate()
DAY = long_date(TODAY)
ASKED = PartialDate.parse("2026")
NOBODY = "Nobody is recorded yet, so no name can be found in a text."
NOTHING = "Nothing: everybody has a real name recorded and a pseudonym, and the review has a title."


def put(row: Case | Person, **columns: object) -> None:
    """Write columns of the row."""
    with change("Test", None):
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()


def person(case: Case, part: Part, **columns: object) -> Person:
    """A person of the case, named and known by a pseudonym unless said otherwise."""
    with change("Test person", None):
        made: Person = Person.objects.create(case=case, part=part, **columns)
    return made


def deceased(case: Case, **columns: object) -> Person:
    """The person who died, about whom nothing is missing unless said otherwise."""
    known = {"name": "Zora Quill", "pseudonym": "Robin", "family_asked_on": ASKED}
    return person(case, Part.DECEASED, **{**known, **columns})


def page_of(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page of anonymity as one of the review's people has it."""
    return seen(cast.people()[part], "case_anonymity", case.reference)


def missing(page: Seen) -> list[str]:
    """What the list of gaps says, in order."""
    found = page.root.xpath("//h2[.='What is missing']/following-sibling::*[1]/self::ul/li")
    return [" ".join(each.text_content().split()) for each in found]


@pytest.fixture
def titled(case: Case) -> Case:
    """A review with a public title."""
    put(case, public_title="Robin 2026")
    return case


def test_says_of_an_empty_case_only_that_nobody_is_recorded(cast: Cast, case: Case) -> None:
    page = page_of(cast, case)
    assert missing(page) == [NOBODY]
    assert page.tables == {}
    assert "Nobody is recorded and no word is protected yet." in page
    assert "Nothing is written in a draft yet." in page
    assert "Nobody has asked to keep this record from destruction." in page


def test_says_that_nothing_is_missing(cast: Cast, titled: Case) -> None:
    deceased(titled)
    page = page_of(cast, titled)
    assert missing(page) == []
    assert NOTHING in page


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.DECEASED])
def test_names_what_a_person_of_each_part_lacks(cast: Cast, titled: Case, part: Part) -> None:
    """Name before pseudonym; the link leads to that person."""
    deceased(titled)
    bare = person(titled, part)
    page = page_of(cast, titled)
    shown = WITHOUT_PSEUDONYM[part]
    assert missing(page) == [
        f"{part.label}: the real name is not recorded, so it is not found in a text.",
        f"{part.label}: no pseudonym. “{shown[0].upper()}{shown[1:]}” is printed instead.",
    ]
    mend = reverse("case_person_correct", args=(titled.reference, bare.pk))
    assert [page.links[sentence] for sentence in missing(page)] == [mend, mend]


def test_asks_of_the_dead_alone_when_the_family_was_asked(cast: Cast, titled: Case) -> None:
    deceased(titled, family_asked_on=PartialDate.unknown())
    person(titled, Part.FAMILY, name="Ada Quill", pseudonym="Wren")
    assert missing(page_of(cast, titled)) == [
        "The day on which the family was asked to choose the pseudonym is not recorded."
    ]


def test_lists_gaps_person_by_person_and_those_of_the_review_last(cast: Cast, case: Case) -> None:
    """A gap of the review leads to nobody."""
    deceased(case, pseudonym="Heron")
    person(case, Part.FRIEND, pseudonym="Sam")
    page = page_of(cast, case)
    first, second, last = missing(page)
    assert first == "Sam: the real name is not recorded, so it is not found in a text."
    assert second == "The review is known as Robin, and nobody who died in it has that pseudonym."
    assert last.startswith("No public title yet.")
    assert first in page.links
    assert {second, last}.isdisjoint(page.links)


@pytest.mark.parametrize("name", ["Robin Quill", "robin"])
def test_says_that_the_review_is_known_by_a_real_name(cast: Cast, titled: Case, name: str) -> None:
    deceased(titled)
    person(titled, Part.FRIEND, name=name, pseudonym="Sam")
    assert missing(page_of(cast, titled)) == [REAL_NAME]


def test_says_that_a_neighbouring_review_has_the_pseudonym(cast: Cast, titled: Case, other_case: Case) -> None:
    deceased(titled)
    put(other_case, pseudonym="Robin", lead_csp=titled.lead_csp)
    assert missing(page_of(cast, titled)) == [TAKEN_IN_AREA]


def test_shows_gaps_without_a_link_to_who_may_not_correct(cast: Cast, case: Case) -> None:
    """The author reads what is missing; only the coordinator mends it."""
    stand_at(case, Stage.CLOSED)
    deceased(case, name="")
    author = page_of(cast, case, "independent_chair")
    assert missing(author) == missing(page_of(cast, case))
    assert not set(missing(author)) & set(author.links)


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "agency_author", "family_advocate", "auditor"])
def test_shows_the_page_to_nobody_else(cast: Cast, case: Case, part: str) -> None:
    stand_at(case, Stage.DRAFTING)
    client = browser(cast.people()[part])
    assert client.get(reverse("case_anonymity", args=(case.reference,))).status_code == 404


def test_lists_protected_words_covered_with_what_stands_for_them(cast: Cast, case: Case) -> None:
    """Those of the record come from the people page; only those typed here are changed here."""
    words = Protection(TokenKind.SCHOOL, "Oast Primary", "a primary school", "Oasty")
    token = protect_words(case=case, by=cast.coordinator, words=words)
    deceased(case)
    page = page_of(cast, case)
    assert page.heads["Protected words"] == [
        "Printed instead", "Protected", "Kind", "Ways of writing", "From", "Change",
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in page.tables["Protected words"]}
    assert {row[0] for row in rows.values()} == {"covered"}
    assert rows["a primary school"][1:3] == [TokenKind.SCHOOL.label, "2"]
    assert rows["a primary school"][4].startswith("Change")
    assert rows["Robin"][4] == "recorded elsewhere"
    assert "Oast" not in page
    assert "Quill" not in page
    urls = [url for url in page.links.values() if url.endswith(f"/{token.pk}/")]
    assert len(urls) == 2


def test_counts_words_that_are_protected_no_longer(cast: Cast, case: Case) -> None:
    assert "No longer protected" not in page_of(cast, case)
    for name in ("Oast Primary", "Elm Primary"):
        protect_words(case=case, by=cast.coordinator, words=Protection(TokenKind.SCHOOL, name, "a primary school"))
    for token in ProtectedToken.objects.filter(case=case):
        end_protection(case=case, by=cast.coordinator, token=token, reason="Closed long ago")
    page = page_of(cast, case)
    assert "No longer protected: 2." in page
    assert "Protected words" not in page.tables


def test_lists_each_written_section_with_its_version_and_state(cast: Cast, case: Case) -> None:
    """A section of blanks is not written."""
    stand_at(case, Stage.DRAFTING)
    write(case, cast.independent_chair, "One.")
    write(case, cast.independent_chair, "One and two.", based_on=1)
    page = page_of(cast, case)
    assert [(hint, state) for _label, hint, state in page.tasks] == [("Version 2", SectionState.DRAFTING.label)]
    assert KINDS[REPORT].label in page.headings
    at = reverse("anonymity_section", args=(case.reference, REPORT.value, CODE))
    assert at in page.links.values()
    assert "Nothing is written in a draft yet." not in page


def test_tells_since_when_and_until_when_the_record_is_kept(cast: Cast, case: Case) -> None:
    """Each fact a sentence of its own. Only one that lasts can be ended, and by the coordinator."""
    stand_at(case, Stage.CHAIR_APPOINTED)
    start_legal_hold(case=case, by=cast.coordinator, reason="A claim", asked_by="Legal services")
    over = start_legal_hold(case=case, by=cast.coordinator, reason="An inquest.")
    end_legal_hold(case=case, by=cast.coordinator, hold=over, reason="Concluded")
    page = page_of(cast, case)
    lasting = LegalHold.objects.get(case=case, ends_on=None)
    assert f"Since {DAY}. A claim. Asked for by Legal services." in page
    assert f"Since {DAY}. An inquest. Ended on {DAY}: Concluded." in page
    ends = [url for label, url in page.links.items() if label.startswith("End it")]
    assert ends == [reverse("act", args=(case.reference, "end_legal_hold", lasting.pk))]
    reader = page_of(cast, case, "independent_chair")
    assert f"Since {DAY}. A claim." in reader
    assert not [label for label in reader.links if label.startswith("End it")]
