"""Which words must never leave this review, and what stands in their place? Read from its rows, never kept twice.

Names of people recorded in the case, of staff who work on it, and the words recorded by hand. The chair and the
author are left out: a title page prints both. Source: domain 2.1 [V], 4.2 [K] and 4.3 [D].
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Q

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymisation.ways_written import (
    address_ways,
    bare_name,
    entries,
    name_ways,
    number_ways,
    postcodes,
    reachable_at,
    ways_of_days_in,
    work_name_ways,
)
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.models import (
    Appointment,
    Case,
    CaseGroupPermission,
    CaseMembership,
    Decision,
    InformationRequest,
    PanelSeat,
    Part,
    Person,
    ScopingReturn,
    TeamMembership,
    User,
)
from dhr_cases.models.anonymity import ProtectedToken
from dhr_cases.roles import ROLES, Role

WITHOUT_PSEUDONYM: Mapping[str, str] = {
    Part.DECEASED: "the person who died",
    Part.ALLEGED_PERPETRATOR: "the perpetrator",
    Part.CHILD: "a child",
    Part.FAMILY: "a family member",
    Part.FRIEND: "a friend",
    Part.EMPLOYER: "an employer",
    Part.OTHER: "a person",
}
"""What may stand for a person who has no pseudonym. Source: domain 4.2: perpetrator and children may go without [V]."""

STAFF = "a professional"
"""What stands for a person at work: the role only. Source: domain 4.2 [K]."""

_PRINTED_ROLES = frozenset({Role.INDEPENDENT_CHAIR})
_WORKING_TEAMS = (Role.COORDINATOR, Role.CSP_CHAIR)
_ROLE_WORDS = frozenset(
    word.casefold() for role, row in ROLES.items() for word in (*role.value.split("_"), *row.label.split())
)


@dataclass(frozen=True)
class RegisterRow:
    """One protected word: where it comes from, in words; the person or the row recorded by hand, if any."""

    token: Token
    source: str
    person: Person | None = None
    recorded: ProtectedToken | None = None


def tokens_of(case: Case) -> tuple[Token, ...]:
    """Every protected word of the case with its variants and replacement; equal words are told once."""
    return tuple(row.token for row in register_of(case))


def register_of(case: Case) -> tuple[RegisterRow, ...]:
    """The register: words recorded by hand first, then people of the case, then staff. Equal words are one row."""
    rows: dict[str, RegisterRow] = {}
    for row in (*_by_hand(case), *_people(case), *_staff(case)):
        key = " ".join(row.token.value.casefold().split())
        rows[key] = _joined(rows[key], row) if key in rows else row
    return tuple(rows.values())


def register_digest(case: Case) -> str:
    """A keyed digest of the register: another one as soon as a protected word or a way of writing it differs.

    Replacements do not count: what is protected stays the same.
    """
    words = sorted({way.casefold() for token in tokens_of(case) for way in (token.value, *token.variants)})
    return hmac.new(fingerprint_key(), "\n".join(words).encode(), hashlib.sha256).hexdigest()


def fingerprint_key() -> bytes:
    """The installation's key for digests of words. Drawn from its oldest field key, so that adding one changes none."""
    return hashlib.sha256(b"dhr_cases.anonymisation" + str(settings.FIELD_ENCRYPTION_KEYS[-1]).encode()).digest()


def _joined(first: RegisterRow, second: RegisterRow) -> RegisterRow:
    """One row for the same word told twice: the first one's replacement, both ones' variants."""
    variants = tuple(dict.fromkeys((*first.token.variants, *second.token.variants)))
    token = replace(first.token, variants=variants, replacement=first.token.replacement or second.token.replacement)
    return replace(first, token=token)


def _by_hand(case: Case) -> Iterator[RegisterRow]:
    for row in ProtectedToken.objects.filter(case=case, is_retired=False).select_related("person"):
        token = Token(row.value, row.all_variants, row.replacement, TokenKind(row.kind))
        yield RegisterRow(token, "Recorded here", row.person, row)


def _people(case: Case) -> Iterator[RegisterRow]:
    addresses: dict[str, str] = {}
    for person in Person.objects.filter(case=case):
        shown = person.pseudonym or WITHOUT_PSEUDONYM[person.part]
        yield from (RegisterRow(token, str(person), person) for token in _of_person(person, shown, addresses))


def _of_person(person: Person, shown: str, addresses: dict[str, str]) -> Iterator[Token]:
    yield from _names(person, shown)
    yield from _places(person.address, addresses)
    if person.date_of_birth.strip():
        yield Token(person.date_of_birth.strip(), ways_of_days_in(person.date_of_birth), "a date", TokenKind.DATE)
    for number in reachable_at(person.contact):
        yield Token(number, number_ways(number), "contact details", TokenKind.NUMBER)
    if bare_name(person.advocate_name):
        yield Token(bare_name(person.advocate_name), work_name_ways(person.advocate_name), "the advocate")


def _names(person: Person, shown: str) -> Iterator[Token]:
    """The real name with its parts, and every other name. A pseudonym that is a real forename is not protected."""
    allowed = person.pseudonym.casefold()
    others = ((alias, TokenKind.NICKNAME) for alias in entries(person.aliases))
    for name, kind in ((bare_name(person.name), TokenKind.NAME), *others):
        if name and name.casefold() != allowed:
            yield Token(name, _ways_besides(name, allowed), shown, kind)


def _ways_besides(name: str, allowed: str) -> tuple[str, ...]:
    return tuple(way for way in name_ways(name) if way.casefold() != allowed)


def _places(address: str, letters: dict[str, str]) -> Iterator[Token]:
    """Address A, Address B and so on, in the order recorded; the same address has the same letter."""
    ways = address_ways(address)
    if ways:
        letter = letters.setdefault(ways[0].casefold(), _letter(len(letters)))
        yield Token(ways[0], ways[1:], f"Address {letter}", TokenKind.ADDRESS)
    for postcode in postcodes(address):
        yield Token(postcode, (postcode.replace(" ", ""),), "a postcode", TokenKind.ADDRESS)


def _letter(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    ahead, last = divmod(place, 26)
    return (_letter(ahead - 1) if ahead else "") + chr(ord("A") + last)


def _staff(case: Case) -> Iterator[RegisterRow]:
    """Everybody who works on the case, but for whom the title page prints. Source: names of staff never [K]."""
    printed = _printed(case)
    for name in dict.fromkeys(bare_name(name) for name in _at_work(case)):
        if name.casefold() not in printed and not _names_nobody(name):
            yield RegisterRow(Token(name, work_name_ways(name), STAFF, TokenKind.NAME), "Works on the review")


def _names_nobody(name: str) -> bool:
    """True for one word alone and for an account that is called after its role."""
    words = name.casefold().split()
    return len(words) < 2 or all(word in _ROLE_WORDS for word in words)


def _printed(case: Case) -> frozenset[str]:
    """The names on the title page, in small letters."""
    appointed = Appointment.objects.filter(case=case).values("user")
    held = CaseMembership.objects.filter(case=case, role__in=_PRINTED_ROLES).order_by().values("user")
    names = User.objects.filter(Q(pk__in=appointed) | Q(pk__in=held)).values_list("full_name", flat=True)
    return frozenset(bare_name(name).casefold() for name in names)


def _at_work(case: Case) -> Iterator[str]:
    groups = CaseGroupPermission.objects.filter(content_object=case).values("group")
    teams = TeamMembership.objects.filter(team__group__in=groups, team__role__in=_WORKING_TEAMS)
    rows = (
        (CaseMembership.objects.filter(case=case), "user__full_name"),
        (teams, "user__full_name"),
        (PanelSeat.objects.filter(case=case, user__isnull=False), "user__full_name"),
        (PanelSeat.objects.filter(case=case), "member_name"),
        (InformationRequest.objects.filter(case=case, author__isnull=False), "author__full_name"),
        (ScopingReturn.objects.filter(case=case), "contact_name"),
        (Decision.objects.filter(case=case), "signed_by__full_name"),
    )
    for found, column in rows:
        yield from found.order_by("pk").values_list(column, flat=True)
