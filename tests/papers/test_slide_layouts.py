"""On which layout of a partnership's template do the opening, the parts and the words of a deck come?"""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation

from dhr_cases.errors import Incomplete
from dhr_cases.papers.writing.deck import Deck, SlideKind
from learning.papers.pack import slide_template
from learning.papers.pack.example import EXAMPLE
from learning.papers.pack.slide_words import compose

START, WORDS, PART = "Title Slide", "Title and Content", "Section Header"
TEXT, TITLE_ONLY, TWO = "Title and Vertical Text", "Title Only", "Two Content"
"""Layouts of the stock presentation. The start has a central title and a subtitle; the part a title and a body."""


@pytest.fixture(scope="module")
def deck() -> Deck:
    """One slide of each kind, each with a title of its own."""
    slides = {slide.kind: slide for slide in compose(EXAMPLE).slides}
    return replace(compose(EXAMPLE), slides=tuple(replace(slides[kind], title=f"A {kind}") for kind in SlideKind))


def template(names: Sequence[str], change: Callable[[dict[str, Any]], None] | None = None) -> bytes:
    """A template of these layouts in this order, changed where a test says so."""
    file, target = Presentation(), io.BytesIO()
    layouts = {layout.name: layout for layout in file.slide_layouts}
    listed = file.slide_master.element.sldLayoutIdLst
    entries = dict(zip(layouts, list(listed), strict=True))
    for name in names:
        listed.append(entries[name])
    for name in set(layouts) - set(names):
        file.slide_layouts.remove(layouts[name])
    if change is not None:
        change(layouts)
    file.save(target)
    return target.getvalue()


def layouts_used(content: bytes, deck: Deck) -> list[str]:
    """The layouts of the opening, of the parts and of the slides of words, when the deck is in the template."""
    file = Presentation(io.BytesIO(slide_template.filled(content, deck)))
    used = {
        kind: {slide.slide_layout.name for slide in file.slides if slide.shapes.title.text.startswith(f"A {kind}")}
        for kind in SlideKind
    }
    return [name for kind in (SlideKind.OPENING, SlideKind.SECTION, SlideKind.CONTENT) for name in used[kind]]


@pytest.mark.parametrize(
    ("names", "opening", "words"),
    [
        ((START, WORDS), START, WORDS),
        ((WORDS, START), START, WORDS),
        ((TITLE_ONLY, TWO, WORDS, START), START, WORDS),
        ((WORDS,), WORDS, WORDS),
        ((WORDS, PART), WORDS, WORDS),
        ((START, TEXT, WORDS), START, TEXT),
        ((TEXT, WORDS), TEXT, TEXT),
        ((START, WORDS, TEXT), START, WORDS),
    ],
)
def test_opens_on_the_layout_of_a_start_and_else_on_that_of_words(
    deck: Deck, names: Sequence[str], opening: str, words: str
) -> None:
    assert layouts_used(template(names), deck) == [opening, opening, words]


def typed(layout: Any, old: str, new: str) -> None:
    """Give a place of a layout another type."""
    (place,) = [each for each in layout.element.iter("{*}ph") if each.get("type") == old]
    place.set("type", new)


def central(name: str) -> Callable[[dict[str, Any]], None]:
    """The title of one layout is a central one."""
    return lambda layouts: typed(layouts[name], "title", "ctrTitle")


def with_plain_title(layouts: dict[str, Any]) -> None:
    """A start whose title is like any other, so that only its subtitle tells it."""
    typed(layouts[START], "ctrTitle", "title")


@pytest.mark.parametrize(
    ("names", "change", "opening"),
    [
        ((WORDS, START), with_plain_title, START),
        ((WORDS, PART), central(PART), PART),
        ((WORDS, START, PART), central(PART), START),
        ((WORDS, PART, START), central(PART), PART),
        ((TWO, WORDS), central(TWO), WORDS),
        ((TITLE_ONLY, WORDS, START), central(TITLE_ONLY), START),
    ],
)
def test_knows_a_start_by_its_central_title_or_its_subtitle(
    deck: Deck, names: Sequence[str], change: Callable[[dict[str, Any]], None], opening: str
) -> None:
    """The first such layout is taken; one with no place for words, or with two, is none."""
    assert layouts_used(template(names, change), deck) == [opening, opening, WORDS]


@pytest.mark.parametrize("names", [(START,), (TITLE_ONLY,), (TWO,), (START, TWO, TITLE_ONLY)])
def test_takes_no_template_where_words_have_no_place(deck: Deck, names: Sequence[str]) -> None:
    with pytest.raises(Incomplete, match="no layout with a title and one place for words"):
        slide_template.filled(template(names), deck)
