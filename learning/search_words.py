"""By which words is a paragraph found? The stems of what it says and of what is meant by it. Imports no Django.

Both databases hold the same words, so that both find the same paragraphs. Words of the field that mean one thing are
brought to one: who asks for "GP" finds "general practitioner". Source: terms of the field, our own list [D].
"""

import re
from collections.abc import Iterator, Mapping

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
    "marac": "risk assessment conference, multi agency risk assessment conference",
    "dash": "risk checklist, risk indicator checklist",
    "strangle": "strangulation, strangled, choking, choked, throat, asphyxia",
    "coercive": "coercion, coercively, controlling, controlled, isolate, isolated, isolation",
    "stalk": "stalking, stalked, stalker, harassment, harassed, tracking",
    "economic": "financial, financially, money, bank, benefits, wages",
    "separate": "separation, separated, separating, leaving, estranged, split",
    "suicide": "suicidal, ideation, took her own life, took his own life, took their own life",
    "selfharm": "self harm, self harmed, overdose",
    "mental": "depression, depressed, anxiety, psychosis, psychiatric, psychiatrist, cmht, kmpt",
    "alcohol": "drinking, drank, drunk, intoxicated, dependent drinker",
    "drug": "substance, cocaine, cannabis, heroin, drugs",
    "child": "children, son, daughter, baby, kids",
    "carer": "caring, dementia, frail, elderly, older",
    "interpreter": "interpreting, interpretation, english, translation, translator, language",
    "immigration": "visa, asylum, migrant, no recourse to public funds, refugee",
    "honour": "honor, shame, izzat, forced marriage",
    "disability": "disabled, impairment, wheelchair, learning difficulties",
    "curiosity": "curious, enquire, enquiry, probing, professional curiosity",
    "share": "sharing, shared, information sharing, pass on, passed on",
    "risk": "danger, dangerous, assessment of risk, high risk",
    "record": "recording, recorded, notes, documentation, documented, written down",
    "train": "training, trained, briefing, workshop, learning programme",
    "refer": "referral, referred, referring, signposted",
    "threat": "threaten, threatened, threatening, threats",
    "weapon": "knife, knives, firearm, shotgun, gun",
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


def words_of(text: str) -> list[str]:
    """The words by which a text is found, in order: its stems, and after them what is meant by one or several."""
    stems = [stem(word) for word in _WORD.findall(text.lower().replace("’", "'"))]
    own = [each for each in stems if each not in _PLAIN]
    return own + list(_meanings(stems))


def asked_words(question: str) -> tuple[str, ...]:
    """The words a question looks for, each once; () for a question without a telling word."""
    return tuple(dict.fromkeys(words_of(question)))


def _meanings(stems: list[str]) -> Iterator[str]:
    for place in range(len(stems)):
        for length in range(1, _LONGEST + 1):
            found = _PHRASES.get(tuple(stems[place : place + length]))
            if found is not None and place + length <= len(stems):
                yield found
