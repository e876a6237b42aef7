"""Three hundred reports and a hundred questions whose right answers are known: made from what happens in reviews.

Each planted paragraph says one thing about one service in one of several ways; the question about it is put in other
words, as a practitioner would ask. Everything else is filler in the manner of reports, about the same services and
subjects. So an answer is found by what it says, never by a word that was put there for the search.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from learning.first_words import SourceParagraph

REPORTS = 300
QUESTIONS = 100
FILLERS = 24
SEED = 9

SERVICES = {
    "the GP": ("The general practitioner", "The surgery", "Her family doctor"),
    "the police": ("Police officers", "The attending constable", "The force control room"),
    "the hospital": ("Staff in the emergency department", "The accident and emergency department", "The ward"),
    "the housing association": ("The landlord", "The housing officer", "The tenancy team"),
    "the school": ("Her teacher", "The primary school", "The college"),
    "the midwife": ("The maternity team", "The antenatal clinic", "The community midwife"),
    "children's social care": ("The social worker", "Children's services", "The duty social worker"),
    "probation": ("The offender manager in probation", "The community rehabilitation company", "The probation officer"),
    "the mental health trust": ("The community psychiatric nurse", "The crisis team", "The psychiatrist"),
    "the bank": ("The branch manager", "The lender", "Staff of the building society"),
}
"""A service as one asks about it, and how reports name it."""

SUBJECTS = {
    "strangulation": (
        "noted marks on her neck after he had choked her, and did not ask further",
        "was told that he had held her by the throat, which was logged as a minor assault",
        "did not treat the non-fatal strangulation as a sign of high risk",
    ),
    "stalking after the separation": (
        "knew that he followed her to work once they had parted, and saw no pattern of stalking",
        "heard of repeated harassment in the weeks after she left him, and treated each call by itself",
        "did not recognise the tracking device on her car as stalking by her estranged husband",
    ),
    "money being withheld": (
        "saw that he alone held the bank card, and did not think of economic abuse",
        "learnt that her wages were paid into his account and did not see financial control",
        "did not ask why she had no money of her own, though he took her benefits",
    ),
    "an interpreter": (
        "spoke with her through her husband, as no interpreter was booked",
        "relied on a son to translate, since nobody arranged interpreting",
        "held the appointment in English, a language she hardly spoke",
    ),
    "suicidal thoughts": (
        "recorded that he spoke of suicide, and did not ask about those around him",
        "knew of an overdose and of suicidal ideation, and made no plan for safety",
        "did not connect his threats to take his own life with the risk to her",
    ),
    "weapons": (
        "was aware that he kept knives under the bed and did nothing about it",
        "did not check whether a firearm was kept, although his shotgun licence was known",
        "heard that he had threatened her with a knife and made no referral",
    ),
    "caring for an elderly parent": (
        "offered no carer's assessment to the daughter who looked after her frail mother",
        "did not see how heavy caring for his father with dementia had become",
        "missed that the older woman depended on the carer who harmed her",
    ),
    "the child's voice": (
        "did not speak with the children alone, and their voice is missing from the notes",
        "saw the son at home often, and never asked what he had seen",
        "wrote about the daughter's behaviour and not about what she was telling them",
    ),
    "a missed appointment": (
        "closed the matter after two missed appointments and did not ask why she stayed away",
        "discharged him for non-attendance without telling anybody",
        "took her failure to attend as a choice, and sent a standard letter",
    ),
    "immigration status": (
        "did not know that she had no recourse to public funds and could not be housed in a refuge",
        "let her visa, which depended on him, keep her from seeking help",
        "was not trained in how insecure immigration status is used to control",
    ),
    "MARAC referral": (
        "scored the risk checklist at fourteen and made no referral to the multi-agency conference",
        "did not refer the case to MARAC, although three incidents in a month called for it",
        "sent the MARAC referral to an old address, so that it was never heard",
    ),
    "alcohol": (
        "saw his drinking as the problem and his violence as its result",
        "smelt alcohol at each visit and did not offer a way to treatment",
        "turned her away because she was intoxicated, and did not see why she drank",
    ),
}
"""A subject as one asks about it, and what reports say that a service did."""

QUESTION_FORMS = (
    "What did {service} do about {subject}?",
    "How did {service} respond to {subject}?",
    "Examples of {service} and {subject}",
    "Was {subject} understood by {service}?",
)
FILLER_FORMS = (
    "{service} had contact with the family {number} times in the period under review.",
    "The panel heard from {other} and {service_small}, who gave their reports in time.",
    "{service} has since changed its policy and trains its staff every year.",
    "The chronology of {other} covers {number} entries; none bears on the decisions looked at here.",
    "It was good practice that {service_small} kept clear notes of each visit.",
    "{service} knew of one earlier incident, which was dealt with as the procedures of the time required.",
    "The author is grateful to {other} for its openness.",
    "There is no sign that {service_small} could have foreseen what happened.",
)


@dataclass(frozen=True)
class Question:
    """A question and where its answers stand: the report and the paragraph."""

    text: str
    answers: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Made:
    """The reports, paragraph by paragraph, and the questions."""

    reports: tuple[tuple[SourceParagraph, ...], ...]
    questions: tuple[Question, ...]


def made_reports(seed: int = SEED) -> Made:
    """The same reports and questions for the same seed; one to three paragraphs answer a question."""
    lot = random.Random(seed)  # noqa: S311  # invented words, no secrets
    pairs = [(service, subject) for service in SERVICES for subject in SUBJECTS]
    asked = lot.sample(pairs, QUESTIONS)
    planted: dict[int, list[tuple[int, str]]] = {}
    for number, pair in enumerate(asked):
        for report in lot.sample(range(REPORTS), lot.randint(1, 3)):
            planted.setdefault(report, []).append((number, _said(lot, *pair)))
    reports, answers = [], dict[int, set[tuple[int, int]]]()
    for report in range(REPORTS):
        paragraphs, places = _report(lot, planted.get(report, []))
        reports.append(paragraphs)
        for number, place in places:
            answers.setdefault(number, set()).add((report, place))
    questions = (Question(_asked(lot, *pair), frozenset(answers[number])) for number, pair in enumerate(asked))
    return Made(tuple(reports), tuple(questions))


def _said(lot: random.Random, service: str, subject: str) -> str:
    return f"{lot.choice(SERVICES[service])} {lot.choice(SUBJECTS[subject])}."


def _asked(lot: random.Random, service: str, subject: str) -> str:
    return lot.choice(QUESTION_FORMS).format(service=service, subject=subject)


def _report(
    lot: random.Random, planted: list[tuple[int, str]]
) -> tuple[tuple[SourceParagraph, ...], list[tuple[int, int]]]:
    """The paragraphs of one report in a new order, and which of them answer which question."""
    texts = [(-1, text) for text in _fillers(lot)] + planted
    lot.shuffle(texts)
    paragraphs = tuple(
        SourceParagraph(place, "Analysis" if place > FILLERS // 2 else "Background", text)
        for place, (_, text) in enumerate(texts, start=1)
    )
    return paragraphs, [(number, place) for place, (number, _) in enumerate(texts, start=1) if number >= 0]


def _fillers(lot: random.Random) -> Iterator[str]:
    for _ in range(FILLERS):
        service, other = (lot.choice(lot.choice(list(SERVICES.values()))) for _ in range(2))
        small = service[0].lower() + service[1:]
        form = lot.choice(FILLER_FORMS)
        yield form.format(service=service, service_small=small, other=other.lower(), number=lot.randint(2, 40))
