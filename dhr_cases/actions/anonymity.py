"""Words are protected, what was found in a text is decided, and names in a text give way to pseudonyms.

Events tell how many and of which kind, never a word. Source: domain 4.2 and 4.3 [K]/[D].
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain

from dhr_cases.actions.core import Act, acting, check_not_future, require, today
from dhr_cases.actions.report_sections import Words, add_version, begun
from dhr_cases.anonymisation.suggesting import Suggestion, apply
from dhr_cases.anonymisation.text_findings import TextFinding, findings_in
from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    FindingDecision,
    LegalHold,
    Person,
    ProtectedToken,
    ReportSection,
    SectionVersion,
    TextOrigin,
    User,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_texts import current_version
from dhr_cases.verbs import Verb

LONGEST_REPLACEMENT = 200
SOMEBODY_SAVED = "Somebody saved another version of this section since. Look at the findings again."


@dataclass(frozen=True)
class Protection:
    """Words to protect, the other ways they are written (one a line), and what is printed instead."""

    kind: TokenKind
    value: str
    replacement: str
    variants: str = ""
    note: str = ""
    person: Person | None = None


@dataclass(frozen=True)
class Judged:
    """What a person decides about one finding; ``replacement`` is printed instead, "" when the words stay."""

    finding: TextFinding
    judgement: Judgement
    replacement: str = ""


def protect_words(*, case: Case, by: User, words: Protection) -> ProtectedToken:
    """Protect words of the case. Raises Incomplete without words or replacement, or when they are protected already."""
    with acting(Verb.PROTECT_WORDS, case, by) as act:
        require(*_needs(case, words))
        token: ProtectedToken = ProtectedToken.objects.create(case=case, **_row(words))
        act.record(Event.WORDS_PROTECTED, about=token, detail={"kind": words.kind.label})
    return token


def change_protection(*, case: Case, by: User, token: ProtectedToken, words: Protection, reason: str) -> None:
    """Change protected words, how they are written or what stands instead; the former stay in the history."""
    with acting(Verb.PROTECT_WORDS, case, by, reason=reason) as act:
        token.refresh_from_db()
        row = _row(words)
        changed = [name for name, value in row.items() if getattr(token, name) != value]
        require(
            (bool(reason.strip()), "Give the reason for the change."),
            (token.case_id == case.pk, "The words belong to another case."),
            (bool(changed), "Nothing was changed."),
            *_needs(case, words, besides=token),
        )
        for name in changed:
            setattr(token, name, row[name])
        token.save()
        act.record(Event.WORDS_PROTECTED, about=token, detail={"kind": words.kind.label, "changed": changed})


def end_protection(*, case: Case, by: User, token: ProtectedToken, reason: str) -> None:
    """Words are protected no longer; the row stays. Raises NotNow when that was so already."""
    with acting(Verb.END_PROTECTION, case, by, reason=reason) as act:
        require(
            (bool(reason.strip()), "Give the reason why the words need no protection."),
            (token.case_id == case.pk, "The words belong to another case."),
        )
        token.refresh_from_db()
        check_still_protected(token)
        token.is_retired = True
        token.save()
        act.record(Event.PROTECTION_ENDED, about=token, detail={"kind": TokenKind(token.kind).label})


def check_still_protected(token: ProtectedToken) -> None:
    """The words are in the register as protected. Raises NotNow when their protection has ended."""
    if token.is_retired:
        raise NotNow("These words are not protected any more.")


def protect_many(*, case: Case, by: User, kind: TokenKind, lines: str) -> list[ProtectedToken]:
    """Protect what stands one a line, as "words = printed instead"; all of it or nothing.

    Other ways of writing follow the words after "/". Raises Incomplete with a sentence for each line at fault.
    """
    with acting(Verb.PROTECT_WORDS, case, by) as act:
        read = _read_lines(case, kind, lines)
        rows: list[ProtectedToken] = [ProtectedToken.objects.create(case=case, **_row(words)) for words in read]
        act.record(Event.WORDS_PROTECTED, detail={"kind": kind.label, "words": len(rows)})
    return rows


def _read_lines(case: Case, kind: TokenKind, lines: str) -> list[Protection]:
    read: list[Protection] = []
    faults: list[str] = []
    written = [(number, line) for number, line in enumerate(lines.splitlines(), start=1) if line.strip()]
    for number, line in written:
        words = _read_line(kind, line)
        faults += _faults_of_line(number, _needs(case, words, among=read))
        read.append(words)
    require((bool(read), "Enter at least one line."), *((False, fault) for fault in faults))
    return read


def _faults_of_line(number: int, needs: Iterable[tuple[bool, str]]) -> list[str]:
    return [f"Line {number}: {sentence}" for holds, sentence in needs if not holds]


def _read_line(kind: TokenKind, line: str) -> Protection:
    """One line; without "=" it has no replacement, which is told as a fault."""
    written, _, replacement = line.partition("=")
    value, *variants = (part.strip() for part in written.split("/"))
    return Protection(kind, value, replacement.strip(), "\n".join(filter(None, variants)))


def _needs(
    case: Case, words: Protection, *, besides: ProtectedToken | None = None, among: Sequence[Protection] = ()
) -> list[tuple[bool, str]]:
    """What protected words must hold: words, a replacement that does not tell them, and each only once."""
    taken = _taken(case, besides, among)
    ways = {_plain(way) for way in (words.value, *words.variants.splitlines())} - {""}
    return [
        (any(letter.isalnum() for letter in words.value), "Enter the words to protect."),
        (bool(words.replacement.strip()), "Enter what is printed instead, after “=” in a list."),
        (len(words.replacement) <= LONGEST_REPLACEMENT, f"Keep what is printed to {LONGEST_REPLACEMENT} letters."),
        (_plain(words.replacement) not in ways, "What is printed instead is a protected word itself."),
        (_plain(words.value) not in taken or not words.value.strip(), "These words are protected already."),
        (words.person is None or words.person.case_id == case.pk, "The person belongs to another case."),
    ]


def _taken(case: Case, besides: ProtectedToken | None, among: Sequence[Protection]) -> set[str]:
    """The words protected already, here or further up in the same list."""
    rows = ProtectedToken.objects.filter(case=case, is_retired=False).exclude(pk=besides.pk if besides else None)
    return {_plain(row.value) for row in chain(rows, among)}


def _row(words: Protection) -> dict[str, object]:
    return {row.name: getattr(words, row.name) for row in fields(words)}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def decide_findings(*, case: Case, by: User, judged: Sequence[Judged], reason: str = "") -> list[FindingDecision]:
    """Decide about findings of a text or a file. Raises Incomplete for a protected word that is to be kept.

    The newest decision about equal findings counts, in this version and in later ones.
    """
    with acting(Verb.DECIDE_FINDING, case, by, reason=reason) as act:
        return _decide(act, judged)


def _decide(act: Act, judged: Sequence[Judged]) -> list[FindingDecision]:
    require((bool(judged), "Decide about at least one finding."), *map(_may_stand, judged))
    rows = [_write(act, row) for row in judged]
    counts = Counter(row.judgement.label.lower() for row in judged)
    act.record(Event.FINDING_DECIDED, detail=dict(counts))
    return rows


def _write(act: Act, row: Judged) -> FindingDecision:
    decision: FindingDecision = FindingDecision.objects.create(
        case=act.case,
        fingerprint=row.finding.fingerprint,
        kind=row.finding.suggestion.kind,
        words=row.finding.suggestion.words,
        judgement=row.judgement,
        replacement=row.replacement.strip(),
        reason=act.reason,
        by=act.by,
    )
    return decision


def _may_stand(row: Judged) -> tuple[bool, str]:
    """A protected word is never kept, and a replacement says what is printed without repeating what it replaces."""
    found = row.finding.suggestion
    if row.judgement is Judgement.KEEP:
        kept = found.kind is not FindingKind.PROTECTED
        return kept, f"“{found.words}” is a protected word: replace it, or end its protection with a reason."
    says = row.replacement.strip()
    is_said = bool(says) and len(says) <= LONGEST_REPLACEMENT and _plain(says) != _plain(found.words)
    return is_said, f"Say what is printed instead of “{found.words}”, in other words and up to 200 letters."


def replace_names(
    *, case: Case, by: User, kind: PaperKind, code: str, seen: int, judged: Sequence[Judged]
) -> SectionVersion | None:
    """Decide about findings in a section and write its next version with what stands instead.

    ``seen`` is the version the findings are of. Answers None when all words stay as they are. Raises Incomplete when
    somebody saved since, when nothing is decided, or when a protected word is to be kept.
    """
    with acting(Verb.REPLACE_NAMES, case, by) as act:
        section = begun(case, kind, code)
        current = _current(section, seen)
        _decide(act, judged)
        changed = changed_text(current.text, judged)
        if changed == current.text:
            return None
        count = sum(row.judgement is not Judgement.KEEP for row in judged)
        note = f"{count} {'place' if count == 1 else 'places'} replaced"
        version = add_version(act, section, Words(changed, current.number, TextOrigin.PSEUDONYMS, note))
        _carry_on(act, changed, judged)
        act.record(Event.NAMES_REPLACED, about=version, detail={"section": section.heading, "places": count})
    return version


def _carry_on(act: Act, changed: str, judged: Sequence[Judged]) -> None:
    """Words that stay are decided in the new text as well, though other words stand around them now."""
    now = {(row.suggestion.start, row.suggestion.words): row for row in findings_in(act.case, changed)}
    for row in _kept(judged):
        stays = now.get((_moved_to(row, judged), row.finding.suggestion.words))
        if stays is not None and stays.decision is None:
            _write(act, Judged(stays, Judgement.KEEP))


def _kept(judged: Iterable[Judged]) -> list[Judged]:
    return [row for row in judged if row.judgement is Judgement.KEEP]


def _moved_to(row: Judged, judged: Sequence[Judged]) -> int:
    """Where words begin once everything replaced before them has become longer or shorter."""
    start = row.finding.suggestion.start
    before = (other for other in judged if other.judgement is not Judgement.KEEP)
    return start + sum(
        len(other.replacement.strip()) - len(other.finding.suggestion.words)
        for other in before
        if other.finding.suggestion.end <= start
    )


def take_names_back(*, case: Case, by: User, kind: PaperKind, code: str, seen: int) -> SectionVersion:
    """Write the words a section had before names were replaced in it as its next version, to the letter.

    Raises Incomplete when somebody saved since, or when the newest version is not one with names replaced.
    """
    with acting(Verb.REPLACE_NAMES, case, by) as act:
        section = begun(case, kind, code)
        current = _current(section, seen)
        before = SectionVersion.objects.filter(section=section, number=current.based_on).first()
        if current.origin != TextOrigin.PSEUDONYMS or before is None:
            raise Incomplete("No names were replaced in the newest version of this section.")
        note = f"Names of version {before.number} taken back"
        version = add_version(act, section, Words(before.text, current.number, TextOrigin(before.origin), note))
        act.record(Event.NAMES_REPLACED, about=version, detail={"section": section.heading, "taken_back": True})
    return version


def _current(section: ReportSection, seen: int) -> SectionVersion:
    current = current_version(section)
    if current is None or current.number != seen:
        raise Incomplete(SOMEBODY_SAVED)
    return current


def changed_text(text: str, judged: Sequence[Judged]) -> str:
    """The text with every finding replaced that is not kept. Raises Incomplete when it is no longer that text."""
    chosen = [
        Suggestion(found.start, found.end, found.words, found.kind, row.replacement.strip(), found.why)
        for row in judged
        if row.judgement is not Judgement.KEEP
        for found in (row.finding.suggestion,)
    ]
    try:
        return apply(text, chosen).text
    except ValueError as fault:
        raise Incomplete(SOMEBODY_SAVED) from fault


def judge(
    case: Case, text: str, answers: Mapping[str, tuple[Judgement, str]], *, again: bool = False
) -> tuple[Judged, ...]:
    """Answers by fingerprint laid over the findings of a text; what was decided before stands unless asked again."""
    judged: list[Judged] = []
    for finding in findings_in(case, text):
        answer = answers.get(finding.fingerprint)
        if answer is not None:
            judged.append(Judged(finding, *answer))
        elif finding.decision is not None and not again:
            judged.append(Judged(finding, Judgement(finding.decision.judgement), finding.decision.replacement))
    return tuple(judged)


def start_legal_hold(*, case: Case, by: User, reason: str, asked_by: str = "") -> LegalHold:
    """Keep the record from destruction until the hold is ended. Raises Incomplete without a reason."""
    with acting(Verb.START_LEGAL_HOLD, case, by) as act:
        require((bool(reason.strip()), "Say why the record must be kept."))
        hold: LegalHold = LegalHold.objects.create(case=case, reason=reason, asked_by=asked_by, starts_on=today())
        act.record(Event.LEGAL_HOLD_STARTED, about=hold)
    return hold


def end_legal_hold(*, case: Case, by: User, hold: LegalHold, reason: str, ends_on: datetime.date | None = None) -> None:
    """The record need not be kept any longer for this reason. Raises NotNow when the hold has ended already."""
    check_not_future(ends_on, "The day on which it ended")
    with acting(Verb.END_LEGAL_HOLD, case, by, reason=reason) as act:
        require(
            (bool(reason.strip()), "Say why the record need not be kept any longer."),
            (hold.case_id == case.pk, "The hold belongs to another case."),
        )
        hold.refresh_from_db()
        check_legal_hold_lasts(hold)
        last = ends_on or today()
        require((last >= hold.starts_on, "A hold cannot end before it began."))
        hold.ends_on, hold.end_reason = last, reason
        hold.save()
        act.record(Event.LEGAL_HOLD_ENDED, on=hold.ends_on, about=hold)


def check_legal_hold_lasts(hold: LegalHold) -> None:
    """The record is still kept by this hold. Raises NotNow when the hold has ended already."""
    if hold.ends_on is not None:
        raise NotNow("This hold has ended already.")
