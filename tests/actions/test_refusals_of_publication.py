"""In which whole sentence is each act refused on publication, its plan, files for the public and protected words?"""

import datetime
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils import timezone

from dhr_cases.actions import anonymity, public_register, publication, publication_plan, release
from dhr_cases.actions.anonymity import Judged, Protection
from dhr_cases.actions.public_register import PublicWords
from dhr_cases.actions.publication import Confirmations
from dhr_cases.actions.publication_plan import Terms
from dhr_cases.anonymisation.suggesting import Suggestion
from dhr_cases.anonymisation.text_findings import TextFinding
from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    DateToAvoid,
    LegalHold,
    Paper,
    PaperVersion,
    Part,
    PartialDate,
    Person,
    ProtectedToken,
    Publication,
    PublicRecord,
    PublicState,
    RecipientTold,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies import release as release_rules
from dhr_cases.policies.publication import check_embargo_over
from dhr_cases.publication_days import MOST_DAYS_AROUND, DayToAvoid
from dhr_cases.stages import Stage
from tests.actions.test_guards import put, recorded
from tests.conftest import Cast
from tests.public_records import put_record
from tests.refusals import No, check_refused
from tests.standing import stand_at
from tests.steps_learning import ALL_CONFIRMED

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."


def version(case: Case, cast: Cast, kind: PaperKind, number: int = 1) -> PaperVersion:
    """A version of a paper whose bytes do not matter here."""
    paper = Paper.objects.filter(case=case, kind=kind).first() or put(Paper, case=case, kind=kind, title="Paper")
    row: PaperVersion = PaperVersion.objects.create(
        paper=paper, number=number, file_name="a.pdf", size=1, sha256=f"{paper.pk}-{number}", added_by=cast.coordinator
    )
    return row


def test_prepares_no_publication_without_what_was_found_and_the_day_the_family_knows(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PRE_PUBLICATION)
    found = replace(ALL_CONFIRMED, marking_removed=False)
    tell = publication.tell_family_of_publication
    check_refused(
        [
            *(
                No(publication.check_publication, "Say in the note what you found.", {"confirmed": one, "note": " "})
                for one in (found, Confirmations(False, False, False, False))
            ),
            No(tell, "Enter the date of publication that the family was told.", {"on": TODAY}),
            No(tell, LATER.format("The date the family was told"), {"on": TODAY + DAY, "planned_on": TODAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_withholds_no_report_without_a_reason_that_the_home_office_shares(case: Case, cast: Cast) -> None:
    """Nor without what the public is told in its place."""
    stand_at(case, Stage.PRE_PUBLICATION)
    agreed: dict[str, Any] = {"reason": "A child would be known.", "home_office_agreed": True}
    withhold, later = publication.withhold, LATER.format("The date of the decision to withhold")
    reason, office = "Enter the reason for withholding.", "The Home Office must agree before a report is withheld."
    check_refused(
        [
            No(withhold, reason, {**agreed, "reason": " "}),
            No(withhold, office, {**agreed, "home_office_agreed": False}),
            No(withhold, f"{reason} {office}", {"reason": "", "home_office_agreed": False}),
            No(
                withhold,
                "Enter the reason in words for the public.",
                {**agreed, "shown_as": PublicState.WITHHELD, "public_words": PublicWords(" ")},
            ),
            No(
                withhold,
                "Say whether learning is published in its place.",
                {**agreed, "shown_as": PublicState.PUBLISHED, "public_words": PublicWords("A child")},
            ),
            No(withhold, later, {**agreed, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_shares_no_learning_without_saying_what_and_with_whom(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PRE_PUBLICATION)
    share, what, whom = publication.share_learning, "Enter what was shared.", "Enter with whom it was shared."
    check_refused(
        [
            No(share, what, {"lesson": " ", "audience": "All agencies"}),
            No(share, whom, {"lesson": "Ask again", "audience": ""}),
            No(share, f"{what} {whom}", {"lesson": "", "audience": "\n"}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_takes_nothing_down_without_a_reason_for_the_public(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PUBLISHED)
    down = publication.take_down
    nothing = "No publication is recorded, so nothing can be taken down."
    check_refused([No(down, nothing, {"reason": "A court order"}, NotNow)], case=case, by=cast.coordinator)
    recorded(case, Event.PUBLISHED, cast.auditor)
    put_record(cast.partnership, case=case)
    check_refused(
        [
            No(down, "Enter why the report was taken down.", {"reason": " "}),
            No(down, "Enter the reason in words for the public.", {"reason": "A court order"}),
            No(down, LATER.format("The date it was taken down"), {"reason": "A court order", "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_plans_no_day_and_tells_nobody_out_of_turn(case: Case, other_case: Case, cast: Cast) -> None:
    """The family is told first, by the day and by the record; a day that is avoided needs its reason."""
    stand_at(case, Stage.PRE_PUBLICATION)
    near = DayToAvoid(on=TODAY, days_around=2, every_year=False, name="The anniversary")
    ended = put(DateToAvoid, case=case, on=TODAY, name="The trial", is_ended=True)
    own = put(DateToAvoid, case=case, on=TODAY + 9 * DAY, name="The inquest")
    strange = put(DateToAvoid, case=other_case, on=TODAY, name="A birthday")
    listed, told = (put(RecipientTold, case=case, who=who) for who in ("Media team", "Members"))
    told.told_on = TODAY
    told.save()
    foreign = put(RecipientTold, case=other_case, who="Media team")
    first = "The family is told first. Record when they were told."
    keep = f"Keep up to {MOST_DAYS_AROUND} days clear before and after."
    plan = publication_plan
    tell = plan.record_recipient_told
    check_refused(
        [
            No(plan.add_date_to_avoid, "Say what the day is.", {"day": replace(near, name=" ")}),
            No(plan.add_date_to_avoid, keep, {"day": replace(near, days_around=MOST_DAYS_AROUND + 1)}),
            No(plan.add_date_to_avoid, keep, {"day": replace(near, days_around=-1)}),
            No(plan.end_date_to_avoid, "The day is not avoided any more.", {"day": ended, "reason": "Over"}),
            No(plan.end_date_to_avoid, "Enter why the day need not be avoided.", {"day": own, "reason": " "}),
            No(plan.end_date_to_avoid, "The day belongs to another case.", {"day": strange, "reason": "Over"}),
            No(plan.list_recipient, "Enter who is told.", {"who": "\t"}),
            No(tell, "They are on the list of another case.", {"recipient": foreign}),
            No(tell, "It is recorded already that they were told.", {"recipient": told}),
            No(tell, first, {"recipient": listed}),
            No(tell, LATER.format("The date they were told"), {"recipient": listed, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )
    plan_row = put(Publication, case=case, planned_on=TODAY, family_told_on=PartialDate.on(TODAY))
    check_refused([No(tell, first, {"recipient": listed})], case=case, by=cast.coordinator)
    recorded(case, Event.FAMILY_TOLD_OF_PUBLICATION, cast.coordinator)
    early = f"The family was told on {plan_row.family_told_on}, after that day. The family is told first."
    check_refused([No(tell, early, {"recipient": listed, "on": TODAY - DAY})], case=case, by=cast.coordinator)
    tell(case=case, by=cast.coordinator, recipient=listed)
    assert plan.set_publication_terms(case=case, by=cast.coordinator, terms=Terms()).planned_on == TODAY


def test_waits_to_the_minute_for_the_end_of_an_embargo(case: Case, other_case: Case) -> None:
    """Told as the clock here shows it; another review's embargo and none at all hold up nothing."""
    until = (timezone.localtime() + 2 * DAY).replace(hour=7, minute=5, second=0, microsecond=0)
    put(Publication, case=other_case, embargo_until=until.astimezone(datetime.UTC))
    words = f"{until.day} {until:%B %Y}, 07:05"
    told = f"The embargo lasts until {words}. Nothing is put up before."
    check_refused([No(check_embargo_over, told, {"case": other_case}, NotNow)])
    check_embargo_over(case)
    plan = put(Publication, case=case)
    check_embargo_over(case)
    plan.embargo_until = timezone.now() - datetime.timedelta(seconds=1)
    plan.save()
    check_embargo_over(case)


STRANGE = "This paper is of another case."


def test_approves_no_file_it_may_not(case: Case, other_case: Case, cast: Cast) -> None:
    """Of another review, of a kind that stays inside, or not looked through; nor is such an approval taken back."""
    stand_at(case, Stage.PUBLISHED)
    report, letter = version(case, cast, PaperKind.PUBLISHED_REPORT), version(case, cast, PaperKind.LETTER)
    foreign = version(other_case, cast, PaperKind.PUBLISHED_REPORT)
    inside = "This kind of paper is not for the public."
    look = "The file is not where it was kept. Add it again. The file has not been looked through yet."
    scan, approve, withdraw = release.scan_for_release, release.approve_release, release.withdraw_approval
    check_refused(
        [
            No(scan, STRANGE, {"version": foreign}, NotPermitted),
            No(scan, inside, {"version": letter}),
            No(approve, STRANGE, {"version": foreign}, NotPermitted),
            No(approve, inside, {"version": letter}),
            No(approve, look, {"version": report}),
            No(withdraw, STRANGE, {"version": foreign, "reason": "A mistake"}, NotPermitted),
            No(withdraw, "Enter why you take your approval back.", {"version": report, "reason": " "}),
            No(withdraw, "You have not approved this file.", {"version": report, "reason": "A"}, NotNow),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_puts_up_no_file_of_a_report_never_published(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PUBLISHED)
    report = version(case, cast, PaperKind.PUBLISHED_REPORT)
    never = "The review was not published, so no file can be put up."
    check_refused(
        [
            No(public_register.put_up_file, never, {"version": report}, NotNow),
            No(public_register.refresh_progress, "The review is not on the public register.", kind=NotNow),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_puts_up_and_corrects_no_file_of_a_report_that_is_withheld(case: Case, other_case: Case, cast: Cast) -> None:
    """Nor one of another review; the record stays as it was."""
    stand_at(case, Stage.PUBLISHED)
    report = version(case, cast, PaperKind.PUBLISHED_REPORT)
    foreign = version(other_case, cast, PaperKind.PUBLISHED_REPORT)
    record = put_record(cast.partnership, case=case, state=PublicState.WITHHELD)
    withheld = "Publication is withheld. Prepare publication again before the report is put up."
    no_reason = "Enter the reason for the correction."
    check_refused(
        [
            No(public_register.put_up_file, withheld, {"version": report}, NotNow),
            No(public_register.put_up_file, STRANGE, {"version": foreign}, NotPermitted),
            No(public_register.correct_file, withheld, {"version": report, "reason": "A typing error"}, NotNow),
            No(public_register.correct_file, no_reason, {"version": report, "reason": "\n"}),
        ],
        case=case,
        by=cast.coordinator,
    )
    assert release_rules.record_of(case) == record == PublicRecord.objects.get()


def test_lets_a_withheld_report_stand_nowhere_and_its_briefing_anywhere() -> None:
    """Asked of made-up records, none of them kept."""
    told = "Publication is withheld. Prepare publication again before the report is put up."
    for state in PublicState:
        record = PublicRecord(state=state)
        for kind in release_rules.WRITTEN_AS:
            is_refused = state in (PublicState.WITHHELD, PublicState.LEARNING) and kind is not PaperKind.BRIEFING
            said = ""
            try:
                release_rules.check_report_may_stand(record, kind)
            except NotNow as refusal:
                said = refusal.sentence
            assert said == (told if is_refused else ""), (state, kind)
            release_rules.check_report_may_stand(None, kind)


# protected words


def test_protects_nothing_that_tells_or_hides_nothing(case: Case, other_case: Case, cast: Cast) -> None:
    """Line by line the same as one by one."""
    words = Protection(TokenKind.NAME, "Rosalind Tarrant", "the woman who died")
    token = anonymity.protect_words(case=case, by=cast.coordinator, words=words)
    foreign = put(ProtectedToken, case=other_case, kind=TokenKind.NAME, value="Elm Road", replacement="the road")
    stranger = put(Person, case=other_case, part=Part.FAMILY, pseudonym="Elm")
    other = replace(words, value="Rose Cottage", replacement="the house")
    enter, instead = "Enter the words to protect.", "Enter what is printed instead, after “=” in a list."
    itself, taken = "What is printed instead is a protected word itself.", "These words are protected already."
    protect, change = anonymity.protect_words, anonymity.change_protection
    why: dict[str, Any] = {"token": token, "reason": "Misspelt"}
    check_refused(
        [
            No(protect, enter, {"words": replace(other, value="--")}),
            No(protect, instead, {"words": replace(other, replacement=" ")}),
            No(protect, "Keep what is printed to 200 letters.", {"words": replace(other, replacement="x" * 201)}),
            No(protect, itself, {"words": replace(other, replacement="rose  COTTAGE")}),
            No(protect, itself, {"words": replace(other, variants="The Lodge\nThe House")}),
            No(protect, taken, {"words": replace(words, value="rosalind tarrant")}),
            No(protect, "The person belongs to another case.", {"words": replace(other, person=stranger)}),
            No(change, "Nothing was changed.", {**why, "words": words}),
            No(change, "Give the reason for the change.", {**why, "words": other, "reason": " "}),
            No(change, "The words belong to another case.", {**why, "words": other, "token": foreign}),
            No(
                anonymity.end_protection,
                "Give the reason why the words need no protection. The words belong to another case.",
                {"token": foreign, "reason": ""},
            ),
            No(anonymity.protect_many, "Enter at least one line.", {"kind": TokenKind.PLACE, "lines": "\n \n"}),
            No(
                anonymity.protect_many,
                f"Line 2: {instead} Line 4: {taken} Line 5: {taken}",
                {"kind": TokenKind.PLACE, "lines": "A = b\nC\n\nRosalind Tarrant = d\na = e"},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
    anonymity.protect_words(case=case, by=cast.coordinator, words=replace(other, replacement="x" * 200))


def finding(words: str, kind: FindingKind) -> TextFinding:
    """Words found at the beginning of a text."""
    return TextFinding(Suggestion(0, len(words), words, kind, "", kind.label), f"print of {words}", "", "")


def test_keeps_no_protected_word_and_prints_none_again(case: Case, cast: Cast) -> None:
    name = finding("Rosalind", FindingKind.PROTECTED)
    instead = "Say what is printed instead of “Rosalind”, in other words and up to 200 letters."
    change = partial(Judged, name, Judgement.REPLACE)
    check_refused(
        [
            No(anonymity.decide_findings, "Decide about at least one finding.", {"judged": []}),
            No(
                anonymity.decide_findings,
                "“Rosalind” is a protected word: replace it, or end its protection with a reason.",
                {"judged": [Judged(name, Judgement.KEEP)]},
            ),
            *(
                No(anonymity.decide_findings, instead, {"judged": [change(words)]})
                for words in ("", " ", "rosalind", "x" * 201)
            ),
            No(
                release.decide,
                "Say why the words may stay as they are.",
                {"found": [], "judgement": Judgement.KEEP, "reason": " "},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
    (row,) = anonymity.decide_findings(case=case, by=cast.coordinator, judged=[change(f" {'x' * 200} ")])
    assert (row.replacement, row.words, row.judgement) == ("x" * 200, "Rosalind", Judgement.REPLACE)


def test_keeps_a_record_for_a_reason_and_until_a_day_that_came(case: Case, other_case: Case, cast: Cast) -> None:
    own = put(LegalHold, case=case, reason="A claim", starts_on=TODAY - DAY)
    foreign = put(LegalHold, case=other_case, reason="A claim", starts_on=TODAY)
    end = anonymity.end_legal_hold
    check_refused(
        [
            No(anonymity.start_legal_hold, "Say why the record must be kept.", {"reason": " "}),
            No(end, "Say why the record need not be kept any longer.", {"hold": own, "reason": " "}),
            No(end, "The hold belongs to another case.", {"hold": foreign, "reason": "Settled"}),
            No(
                end,
                "A hold cannot end before it began.",
                {"hold": own, "reason": "Settled", "ends_on": TODAY - 2 * DAY},
            ),
            No(
                end,
                LATER.format("The day on which it ended"),
                {"hold": own, "reason": "Settled", "ends_on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
    end(case=case, by=cast.coordinator, hold=own, reason="Settled", ends_on=TODAY - DAY)
    assert (own.ends_on, own.end_reason) == (TODAY - DAY, "Settled")
