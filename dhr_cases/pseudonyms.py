"""May this pseudonym stand for this person, and may this review be known by it? Every way of setting one asks here.

The family is invited first; the pseudonym is the only one of its kind in the area; it is nobody's real name in the
case, but for a real forename to which the close family agreed in writing. Source: domain 4.1 [D] and 4.2 [V]/[D].
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from dhr_cases.anonymisation.derive import proposed_title
from dhr_cases.anonymisation.folding import fold
from dhr_cases.anonymisation.register import WITHOUT_PSEUDONYM
from dhr_cases.anonymisation.ways_written import bare_name, entries
from dhr_cases.models import Case, Part, Partnership, Person, PublicRecord

TAKEN_IN_AREA = "Another review of this partnership has that pseudonym. Choose another."
TAKEN_IN_CASE = "Another person of this case has that pseudonym. Choose another."
REAL_NAME = "The pseudonym is the real name of a person in this case. Choose another."
NEEDS_REASON = "Say who chose the pseudonym of the person who died, and why. The family is invited first."
NEEDS_CONSENT = (
    "The pseudonym is the person's real forename. Choose another, or record the consent: who of the close family "
    "agreed in writing, when, and who checked that it is safe."
)
TITLE_TAKEN = "Another review of this partnership has that title. Choose another."


@dataclass(frozen=True)
class Choice:
    """A pseudonym wanted for one person of a case, with what speaks for it."""

    pseudonym: str
    part: str
    name: str = ""
    aliases: str = ""
    reason: str = ""
    forename_consent: str = ""


def faults_of_person(case: Case, choice: Choice, besides: Person | None = None) -> tuple[str, ...]:
    """Why the pseudonym cannot stand for the person, in sentences; () when it can or none is wanted.

    ``besides`` is the person's own row when it is there already.
    """
    if not _plain(choice.pseudonym):
        return ()
    others = [row for row in Person.objects.filter(case=case) if row != besides]
    return tuple(_of_person(case, choice, others))


def _of_person(case: Case, choice: Choice, others: Iterable[Person]) -> Iterator[str]:
    wanted = _plain(choice.pseudonym)
    if any(_plain(row.pseudonym) == wanted for row in others):
        yield TAKEN_IN_CASE
    if _is_called(wanted, _names_of(others)):
        yield REAL_NAME
    else:
        yield from _of_own_name(wanted, choice)
    if choice.part == Part.DECEASED:
        yield from _of_the_dead(wanted, case, choice)


def _of_own_name(wanted: str, choice: Choice) -> Iterator[str]:
    """The fault of a pseudonym that is the person's own name; none where the family agreed to a forename."""
    if not _is_called(wanted, (choice.name, *entries(choice.aliases))) or _may_be_real(choice):
        return
    yield REAL_NAME if wanted == _plain(bare_name(choice.name)) else NEEDS_CONSENT


def _of_the_dead(wanted: str, case: Case, choice: Choice) -> Iterator[str]:
    """The faults of a pseudonym by which the review itself is known: chosen for no reason told, or taken nearby."""
    if not choice.reason.strip():
        yield NEEDS_REASON
    if wanted in _used_in(case.lead_csp, case):
        yield TAKEN_IN_AREA


def faults_of_review(pseudonym: str, partnership: Partnership, case: Case | None = None) -> tuple[str, ...]:
    """Why a review cannot be known by the pseudonym; () when it can or none is wanted. ``case`` once there is one."""
    wanted = _plain(pseudonym)
    if not wanted:
        return ()
    faults = (
        (TAKEN_IN_AREA, wanted in _used_in(partnership, case)),
        (REAL_NAME, case is not None and _is_real_name_in(case, wanted)),
    )
    return tuple(sentence for sentence, is_so in faults if is_so)


def _is_real_name_in(case: Case, wanted: str) -> bool:
    """True when somebody of the case is called so, unless it is the forename whose family agreed to it."""
    people = list(Person.objects.filter(case=case))
    agreed = any(_plain(person.pseudonym) == wanted and person.forename_consent for person in people)
    return not agreed and _is_called(wanted, _names_of(people))


def faults_of_title(title: str, case: Case) -> tuple[str, ...]:
    """Why the review cannot have the public title; () when it can. Pseudonym and year together are the key."""
    wanted = _plain_title(title)
    if not wanted:
        return ()
    cases = Case.objects.filter(lead_csp=case.lead_csp).exclude(pk=case.pk).values_list("public_title", flat=True)
    published = _records_of_others(case.lead_csp, case).values_list("title", flat=True)
    is_taken = wanted in {_plain_title(other) for other in (*cases, *published)}
    return (TITLE_TAKEN,) if is_taken else ()


def _used_in(partnership: Partnership, case: Case | None) -> frozenset[str]:
    """Every pseudonym by which another review of the area, or the person who died in it, is known."""
    other_cases = Case.objects.filter(lead_csp=partnership).exclude(pk=case.pk if case else None)
    of_the_dead = Person.objects.filter(case__in=other_cases, part=Part.DECEASED)
    published = _records_of_others(partnership, case)
    used = (rows.order_by().values_list("pseudonym", flat=True) for rows in (other_cases, of_the_dead, published))
    return frozenset(_plain(pseudonym) for rows in used for pseudonym in rows) - {""}


def _records_of_others(partnership: Partnership, case: Case | None) -> QuerySet[PublicRecord]:
    records: QuerySet[PublicRecord] = PublicRecord.objects.filter(partnership=partnership)
    return records if case is None else records.exclude(case=case)


def _may_be_real(choice: Choice) -> bool:
    """True with recorded consent, for a forename: never for the whole name or the surname."""
    given = map(_plain, bare_name(choice.name).split()[:-1])
    forenames = {part for name in given for part in (name, *name.split())}
    agreed = forenames | set(map(_plain, entries(choice.aliases)))
    return bool(choice.forename_consent.strip()) and _plain(choice.pseudonym) in agreed


def _names_of(people: Iterable[Person]) -> Iterator[str]:
    return (name for row in people for name in (row.name, *entries(row.aliases)))


def _is_called(wanted: str, names: Iterable[str]) -> bool:
    """True when one of the names, or a word of one, is the pseudonym or a word of it; single letters count for none."""
    words = {wanted, *(word for word in wanted.split() if len(word) > 1)}
    return any(not words.isdisjoint({_plain(name), *(_plain(name).split())}) for name in names)


_BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2015]+")


def _plain(name: str) -> str:
    """A name as it is compared: the halves of a joined name apart, without accents, apostrophes and large letters."""
    return " ".join(fold(word) or word for word in _BETWEEN_WORDS.split(name) if word)


def _plain_title(title: str) -> str:
    return " ".join(title.casefold().split())


@dataclass(frozen=True)
class Gap:
    """Something the anonymity of the case still lacks: a sentence, and the person it is about, if it is about one."""

    sentence: str
    person: Person | None = None


def gaps_of(case: Case) -> tuple[Gap, ...]:
    """What is still missing before the papers of the case can be made anonymous, in the order of the people page."""
    people = list(Person.objects.filter(case=case))
    if not people:
        return (Gap("Nobody is recorded yet, so no name can be found in a text."),)
    return (*(gap for person in people for gap in _gaps_of_person(person)), *_gaps_of_review(case, people))


def _gaps_of_person(person: Person) -> Iterator[Gap]:
    part = Part(person.part).label
    if not person.name.strip():
        yield Gap(f"{person}: the real name is not recorded, so it is not found in a text.", person)
    if not person.pseudonym:
        shown = WITHOUT_PSEUDONYM[person.part]
        yield Gap(f"{part}: no pseudonym. “{shown[:1].upper()}{shown[1:]}” is printed instead.", person)
    if person.part == Part.DECEASED and not person.family_asked_on.is_known:
        yield Gap("The day on which the family was asked to choose the pseudonym is not recorded.", person)


def _gaps_of_review(case: Case, people: Iterable[Person]) -> Iterator[Gap]:
    if _is_known_otherwise(case, people):
        yield Gap(f"The review is known as {case.pseudonym}, and nobody who died in it has that pseudonym.")
    yield from (Gap(fault) for fault in faults_of_review(case.pseudonym, case.lead_csp, case))
    if not case.public_title:
        yield Gap(f"No public title yet.{_by_pattern(case)}")


def _is_known_otherwise(case: Case, people: Iterable[Person]) -> bool:
    """True when the review has a pseudonym, its dead have pseudonyms too, and it is none of theirs."""
    of_the_dead = {_plain(person.pseudonym) for person in people if person.part == Part.DECEASED} - {""}
    return bool(case.pseudonym and of_the_dead) and _plain(case.pseudonym) not in of_the_dead


def _by_pattern(case: Case) -> str:
    proposed = proposed_title(case)
    return f" By the pattern of the partnership: {proposed}." if proposed else ""
