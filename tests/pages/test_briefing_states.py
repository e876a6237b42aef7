"""What does the page of a briefing say from nothing to signed off, and what signs it off and what does not?"""

import pytest
from django.urls import reverse

from dhr_cases.models import Case, CaseEvent, PaperVersion, PublicRecord, PublicState, ReportSection, User
from dhr_cases.models.history import change
from learning.actions.briefings import write_box
from learning.briefing_boxes import BRIEFINGS, CONFIRMATIONS, BriefingKind
from learning.briefings import NO_SOURCE, briefing_of
from learning.models import SecondReading
from tests.briefings import FIRST_LESSON, published_with_summary, write_all
from tests.conftest import Cast
from tests.seen import Seen, browser, seen

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

ONE_PAGE, SEVEN = BriefingKind.ONE_PAGE, BriefingKind.SEVEN_MINUTE
UNPROCESSABLE = 422
ALL_FOUR = [str(number) for number in range(len(CONFIRMATIONS))]
LABELS = ["One-page briefing", "Seven-minute briefing"]


@pytest.fixture
def public(cast: Cast, case: Case) -> Case:
    """A review on the register with a summary that anybody may read."""
    published_with_summary(cast, case)
    return case


def listed(user: User, case: Case) -> dict[str, str]:
    """How far each briefing is, by its name."""
    return {label: status for label, _hint, status in seen(user, "case_briefings", case.reference).tasks}


def shown(user: User, case: Case, kind: BriefingKind = SEVEN) -> Seen:
    """The page of a briefing."""
    return seen(user, "case_briefing", case.reference, kind)


def acted(user: User, case: Case, act: str, kind: BriefingKind = SEVEN, **answers: object) -> Seen:
    """What comes back when something is done on the page of a briefing."""
    path = reverse("case_briefing", args=(case.reference, kind))
    return Seen(browser(user).post(path, {"act": act, **answers}, follow=True))


def read_by(user: User, case: Case, confirmed: list[str], note: str = "", digest: str = "") -> Seen:
    """What comes back to the second reader."""
    digest = digest or briefing_of(case, SEVEN).digest
    return acted(user, case, "read", confirmed=confirmed, note=note, digest=digest)


def test_says_how_far_each_briefing_is(cast: Cast, public: Case) -> None:
    assert listed(cast.coordinator, public) == dict.fromkeys(LABELS, "Not started")
    write_box(case=public, by=cast.coordinator, kind=SEVEN, code="why", text=f"Ask. [{FIRST_LESSON}]", based_on=0)
    assert listed(cast.coordinator, public) == dict(zip(LABELS, ("Not started", "Being written"), strict=True))
    write_all(cast, public, SEVEN, but="why")
    assert listed(cast.csp_chair, public)[LABELS[1]] == "Waits for a second reader"
    done = read_by(cast.csp_chair, public, ALL_FOUR)
    assert done.messages == ["The briefing is signed off."]
    assert listed(cast.csp_chair, public) == dict(zip(LABELS, ("Not started", "Signed off"), strict=True))
    hints = {label: hint for label, hint, _ in seen(cast.csp_chair, "case_briefings", public.reference).tasks}
    assert hints == {row.label: row.purpose for row in BRIEFINGS.values()}
    write_box(case=public, by=cast.coordinator, kind=SEVEN, code="now", text="Ring the helpline.", based_on=1)
    assert listed(cast.csp_chair, public)[LABELS[1]] == "Waits for a second reader"


def test_says_that_there_is_nothing_to_write_from(cast: Cast, public: Case) -> None:
    record = PublicRecord.objects.get(case=public)
    with change("Test", None):
        record.state = PublicState.WITHDRAWN
        record.save()
    assert listed(cast.coordinator, public) == dict.fromkeys(LABELS, "Nothing published to write from")
    refused = acted(cast.coordinator, public, "begin")
    assert refused.status == UNPROCESSABLE
    assert refused.faults == [NO_SOURCE]
    assert NO_SOURCE.startswith("A briefing is made from the executive summary on the public register")
    assert not ReportSection.objects.filter(case=public, code__startswith=SEVEN).exists()


FEWER: tuple[list[str], ...] = ([], ALL_FOUR[:3], ["0", "0", "0", "0"], ["0", "1", "2", "2"])
"""What may be confirmed without signing off; one point sent four times is one point."""


def test_signs_nothing_off_until_all_four_are_confirmed(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    events = CaseEvent.objects.count()
    for confirmed in FEWER:
        page = read_by(cast.csp_chair, public, confirmed)
        assert (page.status, page.faults) == (UNPROCESSABLE, ["Say in the note what you found."])
    assert not SecondReading.objects.exists()
    assert CaseEvent.objects.count() == events
    for confirmed in FEWER:
        noted = read_by(cast.csp_chair, public, confirmed, "An age stands in the second box.")
        assert noted.messages == ["What you found is recorded."]
    assert set(SecondReading.objects.values_list("is_passed", "note", "by")) == {
        (False, "An age stands in the second box.", cast.csp_chair.pk)
    }
    assert SecondReading.objects.count() == len(FEWER)
    assert listed(cast.csp_chair, public)[LABELS[1]] == "Waits for a second reader"


def test_refuses_words_that_changed_since_they_were_read(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    old = briefing_of(public, SEVEN).digest
    write_box(case=public, by=cast.coordinator, kind=SEVEN, code="now", text="Ring the helpline.", based_on=1)
    page = read_by(cast.csp_chair, public, ALL_FOUR, digest=old)
    assert page.faults == ["The briefing or its source has changed since you opened it. Read it again."]
    assert not SecondReading.objects.exists()


@pytest.mark.parametrize("kind", BriefingKind)
def test_begins_empty_boxes_and_says_how_many(cast: Cast, public: Case, kind: BriefingKind) -> None:
    begun = acted(cast.coordinator, public, "begin", kind)
    filled = ReportSection.objects.filter(case=public, code__startswith=f"{kind}.").count()
    assert begun.messages == [f"Filled {filled} boxes from the published summary. Shorten and reword them."]
    assert 1 < filled < len(BRIEFINGS[kind].boxes)
    again = acted(cast.coordinator, public, "begin", kind)
    assert again.faults == [
        "There is no empty box for which the summary has a fitting heading. Write the boxes yourself."
    ]
    for box in briefing_of(public, kind).boxes:
        assert f"{box.words} of {box.row.limit} words" in shown(cast.coordinator, public, kind)


def test_files_nothing_before_it_is_signed_off_and_says_what_comes_then(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    early = acted(cast.coordinator, public, "make", file_format="docx")
    assert early.faults == ["A second person signs the briefing off first, in exactly these words."]
    assert acted(cast.coordinator, public, "make").faults == ["Choose a format."]
    read_by(cast.csp_chair, public, ALL_FOUR)
    made = acted(cast.coordinator, public, "make", file_format="html")
    version = PaperVersion.objects.latest("pk")
    assert made.messages == [f"{version.paper.title}, version 1, is filed. Two people approve it before it is public."]
    assert version.paper.title == "Seven-minute briefing (Web page)"


def test_refuses_the_second_reading_of_who_wrote_in_it(cast: Cast, public: Case) -> None:
    write_all(cast, public, SEVEN)
    page = read_by(cast.coordinator, public, ALL_FOUR)
    assert page.faults == ["You wrote in this briefing. Somebody else reads it before it goes out."]
    assert not SecondReading.objects.exists()
