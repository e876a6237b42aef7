"""What do the forms of setting up and of the settings take, refuse and hand on? Asked of rows that stand nowhere."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.forms.partnership_settings import ColoursForm, LocalClockForm, WordsForm, limit_sentence
from dhr_cases.forms.set_up import SetUpForm
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Partnership, User
from dhr_cases.policy import Period, Unit

TODAY = timezone.localdate()
REASON = {"reason": "Agreed in May"}


def change(form: type[SiteForm], **typed: str) -> Any:
    """A form about a partnership, sent with its reason."""
    about = Partnership(brand_colour="#1d3557", link_colour="#1d3557", label_shown="DHR", title_pattern="pseudonym")
    return form(REASON | typed, by=User(), about=about)


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        ({"count": "1", "unit": "months"}, Period(1, Unit.MONTHS)),
        ({"count": "999", "unit": "days"}, Period(999, Unit.DAYS)),
        ({"count": "8", "unit": "weeks"}, Period(8, Unit.WEEKS)),
        ({"count": "5", "unit": "working_days"}, Period(5, Unit.WORKING_DAYS)),
        ({"count": "", "unit": "weeks"}, None),
        ({}, None),
    ],
)
def test_reads_a_limit_in_the_unit_it_is_counted_in(typed: dict[str, str], limit: Period | None) -> None:
    """An empty count is no limit, whatever unit was chosen before."""
    form = change(LocalClockForm, **typed)
    assert form.is_valid(), form.errors
    assert form.limit() == limit
    assert form.consequence() == (limit_sentence(limit) if limit else "The clock will run without a due date.")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"count": "0", "unit": "weeks"}, {"count": ["Enter 1 or more for “How long?”"]}),
        ({"count": "1000", "unit": "weeks"}, {"count": ["Enter 999 or less for “How long?”"]}),
        ({"count": "some", "unit": "weeks"}, {"count": ["Enter a whole number for “How long?”"]}),
        ({"count": "3"}, {"unit": ["Select what the time is counted in"]}),
        ({"count": "3", "unit": "moons"}, {"unit": ["Select one of the answers offered for “Counted in”"]}),
    ],
)  # fmt: skip  # each wrong limit in one glance
def test_refuses_a_limit_that_is_none(typed: dict[str, str], errors: dict[str, list[str]]) -> None:
    assert change(LocalClockForm, **typed).errors == errors


@pytest.mark.parametrize("days", [1, 28, 365])
def test_says_on_which_day_a_clock_of_today_would_be_due(days: int) -> None:
    due = long_date(TODAY + datetime.timedelta(days=days))
    words = "one day" if days == 1 else f"{days} days"
    assert limit_sentence(Period(days, Unit.DAYS)) == (
        f"A clock that starts today, {long_date(TODAY)}, would be due on {due}: {words} later."
    )


NO_COLOUR = "is no colour. Write a hash and six digits or letters from a to f, such as #1d3557."


@pytest.mark.parametrize(
    ("brand", "link", "faulty"),
    [
        ("#1d3557", "#005a9c", set()),
        ("#1D3557", "#005A9C", set()),
        ("blue", "#005a9c", {"brand"}),
        ("#12345", "#12345g", {"brand", "link"}),
        ("#ffffff", "#005a9c", {"brand"}),
        ("#1d3557", "#ffff00", {"link"}),
        ("#eeeeee", "#eeeeee", {"brand", "link"}),
    ],
)
def test_takes_colours_that_can_be_read(brand: str, link: str, faulty: set[str]) -> None:
    form = change(ColoursForm, brand=brand, link=link)
    assert set(form.errors) == faulty
    said = {name: form.errors[name][0] for name in faulty}
    assert all(NO_COLOUR in words or "At least 4.5 to 1 is needed." in words for words in said.values())


def test_says_once_that_a_colour_is_missing_or_too_long() -> None:
    """What is missing has no contrast to speak of."""
    form = change(ColoursForm, brand="", link="#1d35577")
    assert form.errors == {"brand": ["Enter brand colour"], "link": ["Enter at most 7 letters for “Link colour”"]}


def test_begins_with_what_the_partnership_has() -> None:
    form = change(ColoursForm)
    assert (form.fields["brand"].initial, form.fields["link"].initial) == ("#1d3557", "#1d3557")
    words = change(WordsForm, label_shown="MAPPA")
    assert (words.fields["label_shown"].initial, words.fields["title_pattern"].initial) == ("DHR", "pseudonym")
    assert words.errors["label_shown"] == ["Select one of the answers offered for “Name of a review on screen”"]


FIRST = {
    "name": "Testshire CSP", "code": "TestShire", "label_shown": "DARDR", "contact_email": "csp@example.org",
    "administrator_name": "Ann Able", "administrator_email": "ann@example.org",
    "administrator_password": "kettle orchard violin", "administrator_again": "kettle orchard violin",
    "coordinator_name": "Cy Corde", "coordinator_email": "cy@example.org",
    "coordinator_password": " lantern gravel tulip ", "coordinator_again": " lantern gravel tulip ",
}  # fmt: skip


def set_up(**other: str) -> Any:
    """The faults of the first form with other answers than good ones."""
    return SetUpForm(FIRST | other).errors


def test_takes_a_first_partnership_and_its_two_people() -> None:
    """The code in small letters; a password with its blanks, as it was typed."""
    form = SetUpForm(FIRST)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["code"], form.cleaned_data["has_kent_and_medway"]) == ("testshire", False)
    assert form.cleaned_data["coordinator_password"] == " lantern gravel tulip "


@pytest.mark.parametrize("email", ["ann@example.org", "ANN@Example.org"])
def test_wants_two_accounts_for_two_people(email: str) -> None:
    sentence = "The administrator sees no case: give the coordinator another account"
    assert set_up(coordinator_email=email) == {"coordinator_email": [sentence]}


@pytest.mark.parametrize("part", ["administrator", "coordinator"])
def test_wants_each_password_twice_and_strong(part: str) -> None:
    """All that is wrong with one at once, beside its own box."""
    assert set_up(**{f"{part}_again": "something else"}) == {f"{part}_again": ["The two passwords differ"]}
    weak = set_up(**{f"{part}_password": "12345678901", f"{part}_again": "12345678901"})
    assert set(weak) == {f"{part}_password"}
    assert len(weak[f"{part}_password"]) >= 2
    own = FIRST[f"{part}_email"]
    assert set(set_up(**{f"{part}_password": own, f"{part}_again": own})) == {f"{part}_password"}


def test_asks_for_everything_at_once_when_nothing_was_entered() -> None:
    """In the order of the page; no password is called weak that was not typed."""
    errors = SetUpForm({}).errors
    needed = [name for _heading, names in SetUpForm.fieldsets for name in names]
    optional = {"contact_telephone", "has_kent_and_medway"}
    assert list(errors) == [name for name in needed if name not in optional]
    assert errors["administrator_password"] == ["Enter password of the administrator"]
    assert errors["label_shown"] == ["Answer “What is a review called here?”"]


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("code", "two words", "Use letters, figures, hyphens and underscores only"),
        ("code", "x" * 21, "Enter at most 20 letters for “Short code”"),
        ("contact_email", "mailbox", "Enter an e-mail address such as name@example.org"),
        ("name", "x" * 201, "Enter at most 200 letters for “Name of the partnership”"),
        ("contact_telephone", "0" * 41, "Enter at most 40 letters for “Telephone”"),
        ("label_shown", "SCR", "Select one of the answers offered for “What is a review called here?”"),
    ],
)
def test_says_what_is_wrong_with_a_first_answer(name: str, given: str, sentence: str) -> None:
    assert set_up(**{name: given}) == {name: [sentence]}
