"""Which words written large may be names that no register holds?"""

import re
from collections.abc import Collection, Iterator, Sequence

from dhr_cases.anonymisation.folding import fold, words_folded
from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymisation.ordinary_words import is_ordinary
from dhr_cases.anonymity_terms import FindingKind

_LARGE = r"(?:[A-Z]['’])?[A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)*"
_RUN = re.compile(rf"(?P<title>\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Cllr|PC|DC|DS|DI|DCI)\.? )?\b{_LARGE}(?: {_LARGE})*\b")
_OF_BODIES = (
    "Act Academy Agency Association Authority Board Borough Centre Charity Church City Clinic College Commission "
    "Commissioner Commissioning Committee Constabulary Council County Court Department Directorate District "
    "Foundation Framework Group Guidance Home Hospital Hospitals House Housing Institute Limited Ltd Ministry NHS "
    "Office Partnership Police Practice Programme Project Report Review Safer School Scheme Secretary Service "
    "Services Society Strategy Surgery Survey Team Trust Unit University Aid"
)
_BODIES = frozenset(_OF_BODIES.split())
_SENTENCE_END = re.compile(r"(?:^|[.!?:;•|\t\n(\"“‘*-])\s*$")


def unknown_names(text: str, known_words: Collection[str]) -> Iterator[Hit]:
    """Runs of words written large that are no English words, no known words and no name of a body.

    Low confidence: a person looks. The first word of a sentence counts only with another one or after a title.
    """
    known = words_folded(known_words)
    for run in _RUN.finditer(text):
        strange = _strange_words(run, known)
        if strange and _may_name_somebody(text, run, strange):
            start = _start_of(run, strange)
            end = run.start() + run[0].rindex(strange[-1]) + len(strange[-1])
            yield Hit(start, end, text[start:end], FindingKind.UNKNOWN_NAME, None, "This may be a name.")


def _strange_words(run: re.Match[str], known: Collection[str]) -> list[str]:
    """The words of a run that are neither English nor known; none of the name of a body."""
    words = run[0].removeprefix(run["title"] or "").split()
    return [word for word in words if _is_strange(_stem(word), known)] if _BODIES.isdisjoint(words) else []


def _is_strange(stem: str, known: Collection[str]) -> bool:
    return not is_ordinary(stem) and stem not in known


def _may_name_somebody(text: str, run: re.Match[str], strange: Sequence[str]) -> bool:
    return bool(run["title"]) or len(strange) > 1 or not _begins_sentence(text, _start_of(run, strange))


def _start_of(run: re.Match[str], strange: Sequence[str]) -> int:
    return run.start() + run[0].index(strange[0])


def _stem(word: str) -> str:
    return fold(re.sub(r"['’]s$", "", word))


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, start - 6) : start]))
