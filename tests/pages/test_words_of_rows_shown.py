"""Decisions about findings, letters by stage, limits of our own and what was said before: how each row reads."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.partnership_settings import open_clocks
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionTerms,
    Case,
    LetterText,
    LocalClock,
    PartialDate,
    Partnership,
    Recommendation,
    RecommendationKind,
    Scope,
)
from dhr_cases.models.history import change
from dhr_cases.papers.letters import LETTERS, LetterKind
from dhr_cases.policies.release import Found
from dhr_cases.policy import Period
from dhr_cases.stages import Stage
from dhr_cases.views.release import decision_words
from tests.conftest import Cast
from tests.seen import Seen, browser, seen
from tests.standing import stand_at

pytestmark = pytest.mark.first_database

TODAY = timezone.localdate()
SUGGESTED = [kind for kind in FindingKind if not kind.blocks_release]


def found(kind: FindingKind, judgement: Judgement | None = None) -> Found:
    """One finding, decided so."""
    return Found(kind, "Robin", "Page 1", "", "f" * 8, judgement)


@pytest.mark.parametrize("judgement", [None, *Judgement])
def test_lets_nobody_wave_a_protected_word_through(judgement: Judgement | None) -> None:
    """A misspelt one can be another word, which a new look settles; all else needs a new version."""
    assert decision_words(found(FindingKind.PROTECTED, judgement)) == "Make a new version"
    told = decision_words(found(FindingKind.MISSPELT, judgement))
    assert told == ("Another word: look through again" if judgement is Judgement.KEEP else "Make a new version")
    assert found(FindingKind.PROTECTED, judgement).is_open
    assert found(FindingKind.MISSPELT, judgement).is_open


@pytest.mark.parametrize("kind", SUGGESTED)
def test_says_of_a_suggestion_what_was_decided_and_what_follows(kind: FindingKind) -> None:
    assert [decision_words(found(kind, judgement)) for judgement in (None, *Judgement)] == [
        "Not decided", "Keep as it is", "Replace: make a new version", "Make less exact: make a new version",
    ]  # fmt: skip
    assert [found(kind, judgement).is_open for judgement in (None, *Judgement)] == [True, False, True, True]


def letters(cast: Cast, case: Case) -> Seen:
    """The letters of a review."""
    return seen(cast.coordinator, "case_letters", case.reference)


def lines(page: Seen, place: int) -> list[str]:
    """The lines of the list of this number in the page's own part."""
    found_lists = page.root.xpath("//main//ul[@class='govuk-list']")
    return [" ".join(each.text_content().split()) for each in found_lists[place].xpath("li")]


@pytest.mark.parametrize("stage", [Stage.REFERRED, Stage.CHAIR_APPOINTED, Stage.PANEL_WORK, Stage.PUBLISHED])
def test_puts_the_letters_of_the_stage_first(cast: Cast, case: Case, stage: Stage) -> None:
    """The others stand below, each once, in the order of the table."""
    stand_at(case, stage)
    page = letters(cast, case)
    now = [f"{row.label}, to: {row.to}" for row in LETTERS.values() if stage in row.stages]
    others = [f"{row.label}, to: {row.to}" for row in LETTERS.values() if stage not in row.stages]
    assert ("No letter belongs to this stage." in page) is (not now)
    assert lines(page, -1) == others
    if now:
        assert lines(page, -2) == now
    for kind, row in LETTERS.items():
        assert page.links[row.label] == reverse("case_letter", args=(case.reference, kind))


@pytest.mark.parametrize("kind", LetterKind)
def test_shows_a_letter_with_whom_it_goes_to_and_what_is_missing(cast: Cast, case: Case, kind: LetterKind) -> None:
    """The warning stands there as long as the text has a gap, and not without one."""
    page = seen(cast.coordinator, "case_letter", case.reference, kind.value)
    assert page.headings[0] == LETTERS[kind].label
    assert f"To: {LETTERS[kind].to}." in page
    warned = "Something this letter says is not recorded yet." in page
    letter = page.root.xpath("string(//div[contains(@class, 'letter ')])")
    assert warned is ("[not recorded]" in letter)
    assert case.reference in letter
    assert page.links["All letters"] == reverse("case_letters", args=(case.reference,))


LIMITS = "Limits of our own"


def settings(cast: Cast) -> Seen:
    """The settings of the home partnership."""
    return seen(cast.coordinator, "settings")


def test_lists_the_limits_that_the_law_leaves_open(cast: Cast) -> None:
    """What the law says, our own limit with its reason, and a suggestion where there is one."""
    first, second, *_ = open_clocks()
    with change("Limits", None):
        LocalClock.objects.create(partnership=cast.partnership, clock=first.id, limit="P1M", reason="Our protocol")
        LocalClock.objects.create(partnership=cast.partnership, clock=second.id, limit="P5WD", reason="")
    page = settings(cast)
    assert page.heads[LIMITS] == ["Clock", "Law or guidance says", "Our limit", "Reason"]
    rows = {row[0]: row[1:] for row in page.tables[LIMITS]}
    assert list(rows) == [clock.label for clock in open_clocks()]
    own = {first.id: (Period.parse("P1M").words, "Our protocol"), second.id: (Period.parse("P5WD").words, "none")}
    for clock in open_clocks():
        limit, reason = own.get(clock.id, ("none of our own", "none"))
        suggestion = f"Suggested: {clock.local_default.period.words}" if clock.local_default else ""
        assert rows[clock.label][1:] == [f"{limit}{suggestion}", reason]
        assert page.links[clock.label] == reverse("settings_clock", args=("testshire", clock.id))


def test_tells_changes_of_every_sort_by_their_names(cast: Cast) -> None:
    """Of our own partnership only; a clock or a letter that is no longer known keeps its code."""
    other = Partnership.objects.create(code="elsewhere", name="Elsewhere")
    clock, kind = open_clocks()[0], next(iter(LetterKind))
    with change("The board agreed", cast.coordinator):
        for whose in (cast.partnership, other):
            LocalClock.objects.create(partnership=whose, clock=clock.id, limit="P9D")
            LocalClock.objects.create(partnership=whose, clock="of_old", limit="P9D")
            LetterText.objects.create(partnership=whose, kind=kind, text="Words")
            LetterText.objects.create(partnership=whose, kind="of_old", text="Words")
            ActionTerms.objects.create(partnership=whose, update_every_months=6, reply_days=1)
    page = settings(cast)
    told = [event.partition(" by Coordinator ")[0] for event in page.events if "The board agreed" in event]
    assert sorted(told) == sorted([
        "Changed: how action plans are followed", f"Limit changed: {clock.label}", "Limit changed: of_old",
        f"Letter changed: {LETTERS[kind].label}", "Letter changed: of_old",
    ])  # fmt: skip
    assert page.facts["How action plans are followed"] == "owners asked every 6 months, replies due after 1 day"


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("settings_change", ("testshire", "secrets")),
        ("settings_change", ("nowhere", "contact")),
        ("settings_clock", ("testshire", "of_old")),
        ("settings_letter", ("testshire", "of_old")),
        ("settings_letter_shipped", ("testshire", "of_old")),
        ("settings_letter", ("nowhere", LetterKind.SCOPING.value)),
    ],
)
def test_has_no_form_for_what_is_not_there(cast: Cast, name: str, args: tuple[str, str]) -> None:
    assert browser(cast.coordinator).get(reverse(name, args=args)).status_code == 404


def test_leads_from_the_settings_to_all_that_hangs_on_them(cast: Cast) -> None:
    page = settings(cast)
    assert page.links["Our own Word templates for papers"] == reverse("word_templates", args=("testshire",))
    assert page.links["Criteria of the self-assessment"] == reverse("settings_criteria", args=("testshire",))
    assert page.links["Add a partnership"] == reverse("partnership_new")
    assert page.headings[1:8] == [
        "The partnership", LIMITS, "Letters", "Word templates", "Self-assessment", "Other partnerships",
        "Latest changes",
    ]  # fmt: skip


TEXT = "Police officers receive yearly training on coercive control."
ALIKE = "Officers of the police are trained yearly in coercive control."
BEFORE = "Said before, the most alike first"


def recommended(case: Case, text: str = TEXT, **more: Any) -> Recommendation:
    """A recommendation of the review."""
    with change("Test", None):
        position = Recommendation.objects.filter(case=case).count() + 1
        facts = {"position": position, "addressee_text": "", **more}
        return Recommendation.objects.create(case=case, text=text, **facts)


def acted(row: Recommendation, *statuses: ActionStatus) -> None:
    """Actions of the recommendation in these states."""
    with change("Test", None):
        for number, status in enumerate(statuses):
            Action.objects.create(recommendation=row, text=f"Action {number}", status=status)


def before(cast: Cast, row: Recommendation, part: str = "coordinator") -> Seen:
    """The page beside a recommendation."""
    return seen(cast.people()[part], "recommendation_before", row.case.reference, row.pk)


def test_tells_what_other_reviews_said_and_what_became_of_it(cast: Cast, case: Case, other_case: Case) -> None:
    """By reference and pseudonym; counted by state in the usual order; a number as it was printed."""
    for each in (case, other_case):
        stand_at(each, Stage.MONITORING)
    acted(recommended(other_case, ALIKE, ref="7b"), ActionStatus.DONE, ActionStatus.IN_PROGRESS, ActionStatus.DONE)
    recommended(other_case, TEXT)
    recommended(other_case, "Hospitals buy another system for their records.")
    row = recommended(case)
    page = before(cast, row)
    assert page.heads[BEFORE] == [
        "Review", "Number as printed", "Recommendation", "Words in common", "What became of it",
    ]  # fmt: skip
    same, alike = page.tables[BEFORE]
    review = f"{other_case.reference} {other_case.pseudonym}".strip()
    assert (same[0], same[1], same[2], same[4]) == (review, "none", TEXT, "No action is recorded")
    assert (alike[1], alike[2], alike[4]) == ("7b", ALIKE, "1 in progress, 2 done")
    assert "coercive" in alike[3].split(", ")
    assert "Recommendation without a number" in page.headings
    assert page.links[review] == reverse("case_recommendations", args=(other_case.reference,))
    assert page.links["Back to the recommendations"] == reverse("case_recommendations", args=(case.reference,))


def test_asks_five_things_of_a_recommendation_and_marks_each(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.MONITORING)
    bare = before(cast, recommended(case, "Consider raising awareness.", ref="3"))
    assert "Recommendation 3" in bare.headings
    assert "No other review you may see says nearly the same." in bare
    assert [(label, status) for label, _, status in bare.tasks] == [
        (word, "Look again") for word in ("Specific", "Measurable", "Achievable", "Relevant", "Dated")
    ]
    assert bare.states["Look again"] == "due_soon"
    ready = recommended(
        case, "Every call taker asks about strangulation.", owner=cast.police, measure="An audit of 40 calls",
        scope=Scope.LOCAL, kind=RecommendationKind.TRAINING, target_date=PartialDate.on(TODAY),
    )  # fmt: skip
    acted(ready, ActionStatus.NOT_STARTED)
    page = before(cast, ready)
    assert [status for _, _, status in page.tasks] == ["Nothing missing"] * 5
    assert page.states["Nothing missing"] == "done"


@pytest.mark.parametrize(("part", "status"), [("csp_chair", 200), ("agency_contact", 404), ("outsider", 404)])
def test_shows_what_was_said_before_to_who_reads_recommendations(
    cast: Cast, case: Case, part: str, status: int
) -> None:
    row = recommended(stand_at(case, Stage.MONITORING))
    assert before(cast, row, part).status == status


def test_keeps_a_recommendation_apart_from_the_next_review(cast: Cast, case: Case, other_case: Case) -> None:
    stand_at(case, Stage.MONITORING)
    row = recommended(stand_at(other_case, Stage.MONITORING))
    path = reverse("recommendation_before", args=(case.reference, row.pk))
    assert browser(cast.coordinator).get(path).status_code == 404
