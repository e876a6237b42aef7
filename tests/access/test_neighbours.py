"""Do pages of learning and of meetings say the same whether there is as much next door, or nothing?

Next door is another partnership, and for what is about one event or one body another one of the same partnership.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

import pytest
from django.test import Client

from dhr_cases.forms.team_forms import TeamForm
from dhr_cases.models import Case
from dhr_cases.models.history import change
from governance.forms.registry import FORMS as GOVERNANCE_FORMS
from learning.actions.event_actions import ActionPlan, record_event_action, report_event_action_done
from learning.forms.registry import FORMS as LEARNING_FORMS
from learning.models import SlideTemplate
from tests.access.addresses import addresses, probes
from tests.access.neighbours import (
    ASKED,
    FURNISHED,
    MANY,
    OFFERS_ALL,
    another_body,
    another_event,
    changed_by,
    furnish_whole,
    next_door,
)
from tests.access.world import World
from tests.conftest import Cast
from tests.events import held, planned

pytestmark = pytest.mark.django_db


def paths_of(world: World, app: str, about: Collection[str] = ()) -> Iterator[str]:
    """Every page of an app that is of the cast's own partnership; with ``about`` those that name such a row."""
    for address in addresses():
        is_asked = not about or not set(about).isdisjoint(address.parameters)
        if address.view.__module__.startswith(f"{app}.") and "partnership" in address.parameters and is_asked:
            for path, probe in probes(world, address):
                if probe.fits and probe.arguments["partnership"] == world.cast.partnership.code:
                    yield path + ASKED.get(address.name, "")


@pytest.mark.parametrize("app", FURNISHED)
def test_say_the_same_without_the_partnership_next_door(cast: Cast, case: Case, client: Client, app: str) -> None:
    furnish_whole(cast, case, app)
    client.force_login(cast.coordinator)
    number, changed = changed_by(client, lambda: list(dict.fromkeys(paths_of(next_door(cast, case, app), app))))
    assert number > MANY
    assert [path for path in changed if OFFERS_ALL not in path] == []


BESIDE: Mapping[str, tuple[Callable[[Cast], None], frozenset[str]]] = {
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
    BESIDE[app][0](world.cast)
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
