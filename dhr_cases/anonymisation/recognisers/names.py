"""Which words written large may be names that no register holds?"""

import re
from collections.abc import Collection, Iterator, Sequence

from dhr_cases.anonymisation.folding import fold, words_folded
from dhr_cases.anonymisation.hits import Hit, hits_of
from dhr_cases.anonymisation.ordinary_words import is_ordinary
from dhr_cases.anonymity_terms import FindingKind

_WITH_CAPITALS = tuple(map(chr, (*range(0x41, 0x250), *range(0x370, 0x588), *range(0x1E00, 0x2000))))
"""The letters of the scripts that have capitals: Latin with its accents, Greek, Cyrillic, Armenian."""
_UP = "".join(filter(str.isupper, _WITH_CAPITALS))
_LOW = "".join(filter(str.islower, _WITH_CAPITALS))
_OF_OTHER_SCRIPT = re.compile("[\u0370-\u0587]")
"""Letters with capitals that no word of English has: Greek, Cyrillic, Armenian."""
_JOINED = rf"(?:(?:Mc|Mac|De|Da|Di|Du|Fitz|La|Le|Van|Von)(?=[{_UP}]))?"
_PART = rf"{_JOINED}[{_UP}][{_LOW}]+"
_LARGE = rf"(?:[{_UP}]['’])?{_PART}(?:[-'’]{_PART})*"
_TITLE = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Cllr|Sgt|Insp|Supt|PC|DC|DS|DI|DCI"
_RUN = re.compile(rf"(?P<title>\b(?:{_TITLE})\.? )?\b{_LARGE}(?: {_LARGE})*\b")
_NO_CAPITALS = "\u0590-\u1c7f\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc"
"""Scripts without capitals, from Hebrew to Khmer, of China, Japan and Korea, and the joined forms of Arabic."""
_OTHER_SCRIPT = re.compile(rf"[{_NO_CAPITALS}]{{2,}}(?: [{_NO_CAPITALS}]+)*")
_OF_BODIES = (
    "Act Academy Agency Association Authority Board Borough Centre Charity Church City Clinic College Commission "
    "Commissioner Commissioning Committee Constabulary Council County Court Department Directorate District "
    "Foundation Framework Group Guidance Home Hospital Hospitals House Housing Institute Limited Ltd Ministry NHS "
    "Office Partnership Police Practice Programme Project Report Review Safer School Scheme Secretary Service "
    "Services Society Strategy Surgery Survey Team Trust Unit University Aid"
)
_BODIES = frozenset(_OF_BODIES.split())
_SENTENCE_END = re.compile(r"(?:^|(?<!\b[A-Z])\.|[!?:;•|\t\n(\"“‘*-])\s*$")
"""What stands before the first word of a sentence; the full stop after an initial ends none."""


def unknown_names(text: str, known_words: Collection[str]) -> Iterator[Hit]:
    """Runs of words written large that are no English words, no known words and no name of a body.

    Low confidence: a person looks. The first word of a sentence counts only with another one or after a title. Words
    of a script without capitals count wherever they stand.
    """
    known = words_folded(known_words)
    for run in _RUN.finditer(text):
        strange = _strange_words(run, known)
        if strange and _may_name_somebody(text, run, strange):
            start = _start_of(run, strange)
            end = run.start() + run[0].rindex(strange[-1]) + len(strange[-1])
            yield Hit(start, end, text[start:end], FindingKind.UNKNOWN_NAME, None, "This may be a name.")
    others = (run for run in _OTHER_SCRIPT.finditer(text) if not words_folded(run[0].split()) <= known)
    yield from hits_of(FindingKind.UNKNOWN_NAME, others, "Words in another script: they may name somebody.")


def _strange_words(run: re.Match[str], known: Collection[str]) -> list[str]:
    """The words of a run that are neither English nor known; none of the name of a body."""
    words = run[0].removeprefix(run["title"] or "").split()
    return [word for word in words if _is_strange(_stem(word), known)] if _BODIES.isdisjoint(words) else []


def _is_strange(stem: str, known: Collection[str]) -> bool:
    return not is_ordinary(stem) and stem not in known


def _may_name_somebody(text: str, run: re.Match[str], strange: Sequence[str]) -> bool:
    """True behind a title, for two strange words, for another script, and for one word within a sentence."""
    is_certain = bool(run["title"]) or len(strange) > 1 or _OF_OTHER_SCRIPT.search(strange[0]) is not None
    return is_certain or not _begins_sentence(text, _start_of(run, strange))


def _start_of(run: re.Match[str], strange: Sequence[str]) -> int:
    return run.start() + run[0].index(strange[0])


def _stem(word: str) -> str:
    return fold(re.sub(r"['’]s$", "", word))


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, start - 8) : start]))
