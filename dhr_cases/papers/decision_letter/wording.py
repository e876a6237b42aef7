"""How does the letter on the decision read? To the partners who were asked and to whoever referred the death."""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.decision_letter.facts import DecisionFacts
from dhr_cases.papers.frame import dated
from dhr_cases.papers.writing.blocks import Block, Bullets, Heading, Lines, Paper, Paragraph


def compose(facts: DecisionFacts) -> Paper:
    """The letter as a paper."""
    frame = facts.frame
    return Paper(
        title=f"Decision on a {frame.review_name}",
        subject=f"Decision of {frame.partnership}",
        foot=frame.foot,
        handling=frame.handling,
        blocks=(
            Lines((f"Our reference: {frame.reference}", long_date(frame.as_at))),
            Paragraph(_decided(facts)),
            Paragraph(f"The decision was made under the {facts.law}."),
            *_parts(facts),
            Heading("What happens next"),
            Paragraph(_next(facts)),
            Lines((frame.partnership, *frame.contacts)),
        ),
    )


def _decided(facts: DecisionFacts) -> str:
    said = f"the chair of {facts.frame.partnership} decided: {_small(facts.outcome)}."
    whole = f"{dated(facts.decided_on)} {said}".strip()
    return whole[:1].upper() + whole[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _parts(facts: DecisionFacts) -> Iterator[Block]:
    yield Heading("Reasons")
    yield Paragraph(facts.reasons)
    if facts.alternative:
        yield Paragraph(f"Another learning process will be held: {_small(facts.alternative)}.")
    if facts.consulted:
        yield Heading("Partners who were asked")
        yield Bullets(facts.consulted)
    if facts.dissent:
        yield Heading("Views that differed")
        yield Paragraph(facts.dissent)


def _next(facts: DecisionFacts) -> str:
    if facts.is_review:
        return (
            "The Home Office is told of the decision. An independent chair will be appointed and will write to you. "
            "Until then keep every record you hold on the people concerned as it is."
        )
    return (
        "The Home Office is told of the decision and will look at it. It may ask for a review after all, so keep every "
        "record you hold on the people concerned as it is until we write to you again."
    )
