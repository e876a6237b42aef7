"""In which formats is a briefing made, and what is its file called?"""

from collections.abc import Callable, Mapping

from django.utils.text import slugify

from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing import pdf, web_page, word
from dhr_cases.papers.writing.blocks import Paper
from learning.briefings import Briefing
from learning.papers.briefing.facts import BriefingFacts
from learning.papers.briefing.wording import compose

WRITERS: Mapping[Format, Callable[[Paper], bytes]] = {
    Format.WORD: word.write,
    Format.PDF: pdf.write,
    Format.HTML: web_page.write,
}
"""Formats of a briefing. Source: Word, PDF and HTML of every paper that is read [D]."""


def build(facts: BriefingFacts, form: Format) -> bytes:
    """The briefing as a file; raises NotNow where this machine cannot write the format."""
    return WRITERS[form](compose(facts))


def file_name(briefing: Briefing, form: Format) -> str:
    """A name of plain letters from the public title and the kind."""
    title = briefing.record.title if briefing.record else ""
    return f"{slugify(title.replace('/', '-'))}-{briefing.kind}-briefing.{form}"
