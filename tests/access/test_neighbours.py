"""Do pages of learning and of meetings say the same whether there is as much next door, or nothing?

Next door is another partnership, and for what is about one event or one body another one of the same partnership.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

import pytest
from django.db import transaction
from django.test import Client

from dhr_cases.actions.referral import refer_death
from dhr_cases.forms.team_forms import TeamForm
from dhr_cases.models import Case
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from governance.forms.registry import FORMS as GOVERNANCE_FORMS
from learning.actions.event_actions import ActionPlan, record_event_action, report_event_action_done
from learning.forms.registry import FORMS as LEARNING_FORMS
from learning.models import SlideTemplate
from learning.verbs import LearningVerb
from tests.access.addresses import addresses, probes
from tests.access.feedback_addresses import furnish_feedback
from tests.access.learning_world import furnish_learning
from tests.access.meeting_world import furnish_meetings
from tests.access.pack_addresses import furnish_packs
from tests.access.world import Which, World, cast_elsewhere, furnish, grant_case_roles, referral_elsewhere
from tests.conftest import Cast
from tests.events import announced, book, held, planned
from tests.meetings import a_body, asked, days_ago, drafted, noted
from tests.public_records import put_record
from tests.stages import case_at

pytestmark = pytest.mark.django_db

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


def paths_of(world: World, app: str, about: Collection[str] = ()) -> Iterator[str]:
    """Every page of an app that is of the cast's own partnership; with ``about`` those that name such a row."""
    for address in addresses():
        is_asked = not about or not set(about).isdisjoint(address.parameters)
        if address.view.__module__.startswith(f"{app}.") and "partnership" in address.parameters and is_asked:
            for path, probe in probes(world, address):
                if probe.fits and probe.arguments["partnership"] == world.cast.partnership.code:
                    yield path + ASKED.get(address.name, "")


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


@pytest.mark.parametrize("app", FURNISHED)
def test_say_the_same_without_the_partnership_next_door(cast: Cast, case: Case, client: Client, app: str) -> None:
    furnish_whole(cast, case, app)
    client.force_login(cast.coordinator)
    number, changed = changed_by(client, lambda: list(dict.fromkeys(paths_of(next_door(cast, case, app), app))))
    assert number > MANY
    assert [path for path in changed if OFFERS_ALL not in path] == []


def another_event(world: World) -> None:
    """Another event of the partnership, with bookings, replies, an action and a pack of its own."""
    event = announced(world.cast, title="Another day")
    for number in (1, 2, 3):
        book(world.cast, event, number)
    furnish_feedback(world.cast, event)
    furnish_packs(world.cast, event)


def another_body(world: World) -> None:
    """Another body of the partnership that met on another day."""
    body = a_body(world.cast, "Second Board", first_minute=500)
    _meeting, item = drafted(world.cast, body, days_ago(10))
    noted(world.cast, item)
    asked(world.cast, item)


BESIDE: Mapping[str, tuple[Callable[[World], None], frozenset[str]]] = {
    "learning": (another_event, frozenset({"event"})),
    "governance": (another_body, frozenset({"body_id", "meeting_id", "item_id"})),
}
"""What is put beside the rows that pages of each app name."""


@pytest.mark.parametrize("app", BESIDE)
def test_say_the_same_without_the_next_row_of_their_kind(cast: Cast, case: Case, client: Client, app: str) -> None:
    furnish_whole(cast, case, app)
    world = next_door(cast, case, app)
    paths = list(dict.fromkeys(paths_of(world, app, BESIDE[app][1])))
    client.force_login(cast.coordinator)
    number, changed = changed_by(client, lambda: _furnished(world, app, paths))
    assert number > len(paths) // 2
    assert changed == []


def _furnished(world: World, app: str, paths: Collection[str]) -> Collection[str]:
    BESIDE[app][0](world)
    return paths


ACTS: Mapping[str, Collection[type[TeamForm]]] = {
    "learning": LEARNING_FORMS.values(),
    "governance": GOVERNANCE_FORMS.values(),
}


def furnish_more(cast: Cast) -> None:
    """Rows at states that nothing else here comes to: an event planned, one held, an action done, a slide template."""
    planned(cast)
    event = held(cast)
    action = record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text="Ask twice"))
    report_event_action_done(action=action, by=cast.coordinator, outcome="All ask twice", evidence="Audit")
    with change("Furnished", cast.coordinator):
        SlideTemplate.objects.create(partnership=cast.partnership, file_name="ours.pptx", added_by=cast.coordinator)


@pytest.mark.parametrize("app", ACTS)
def test_acts_are_about_rows_of_the_own_partnership_only(cast: Cast, case: Case, app: str) -> None:
    furnish_whole(cast, case, app)
    world = next_door(cast, case, app)
    for each in (cast, world.far_cast):
        furnish_more(each)
    empty = set()
    for form in ACTS[app]:
        if form.needs_subject:
            own, far = (set(form.subjects(each.partnership)) for each in (cast, world.far_cast))
            assert own.isdisjoint(far), form.__name__
            empty |= set() if own and far else {form.verb}
    assert empty == set()
