"""How does the report say how it came about: title, process, times, terms and method? Pure; no database."""

from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table, is_numbered, text_of
from dhr_cases.report_filling.facts import (
    NOT_RECORDED,
    Basics,
    Delay,
    Methods,
    Proceeding,
    Terms,
    Timeline,
    counted,
    known,
)


def title_words(facts: Basics) -> str:
    """The title page: no name but the chair's and the author's, and of the death the month at most."""
    posts = facts.posts or (("Chair and author", ""),)
    return text_of((
        Paragraph(facts.label),
        Paragraph(f"Report into the death of {known(facts.pseudonym)} in {known(facts.died)}"),
        *(Paragraph(f"{post}: {known(name)}") for post, name in posts),
        Paragraph(f"For {known(facts.partnership)}"),
        Paragraph(f"Date of the report: {known(facts.reported_on)}"),
    ))  # fmt: skip  # one line of the page a line


def process_words(facts: Basics) -> str:
    """The first section of the summary."""
    return text_of((
        Paragraph(
            f"This summary outlines how {known(facts.partnership)} reviewed the death of {known(facts.pseudonym)}, "
            f"who died in {known(facts.died)}. The name is a pseudonym."
        ),
        Paragraph(
            f"The partnership decided on {known(facts.decided_on)} to hold the review. {_contact(facts)}"
        ),
        Paragraph(f"The report was signed off on {known(facts.reported_on)}."),
    ))  # fmt: skip  # as above


def _contact(facts: Basics) -> str:
    if not facts.asked:
        return f"Agencies asked at scoping: {NOT_RECORDED}"
    asked = _sentence(counted(facts.asked, "agency was", "agencies were"))
    whether = "it" if facts.asked == 1 else "they"
    return f"{asked} asked whether {whether} had had contact; {facts.had_contact or 'none'} had."


def timeline_words(facts: Timeline) -> str:
    """When each step was taken, how long the whole took, and the reason for each delay."""
    parts: list[Part] = [Paragraph(_span(facts)), Bullets(tuple(f"{what}: {known(on)}" for what, on in facts.steps))]
    parts.append(Subheading("Delays"))
    if facts.delays:
        parts.append(Bullets(tuple(_delay(delay) for delay in facts.delays)))
    else:
        parts.append(Paragraph("No delay is recorded."))
    return text_of(parts)


def _span(facts: Timeline) -> str:
    began = f"The review was decided on {known(facts.began_on)}"
    if not facts.ended_on:
        return f"{began}. It has not been signed off yet."
    took = f", {counted(facts.months, 'month')} later" if facts.months else ""
    return f"{began} and the report was signed off on {facts.ended_on}{took}."


def _delay(delay: Delay) -> str:
    if not delay.since:
        until = f" until {delay.until}" if delay.until else ""
        return f"{delay.what}{until}. Reason: {known(delay.reason)}."
    until = f"until {delay.until}" if delay.until else "and not ended yet"
    return f"{delay.what} from {delay.since} {until}. Reason: {known(delay.reason)}."


def terms_words(facts: Terms | None) -> str:
    """The period and the questions as agreed; the family's own questions under their own heading."""
    if facts is None:
        return text_of((Paragraph(f"The terms of reference: {NOT_RECORDED}"),))
    agreed = f"were agreed on {facts.agreed_on}" if facts.agreed_on else "have not been agreed yet"
    parts: list[Part] = [
        Paragraph(f"The terms of reference {agreed} (version {facts.version})."),
        Paragraph(f"The review looked at the time from {known(facts.scope_from)} to {known(facts.scope_to)}."),
        Subheading("Key lines of enquiry"),
        *(_questions(facts.questions)),
    ]
    if facts.family_view.strip():
        parts += [Subheading("What the family asked"), Paragraph(" ".join(facts.family_view.split()))]
    return text_of(parts)


def _questions(questions: tuple[str, ...]) -> tuple[Part, ...]:
    if not questions:
        return (Paragraph(NOT_RECORDED),)
    if all(map(is_numbered, questions)):
        return tuple(map(Paragraph, questions))
    return tuple(Paragraph(f"{number}. {question}") for number, question in enumerate(questions, 1))


def method_words(facts: Methods) -> str:
    """What was asked of whom, how often the panel met and how many people were spoken to."""
    return text_of((Paragraph(_scoping(facts)), Paragraph(_returns(facts)), Paragraph(met_words(facts.meetings)),
                    Paragraph(_interviews(facts))))  # fmt: skip  # four sentences in their order


def met_words(meetings: tuple[str, ...]) -> str:
    """How often the panel met, and when."""
    if not meetings:
        return f"Meetings of the panel: {NOT_RECORDED}"
    times = "once" if len(meetings) == 1 else f"{len(meetings)} times"
    return f"The panel met {times}: {_listed(meetings)}."


def _scoping(facts: Methods) -> str:
    if not facts.scoped:
        return f"Agencies asked at scoping: {NOT_RECORDED}"
    asked = _sentence(counted(facts.scoped, "agency was", "agencies were"))
    return f"{asked} asked at scoping; {facts.scoped_with_contact or 'none'} had had contact."


def _returns(facts: Methods) -> str:
    given = [f"{label}: {number}" for label, number in facts.returns if number]
    if facts.unanswered:
        given.append(f"No return: {facts.unanswered}")
    if not given:
        return f"Returns of agencies: {NOT_RECORDED}"
    return f"What the agencies gave, by kind: {', '.join(given)}."


def _interviews(facts: Methods) -> str:
    if not facts.interviews and not facts.refusals:
        return f"Interviews: {NOT_RECORDED}"
    refused = f" {_sentence(counted(facts.refusals, 'person'))} declined." if facts.refusals == 1 else ""
    refused = f" {facts.refusals} people declined." if facts.refusals > 1 else refused
    return f"{_sentence(counted(facts.interviews, 'interview'))} {_was(facts.interviews)} held.{refused}"


def parallel_words(facts: tuple[Proceeding, ...]) -> str:
    """Each proceeding beside the review and where it stands."""
    if not facts:
        return text_of((Paragraph("No proceeding beside this review is recorded."),))
    heads = ("Proceeding", "Began", "Ended", "Where it stands or how it ended")
    rows = tuple(
        (row.kind, known(row.began), row.ended or "not ended", known(row.outcome or row.state)) for row in facts
    )
    return text_of((Table(heads, rows),))


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
