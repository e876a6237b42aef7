"""A partnership changes its settings, each with a reason, and nothing the law has settled."""

import datetime

import pytest

from dhr_cases.actions import partnership_settings as settings
from dhr_cases.actions.partnership_settings import Contact
from dhr_cases.case_clocks import readings
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Case, LetterText, Partnership
from dhr_cases.papers.letters import LETTERS, LetterKind, letter, wording
from dhr_cases.policy import Period
from tests.conftest import Cast

WHY = "Agreed by the board"


def test_keeps_reason_and_person_in_history(cast: Cast) -> None:
    """The version says why it came to be."""
    contact = Contact(name="Testshire and Vale CSP", contact_email="reviews@example.test")
    settings.change_contact(by=cast.administrator, partnership=cast.partnership, contact=contact, reason=WHY)
    version = cast.partnership.history.first()
    assert (version.name, version.history_change_reason, version.history_user) == (
        contact.name,
        WHY,
        cast.administrator,
    )


def test_refuses_the_auditor(cast: Cast) -> None:
    """Settings are for the coordinator and the administrator."""
    with pytest.raises(NotPermitted, match="coordinator or the administrator"):
        settings.change_words(
            by=cast.auditor,
            partnership=cast.partnership,
            label_shown="DARDR",
            title_pattern="letters",
            reason=WHY,
        )


def test_refuses_a_change_without_a_reason(cast: Cast) -> None:
    """A blank is no reason."""
    with pytest.raises(Incomplete, match="reason"):
        settings.change_bodies(by=cast.coordinator, partnership=cast.partnership, bodies=[], reason=" ")


def test_refuses_a_colour_that_is_hard_to_read(cast: Cast) -> None:
    """The sentence names the ratio."""
    with pytest.raises(Incomplete, match=r"contrast of 1\.4 to 1"):
        settings.change_colours(
            by=cast.coordinator, partnership=cast.partnership, brand="#1d3557", link="#cccccc", reason=WHY
        )
    assert Partnership.objects.get(pk=cast.partnership.pk).link_colour == "#1a5276"


@pytest.mark.parametrize("colour", ["blue", "#12345", "1d3557"])
def test_refuses_what_is_no_colour(colour: str) -> None:
    """Only a hash and six hexadecimal digits."""
    assert "no colour" in settings.colour_faults(colour, "#1a5276")["brand"]


def test_sets_a_limit_where_the_law_sets_none(cast: Cast, case: Case) -> None:
    """Five working days to tell the Home Office; taken back, the clock has no limit again."""
    for limit in (Period.parse("P5WD"), None):
        settings.set_local_clock(
            by=cast.coordinator, partnership=cast.partnership, clock="tell_home_office", limit=limit, reason=WHY
        )
        reading = next(row for row in readings(case) if row.clock == "tell_home_office")
        assert (reading.limit == "P5WD") is (limit is not None)


def test_refuses_to_move_a_limit_of_the_guidance(cast: Cast) -> None:
    """The month to decide is not a partnership's to change."""
    with pytest.raises(NotNow, match="law or the guidance"):
        settings.set_local_clock(
            by=cast.coordinator,
            partnership=cast.partnership,
            clock="decide",
            limit=Period.parse("P9M"),
            reason=WHY,
        )


def test_adds_a_partnership_that_follows(cast: Cast) -> None:
    """The one that ends says which one follows, and from when."""
    added = settings.add_partnership(
        by=cast.coordinator, contact=Contact("New Vale CSP"), code="new-vale", starts_on=None, reason=WHY
    )
    last = datetime.date(2028, 3, 31)
    settings.change_life_span(
        by=cast.coordinator,
        partnership=cast.partnership,
        starts_on=None,
        ends_on=last,
        successor=added,
        reason=WHY,
    )
    assert Partnership.objects.get(pk=cast.partnership.pk).successor == added


@pytest.mark.parametrize(
    ("starts", "ends", "follows", "sentence"),
    [
        (datetime.date(2028, 4, 1), datetime.date(2028, 3, 31), False, "before the first"),
        (None, datetime.date(2028, 3, 31), True, "follow itself"),
        (None, None, True, "follow itself"),
    ],
)
def test_refuses_a_life_that_contradicts_itself(
    cast: Cast, starts: datetime.date | None, ends: datetime.date | None, follows: bool, sentence: str
) -> None:
    """Each contradiction has its sentence."""
    with pytest.raises(Incomplete, match=sentence):
        settings.change_life_span(
            by=cast.coordinator,
            partnership=cast.partnership,
            starts_on=starts,
            ends_on=ends,
            successor=cast.partnership if follows else None,
            reason=WHY,
        )


def test_refuses_a_code_in_use(cast: Cast) -> None:
    """References would not tell the two apart."""
    with pytest.raises(Incomplete, match="in use"):
        settings.add_partnership(
            by=cast.coordinator, contact=Contact("Twin"), code="testshire", starts_on=None, reason=WHY
        )


def test_words_a_letter_anew_and_back(cast: Cast, case: Case) -> None:
    """The partnership's own text counts until it is taken back; its versions stay."""
    settings.change_letter(
        by=cast.coordinator,
        partnership=cast.partnership,
        kind=LetterKind.SCOPING,
        text="Concerning {reference}",
        reason=WHY,
    )
    assert letter(case, LetterKind.SCOPING).text == f"Concerning {case.reference}"
    settings.use_shipped_letter(by=cast.coordinator, partnership=cast.partnership, kind=LetterKind.SCOPING, reason=WHY)
    assert wording(cast.partnership, LetterKind.SCOPING) == LETTERS[LetterKind.SCOPING].text
    assert LetterText.objects.get(partnership=cast.partnership).history.count() == 2


@pytest.mark.parametrize("text", ["Dear {family_name}", "Dear {case.people}", "Dear {", "{}"])
def test_refuses_a_placeholder_that_could_carry_a_name(cast: Cast, text: str) -> None:
    """Only open facts are filled in."""
    with pytest.raises(Incomplete):
        settings.change_letter(
            by=cast.coordinator,
            partnership=cast.partnership,
            kind=LetterKind.FAMILY_DECISION,
            text=text,
            reason=WHY,
        )
    assert not LetterText.objects.exists()
