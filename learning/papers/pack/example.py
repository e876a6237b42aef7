"""An invented pack, to look at and to test with."""

import datetime

from learning.pack_lines import Route
from learning.pack_terms import PRACTICE, QUESTIONS
from learning.papers.pack.facts import CaseFacts, PackFacts, ProgrammeLine, Quoted, ThemeFacts

ROBIN = {
    1: "Robin was a parent of two who died after years of abuse by a partner. The review looked at three years.",
    2: "Police, a hospital trust, a council, a school and a refuge knew the family.",
    3: "In May 2019 Robin told a health visitor of threats.",
    4: "In the winter of 2020 the police were called twice and nobody told the school.",
    5: "In March 2021 Robin and the partner separated. Risk was not looked at again.",
    6: "A health visitor asked about abuse each time and wrote it down.",
    7: "A separation raises the risk; it does not end it. Agencies took it for the end of the matter.",
    8: "Agencies held pieces of the picture and nobody put them together.",
    9: "Robin’s sister said: “She lit up every room, and nobody asked her twice.”",
    10: "The hospital trust trains every ward manager to ask, and to ask again.",
}
JO = {
    1: "Jo was a grandparent who died at the hands of an adult child who cared for them.",
    2: "Carers were seen as help and never as a risk.",
    3: "A housing officer noticed the silence and came back the next day.",
    4: "The council asks every carer and every person cared for apart from each other.",
}


def _of(title: str, paragraphs: dict[int, str], *numbers: int) -> tuple[Quoted, ...]:
    return tuple(Quoted(paragraphs[number], title, (number,)) for number in numbers)


EXAMPLE = PackFacts(
    partnership="Testshire Community Safety Partnership",
    brand="#1d3557",
    label="DHR",
    mailbox="reviews@testshire.example",
    code="seminar-2027",
    title="Learning from domestic homicide reviews",
    kind="Seminar",
    when="12 March 2027, 10:00 to 13:00",
    where="County Hall, Testford",
    access="The hall has step-free access and a hearing loop.",
    as_at="1 March 2027",
    aims=("Know what local reviews have found.", "Recognise three patterns of risk.", "Take one change to your team."),
    cases=(
        CaseFacts(
            "Robin/2023",
            "https://reviews.example.org/public/robin-2023/",
            datetime.date(2026, 3, 2),
            ROBIN,
            outline=_of("Robin/2023", ROBIN, 1, 2),
            happened=_of("Robin/2023", ROBIN, 3, 4, 5),
            in_time=tuple(
                zip(("May 2019", "Winter 2020", "March 2021"), _of("Robin/2023", ROBIN, 3, 4, 5), strict=True)
            ),
            good=_of("Robin/2023", ROBIN, 6),
            lessons=_of("Robin/2023", ROBIN, 7, 8),
            family=_of("Robin/2023", ROBIN, 9),
            recommendations=_of("Robin/2023", ROBIN, 10),
            progress=(("Train every ward manager.", "Done", "June 2026"), ("Share a list.", "In progress", "2027")),
        ),
        CaseFacts(
            "Jo/2021",
            "https://reviews.example.org/public/jo-2021/",
            datetime.date(2024, 6, 1),
            JO,
            outline=_of("Jo/2021", JO, 1),
            good=_of("Jo/2021", JO, 3),
            lessons=_of("Jo/2021", JO, 2),
            recommendations=_of("Jo/2021", JO, 4),
        ),
    ),
    themes=(
        ThemeFacts("Separation raises the risk", _of("Robin/2023", ROBIN, 7, 5)),
        ThemeFacts("Put the pieces together", _of("Robin/2023", ROBIN, 8, 4)),
        ThemeFacts("Carers can do harm", _of("Jo/2021", JO, 2)),
    ),
    practice=PRACTICE,
    questions=QUESTIONS,
    routes=(Route("Testshire independent advisers", "01632 960123, weekdays"), Route("Refuge intake", "01632 960456")),
    programme=(
        ProgrammeLine("10:00", "Welcome"),
        ProgrammeLine("10:15", "Robin/2023: what was learnt", "Alex Example, independent chair"),
        ProgrammeLine("11:15", "Break"),
        ProgrammeLine("11:30", "Exercise"),
    ),
    years=(("2019", 2), ("2021", 3), ("2023", 1)),
    steps_done=(9, 14),
    feedback_link="https://reviews.example.org/feedback/k3v9x2/",
    is_demonstration=True,
)
"""A seminar on two invented reviews."""
