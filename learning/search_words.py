"""By which words is a paragraph found? The stems of what it says and of what is meant by it. Imports no Django.

Both databases hold the same words, so that both find the same paragraphs. Words of the field that mean one thing are
brought to one: who asks for "GP" finds "general practitioner". Source: terms of the field, our own list [D].
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dhr_cases.said_before import stem

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")

_MEANT: Mapping[str, str] = {
    "gp": "general practitioner, family doctor, doctor, surgery, primary care",
    "hospital": "accident and emergency, emergency department, ward",
    "midwife": "midwifery, maternity, antenatal",
    "healthvisitor": "health visitor, health visiting",
    "police": "constable, constabulary, force control room",
    "ambulance": "paramedic, paramedics",
    "probation": "offender management, community rehabilitation company, crc",
    "socialcare": "social worker, social care, social services, children's services, adult services",
    "school": "teacher, nursery, college, pupil, education",
    "housing": "landlord, tenancy, tenant, homelessness, homeless",
    "idva": "domestic violence adviser, domestic abuse adviser, domestic violence advisor, domestic abuse advisor",
    "marac": "risk assessment conference, multi agency risk assessment conference, multi agency conference",
    "dash": "risk checklist, risk indicator checklist",
    "strangle": "strangulation, strangled, choking, choked, throat, asphyxia",
    "coercive": "coercion, coercively, controlling, controlled, isolate, isolated, isolation",
    "stalk": "stalking, stalked, stalker, harassment, harassed, tracking",
    "economic": "financial, financially, money, benefits, wages, debt, bank card",
    "bank": "lender, building society, bank branch, branch manager, cashier",
    "separate": "separation, separated, separating, leaving, left him, left her, parted, estranged, divorce, break up",
    "suicide": "suicidal, ideation, his own life, her own life, their own life, kill himself, kill herself",
    "selfharm": "self harm, self harmed, overdose",
    "mental": "depression, depressed, anxiety, psychosis, psychiatric, psychiatrist, crisis team, cmht, kmpt",
    "alcohol": "drinking, drinker, drank, drunk, intoxicated, intoxication",
    "drug": "substance, cocaine, cannabis, heroin, drugs",
    "child": "children, son, daughter, baby, kids, infant, toddler, teenager",
    "carer": "caring, dementia, frail, elderly, older",
    "attend": "missed appointment, missed appointments, non attendance, failure to attend, did not attend, "
    "failed to attend, not brought, stayed away, dna",
    "voice": "heard from, spoken to alone, asked what, telling them, wishes and feelings, seen alone, alone",
    "interpreter": "interpreting, interpretation, english, translation, translator, language",
    "immigration": "visa, asylum, migrant, no recourse to public funds, recourse, refugee, leave to remain",
    "honour": "honor, shame, izzat, forced marriage",
    "disability": "disabled, impairment, wheelchair, learning difficulties",
    "curiosity": "curious, enquire, enquiry, probing question, probing questions, professional curiosity",
    "share": "sharing, shared, information sharing, pass on, passed on",
    "risk": "danger, dangerous, assessment of risk, high risk",
    "record": "recording, recorded, notes, documentation, documented, written down",
    "train": "training, trained, briefing, workshop, learning programme",
    "refer": "referral, referred, referring, signposted",
    "threat": "threaten, threatened, threatening, threats",
    "weapon": "knife, knives, firearm, shotgun, gun, blade, machete, sword",
    "pregnant": "pregnancy, expecting, unborn",
    "breach": "bail, non molestation, restraining order, breached",
    "perpetrator": "abuser, offender, partner who killed",
    "employer": "workplace, employers, colleague, line manager, job",
    "family": "relative, relatives, mother, sister, brother, parents",
    "good": "good practice, worked well, praised, commended, exemplary",
}
"""What is meant, and the words for it: one word or several."""


def _phrases() -> dict[tuple[str, ...], str]:
    """Each way of saying something, in stems, with the word it stands for."""
    return {
        tuple(map(stem, _WORD.findall(phrase))): f"m{meant}"
        for meant, phrases in _MEANT.items()
        for phrase in (*phrases.split(","), meant)
    }


_PHRASES = _phrases()
_LONGEST = max(map(len, _PHRASES))
_PLAIN_WORDS = (
    "a about after all also an and any are as at be because been before being between but by can could did do "
    "does done during each for from further given had has have he her hers him his how i if in into is it its "
    "made make may more most must no not of off on once only or other our out over own same she should so some "
    "such than that the their them then there these they this those through to under up upon was we were what "
    "when where which while who whom whose why will with within without would you your said say says tell about "
    "anything everything something thing things way ways much many know known happen happened review reviews"
)
_PLAIN = frozenset(map(stem, _PLAIN_WORDS.split()))


SAID = 0.3
"""The share of a word in a question where what it means counts as well [D]."""


@dataclass(frozen=True)
class _Meaning:
    """What some words of a text mean: where they begin, how many they are, the word for it."""

    first: int
    length: int
    word: str

    @property
    def places(self) -> range:
        return range(self.first, self.first + self.length)


def words_of(text: str) -> list[str]:
    """The words by which a text is found: its stems in order, and after them what is meant by one or several."""
    stems = _stems(text)
    own = [each for each in stems if each not in _PLAIN]
    return own + [meaning.word for meaning in _meanings(stems)]


def asked_words(question: str) -> dict[str, float]:
    """The words a question looks for and the share each has in it; {} for a question without a telling word.

    Where words stand for something, it is what they stand for that counts, and they themselves a little.
    """
    stems = _stems(question)
    meanings = list(_meanings(stems))
    said = {place for meaning in meanings for place in meaning.places}
    own = {each: SAID if place in said else 1.0 for place, each in enumerate(stems) if each not in _PLAIN}
    return own | dict.fromkeys((meaning.word for meaning in meanings), 1.0)


def _stems(text: str) -> list[str]:
    """The stems of small letters without accents, so that "Amélie" and "Amelie" meet."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    folded = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return [stem(word) for word in _WORD.findall(folded)]


def _meanings(stems: list[str]) -> Iterator[_Meaning]:
    for first in range(len(stems)):
        for length in range(1, min(_LONGEST, len(stems) - first) + 1):
            word = _PHRASES.get(tuple(stems[first : first + length]))
            if word is not None:
                yield _Meaning(first, length, word)
