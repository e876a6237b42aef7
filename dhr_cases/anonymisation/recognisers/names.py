"""Which words written large may be names that no register holds?"""

import re
from collections.abc import Collection, Iterator

from dhr_cases.anonymisation.folding import fold
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
    known = {fold(part) for word in known_words for part in word.split()}
    for run in _RUN.finditer(text):
        words = run[0].removeprefix(run["title"] or "").split()
        strange = [word for word in words if not is_ordinary(_stem(word)) and _stem(word) not in known]
        if not strange or not _BODIES.isdisjoint(words):
            continue
        if run["title"] or len(strange) > 1 or not _begins_sentence(text, run.start() + run[0].index(strange[0])):
            start = run.start() + run[0].index(strange[0])
            end = run.start() + run[0].rindex(strange[-1]) + len(strange[-1])
            yield Hit(start, end, text[start:end], FindingKind.UNKNOWN_NAME, None, "This may be a name.")


def _stem(word: str) -> str:
    return fold(re.sub(r"['’]s$", "", word))


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, start - 6) : start])) or start == 0
