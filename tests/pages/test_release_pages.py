"""The pages of release: how far each file is, what was found, who decides, who approves, what stands where."""

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions import release
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.models import (
    Case,
    FindingDecision,
    PaperVersion,
    PublicFile,
    PublicRecord,
    PublicState,
    ReleaseApproval,
    ReleaseScan,
    User,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.release import findings_of
from dhr_cases.release_gate import is_released
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import boxes
from tests.conftest import Cast
from tests.released import (
    CLEAN,
    NAME,
    NEXT,
    change_a_byte,
    cleared_case,
    file_for_public,
    looked_through,
    only_file,
    published,
    released,
)
from tests.stages import case_at
from tests.steps_learning import make_ready

DATED = CLEAN + b"She called on 14 March 2021.\n" + CLEAN * 3 + b"He was arrested on 14 March 2021.\n" + CLEAN * 3


@pytest.fixture
def cleared(case: Case, cast: Cast) -> Case:
    """A case cleared by the Home Office, about a person whose name is protected."""
    return cleared_case(cast, case)


def words(client: Client, person: User, name: str, *args: object) -> str:
    """The words of a page as the person gets it."""
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def status(client: Client, person: User, name: str, *args: object) -> int:
    """The status of a page for a person."""
    client.force_login(person)
    return client.get(reverse(name, args=args)).status_code


def do(client: Client, person: User, verb: Verb, version: PaperVersion | Case, **answers: str) -> int:
    """Send the form of an act, checked; the status of the answer."""
    client.force_login(person)
    if isinstance(version, PaperVersion):
        about = [version.paper.case.reference, verb, str(version.pk)]
    else:
        about = [version.reference, verb]
    return client.post(reverse("act", args=about), {**answers, "confirmed": "yes"}).status_code


def test_says_that_nothing_is_there_yet(cleared: Case, cast: Cast, client: Client) -> None:
    """Neither a file nor a place on the register."""
    page = words(client, cast.coordinator, "case_release", cleared.reference)
    assert "No file for the public has been made" in page
    assert "not on the public register" in page


def test_leads_from_publication_to_release(cleared: Case, cast: Cast, client: Client) -> None:
    """The page belongs to publication."""
    page = words(client, cast.coordinator, "case_publication", cleared.reference)
    assert reverse("case_release", args=(cleared.reference,)) in page


def test_releases_a_file_through_the_pages(cleared: Case, cast: Cast, client: Client) -> None:
    """Look through, two approvals; each page says what is next."""
    version = file_for_public(cast, cleared)
    assert "Not looked through" in words(client, cast.coordinator, "case_release", cleared.reference)
    assert do(client, cast.coordinator, Verb.SCAN_FOR_RELEASE, version) == 302
    assert "Waits for approval" in words(client, cast.coordinator, "case_release", cleared.reference)
    assert do(client, cast.csp_chair, Verb.APPROVE_RELEASE, version) == 422
    for person in (cast.csp_chair, cast.panel_member):
        assert do(client, person, Verb.APPROVE_RELEASE, version, has_read="on") == 302
    page = words(client, cast.coordinator, "case_release_file", cleared.reference, version.pk)
    assert "Released: the public may have these exact bytes" in page
    assert "Csp Chair" in page
    assert version.sha256 in page
    assert is_released(version)


def test_leads_back_to_release_after_an_act(cleared: Case, cast: Cast, client: Client) -> None:
    """The next file is there."""
    version = file_for_public(cast, cleared)
    client.force_login(cast.coordinator)
    about = [cleared.reference, Verb.SCAN_FOR_RELEASE, version.pk]
    answer = client.post(reverse("act", args=about), {"confirmed": "yes"})
    assert answer["Location"] == reverse("case_release", args=(cleared.reference,))


def test_offers_no_approval_while_something_is_open(cleared: Case, cast: Cast, client: Client) -> None:
    """The button comes when the file is clean; typing the address is refused with the sentence."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, f"{NAME} called.\n".encode()))
    page = words(client, cast.csp_chair, "case_release_file", cleared.reference, version.pk)
    assert "Approve the file for release" not in page
    assert "Make a new version" in page
    assert do(client, cast.csp_chair, Verb.APPROVE_RELEASE, version, has_read="on") == 409
    assert not ReleaseApproval.objects.exists()


def test_shows_what_was_found_only_to_those_who_may_see_names(cleared: Case, cast: Cast, client: Client) -> None:
    """Others who check are told where something stands, and of which kind."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, f"{NAME} called.\n".encode()))
    assert "Tarrant" in words(client, cast.coordinator, "case_release_file", cleared.reference, version.pk)
    page = words(client, cast.panel_member, "case_release_file", cleared.reference, version.pk)
    assert "Tarrant" not in page
    assert "Protected word" in page
    assert "Shown to those who may see names" in page


def test_shows_nothing_of_a_release_to_those_who_do_not_check(cleared: Case, cast: Cast, client: Client) -> None:
    """They see what stands on the register."""
    version = released(cast, cleared)
    published(cast, cleared)
    page = words(client, cast.home_office_reader, "case_release", cleared.reference)
    assert "Files for the public" not in page
    assert "Files on the register" in page
    assert status(client, cast.home_office_reader, "case_release_file", cleared.reference, version.pk) == 404


def test_has_no_page_for_a_paper_that_is_never_public(cleared: Case, cast: Cast, client: Client) -> None:
    """Nor for another case's file."""
    version = file_for_public(cast, cleared, kind=PaperKind.MINUTES)
    assert status(client, cast.coordinator, "case_release_file", cleared.reference, version.pk) == 404


def finding(version: PaperVersion, kind: FindingKind) -> int:
    """The number of the first finding of a kind."""
    found = findings_of(ReleaseScan.objects.filter(version=version).latest("pk"))
    return next(number for number, row in enumerate(found, start=1) if row.kind is kind)


def test_decides_about_a_finding(cleared: Case, cast: Cast, client: Client) -> None:
    """Kept with a reason; the page of the file says so."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, DATED))
    address = (cleared.reference, version.pk, finding(version, FindingKind.DAY))
    assert "14 March 2021" in words(client, cast.coordinator, "case_release_finding", *address)
    url = reverse("case_release_finding", args=address)
    assert client.post(url, {"judgement": "keep", "reason": ""}).status_code == 422
    assert not FindingDecision.objects.exists()
    assert client.post(url, {"judgement": "keep", "reason": "The day of a public event"}).status_code == 302
    (decision,) = FindingDecision.objects.all()
    assert (decision.judgement, decision.by) == (Judgement.KEEP, cast.coordinator)
    assert "Keep as it is" in words(client, cast.coordinator, "case_release_file", cleared.reference, version.pk)


def test_decides_the_same_wherever_the_words_stand(cleared: Case, cast: Cast, client: Client) -> None:
    """One answer for every place where the day is named."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, DATED))
    client.force_login(cast.coordinator)
    url = reverse("case_release_finding", args=(cleared.reference, version.pk, finding(version, FindingKind.DAY)))
    answers = {"judgement": "generalise", "replacement": "in March 2021", "reason": "", "everywhere": "on"}
    assert client.post(url, answers).status_code == 302
    assert FindingDecision.objects.filter(kind=FindingKind.DAY).count() == 2
    page = words(client, cast.coordinator, "case_release_file", cleared.reference, version.pk)
    assert "Make less exact: make a new version" in page


def test_asks_what_is_to_be_done_when_nothing_is_chosen(cleared: Case, cast: Cast, client: Client) -> None:
    """The form comes back with the sentence."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, DATED))
    client.force_login(cast.coordinator)
    url = reverse("case_release_finding", args=(cleared.reference, version.pk, finding(version, FindingKind.DAY)))
    answer = client.post(url, {"reason": "Because"})
    assert answer.status_code == 422
    assert "Choose what is to be done with these words" in answer.content.decode()


def test_lets_nobody_decide_about_a_protected_word(cleared: Case, cast: Cast, client: Client) -> None:
    """Nor about a finding that is not there, nor somebody who sees no names."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared, DATED + f"{NAME} died.\n".encode()))
    protected = finding(version, FindingKind.PROTECTED)
    dated = finding(version, FindingKind.DAY)
    for person, number in ((cast.coordinator, protected), (cast.coordinator, 99), (cast.panel_member, dated)):
        assert status(client, person, "case_release_finding", cleared.reference, version.pk, number) == 404


def test_says_what_the_publication_puts_up(cleared: Case, cast: Cast, client: Client) -> None:
    """Released files and what stays back, beside the form."""
    released(cast, cleared)
    file_for_public(cast, cleared, NEXT, PaperKind.PUBLISHED_PLAN, "plan.txt")
    make_ready(cast, case_at(cast, cleared, Stage.PRE_PUBLICATION))
    page = words(client, cast.coordinator, "act", cleared.reference, Verb.PUBLISH)
    assert "Overview report, version 1 (TXT)" in page
    assert "released, put on the register" in page
    assert "stays back. The file has not been looked through yet." in page


def test_shows_where_a_file_stands_and_when_the_gate_holds_it(cleared: Case, cast: Cast, client: Client) -> None:
    """A byte changed on the disk is told to the partnership at once."""
    released(cast, cleared)
    record = published(cast, cleared)
    page = words(client, cast.coordinator, "case_release", cleared.reference)
    assert reverse("public_record", args=(record.slug,)) in page
    change_a_byte(only_file(record))
    assert "No. The bytes of the file are not those" in words(
        client, cast.coordinator, "case_release", cleared.reference
    )


def test_corrects_and_takes_down_through_the_pages(cleared: Case, cast: Cast, client: Client) -> None:
    """The reason is typed for the public; files to keep are ticked."""
    released(cast, cleared)
    record = published(cast, cleared)
    version = released(cast, cleared, NEXT)
    assert do(client, cast.coordinator, Verb.CORRECT_FILE, version, reason="A date was wrong.") == 302
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "b.txt", "One page")
    assert do(client, cast.coordinator, Verb.PUT_UP_FILE, briefing, label="One-page briefing") == 302
    kept = PublicFile.objects.get(label="One-page briefing")
    down = {"reason": "Over", "public_reason": "Two years are over.", "keeps": str(kept.pk), **boxes("on")}
    assert do(client, cast.coordinator, Verb.TAKE_DOWN, cleared, **down) == 302
    assert only_file(record) == kept
    page = words(client, cast.coordinator, "case_release", cleared.reference)
    assert "Two years are over." in page
    assert "Taken down" in page


def test_takes_an_approval_back_through_the_page(cleared: Case, cast: Cast, client: Client) -> None:
    """With a reason; the page says that one approval is left."""
    version = released(cast, cleared)
    assert do(client, cast.panel_member, Verb.WITHDRAW_APPROVAL, version, reason="A street can be told.") == 302
    assert "so far: 1" in words(client, cast.panel_member, "case_release_file", cleared.reference, version.pk)


def test_tells_the_public_of_a_withheld_report_through_the_page(cleared: Case, cast: Cast, client: Client) -> None:
    """The words for the public are asked for when the register tells anything."""
    case_at(cast, cleared, Stage.PRE_PUBLICATION)
    answers = {"reason": "A child", "home_office_agreed": "on", "shown_as": PublicState.LEARNING.value}
    assert do(client, cast.coordinator, Verb.WITHHOLD, cleared, **answers) == 422
    told = {**answers, **boxes("on"), "public_reason": "A child could be recognised."}
    assert do(client, cast.coordinator, Verb.WITHHOLD, cleared, **told) == 302
    assert PublicRecord.objects.get().state == PublicState.LEARNING


def test_asks_for_no_public_words_where_nothing_is_on_the_register(cleared: Case, cast: Cast, client: Client) -> None:
    """A report that stood elsewhere is taken down as before."""
    case_at(cast, cleared, Stage.PUBLISHED)
    assert "public_reason" not in words(client, cast.coordinator, "act", cleared.reference, Verb.TAKE_DOWN)
    assert do(client, cast.coordinator, Verb.TAKE_DOWN, cleared, **boxes("on"), reason="Over") == 302


def test_shows_today_s_progress_through_the_page(cleared: Case, cast: Cast, client: Client) -> None:
    """The version of the record counts on."""
    released(cast, cleared)
    before = published(cast, cleared).version
    client.force_login(cast.coordinator)
    url = reverse("act", args=(cleared.reference, Verb.REFRESH_PROGRESS))
    assert client.post(url, {"confirmed": "yes"}).status_code == 302
    assert PublicRecord.objects.get().version == before + 1


def test_marks_an_approval_that_counts_no_more(cleared: Case, cast: Cast, client: Client) -> None:
    """The protected words have changed since it was given."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    release.approve_release(case=cleared, by=cast.csp_chair, version=version)
    assert "counts" in words(client, cast.coordinator, "case_release_file", cleared.reference, version.pk).lower()


def test_offers_each_person_what_is_left_to_them(cleared: Case, cast: Cast, client: Client) -> None:
    """Nobody is offered what would be refused: authors no approval, approvers no second one."""
    version = looked_through(cast, cleared, file_for_public(cast, cleared))
    release.approve_release(case=cleared, by=cast.csp_chair, version=version)
    pages = {
        person: words(client, person, "case_release_file", cleared.reference, version.pk)
        for person in (cast.coordinator, cast.csp_chair, cast.panel_member)
    }
    offered = {person: [verb for verb in Verb if f"/do/{verb}/" in page] for person, page in pages.items()}
    assert offered == {
        cast.coordinator: [Verb.SCAN_FOR_RELEASE],
        cast.csp_chair: [Verb.SCAN_FOR_RELEASE, Verb.WITHDRAW_APPROVAL],
        cast.panel_member: [Verb.SCAN_FOR_RELEASE, Verb.APPROVE_RELEASE],
    }


def test_offers_to_put_up_or_to_correct(cleared: Case, cast: Cast, client: Client) -> None:
    """By what stands on the register already."""
    standing = released(cast, cleared)
    published(cast, cleared)
    newer = released(cast, cleared, NEXT)
    briefing = released(cast, cleared, NEXT, PaperKind.BRIEFING, "b.txt", "One page")
    for version, verb in ((standing, None), (newer, Verb.CORRECT_FILE), (briefing, Verb.PUT_UP_FILE)):
        page = words(client, cast.coordinator, "case_release_file", cleared.reference, version.pk)
        offered = {each for each in (Verb.PUT_UP_FILE, Verb.CORRECT_FILE) if f"/do/{each}/" in page}
        assert offered == ({verb} if verb else set())
