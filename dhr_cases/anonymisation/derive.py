"""What may the public record of a review say? Built anew from open fields; a field that is not open is refused.

Nothing is blanked: what is not asked for here never comes near the record. Words that somebody types for the public
are looked through for protected words before they are kept.
Source: design idea 7; domain 4.1, titles in use [V], 4.2 [K] and 4.3 [D].
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypedDict

from django.db.models import Count, Model, Prefetch

from dhr_cases.anonymisation.fields import FieldClass, class_of
from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.register import tokens_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.errors import Incomplete
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    FindingDecision,
    PartialDate,
    Partnership,
    Publication,
    Recommendation,
)
from dhr_cases.models.partnerships import TitlePattern
from dhr_cases.printed_numbers import natural_key
from dhr_cases.public_standing import PublicStanding, public_standing


class ClosedFieldError(LookupError):
    """A field that is not open was asked for the public record: a fault in the program."""


class Step(TypedDict):
    """One step of the action plan as the public reads it; days are words, "" for what is not stated.

    ``standing`` is a code of ``public_standing``, for machines; a record derived before it was told has none.
    """

    number: str
    text: str
    state: str
    due: str
    done: str
    standing: str


@dataclass(frozen=True)
class PublicFacts:
    """The facts of a public record. ``progress`` is empty where the partnership does not show it."""

    partnership: Partnership
    title: str
    pseudonym: str
    year: int | None
    progress: tuple[Step, ...]


def open_value(row: Model, field: str) -> Any:
    """The value of one field that is open; raises ClosedFieldError for any other class."""
    found = class_of(type(row), field)
    if found is not FieldClass.OPEN:
        raise ClosedFieldError(f"{type(row).__name__}.{field} is {found.value} and never public.")
    return getattr(row, field)


def _words_of(step: Step) -> tuple[str, ...]:
    """What of a step is words; the code beside them is none."""
    return step["number"], step["text"], step["state"], step["due"], step["done"]


def _year_of(case: Case) -> int | None:
    """The year of the death: the one thing told of a day that is itself never public. Source: domain 4.1 [V]."""
    return case.year_of_death


def public_facts(case: Case, approved: Collection[str] = ()) -> PublicFacts:
    """The facts of the case's public record, every one looked through for protected words.

    ``approved`` are the texts of files that two people approved: words of the action plan are told where they stand
    in one of them. Raises Incomplete when there is no title to give, or a fact holds a protected word.
    """
    pseudonym = str(open_value(case, "pseudonym")).strip()
    facts = PublicFacts(
        partnership=open_value(case, "lead_csp"),
        title=public_title(case),
        pseudonym=pseudonym,
        year=_year_of(case),
        progress=_progress(case, approved),
    )
    steps = "\n".join(" ".join(_words_of(step)) for step in facts.progress)
    check_words(
        case, {"The title": facts.title, "The pseudonym": facts.pseudonym, "The progress of the action plan": steps}
    )
    return facts


def public_title(case: Case) -> str:
    """The title recorded for the public, else one by the partnership's pattern.

    Raises Incomplete while there is neither.
    """
    title = str(open_value(case, "public_title")).strip() or proposed_title(case)
    if not title:
        raise Incomplete("The review has no pseudonym and no public title. Record one before it is put up.")
    return title


def proposed_title(case: Case) -> str:
    """The public title by the partnership's pattern, without a year that is not known; "" while there is no pseudonym.

    Source: titles in the wild, domain 4.1 [V].
    """
    pseudonym, year = str(open_value(case, "pseudonym")).strip(), _year_of(case)
    number = str(open_value(case, "reference")).rsplit("-", 1)[-1].lstrip("0")
    by_pattern = {
        TitlePattern.PSEUDONYM_YEAR: f"{pseudonym}/{year}" if year else pseudonym,
        TitlePattern.CASE_NUMBER: f"Case {number} ({pseudonym})",
        TitlePattern.LETTERS: pseudonym,
    }
    return by_pattern[TitlePattern(open_value(case.lead_csp, "title_pattern"))] if pseudonym else ""


def shows_progress(case: Case) -> bool:
    """True when the partnership lets the public see how far the action plan is."""
    return Publication.objects.filter(case=case, shows_progress=True).exists()


def _progress(case: Case, approved: Collection[str]) -> tuple[Step, ...]:
    if not shows_progress(case):
        return ()
    actions = Prefetch("actions", queryset=Action.objects.order_by("pk").annotate(said=Count("updates")))
    rows = Recommendation.objects.filter(case=case).prefetch_related(actions)
    ordered = sorted(rows, key=lambda row: (natural_key(row.ref), row.position))
    return tuple(_step(row, action, approved) for row in ordered for action in row.actions.all())


def _step(row: Recommendation, action: Action, approved: Collection[str]) -> Step:
    text = one_line(open_value(action, "text"))
    return Step(
        number=open_value(row, "ref") or str(open_value(row, "position")),
        text=text if any(text in each for each in approved) else "",
        state=ActionStatus(open_value(action, "status")).label,
        due=_day(open_value(action, "target_date")),
        done=_day(open_value(action, "completed_on")),
        standing=_standing(action).value,
    )


def _standing(action: Action) -> PublicStanding:
    """How the action stands for the public; of what was said of it only whether anything was."""
    return public_standing(
        open_value(action, "status"),
        is_verified=open_value(action, "verified_on") is not None,
        is_end_accepted=open_value(action, "is_end_accepted"),
        is_answered=vars(action)["said"] > 0,
    )


def one_line(text: str) -> str:
    """The words with one space between them, so that a text is found whatever its lines."""
    return " ".join(text.split())


def _day(day: PartialDate) -> str:
    return str(day) if day.is_known else ""


def check_words(case: Case, texts: Mapping[str, str]) -> None:
    """Pass when none of the texts, each under its name, holds a protected word; raise Incomplete naming which do.

    The sentence does not repeat the word: it may be read by those who see no names.
    """
    is_clean = partial(_is_clean, tokens=tokens_of(case), allowed=allowed_words(case))
    caught = [name for name, text in texts.items() if not is_clean(text)]
    if caught:
        sentences = tuple(f"{name} holds a protected word of this review. Write it without." for name in caught)
        raise Incomplete(" ".join(sentences), sentences)


def _is_clean(text: str, *, tokens: Sequence[Token], allowed: Collection[str]) -> bool:
    return not text.strip() or not find_tokens(text, tokens, allowed=allowed)


def allowed_words(case: Case) -> frozenset[str]:
    """Words that look like a misspelt protected word and were judged to be another person's or thing's name."""
    rows = FindingDecision.objects.filter(case=case, kind=FindingKind.MISSPELT).order_by("pk")
    newest = {row.fingerprint: row for row in rows}
    return frozenset(row.words for row in newest.values() if row.judgement == Judgement.KEEP)
