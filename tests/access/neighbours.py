"""What is put next door to a page, and does the page say something else once it is there?"""

import re
from collections.abc import Callable, Collection, Mapping

from django.db import transaction
from django.test import Client

from dhr_cases.actions.referral import refer_death
from dhr_cases.models import Case
from dhr_cases.stages import Stage
from learning.models import PackOrder, SeminarPack
from learning.verbs import LearningVerb
from tests.access.feedback_addresses import furnish_feedback
from tests.access.learning_world import furnish_learning
from tests.access.meeting_world import furnish_meetings
from tests.access.pack_addresses import furnish_packs
from tests.access.world import Which, World, cast_elsewhere, furnish, grant_case_roles, referral_elsewhere
from tests.conftest import Cast
from tests.events import announced, book
from tests.meetings import a_body, asked, days_ago, drafted, noted
from tests.public_records import put_record
from tests.stages import case_at

NOT_THE_PAGE = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|\d\d:\d\d|DTSTAMP:\S+')
"""What differs from one answer to the next although the page is the same."""
ASKED = {"learning_search": "?q=risk", "governance_paper": "?format=html&version=restricted"}
"""Pages that say more when something is asked of them, and papers that can be read as a page."""
OFFERS_ALL = f"/do/{LearningVerb.PLAN_PACK}/"
"""A pack may tell of a review that any partnership has published."""
FURNISHED: Mapping[str, tuple[Callable[[Cast], object], ...]] = {
    "learning": (furnish_learning,),
    "governance": (furnish_learning, furnish_meetings),
}
"""What the pages of each app tell of."""
NOT_TEXT = b"\0"
"""Files for other programs hold it, pages never."""
MANY = 50
"""Fewer pages than so many are not all of an app."""


def furnish_whole(cast: Cast, case: Case, app: str) -> None:
    """A published review, and events and meetings with everything that hangs on them."""
    furnish(cast, case_at(cast, case, Stage.PUBLISHED))
    put_record(cast.partnership, f"case-of-{cast.partnership.code}", case=case)
    for furnishing in FURNISHED[app]:
        furnishing(cast)


def next_door(cast: Cast, case: Case, app: str) -> World:
    """The cast's world beside a partnership that holds as much."""
    far_cast = cast_elsewhere(cast)
    far_case = refer_death(by=far_cast.coordinator, referral=referral_elsewhere(far_cast.partnership))
    grant_case_roles(far_cast, far_case)
    furnish_whole(far_cast, far_case, app)
    return World(cast, far_cast, Stage.PUBLISHED, {Which.OWN: case, Which.FAR: far_case}, asks_every_act=True)


def pages(client: Client, paths: Collection[str]) -> Mapping[str, bytes]:
    """What each page says, without what is never twice the same; files for other programs are left out."""
    answers = {path: client.get(path) for path in paths}
    return {
        path: NOT_THE_PAGE.sub(b"", answer.content)
        for path, answer in answers.items()
        if not answer.streaming and NOT_TEXT not in answer.content
    }


def changed_by(client: Client, furnishing: Callable[[], Collection[str]]) -> tuple[int, list[str]]:
    """How many pages were compared, and which of them say something else once something is next door."""
    with transaction.atomic():
        paths = furnishing()
        beside = pages(client, paths)
        transaction.set_rollback(True)
    alone = pages(client, paths)
    return len(beside), [path for path in beside if beside[path] != alone.get(path)]


def another_event(cast: Cast) -> None:
    """Another event of the partnership, with bookings, replies, an action and a pack of its own."""
    event = announced(cast, title="Another day")
    for number in (1, 2, 3):
        book(cast, event, number)
    furnish_feedback(cast, event)
    furnish_packs(cast, event)
    PackOrder.objects.create(pack=SeminarPack.objects.get(event=event), ordered_by=cast.coordinator)


def another_body(cast: Cast) -> None:
    """Another body of the partnership that met on another day."""
    body = a_body(cast, "Second Board", first_minute=500)
    _meeting, item = drafted(cast, body, days_ago(10))
    noted(cast, item)
    asked(cast, item)
