"""What do the invented reports of the demonstration say? No review is copied; no person, place or agency is meant.

``{name}`` stands for the pseudonym of the person who died.
"""

import re
from collections.abc import Mapping

_LINE_OF_THE_PROGRAM = re.compile(r"(?<!\n)\n(?![\n|#-])")
"""A line that ends only because a line of this file does: no paragraph, row, heading or list item begins after it."""

SUMMARY: Mapping[str, str] = {
    "chronology": """{name} and the former partner had been together for six years and had separated in the winter
before the death.

In the spring a neighbour rang the police about shouting. Officers attended, spoke to both in the same room and
recorded a quarrel.

In the summer {name} went to the emergency department three times with injuries that were explained as falls. Nobody
asked about abuse when {name} was alone.

In the autumn {name} told a health visitor of being followed to work. The health visitor asked, wrote it down and
rang a refuge the same day.

A place in the refuge was offered. {name} died before the move.""",
    "key_issues": """Each service saw one event and judged it by itself. Nobody put the calls, the injuries and the
following together.

The separation was read as the end of the danger. Research has long said the opposite.

Where a professional asked plainly and alone, {name} answered.""",
    "conclusions": """The panel found no single act that would have changed what happened. It found several moments
at which a question asked in private could have opened a way to help.

What worked well: the health visitor asked each time, believed the answer and acted on the same day.""",
    "lessons": """- Ask about abuse when the person is alone, and ask again when things change.
- A separation raises the risk for many months.
- Repeated injuries are a pattern until shown otherwise.
- Write down who was told, and what they did.""",
}  # fmt: skip  # paragraphs read as paragraphs
"""Sections of the executive summary that the chair writes by hand, by code."""

REPORT: Mapping[str, str] = {
    "preface": """The panel offers its condolences to the family and friends of {name}, who knew {name} as a patient
gardener, a loud singer and the one who remembered birthdays.

This report tells of domestic abuse and of a death. Take the time you need.""",
    "introduction": """The partnership reviewed the contact of agencies with {name} because the death appeared to
have resulted from abuse by a former partner.

A review looks for what can be learnt. It is not an inquiry into how {name} died or who is to blame; that is for
courts and coroner.""",
    "equality": """The panel looked at each of the nine protected characteristics.

| Characteristic | What the panel found |
| Age | Services asked less often than they ask younger patients. |
| Disability | None was known. |
| Sex | {name} met the assumption that abuse looks alike in every home. |
| Other characteristics | Looked at one by one; none was found to have mattered here. |""",
    "background": """{name} and the former partner had separated in the winter before the death and lived in the
same small town.""",
    "analysis": """## Recognition

Injuries were treated one by one. The department's own guide asks staff to look at earlier visits; on three
occasions nobody did.

## Sharing information

The call of the neighbour was not linked to an earlier one from the same address.""",
    "lessons": """- Ask about abuse when the person is alone, and ask again when things change.
- A separation raises the risk for many months.""",
}  # fmt: skip  # paragraphs read as paragraphs
"""Sections of the overview report, by code."""

COMMENTS: Mapping[str, str] = {
    "introduction": "Could this say that the family asked for the review to look at housing as well?",
    "analysis": "Our records show that the second visit was to the minor injuries unit, not to the hospital.",
}
"""What readers of the demonstration say about a draft, by section of the report."""

WITHHELD = "Publication would tell who a child is. What was learnt is shared with agencies in another form."
TAKEN_DOWN = "The report stood here for two years, as agreed. Ask the partnership for a copy."
REMAINS = "The executive summary stays here."
MEMBER = "Agency representative"
NOTHING_TO_TELL = "There is nothing to tell here."


def as_typed(text: str, name: str) -> str:
    """The text about this person as somebody types it: a paragraph is one line."""
    return _LINE_OF_THE_PROGRAM.sub(" ", text).replace("{name}", name)
