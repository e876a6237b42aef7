"""Who is let into which numbered copy, and what ends it? Role x copy x state x address, generated."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dhr_cases.actions import drafting, overlays, reading_room
from dhr_cases.actions.memberships import end_role
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseMembership, DraftReading, ReadingAccess, ReadingOpening, SectionComment, User
from dhr_cases.models.history import change
from tests.access.addresses import NO_SUCH_ID
from tests.access.test_url_matrix import NOT_THE_PAGE
from tests.conftest import Cast
from tests.reading_copies import SISTER, TEXTS, access_of, give_copies, in_days

WORDS = "The date of the second visit is wrong."
READERS = {"second_author": "health", "family_advocate": "sister"}
"""Who is let into which copy."""
Copies = Mapping[str, DraftReading]


@pytest.fixture
def copies(case: Case, cast: Cast) -> Copies:
    """An agency's and the family's copy; each reader has made a point on theirs."""
    given = give_copies(cast, case, [getattr(cast, part) for part in READERS])
    for part, name in READERS.items():
        reader = getattr(cast, part)
        reading_room.comment_on_copy(access=access_of(given[name], reader), by=reader, text=f"{WORDS} {part}")
    return given


def addresses_of(copy: DraftReading) -> Iterator[str]:
    """Every page of one copy."""
    passage = copy.passages.first()
    point = SectionComment.objects.get(reading=copy)
    assert passage is not None
    for name in ("reading", "reading_still_open", "reading_finished"):
        yield reverse(name, args=(copy.pk,))
    yield reverse("reading_comment", args=(copy.pk, point.pk))
    yield reverse("reading_passage", args=(copy.pk, passage.pk))


def statuses(person: User, copy: DraftReading, every: bool = True) -> set[int]:
    """What the pages of a copy, or its first and last, answer to a person; what they write is not kept."""
    client = Client()
    client.force_login(person)
    found = set()
    paths = list(addresses_of(copy))
    for path in paths if every else (paths[0], paths[-1]):
        with transaction.atomic():
            found.add(client.get(path).status_code)
            transaction.set_rollback(True)
    return found


def close(cast: Cast, case: Case, copies: Copies) -> None:
    for access in ReadingAccess.objects.filter(reading__case=case):
        reading_room.close_reading(case=case, by=cast.coordinator, access=access, reason="Sent to the wrong person.")


def let_the_day_pass(cast: Cast, case: Case, copies: Copies) -> None:
    with change("Test day", None):
        for access in ReadingAccess.objects.filter(reading__case=case):
            access.ends_on = in_days(-1)
            access.save()


def end_the_roles(cast: Cast, case: Case, copies: Copies) -> None:
    for membership in CaseMembership.objects.filter(case=case, user__in=[getattr(cast, part) for part in READERS]):
        end_role(case=case, by=cast.coordinator, membership=membership, reason="They left.")


def close_the_accounts(cast: Cast, case: Case, copies: Copies) -> None:
    for part in READERS:
        person = getattr(cast, part)
        person.is_active = False
        person.save()


def send_back(cast: Cast, case: Case, copies: Copies) -> None:
    drafting.send_back_to_draft(case=case, by=cast.coordinator, reason="To be balanced.")


ENDINGS: Mapping[str, Callable[[Cast, Case, Copies], None]] = {
    "closed": close,
    "the last day is past": let_the_day_pass,
    "the role has ended": end_the_roles,
    "the account is closed": close_the_accounts,
    "the draft went back": send_back,
}


def test_opens_a_copy_to_its_reader_and_to_nobody_else(copies: Copies, cast: Cast) -> None:
    """Not even to the coordinator: who works on the case reads the draft elsewhere."""
    wrong = []
    for part, person in cast.people().items():
        for name, copy in copies.items():
            found = statuses(person, copy, every=part in READERS)
            right = {200, 204} if READERS.get(part) == name else {404}
            wrong += [] if found == right else [f"{part} {name}: {found}"]
    assert not wrong


def test_asks_who_it_is(copies: Copies, client: Client) -> None:
    """Nobody signed in is sent to sign in, and not a word of the draft is in the answer."""
    answers = [client.get(path) for copy in copies.values() for path in addresses_of(copy)]
    assert {answer.status_code for answer in answers} == {302}
    assert not any(text.encode() in answer.content for answer in answers for text in TEXTS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_is_not_there_once_the_way_in_has_ended(copies: Copies, case: Case, cast: Cast, ending: str) -> None:
    """Every page of every copy, whatever ended it; a closed account has no session any more."""
    ENDINGS[ending](cast, case, copies)
    found = {
        part: statuses(getattr(cast, part), copies[name])
        if ending != "the account is closed"
        else _signed_out(cast, part, copies[name])
        for part, name in READERS.items()
    }
    assert found == dict.fromkeys(READERS, {302} if ending == "the account is closed" else {404})


def _signed_out(cast: Cast, part: str, copy: DraftReading) -> set[int]:
    client = Client()
    client.force_login(getattr(cast, part))
    return {client.get(path).status_code for path in addresses_of(copy)}


def test_waits_with_the_family_while_a_hold_stops_its_reading(copies: Copies, case: Case, cast: Cast) -> None:
    """The agency's fact check runs on."""
    terms = overlays.HoldTerms(
        reason=HoldReason.POLICE_REQUEST, scope=frozenset({HoldScope.FAMILY_READING}), starts_on=in_days(0)
    )
    overlays.start_hold(case=case, by=cast.coordinator, terms=terms)
    assert statuses(cast.family_advocate, copies["sister"]) == {404}
    assert statuses(cast.second_author, copies["health"]) == {200, 204}


@pytest.mark.parametrize("part", READERS)
def test_loses_an_open_page_at_once(copies: Copies, case: Case, cast: Cast, client: Client, part: str) -> None:
    """The page was open; the next click, and what was just being sent, find nothing and change nothing."""
    reader, copy = getattr(cast, part), copies[READERS[part]]
    client.force_login(reader)
    paths = list(addresses_of(copy))
    assert client.get(paths[-1]).status_code == 200
    close(cast, case, copies)
    before = (ReadingOpening.objects.count(), SectionComment.objects.count())
    assert {client.get(path).status_code for path in paths} == {404}
    sent = [path for path in paths if not path.endswith("/open/")]
    assert {client.post(path, {"text": "Too late.", "words": "Too late."}).status_code for path in sent} == {404}
    assert (ReadingOpening.objects.count(), SectionComment.objects.count()) == before
    assert reverse("reading", args=(copy.pk,)) not in client.get(reverse("my_readings")).content.decode()


def test_looks_the_same_closed_as_never_there(copies: Copies, case: Case, cast: Cast, client: Client) -> None:
    """Nobody learns from the answer that there was a copy."""
    close(cast, case, copies)
    client.force_login(cast.family_advocate)
    answers = [client.get(reverse("reading", args=(key,))) for key in (copies["sister"].pk, NO_SUCH_ID)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({NOT_THE_PAGE.sub(b"", answer.content) for answer in answers}) == 1


def test_shows_a_reader_no_other_readers_words(copies: Copies, cast: Cast, client: Client) -> None:
    """Neither in the reading room nor on the pages of the case; and never a real name."""
    client.force_login(cast.family_advocate)
    case = copies["sister"].case
    paths = [*addresses_of(copies["sister"]), reverse("case_readings", args=(case.reference,))]
    paths.append(reverse("case_comments", args=(case.reference,)))
    pages = "".join(client.get(path).content.decode() for path in paths)
    assert f"{WORDS} family_advocate" in pages
    assert f"{WORDS} second_author" not in pages
    assert SISTER not in pages


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("coordinator", 200),
        ("independent_chair", 200),
        ("panel_member", 404),
        ("family_advocate", 404),
        ("auditor", 404),
    ],
)
def test_shows_openings_to_those_who_run_the_panel(
    copies: Copies, cast: Cast, client: Client, part: str, status: int
) -> None:
    """When a bereaved family reads is nobody else's business."""
    client.force_login(getattr(cast, part))
    copy = copies["sister"]
    assert client.get(reverse("case_copy", args=(copy.case.reference, copy.pk))).status_code == status
