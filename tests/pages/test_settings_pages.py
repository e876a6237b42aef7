"""The settings pages change one thing each, say what is wrong, and show a letter as it will read."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.partnership_settings import open_clocks
from dhr_cases.models import Case, LetterText, LocalClock, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.papers.letters import LetterKind
from dhr_cases.views.settings_pages import SECTIONS
from tests.conftest import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHY = {"reason": "Agreed by the board"}
SignIn = Callable[[User], Client]


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The coordinator at the browser."""
    client.force_login(cast.coordinator, backend=BACKEND)
    return client


@pytest.mark.parametrize("section", SECTIONS)
def test_opens_every_section(coordinator: Client, cast: Cast, section: str) -> None:
    """Each begins with what is set now."""
    page = coordinator.get(reverse("settings_change", args=(cast.partnership.code, section)))
    assert page.status_code == 200
    assert page.context["form"].title in page.content.decode()


def test_changes_the_label_and_shows_who_did(coordinator: Client, cast: Cast) -> None:
    """The latest change stands below with its reason."""
    coordinator.post(
        reverse("settings_change", args=(cast.partnership.code, "words")),
        {"label_shown": "DARDR", "title_pattern": "case_number", **WHY},
    )
    page = coordinator.get(reverse("settings")).content.decode()
    assert Partnership.objects.get(is_home=True).label_shown == "DARDR"
    assert WHY["reason"] in page
    assert str(cast.coordinator) in page


def test_says_beside_the_colour_how_little_contrast_it_has(coordinator: Client, cast: Cast) -> None:
    """Both the ratio and what is needed."""
    address = reverse("settings_change", args=(cast.partnership.code, "colours"))
    page = coordinator.post(address, {"brand": "#ffdd00", "link": "#1a5276", **WHY})
    assert page.status_code == 422
    assert "to 1" in page.context["form"].errors["brand"][0]
    assert "link" not in page.context["form"].errors


def address_of_colours(coordinator: Client) -> str:
    """Where a page of ours finds the partnership's colours."""
    found: list[str] = re.findall(r'href="(/brand\.css[^"]*)"', coordinator.get(reverse("settings")).content.decode())
    (address,) = found
    return address


def test_lets_a_browser_keep_the_colours_until_they_change(coordinator: Client, cast: Cast) -> None:
    """Every page waits for them, so they are asked for once; a change comes under another address, and at once."""
    before = address_of_colours(coordinator)
    kept = coordinator.get(before)
    assert kept["Cache-Control"] == "private, max-age=31536000, immutable"
    colours = {"brand": "#004d40", "link": "#1a5276"}
    coordinator.post(reverse("settings_change", args=(cast.partnership.code, "colours")), {**colours, **WHY})
    after = address_of_colours(coordinator)
    assert after != before
    assert "#004d40" in coordinator.get(after).content.decode()
    assert "#004d40" not in kept.content.decode()
    for other in (before, reverse("brand_css")):
        assert coordinator.get(other)["Cache-Control"] == "no-cache"


def test_shows_what_a_limit_means_before_it_is_set(coordinator: Client, cast: Cast) -> None:
    """The first answer is checked; only the second sets it."""
    address = reverse("settings_clock", args=(cast.partnership.code, "tell_home_office"))
    answers = {"count": "5", "unit": "working_days", **WHY}
    page = coordinator.post(address, answers)
    assert "five working days later" in page.content.decode()
    assert not LocalClock.objects.exists()
    coordinator.post(address, {**answers, "confirmed": "yes"})
    assert LocalClock.objects.get().limit == "P5WD"
    settings = coordinator.get(reverse("settings")).content.decode()
    assert "five working days" in settings
    assert "Limit changed: Tell the Home Office what was decided" in settings


def test_lists_each_clock_with_what_is_said_set_and_suggested(coordinator: Client, cast: Cast) -> None:
    """Of our own partnership only; a limit that was taken away is none."""
    first, second, *others = open_clocks()
    elsewhere = Partnership.objects.create(code="elsewhere", name="Elsewhere")
    with change("Test", cast.coordinator):
        LocalClock.objects.create(partnership=cast.partnership, clock=first.id, limit="P3WD", reason="Our protocol")
        LocalClock.objects.create(partnership=cast.partnership, clock=second.id, limit="", reason="Taken away")
        for clock in others:
            LocalClock.objects.create(partnership=elsewhere, clock=clock.id, limit="P9D", reason="Theirs")
    lines = {line.label: line for line in coordinator.get(reverse("settings")).context["clocks"]}
    assert list(lines) == [clock.label for clock in open_clocks()]
    assert (lines[first.label].limit, lines[first.label].reason) == ("three working days", "Our protocol")
    assert {(lines[clock.label].limit, lines[clock.label].reason) for clock in (second, *others)} == {
        ("none of our own", "")
    }
    for clock in open_clocks():
        line, suggested = lines[clock.label], clock.local_default
        assert line.suggestion == (suggested.period.words if suggested else "")
        assert line.source == ("no limit set" if clock.limit_phrase in {"", "none"} else clock.limit_phrase)
        assert line.url == reverse("settings_clock", args=(cast.partnership.code, clock.id))
    assert {line.source for line in lines.values()} > {"no limit set"}
    assert any(line.suggestion for line in lines.values())
    assert not all(line.suggestion for line in lines.values())


def test_has_no_page_for_a_limit_of_the_law(coordinator: Client, cast: Cast) -> None:
    """The month to decide cannot be set."""
    assert coordinator.get(reverse("settings_clock", args=(cast.partnership.code, "decide"))).status_code == 404


def test_refuses_an_unknown_placeholder_beside_the_text(coordinator: Client, cast: Cast) -> None:
    """The sentence names it and lists those that can be used."""
    address = reverse("settings_letter", args=(cast.partnership.code, LetterKind.SCOPING))
    page = coordinator.post(address, {"text": "Dear {name_of_the_family}", **WHY})
    assert "{name_of_the_family}" in page.context["form"].errors["text"][0]
    assert not LetterText.objects.exists()


def test_goes_back_to_the_shipped_wording(coordinator: Client, cast: Cast) -> None:
    """Only a letter that was worded anew offers it."""
    own = reverse("settings_letter", args=(cast.partnership.code, LetterKind.SCOPING))
    shipped = reverse("settings_letter_shipped", args=(cast.partnership.code, LetterKind.SCOPING))
    assert shipped not in coordinator.get(reverse("settings")).content.decode()
    coordinator.post(own, {"text": "Concerning {reference}", **WHY})
    assert shipped in coordinator.get(reverse("settings")).content.decode()
    coordinator.post(shipped, WHY)
    assert shipped not in coordinator.get(reverse("settings")).content.decode()


def test_adds_a_partnership_and_leads_to_its_settings(coordinator: Client, cast: Cast) -> None:
    """It stands among the others."""
    done = coordinator.post(reverse("partnership_new"), {"name": "Vale CSP", "code": "vale", **WHY})
    assert done.headers["Location"] == reverse("settings_of", args=("vale",))
    assert "Vale CSP" in coordinator.get(reverse("settings")).content.decode()


def test_shows_a_letter_of_a_case(coordinator: Client, case: Case) -> None:
    """Marked, with the gap named, and reached from the list."""
    listed = coordinator.get(reverse("case_letters", args=(case.reference,)))
    address = reverse("case_letter", args=(case.reference, LetterKind.SECURE_RECORDS))
    assert address in listed.content.decode()
    page = coordinator.get(address).content.decode()
    assert case.reference in page
    assert "OFFICIAL-SENSITIVE" in page


def test_has_no_letter_of_another_name(coordinator: Client, case: Case) -> None:
    """What is not in the table is not there."""
    assert coordinator.get(reverse("case_letter", args=(case.reference, "love"))).status_code == 404


def test_shows_letters_to_nobody_who_may_not_read_the_briefing(cast: Cast, case: Case, client: Client) -> None:
    """A panel member gets the same answer as for a page that is not there."""
    client.force_login(cast.panel_member, backend=BACKEND)
    assert client.get(reverse("case_letters", args=(case.reference,))).status_code == 404
