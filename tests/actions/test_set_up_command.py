"""An installation is set up at a terminal: what is asked, in which order, asked again, and what a refusal leaves."""

import io
from collections.abc import Iterator, Sequence

import pytest
from django.core.management import CommandError, call_command, load_command_class

from dhr_cases.management.commands.set_up import LONGEST_NAME, QUESTIONS
from dhr_cases.models import Organisation, Partnership, Team, User
from dhr_cases.roles import Role
from tests.actions.test_setting_up import ANSWERS, STRONG

pytestmark = pytest.mark.django_db

WEAK = "short"
BODIES = "Load the public bodies of Kent and Medway? (yes/no): "
PASSWORD_ASKED = "Password of the {} (12 characters or more): "


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        """True: a person can be asked."""
        return True


class Person:
    """Somebody who answers in turn; what was asked is kept."""

    def __init__(self, answers: Sequence[str]) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.asked: list[str] = []

    def __call__(self, question: str) -> str:
        """The next answer."""
        self.asked.append(question)
        return next(self.answers)


def options(*left_out: str, **changed: str) -> list[str]:
    """Every answer as an option but these."""
    answers = {**ANSWERS, **changed}
    return [f"--{name.replace('_', '-')}={answers[name]}" for name in answers if name not in left_out]


def run(*words: str) -> tuple[str, str]:
    """What the command prints, and what it says beside it."""
    out, err = io.StringIO(), io.StringIO()
    call_command("set_up", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*words: str) -> str:
    """The sentence with which the command ends; nothing is set up."""
    with pytest.raises(CommandError) as refusal:
        run(*words)
    assert (Partnership.objects.count(), User.objects.count(), Team.objects.count()) == (0, 0, 0)
    assert refusal.value.returncode == 1
    return str(refusal.value)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two passwords come by standard input; nobody can be asked."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{STRONG}\n{STRONG} too\r\n"))


def at_terminal(monkeypatch: pytest.MonkeyPatch, typed: Sequence[str], unseen: Sequence[str]) -> tuple[Person, Person]:
    """Somebody types these answers, and these passwords unseen."""
    talks, whispers = Person(typed), Person(unseen)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", talks)
    monkeypatch.setattr("getpass.getpass", whispers)
    return talks, whispers


@pytest.mark.usefixtures("piped")
def test_says_what_was_set_up_and_what_comes_next() -> None:
    said, beside = run(*options(), "--password-stdin")
    home = Partnership.objects.get()

    assert said == f"{ANSWERS['name']} is set up. The administrator can now sign in and make accounts.\n"
    assert beside == ""
    assert (home.name, home.code, home.contact_email) == (ANSWERS["name"], "weald", "reviews@weald.test")
    assert (home.is_home, home.label_shown, Organisation.objects.count()) == (True, "DHR", 0)


@pytest.mark.usefixtures("piped")
def test_gives_the_first_line_to_the_administrator_and_the_second_to_the_coordinator() -> None:
    """An end of line as other systems write it is no part of a password."""
    run(*options(), "--password-stdin")
    administrator, coordinator = (
        User.objects.get(email=ANSWERS[f"{part}_email"]) for part in ("administrator", "coordinator")
    )

    assert administrator.check_password(STRONG)
    assert coordinator.check_password(f"{STRONG} too")
    assert [user.full_name for user in (administrator, coordinator)] == ["Ada Brook", "Cora Field"]
    assert {team.role for team in Team.objects.filter(memberships__user=administrator)} == {Role.ADMINISTRATOR}
    assert {team.role for team in Team.objects.filter(memberships__user=coordinator)} == {Role.COORDINATOR}


@pytest.mark.usefixtures("piped")
def test_takes_the_other_name_of_a_review_and_the_bodies_of_kent() -> None:
    run(*options(), "--password-stdin", "--label", "DARDR", "--kent-and-medway")

    assert Partnership.objects.get(is_home=True).label_shown == "DARDR"
    assert Organisation.objects.filter(code="kent-police").exists()


@pytest.mark.usefixtures("piped")
def test_loads_no_bodies_where_they_are_declined() -> None:
    run(*options(), "--password-stdin", "--no-kent-and-medway")

    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("piped")
def test_takes_spaces_off_the_answers() -> None:
    run(*options(name="  Weald CSP ", administrator_email=" ada@weald.test "), "--password-stdin")

    assert Partnership.objects.get().name == "Weald CSP"
    assert User.objects.filter(email="ada@weald.test").exists()


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize("name", QUESTIONS)
def test_names_each_option_that_is_missing_where_nobody_can_be_asked(name: str) -> None:
    assert refused(*options(name), "--password-stdin") == (f"--{name.replace('_', '-')} is needed: {QUESTIONS[name]}.")


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize("name", QUESTIONS)
def test_takes_no_empty_answer_as_an_option(name: str) -> None:
    option = f"--{name.replace('_', '-')}"

    assert refused(*options(**{name: "  "}), "--password-stdin") == f"{option}: An answer is needed."


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize("name", [name for name in QUESTIONS if name.endswith("_email")])
def test_takes_only_an_address_for_an_address(name: str) -> None:
    option = f"--{name.replace('_', '-')}"

    assert refused(*options(**{name: "ada at weald"}), "--password-stdin") == f"{option}: Enter a valid email address."


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize("name", ["name", "administrator_name", "coordinator_name"])
def test_takes_no_name_longer_than_the_browser_does(name: str) -> None:
    option, sentence = f"--{name.replace('_', '-')}", f"The answer is too long: {LONGEST_NAME} letters at most."

    assert refused(*options(**{name: "x" * (LONGEST_NAME + 1)}), "--password-stdin") == f"{option}: {sentence}"


@pytest.mark.usefixtures("piped")
def test_takes_names_as_long_as_the_browser_does() -> None:
    run(*options(name="x" * LONGEST_NAME, administrator_name="y" * LONGEST_NAME), "--password-stdin")

    assert Partnership.objects.get().name == "x" * LONGEST_NAME
    assert User.objects.filter(full_name="y" * LONGEST_NAME).count() == 1


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"code": "!!"}, "Give the partnership a short code of letters and digits, such as kent."),
        (
            {"coordinator_email": "ADA@weald.test"},
            "The administrator sees no case, so the coordinator needs another account.",
        ),
    ],
)
def test_is_refused_by_the_rule_of_the_act(changed: dict[str, str], sentence: str) -> None:
    assert refused(*options(**changed), "--password-stdin") == sentence


def test_refuses_a_weak_password_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{STRONG}\n{WEAK}\n"))

    assert "too short" in refused(*options(), "--password-stdin")


def test_refuses_to_go_without_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an empty input nor one that nobody sits at gives an account without a password."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    assert "too short" in refused(*options(), "--password-stdin")
    assert refused(*options()) == "Passwords are asked at a terminal, or read with --password-stdin."


@pytest.mark.usefixtures("piped")
def test_refuses_an_installation_that_is_set_up_before_it_asks_anything() -> None:
    run(*options(), "--password-stdin")
    with pytest.raises(CommandError) as refusal:
        run()

    assert str(refusal.value) == "This installation is set up already. Its settings page changes what was chosen."
    assert (Partnership.objects.count(), User.objects.count()) == (1, 2)


def test_asks_everything_in_order_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    talks, whispers = at_terminal(monkeypatch, [*ANSWERS.values(), "yes"], [STRONG, STRONG, STRONG, STRONG])
    run()

    assert talks.asked == [*(f"{question}: " for question in QUESTIONS.values()), BODIES]
    assert whispers.asked == [
        PASSWORD_ASKED.format("administrator"),
        "The same again: ",
        PASSWORD_ASKED.format("coordinator"),
        "The same again: ",
    ]
    assert Organisation.objects.filter(code="kent-police").exists()


@pytest.mark.parametrize(("answer", "is_loaded"), [(" Yes", True), ("", False)])
def test_loads_the_bodies_only_after_a_yes(monkeypatch: pytest.MonkeyPatch, answer: str, *, is_loaded: bool) -> None:
    talks, _whispers = at_terminal(monkeypatch, [answer], [STRONG] * 4)
    run(*options())

    assert talks.asked == [BODIES]
    assert Organisation.objects.exists() is is_loaded


def test_asks_again_after_an_answer_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ["", "no address", "ada@weald.test"]
    talks, _whispers = at_terminal(monkeypatch, typed, [STRONG] * 4)
    _said, beside = run(*options("administrator_email"), "--no-kent-and-medway")

    assert talks.asked == [f"{QUESTIONS['administrator_email']}: "] * 3
    assert beside.splitlines() == ["An answer is needed.", "Enter a valid email address."]
    assert User.objects.filter(email="ada@weald.test").exists()


def test_asks_again_for_a_weak_password_and_for_two_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """A weak one is refused before it must be typed twice."""
    unseen = [WEAK, STRONG, f"{STRONG}!", STRONG, STRONG, STRONG, STRONG]
    _talks, whispers = at_terminal(monkeypatch, [], unseen)
    _said, beside = run(*options(), "--no-kent-and-medway")

    asked, again = PASSWORD_ASKED.format("administrator"), "The same again: "
    assert whispers.asked[:5] == [asked, asked, again, asked, again]
    assert "too short" in beside.splitlines()[0]
    assert beside.splitlines()[-1] == "The two passwords differ."
    assert User.objects.get(email=ANSWERS["administrator_email"]).check_password(STRONG)


def test_takes_no_password_that_repeats_the_persons_address(monkeypatch: pytest.MonkeyPatch) -> None:
    _talks, whispers = at_terminal(monkeypatch, [], ["ada@weald.test", STRONG, STRONG, STRONG, STRONG])
    _said, beside = run(*options(), "--no-kent-and-medway")

    assert "similar" in beside
    assert len(whispers.asked) == 5


def test_asks_passwords_unseen_even_where_answers_are_options(monkeypatch: pytest.MonkeyPatch) -> None:
    talks, whispers = at_terminal(monkeypatch, ["no"], [STRONG] * 4)
    run(*options())

    assert (len(talks.asked), len(whispers.asked)) == (1, 4)


def test_has_no_option_that_takes_a_password() -> None:
    """It would stand in the list of processes and in the shell's history."""
    parser = load_command_class("dhr_cases", "set_up").create_parser("manage.py", "set_up")
    takes_words = [action.dest for action in parser._actions if action.nargs != 0]

    assert [name for name in takes_words if "password" in name] == []
