"""How does a joining pack read? Where and when, the programme, what to know before, where help is.

Source: joining pack of programme, care notice, accessibility and confidentiality, funding-and-reporting 5.4 [D].
"""

from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Paragraph
from learning.pack_terms import HELPLINES
from learning.papers.joining_pack.facts import JoiningFacts

CARE = (
    "This event speaks of domestic abuse and of deaths. Some who come have lived through abuse or have lost somebody. "
    "You may leave the room or switch off at any time, and come back or not, without saying why."
)
HELP = tuple(f"{who}: {how}" for who, how in HELPLINES)
CONFIDENCE = (
    "Reviews are spoken of by pseudonym. Do not try to find out who somebody was, and do not name a person or a family "
    "if you know them.",
    "Do not record the event or take pictures of slides. They are sent to you where they may be shared.",
    "What people say of their own work stays in the room. What is learnt may be passed on.",
    "If something you hear makes you worry about a person’s safety, follow your own organisation’s safeguarding "
    "procedure the same day.",
)
ACCESS = (
    "Tell us what would help you to take part: captions, large print, step-free access, a hearing loop, a quiet room, "
    "breaks, or somebody with you. If you told us when you registered, we have it."
)
NO_PROGRAMME = "The programme is still being made. It will stand here as soon as it is known."


def compose(facts: JoiningFacts) -> Paper:
    """The joining pack as a paper for those who come."""
    return Paper(
        title=facts.title,
        subject=f"Joining pack for {facts.kind}",
        foot=f"{facts.partnership}. Joining pack.",
        blocks=(
            Facts("When and where", _where(facts)),
            Heading("What this event speaks of"),
            Paragraph(CARE),
            Bullets(HELP),
            Heading("Programme"),
            *_programme(facts),
            Heading("Taking part"),
            *(Paragraph(text) for text in filter(None, (facts.access, ACCESS))),
            Heading("What stays in the room"),
            Bullets(CONFIDENCE),
            *_contact(facts),
        ),
    )


def _where(facts: JoiningFacts) -> tuple[tuple[str, str], ...]:
    rows = (
        ("Day", facts.day),
        ("Time", facts.time),
        ("Theme", facts.theme),
        ("Venue", facts.venue),
        ("Online", facts.platform),
        ("Address to join", facts.joining_link),
        ("Held by", facts.held_by),
    )
    return tuple((label, value) for label, value in rows if value)


def _programme(facts: JoiningFacts) -> tuple[Block, ...]:
    if not facts.parts:
        return (Paragraph(NO_PROGRAMME),)
    rows = tuple((part.time, _what(part.title, part.text), part.speaker or "none") for part in facts.parts)
    return (Grid("Parts in the order of the day", ("Time", "What", "Who speaks"), rows),)


def _what(title: str, text: str) -> str:
    """Title and text; a title that ends with a mark of its own, such as a question's, gets no full stop."""
    stop = "" if title.endswith((".", "?", "!", ":")) else "."
    return f"{title}{stop} {text}" if text else title


def _contact(facts: JoiningFacts) -> tuple[Block, ...]:
    if not facts.contact:
        return ()
    return (Heading("If something goes wrong"), Paragraph(f"Ask {facts.partnership}: {facts.contact}."))
