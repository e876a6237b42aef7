"""Which file comes of the facts of a paper: in our own form, or in the partnership's Word template?"""

from dhr_cases.models import Partnership, WordTemplate
from dhr_cases.papers import templates
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper, build


def write(kind: MadePaper, form: Format, facts: object, partnership: Partnership) -> bytes:
    """The file. A Word file takes the newest template of the partnership that is in use for the paper.

    Raises NotNow where this machine cannot write the format, Incomplete when a template has a fault.
    """
    template, compose = template_of(partnership, kind), MADE[kind].compose
    if form is not Format.WORD or template is None or compose is None:
        return build(kind, form, facts)
    with template.file.open("rb") as opened:
        return templates.fill(opened.read(), compose(facts))


def template_of(partnership: Partnership, kind: MadePaper) -> WordTemplate | None:
    """The newest template in use; None where the partnership has none."""
    rows = WordTemplate.objects.filter(partnership=partnership, kind=kind, is_used=True)
    found: WordTemplate | None = rows.order_by("pk").last()
    return found
