"""Which letters does a review send, at which stages, to whom, and how are their words filled in?

A letter holds open facts only: a placeholder that names anything else is refused, so no real name can get in.
Source: letters named in local protocols and the 2016 guidance [V] titles, texts ours [D].
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Case, Decision, LetterText, PartialDate, Partnership, Precision
from dhr_cases.papers import letter_texts
from dhr_cases.policy import regime, regimes
from dhr_cases.stages import STAGES, Stage, has_reached

NOT_RECORDED = "[not recorded]"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ON_A_DAY = re.compile(r"\b([Oo])n(?=\s+\{(\w+)\})")


class LetterKind(StrEnum):
    """Codes of the letters, as addresses and settings name them."""

    HOME_OFFICE_REVIEW = "home-office-review"
    HOME_OFFICE_NO_REVIEW = "home-office-no-review"
    FAMILY_DECISION = "family-decision"
    FAMILY_READING = "family-reading"
    FAMILY_PUBLICATION = "family-publication"
    SECURE_RECORDS = "secure-records"
    SCOPING = "scoping"
    INFORMATION_REQUEST = "information-request"
    PANEL_INVITATION = "panel-invitation"
    COMMISSIONER_COPY = "commissioner-copy"
    PCC_COPY = "pcc-copy"


@dataclass(frozen=True)
class LetterRow:
    """One letter: its name, to whom, the stages in which it goes out, its shipped text, where it comes from."""

    label: str
    to: str
    stages: frozenset[Stage]
    text: str
    source: str


def _between(first: Stage, last: Stage) -> frozenset[Stage]:
    return frozenset(stage for stage in STAGES if has_reached(stage, first) and has_reached(last, stage))


S = Stage
K = LetterKind
_NO_REVIEW = frozenset({S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE})

LETTERS: Mapping[LetterKind, LetterRow] = {
    K.SECURE_RECORDS: LetterRow(
        "Notice to secure records", "Agencies", _between(S.REFERRED, S.INFO_REQUESTED) - {S.TRANSFERRED},
        letter_texts.SECURE_RECORDS, "2016 guidance: records are secured at once [K]",
    ),
    K.SCOPING: LetterRow(
        "Scoping letter", "Agencies", frozenset({S.LEAD_AGREED, S.SCOPING}),
        letter_texts.SCOPING, "Local protocols name a scoping letter [V]",
    ),
    K.HOME_OFFICE_REVIEW: LetterRow(
        "Notice of a review", "Home Office", frozenset({S.DECIDED_REVIEW}),
        letter_texts.HOME_OFFICE_REVIEW, "2016 guidance: the Home Office is told in writing [V]",
    ),
    K.HOME_OFFICE_NO_REVIEW: LetterRow(
        "Notice of no review", "Home Office", _NO_REVIEW,
        letter_texts.HOME_OFFICE_NO_REVIEW, "Home Office scrutiny of decisions not to review, since 2021 [V]",
    ),
    K.FAMILY_DECISION: LetterRow(
        "Letter to the family on the decision", "Family, through the police family liaison officer",
        _NO_REVIEW | {S.DECIDED_REVIEW, S.HO_NOTIFIED, S.HO_SCRUTINY, S.DIRECTED},
        letter_texts.FAMILY_DECISION, "2016 guidance para 56(a): an advocate is offered [V]",
    ),
    K.FAMILY_READING: LetterRow(
        "Letter to the family on reading the draft", "Family, or their advocate",
        frozenset({S.DRAFTING, S.FAMILY_REVIEW}),
        letter_texts.FAMILY_READING, "2016 guidance: the family reads the draft in private, with time [K]",
    ),
    K.FAMILY_PUBLICATION: LetterRow(
        "Letter to the family before publication", "Family, or their advocate",
        frozenset({S.QA_CLEARED, S.PRE_PUBLICATION}), letter_texts.FAMILY_PUBLICATION,
        "2016 guidance: the family hears before the public [K]",
    ),
    K.PANEL_INVITATION: LetterRow(
        "Invitation to the panel", "Agencies", _between(S.FAMILY_CONTACTED, S.PANEL_FORMED),
        letter_texts.PANEL_INVITATION, "2016 guidance: panel membership [K]",
    ),
    K.INFORMATION_REQUEST: LetterRow(
        "Information request to an agency", "Agency", _between(S.TOR_AGREED, S.DRAFTING),
        letter_texts.INFORMATION_REQUEST, "2016 guidance: IMRs and chronologies [K]",
    ),
    K.COMMISSIONER_COPY: LetterRow(
        "Covering letter to the Domestic Abuse Commissioner", "Domestic Abuse Commissioner",
        _between(S.QA_CLEARED, S.CLOSED), letter_texts.COMMISSIONER_COPY, "DVCVA 2004 s.9(3B) and (3C) [V]",
    ),
    K.PCC_COPY: LetterRow(
        "Covering letter to the Police and Crime Commissioner", "Police and Crime Commissioner",
        _between(S.QA_CLEARED, S.CLOSED), letter_texts.PCC_COPY, "Local agreement [D]",
    ),
}  # fmt: skip  # the table reads as a table: a letter, to whom, when, its words, its source

PLACEHOLDERS: Mapping[str, str] = {
    "reference": "reference of the case",
    "pseudonym": "pseudonym of the person who died",
    "title": "public title, or the reference where there is none yet",
    "partnership": "name of the partnership",
    "label": "DHR or DARDR, as set",
    "review_name": "the same written out",
    "contact_email": "shared mailbox",
    "contact_telephone": "telephone of the partnership",
    "contact_address": "address of the partnership",
    "today": "today's date",
    "aware_on": "day the partnership chair became aware",
    "decided_on": "day of the decision",
    "law": "the Act and section the case falls under",
    "legal_test": "the test of that section",
}
"""Every name that may stand in braces. All are open facts."""


CONTACTS = frozenset({"contact_email", "contact_telephone", "contact_address"})


@dataclass(frozen=True)
class Letter:
    """A letter of one case, filled in."""

    kind: LetterKind
    row: LetterRow
    text: str

    @property
    def has_gaps(self) -> bool:
        """True when a fact the letter names is not recorded."""
        return NOT_RECORDED in self.text


def faults_of(text: str) -> tuple[str, ...]:
    """What is wrong with a letter's wording, a sentence each; none when it can be used."""
    unknown = sorted({name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS})
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    found = [f"{{{name}}} is not something a letter can fill in. Use one of {known}." for name in unknown]
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        found.append("A brace stands alone. Write placeholders like {reference}.")
    return tuple(found)


def wording(partnership: Partnership, kind: LetterKind) -> str:
    """The partnership's own text of a letter; the shipped one where there is none or an empty one."""
    own = LetterText.objects.filter(partnership=partnership, kind=kind).first()
    return own.text if own and own.text else LETTERS[kind].text


def letter(case: Case, kind: LetterKind, today: date | None = None) -> Letter:
    """A letter of the case with every placeholder filled in; what is not known says so."""
    values = values_for(case, today or timezone.localdate())
    text = _without_empty_contacts(_in_months(wording(case.lead_csp, kind), days_of(case)), values)
    return Letter(kind, LETTERS[kind], _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text))


def _in_months(text: str, days: Mapping[str, PartialDate]) -> str:
    """The wording with “in” for “on” before a date of which the day is not known."""
    vague = {name for name, day in days.items() if day.is_known and day.precision is not Precision.DAY}

    def worded(found: re.Match[str]) -> str:
        return {"O": "In", "o": "in"}[found[1]] if found[2] in vague else found[0]

    return _ON_A_DAY.sub(worded, text)


def _without_empty_contacts(text: str, values: Mapping[str, str]) -> str:
    """The wording without lines that hold nothing but a contact the partnership has not entered."""
    missing = {f"{{{name}}}" for name in CONTACTS if values.get(name) == NOT_RECORDED}
    return "\n".join(line for line in text.splitlines() if line.strip() not in missing)


def values_for(case: Case, today: date) -> dict[str, str]:
    """The open facts of a case that letters may hold, as words."""
    home, law = case.lead_csp, regime(case.regime)
    values = {
        "reference": case.reference,
        "pseudonym": case.pseudonym,
        "title": case.public_title or case.reference,
        "partnership": home.name,
        "label": home.label_shown,
        "review_name": review_name(home.label_shown),
        "contact_email": home.contact_email,
        "contact_telephone": home.contact_telephone,
        "contact_address": home.contact_address,
        "today": long_date(today),
        **{name: str(day) if day.is_known else "" for name, day in days_of(case).items()},
        "law": law.law,
        "legal_test": law.terms["legal_test"],
    }
    return {name: value or NOT_RECORDED for name, value in values.items()}


def days_of(case: Case) -> dict[str, PartialDate]:
    """The days of a case that letters may hold, as exactly as they are known."""
    decision = Decision.objects.filter(case=case).order_by("pk").last()
    return {"aware_on": case.aware_on, "decided_on": decision.on if decision else PartialDate.unknown()}


def review_name(label: str) -> str:
    """The name of a review written out, from its label; the label itself where no regime bears it."""
    return next((row.label_long for row in regimes() if row.label_short == label), label)
