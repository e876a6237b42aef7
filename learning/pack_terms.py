"""Of which parts is a seminar pack made, and which words of it are the same for every seminar? Imports no Django.

Source: slide list, handouts and joining pack [D], drawn from decks and papers of other partnerships [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PackPart(StrEnum):
    """Codes of the parts, as file names bear them."""

    SLIDES = "slides"
    ONE_PAGE = "one-page-briefing"
    SEVEN_MINUTE = "seven-minute-briefing"
    THEME_SHEET = "theme-sheet"
    ROUTES = "referral-routes"
    EXERCISE = "exercise-sheet"
    ACTION_RECORD = "action-record"
    PROGRAMME = "programme"
    CARE_NOTICE = "care-notice"


@dataclass(frozen=True)
class PartRow:
    """One part: its name, what it is for, and whether there is one for each chosen review."""

    label: str
    purpose: str
    is_of_a_review: bool = False


PARTS: Mapping[PackPart, PartRow] = {
    PackPart.SLIDES: PartRow("Slides", "What is shown, with notes for the speaker."),
    PackPart.ONE_PAGE: PartRow("One-page briefing", "One review on one page.", is_of_a_review=True),
    PackPart.SEVEN_MINUTE: PartRow("Seven-minute briefing", "One review to talk about in a team.", is_of_a_review=True),
    PackPart.THEME_SHEET: PartRow("Theme sheet", "The themes, with what the reviews say of each."),
    PackPart.ROUTES: PartRow("Referral routes", "Where to get help, and to whom to refer."),
    PackPart.EXERCISE: PartRow("Exercise sheet", "Questions to talk about in groups, with room to write."),
    PackPart.ACTION_RECORD: PartRow("Action record", "What each team will do, filled in by those who came."),
    PackPart.PROGRAMME: PartRow("Programme", "What happens when."),
    PackPart.CARE_NOTICE: PartRow("Care notice", "Sent before: care, access and confidentiality."),
}

HELPLINES: tuple[tuple[str, str], ...] = (
    ("In an emergency", "999"),
    ("National Domestic Abuse Helpline", "0808 2000 247, free, at any hour"),
    ("Men’s Advice Line", "0808 801 0327"),
    ("Samaritans", "116 123, free, at any hour"),
    ("Advocacy After Fatal Domestic Abuse, for bereaved families", "07768 386 922"),
)
"""National lines of help, the same that every page of this site names. Source: their own pages [K]."""

CARE: tuple[str, ...] = (
    "This seminar tells of domestic abuse and of deaths. Some of it may be close to your own life.",
    "Leave the room whenever you need to. You need give no reason, and you may come back.",
    "Lines of help are on a slide at the end and on your handout.",
)
CONFIDENTIAL: tuple[str, ...] = (
    "The people in these reviews are named by pseudonyms. Do not try to find out who they were.",
    "What somebody tells of their own life or work stays in the room.",
    "Speak of no case of your own in a way that lets anybody recognise a person.",
)
ACCESS: tuple[str, ...] = (
    "Tell us before the day what you need to take part: hearing loop, step-free way, large print, a quiet room.",
    "Slides and handouts are there as files that a screen reader reads. Ask for another form of them.",
)
WHAT_IT_LOOKS_AT: Mapping[str, tuple[str, str]] = {
    "DHR": (
        "A Domestic Homicide Review (DHR) looks at the death of a person of 16 or over that has, or appears to have, "
        "resulted from violence, abuse or neglect by a relative, a present or former partner, or a member of the "
        "household.",
        "DVCVA 2004, section 9(1)",
    ),
    "DARDR": (
        "A Domestic Abuse Related Death Review (DARDR) looks at the death of a person that has, or appears to have, "
        "resulted from domestic abuse.",
        "Victims and Prisoners Act 2024, section 19",
    ),
}
"""The first sentence on what a review is. Source: DVCVA 2004 s.9(1) [V]; Victims and Prisoners Act 2024 s.19 [V]."""
PURPOSE: tuple[tuple[str, str], ...] = (
    ("It is held to find out what is to be learnt from the death.", "DVCVA 2004, section 9"),
    (
        "It is no inquiry into how the person died or who is to blame: that is for coroners and criminal courts.",
        "Statutory guidance 2016, paragraph 8",
    ),
    (
        "It looks at how agencies worked, alone and together, and says what will change and by when.",
        "Statutory guidance 2016, paragraph 7",
    ),
)
"""What a review is for, with the source of each sentence. Source: DVCVA 2004 s.9 [V]; statutory guidance 2016 [K]."""

STEPS: tuple[tuple[str, str], ...] = (
    ("Told", "The police tell the partnership of a death."),
    ("Decided", "Its chair decides whether there is a review."),
    ("Set up", "An independent chair and a panel begin."),
    ("Agencies", "Each looks at what it knew and did."),
    ("Family", "It is told, heard and helped throughout."),
    ("Report", "The panel agrees report and action plan."),
    ("Read", "The Home Office has the report read."),
    ("Published", "The report is published and acted on."),
)
"""How a review runs, in eight steps. Source: statutory guidance 2016, sections 3 to 9 [K]."""

QUESTIONS: tuple[str, ...] = (
    "What would you have noticed, and when?",
    "Who else needed to know, and how would you have told them?",
    "What would have made it easier to ask for help?",
    "What will your team do differently from tomorrow?",
)
"""Questions of the exercise where the partnership wrote none of its own [D]."""

PRACTICE: tuple[str, ...] = (
    "Ask about abuse, ask again when things change, and write down what you were told.",
    "Share what you know when somebody may come to harm, and write down who was told.",
    "Look at the risk anew after a separation, a pregnancy, a new partner or a release.",
)
"""Practice points where the partnership wrote none of its own. Source: lessons that published reviews share [K]."""

ACTION_HEADS = ("Team", "Date", "What we discussed", "What we will do", "By when")
ROWS_TO_FILL = 6
MOST_REVIEWS = 6
"""How many reviews a seminar can do justice to [D]."""
MOST_WORDS = 55
"""How many words of a paragraph are quoted on a slide; the notes hold the paragraph whole [D]."""
