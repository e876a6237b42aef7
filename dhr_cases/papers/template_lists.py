"""How does a list of ours get into a Word template that has lists of its own, or none?"""

from collections.abc import Iterable
from copy import deepcopy

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.parts.numbering import NumberingPart

FORM = qn("w:abstractNum")
FORM_KEY = qn("w:abstractNumId")
LIST = qn("w:num")
LIST_KEY = qn("w:numId")


def bring_list(document: WordDocument, key: str) -> str:
    """Copy a list of ours, with the form it is made after, among those of the file; its key there."""
    ours, theirs = Document().part.numbering_part.element, _lists_of(document)
    brought = deepcopy(_keyed(ours, LIST, LIST_KEY, key))
    reference = brought.find(FORM_KEY)
    form = deepcopy(_keyed(ours, FORM, FORM_KEY, reference.get(qn("w:val"))))
    form.set(FORM_KEY, _free(theirs.findall(FORM), FORM_KEY))
    reference.set(qn("w:val"), form.get(FORM_KEY))
    brought.set(LIST_KEY, _free(theirs.findall(LIST), LIST_KEY))
    _put(theirs, form, brought)
    return str(brought.get(LIST_KEY))


def _lists_of(document: WordDocument) -> Element:
    """The lists of the file; an empty part for them is made where it has none."""
    related = (each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING)
    found = next((part for part in related if isinstance(part, NumberingPart)), None) or _made_for(document)
    lists: Element = found.element
    return lists


def _made_for(document: WordDocument) -> NumberingPart:
    package = document.part.package
    name = package.next_partname("/word/numbering%d.xml")
    made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, OxmlElement("w:numbering"), package)
    document.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made


def _keyed(lists: Element, tag: str, attribute: str, key: str) -> Element:
    rows: list[Element] = lists.findall(tag)
    return next(each for each in rows if each.get(attribute) == key)


def _free(rows: Iterable[Element], attribute: str) -> str:
    """A key above all that are in use; 1 for the first."""
    return str(max((int(row.get(attribute)) for row in rows), default=0) + 1)


def _put(lists: Element, form: Element, brought: Element) -> None:
    """Word wants forms before lists: the form after the last form, the list after the last list."""
    forms = lists.findall(FORM)
    if forms:
        forms[-1].addnext(form)
    else:
        lists.insert(len(lists.findall(qn("w:numPicBullet"))), form)
    (lists.findall(LIST) or [form, *lists.findall(FORM)])[-1].addnext(brought)
