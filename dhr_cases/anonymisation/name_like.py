"""Is an ordinary word that is also somebody's name used as a name here? Imports no Django."""

import re

from dhr_cases.anonymisation.ordinary_words import MONTHS

_FILE = r"\.(?:docx?|docm|xlsx?|xlsm|pptx?|pdf|html?|csv|txt|rtf|odt|png|jpe?g|gif|tiff?|zip|msg|eml|json|xml)"
_FILE_NAME = re.compile(rf"[^\n\t]{{1,200}}{_FILE}", re.IGNORECASE)
_IDENTIFIER = re.compile(rf"@|_|://|\\|{_FILE}$", re.IGNORECASE)
_MONTH = "|".join(month.capitalize() for month in MONTHS)
_DATE_BEFORE = re.compile(
    rf"(?:\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?: of)? |(?:{_MONTH})(?:,| and| to| or|/| -| –) ?)$"
)
_DATE_AFTER = re.compile(
    rf"(?:,? (?:19|20)\d\d\b| \d{{1,2}}(?:st|nd|rd|th)?\b|(?:,| and| to| or|/| -| –) ?(?:{_MONTH})\b)"
)
_QUESTION_AFTER = re.compile(r" (?:the|this|that|these|those|they|he|she|it|we|you|I|there|any|all|each|my|your|our)\b")
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|PC|DC|DS|DI|DCI)\.? $")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s|\n|\t)[\s\"“‘'(]*$")
_PHRASES = {
    "white": re.compile(
        r"[ /,-]+(?:or |and )?(?:British|Irish|English|European|Other|Paper|Ribbon|other|background)\b"
    ),
    "black": re.compile(r"[ /,-]+(?:or |and )?(?:British|African|Caribbean|Asian|Other|other|Country|background)\b"),
    "green": re.compile(r" Paper\b"),
    "young": re.compile(r" (?:People|Person|Adults?|Women|Men|Carers?|Minds)\b"),
}

_FUNCTION_WORDS = "Then When After Before But And While If As Because Although Since Until In On At By For From With"
_BEFORE = re.compile(r"(\w+)[ \u00a0]+[(\"“‘']?$")
_AFTER = re.compile(r"(?:['’]s)?[ \u00a0]+[(\"“‘']?(\w+)")
_STARTS = frozenset(_FUNCTION_WORDS.split())
_NO_NAME_AFTER = "the a an this these those each every any all our its their your no local"
_DETERMINERS = frozenset(_NO_NAME_AFTER.split())
_HUMAN_ACTS = (
    "said told asked called rang telephoned texted wrote replied reported stated described disclosed explained "
    "recalled felt thought knew wanted hoped feared denied admitted agreed refused met married lived moved left "
    "went came returned stayed slept drank hit died attended visited worked"
)
_ACTS = frozenset(_HUMAN_ACTS.split())


def in_identifier(text: str, start: int, end: int) -> bool:
    """Whether the place lies in a file name, an e-mail address or the like, where names are written small."""
    if _FILE_NAME.fullmatch(text):
        return True
    first = max(text.rfind(space, 0, start) for space in " \t\n") + 1
    lasts = [place for space in " \t\n" if (place := text.find(space, end)) >= 0]
    return bool(_IDENTIFIER.search(text[first : min(lasts, default=len(text))].rstrip(".,;:)")))


def is_written_as_name(text: str, start: int, end: int) -> bool:
    """True when an ordinary word begins with a capital here and is no month or fixed phrase.

    "May 2019", "Will the panel" at the start of a sentence and "White British" hold no name. In a file name, an
    address or a joined word ("maySmith") small letters count. After a title it is always a name.
    """
    if not text[start].isupper():
        return text[end : end + 1].isupper() or in_identifier(text, start, end)
    return bool(_TITLE_BEFORE.search(text[max(0, start - 10) : start])) or not _is_no_name(text, start, end)


def _is_no_name(text: str, start: int, end: int) -> bool:
    """Whether the word is a month, begins a question, or belongs to a fixed phrase."""
    word, after = text[start:end].casefold(), text[end : end + 40]
    if word in _PHRASES and _PHRASES[word].match(after):
        return True
    return _is_month(text, start, word, after) or _begins_question(text, start, word, after)


def _is_month(text: str, start: int, word: str, after: str) -> bool:
    return word in MONTHS and bool(_DATE_BEFORE.search(text[max(0, start - 14) : start]) or _DATE_AFTER.match(after))


def _begins_question(text: str, start: int, word: str, after: str) -> bool:
    is_asking = word in {"may", "will"} and _QUESTION_AFTER.match(after)
    return bool(is_asking and _SENTENCE_START.search(text[max(0, start - 9) : start]))


def stands_as_person(text: str, start: int, end: int) -> bool:
    """True when an everyday word written large stands where only a person can: alone inside a sentence, or acting.

    "heard that Edit had left" and "Vans called" tell of persons; "the Crown", "Crown Court" and "Vans were" do not.
    """
    following = _word_after(text, end)
    if not text[start].isupper() or following[:1].isupper():
        return False
    before = _BEFORE.search(text[max(0, start - 30) : start])
    if before is None:
        return following in _ACTS
    return _can_stand_before_name(before[1]) and not is_written_small(text, text[start:end])


def _word_after(text: str, end: int) -> str:
    after = _AFTER.match(text[end : end + 40])
    return after[1] if after else ""


def _can_stand_before_name(word: str) -> bool:
    return word.lower() not in _DETERMINERS and (word.islower() or word in _STARTS)


def is_written_small(text: str, word: str) -> bool:
    """Whether the word stands anywhere in the text in small letters, as an ordinary word does."""
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None
