"""What stands on the pages of publication, release, papers and people: rows, marks, words and what leads?"""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import people, publication, publication_plan
from dhr_cases.actions.papers import add_paper
from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, Part, PartialDate, Person, Publication
from dhr_cases.paper_kinds import Marking, PaperKind
from dhr_cases.publication_days import DayToAvoid
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from tests.conftest import Cast
from tests.files import upload
from tests.released import approved, cleared_case, file_for_public, looked_through, published
from tests.seen import Seen, browser, seen, sent
from tests.stages import case_at
from tests.steps_learning import ALL_CONFIRMED, make_ready

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = long_date(TODAY)
DAYS, TOLD, CHECKS = "Dates to avoid", "Told before the public", "Checks of the report"


@pytest.fixture
def prepared(cast: Cast, case: Case) -> Case:
    """A case whose publication is planned for today."""
    return case_at(cast, case, Stage.PRE_PUBLICATION)


def page_of(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page of publication."""
    return seen(cast.people()[part], "case_publication", case.reference)


def leads(page: Seen) -> list[str]:
    """The acts a page leads with: buttons that are not secondary."""
    path = "//main//a[@role='button'][not(contains(@class, 'secondary'))]"
    return [link.text_content().strip() for link in page.root.xpath(path)]


def test_shows_the_plan_in_full_to_those_who_work_on_it(cast: Cast, prepared: Case) -> None:
    page = page_of(cast, prepared)
    assert page.facts == {
        "Planned for": DAY, "About dates to avoid": "not stated", "Family told the date on": "not yet",
        "Published on": "not yet", "Web address": "not stated", "Embargo until": "none",
        "Lines for the media": "not stated", "Progress of the action plan": "Not shown",
    }  # fmt: skip
    for sentence in (
        "No date is on the list yet.", "Nobody is on the list yet.", "Nobody has checked the report yet.",
        "No learning has been shared yet.",
    ):  # fmt: skip
        assert sentence in page
    assert "Before publication" in page.headings


def test_shows_those_who_follow_the_plan_without_its_terms(cast: Cast, prepared: Case) -> None:
    page = page_of(cast, prepared, "family_advocate")
    assert list(page.facts) == [
        "Planned for", "About dates to avoid", "Family told the date on", "Published on", "Web address",
    ]  # fmt: skip
    assert not {DAYS, TOLD, CHECKS, "Before publication"} & set(page.headings)


def test_says_that_publication_is_not_being_prepared(cast: Cast, case: Case) -> None:
    page = page_of(cast, case_at(cast, case, Stage.QA_CLEARED))
    assert "Publication is not being prepared yet." in page
    assert "Planned for" not in page.facts


def test_lists_days_and_recipients_with_what_can_be_done(cast: Cast, prepared: Case) -> None:
    """Who plans can take a day off and record that somebody was told; who only checks reads."""
    for name, around, yearly in (("Birthday", 3, True), ("Trial", 1, False), ("A visit", 0, False)):
        day = DayToAvoid(TODAY + 40 * ONE, name, around, every_year=yearly)
        publication_plan.add_date_to_avoid(case=prepared, by=cast.coordinator, day=day)
    for who, how in (("Leader", "By telephone"), ("Press officer", "")):
        publication_plan.list_recipient(case=prepared, by=cast.coordinator, who=who, how=how)
    page = page_of(cast, prepared)
    when = long_date(TODAY + 40 * ONE)
    assert page.heads[DAYS] == ["Day", "What it is", "Kept clear", "Comes again", "To do"]
    assert sorted(page.tables[DAYS]) == sorted([
        [when, "Birthday", "3 days before and after", "Every year", "Take off the list"],
        [when, "Trial", "1 day before and after", "No", "Take off the list"],
        [when, "A visit", "The day itself", "No", "Take off the list"],
    ])  # fmt: skip
    assert page.tables[TOLD] == [
        ["Leader", "By telephone", "Not told yet", "Record that they were told"],
        ["Press officer", "not noted", "Not told yet", "Record that they were told"],
    ]
    reader = page_of(cast, prepared, "csp_chair")
    assert reader.heads[DAYS] == ["Day", "What it is", "Kept clear", "Comes again"]
    assert reader.heads[TOLD] == ["Who", "How", "Told on"]
    assert {len(row) for row in (*reader.tables[DAYS], *reader.tables[TOLD])} == {4, 3}


def test_counts_each_person_s_newest_check(cast: Cast, prepared: Case) -> None:
    """An earlier one of the same person no longer counts."""
    bare = replace(ALL_CONFIRMED, names_removed=False)
    publication.check_publication(case=prepared, by=cast.csp_chair, confirmed=bare, note="A name on page 9")
    publication.check_publication(case=prepared, by=cast.csp_chair, confirmed=ALL_CONFIRMED)
    publication.check_publication(case=prepared, by=cast.coordinator, confirmed=bare, note="A date")
    page = page_of(cast, prepared)
    assert sorted(page.tables[CHECKS]) == sorted([
        ["Csp Chair", DAY, "No longer counts", "A name on page 9"],
        ["Csp Chair", DAY, "Passed", "none"],
        ["Coordinator", DAY, "Not passed", "A date"],
    ])  # fmt: skip
    words = ("No longer counts", "Passed", "Not passed")
    assert [page.states[word] for word in words] == ["not_started", "done", "overdue"]


def test_leads_with_what_is_next_for_each_person(cast: Cast, prepared: Case) -> None:
    """To check, then to tell the family, and to publish only once nothing is missing."""
    check, tell, publish = (
        VERBS[verb].label for verb in (Verb.CHECK_PUBLICATION, Verb.TELL_FAMILY_OF_PUBLICATION, Verb.PUBLISH)
    )
    assert leads(page_of(cast, prepared)) == [check]
    publication.check_publication(case=prepared, by=cast.coordinator, confirmed=ALL_CONFIRMED)
    assert leads(page_of(cast, prepared)) == [tell]
    assert leads(page_of(cast, prepared, "csp_chair")) == [check]
    make_ready(cast, prepared)
    assert leads(page_of(cast, prepared)) == [publish]


def test_has_no_tasks_left_once_published(cast: Cast, prepared: Case) -> None:
    make_ready(cast, prepared)
    publication.publish(case=prepared, by=cast.coordinator, url="https://testshire.example/robin")
    page = page_of(cast, prepared)
    assert page.tasks == []
    assert page.facts["Published on"] == DAY
    assert page.links["https://testshire.example/robin"] == "https://testshire.example/robin"
    assert page.links["What the public sees"].startswith(reverse("public_register"))


def test_says_why_a_report_is_withheld_or_down(cast: Cast, case: Case) -> None:
    withheld = case_at(cast, case, Stage.PUBLICATION_WITHHELD)
    page = page_of(cast, withheld)
    assert page.facts["Withheld because"] == "A child would be recognised."
    assert "Taken down on" not in page.facts
    plan = Publication.objects.get(case=withheld)
    assert plan.withdrawn_on is None


def test_tells_what_was_shared_newest_first(cast: Cast, prepared: Case) -> None:
    for lesson in ("Ask about fear", "Write it down"):
        publication.share_learning(case=prepared, by=cast.coordinator, lesson=lesson, audience="All GPs", on=TODAY)
    assert page_of(cast, prepared).events == [
        f"Shared with All GPs {DAY} Write it down", f"Shared with All GPs {DAY} Ask about fear",
    ]  # fmt: skip


def test_tells_how_far_each_file_is(cast: Cast, case: Case) -> None:
    """Not looked through, waiting, released; those who do not check see no list."""
    cleared = cleared_case(cast, case)
    version = file_for_public(cast, cleared)
    steps = []
    for step in (
        lambda: None,
        lambda: looked_through(cast, cleared, version),
        lambda: approved(cast, cleared, version),
    ):
        step()
        steps.append(seen(cast.coordinator, "case_release", cleared.reference).tasks[0][2])
    assert steps == ["Not looked through", "Waits for approval", "Released"]
    page = seen(cast.coordinator, "case_release_file", cleared.reference, version.pk)
    assert page.facts["State"] == "Released"
    assert page.facts["Format"] == "TXT"
    assert page.facts["Added"] == f"{DAY} by Coordinator"
    assert page.facts["Last looked through"] == f"{DAY} by Coordinator"
    ((first, *_), (second, *_)) = next(iter(page.tables.values()))
    assert {first, second} == {"Csp Chair", "Panel Member"}
    assert page.states["Yes"] == "done"


def test_shows_what_stands_on_the_register(cast: Cast, case: Case) -> None:
    cleared = cleared_case(cast, case)
    approved(cast, cleared, looked_through(cast, cleared, file_for_public(cast, cleared)))
    record = published(cast, cleared)
    page = seen(cast.coordinator, "case_release", cleared.reference)
    assert page.facts["Put up on"] == DAY
    assert page.facts["Reason given to the public"] == "none"
    assert page.facts["Steps of the action plan shown"] == "0"
    assert page.links[page.facts["Address"]] == reverse("public_record", args=(record.slug,))
    ((name, put_up, down, out, why),) = page.tables["Files on the register"]
    assert name.endswith(", version 1 (TXT)")
    assert (put_up, down, out, why) == (f"{DAY} by Coordinator", "no", "Yes", "none")
    assert {VERBS[verb].label for verb in (Verb.REFRESH_PROGRESS, Verb.TAKE_DOWN)} <= set(page.links)


def test_lists_papers_by_kind_with_all_that_is_known(cast: Cast, case: Case) -> None:
    """Whose it is, who added it when, how large it is, how it is marked and what changed."""
    add_paper(
        case=case, by=cast.coordinator, kind=PaperKind.IMR, title="Report", upload=upload("r.txt", b"x" * 2_048),
        organisation=cast.health, note="New part",
    )  # fmt: skip
    add_paper(case=case, by=cast.coordinator, kind=PaperKind.LETTER, title="Letter", upload=upload("l.txt", b"x"))
    page = seen(cast.coordinator, "case_papers", case.reference)
    rows = {row[0]: row[1:] for rows in page.tables.values() for row in rows}
    added, marking = f"{DAY} by Coordinator", Marking.OFFICIAL_SENSITIVE.label
    assert rows == {
        "Report, version 1": ["Testshire NHS Trust", added, "2.0 KB", marking, "New part"],
        "Letter, version 1": ["Partnership or chair", added, "1 byte", marking, "not noted"],
    }
    assert set(next(iter(page.heads.values()))) == {
        "Paper and version",
        "From",
        "Added",
        "Size",
        "Marking",
        "What changed",
    }
    assert {VERBS[Verb.ADD_PAPER].label, "Make a paper from the record"} <= set(page.links)
    assert seen(cast.auditor, "case_papers", case.reference).tables == {}


@pytest.mark.parametrize(("witness", "words"), [(True, "Yes"), (False, "No"), (None, "not known")])
def test_shows_a_person_by_pseudonym_with_every_fact(cast: Cast, case: Case, witness: bool | None, words: str) -> None:
    facts = people.PersonFacts(
        part=Part.FAMILY, name="Ada Invented", pseudonym="Wren", relationship="mother", is_trial_witness=witness,
        family_asked_on=PartialDate.parse("2026-05"), wishes="No letters",
    )  # fmt: skip
    row: Person = people.record_person(case=case, by=cast.coordinator, facts=facts)
    page = seen(cast.coordinator, "case_people", case.reference)
    assert "Wren" in page.headings
    shown = ("Part", "Relationship to the person who died", "Family asked to choose", "May be a witness at a trial",
             "Wishes about contact")  # fmt: skip
    assert [page.facts[label] for label in shown] == ["Family member", "mother", "May 2026", words, "No letters"]
    assert "Real name" not in page.facts
    correct = reverse("case_person_correct", args=(case.reference, row.pk))
    assert page.links["Correct what is recorded of Wren"] == correct
    chair = seen(cast.csp_chair, "case_people", case.reference)
    assert "Correct what is recorded of Wren" not in chair.links
    assert "Show names" not in chair.links


def test_shows_names_for_a_reason_and_covers_them_again(cast: Cast, case: Case) -> None:
    """Without a reason nothing is shown; covering says so and leads back."""
    facts = people.PersonFacts(part=Part.FAMILY, name="Ada Invented", pseudonym="Wren")
    people.record_person(case=case, by=cast.coordinator, facts=facts)
    address, client = reverse("case_show_names", args=(case.reference,)), browser(cast.coordinator)
    bare = Seen(client.post(address, {"reason": " "}))
    assert (bare.status, len(bare.faults)) == (422, 1)
    shown = Seen(client.post(address, {"reason": "Writing to her"}, follow=True))
    assert shown.facts["Real name"] == "Ada Invented"
    assert "Cover names" in shown.buttons
    covered = Seen(client.post(address, follow=True))
    assert covered.messages == ["The names are covered again."]
    assert "Real name" not in covered.facts
    assert sent(cast.coordinator, "case_show_names", case.reference).faults == []
