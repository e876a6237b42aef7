"""What does a person read on a page? Its tables, facts, tasks, links, buttons and faults, taken from its HTML."""

import re
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from dhr_cases.models import User

Answers = Mapping[str, object]


class Seen:
    """A page as its reader has it; every text with its spaces made one."""

    def __init__(self, answer: Any) -> None:
        self.status: int = answer.status_code
        self.root: Any = html.fromstring(answer.content.decode())

    def __contains__(self, words: object) -> bool:
        return str(words) in self.words

    def _at(self, path: str) -> list[Any]:
        found: list[Any] = self.root.xpath(path)
        return found

    @property
    def words(self) -> str:
        """Every word of the page."""
        return _text(self.root)

    @property
    def headings(self) -> list[str]:
        """The headings of the page and of its parts, in order."""
        return [_text(each) for each in self._at("//main//h1 | //main//h2 | //main//h3")]

    @property
    def tables(self) -> dict[str, list[list[str]]]:
        """The rows of each table below its caption."""
        return {_text(each.find("caption")): [_cells(row) for row in each.xpath("tbody/tr")] for each in self._tables()}

    @property
    def heads(self) -> dict[str, list[str]]:
        """The heads of each table's columns below its caption."""
        return {_text(each.find("caption")): _cells(each.xpath("thead/tr")[0]) for each in self._tables()}

    def _tables(self) -> list[Any]:
        return self._at("//table[caption]")

    @property
    def facts(self) -> dict[str, str]:
        """What the lists of facts say, by label; of a label that comes again the last."""
        return dict(self.all_facts)

    @property
    def all_facts(self) -> list[tuple[str, str]]:
        """Label and value of every fact, in order."""
        rows = self._at("//div[contains(concat(' ', @class, ' '), ' govuk-summary-list__row ')]")
        return [(_text(row.find("dt")), _text(row.find("dd"))) for row in rows]

    @property
    def tasks(self) -> list[tuple[str, str, str]]:
        """Label, hint and status of every line of the task lists."""
        return [_task(line) for line in self._at("//li[contains(@class, 'govuk-task-list__item')]")]

    @property
    def events(self) -> list[str]:
        """Every entry of the timelines."""
        return [_text(each) for each in self._at("//div[@class='moj-timeline__item']")]

    @property
    def states(self) -> dict[str, str]:
        """The colour's name of each tag, by the tag's words."""
        tags = self._at("//strong[starts-with(@class, 'status ')]")
        return {_text(tag): tag.get("class").partition("status--")[2] for tag in tags}

    @property
    def links(self) -> dict[str, str]:
        """Where each link of the page's own part leads, by its words."""
        return {_text(each): each.get("href") for each in self._at("//main//a[@href]")}

    @property
    def menu(self) -> list[str]:
        """The lines of the side menu."""
        return [_text(each) for each in self._at("//nav[contains(@class, 'side-menu')]//a")]

    @property
    def current(self) -> list[str]:
        """The lines of the side menu that are marked as the present page."""
        return [_text(each) for each in self._at("//nav[contains(@class, 'side-menu')]//a[@aria-current]")]

    @property
    def buttons(self) -> list[str]:
        """The words of every button of the page's own part, links that look like one among them."""
        return [_text(each) for each in self._at("//main//button | //main//a[@role='button']")]

    @property
    def faults(self) -> list[str]:
        """The sentences of the summary of faults."""
        return [_text(each) for each in self._at("//div[@class='govuk-error-summary']//li")]

    @property
    def messages(self) -> list[str]:
        """What the page before left to be told."""
        return [_text(each) for each in self._at("//div[@class='moj-alert__content']")]

    @property
    def labels(self) -> list[str]:
        """The questions of the page's forms."""
        return [_text(each) for each in self._at("//main//form//label | //main//form//legend")]

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields of the page's forms: typed, chosen or ticked."""
        boxes = "@type='checkbox' or @type='radio'"
        filled = {each.get("name"): each.get("value", "") for each in self._at(f"//main//input[@name][not({boxes})]")}
        ticked = {each.get("name"): each.get("value", "on") for each in self._at(f"//main//input[{boxes}][@checked]")}
        chosen = {each.get("name"): _chosen(each) for each in self._at("//main//select")}
        written = {each.get("name"): (each.text or "").strip() for each in self._at("//main//textarea")}
        return filled | ticked | chosen | written

    def ticked(self, name: str) -> list[str]:
        """The answers that are ticked in a field that takes several."""
        boxes = self._at(f"//input[@name='{name}'][@checked]/following-sibling::label[1]")
        return [_text(each) for each in boxes]

    def choices(self, name: str) -> list[str]:
        """The answers among which a field lets one choose."""
        options = self._at(f"//select[@name='{name}']/option")
        boxes = self._at(f"//input[@name='{name}']/following-sibling::label[1]")
        return [_text(each) for each in (*options, *boxes)]


def _text(node: Any) -> str:
    return re.sub(r"\s+", " ", node.text_content()).strip() if node is not None else ""


def _cells(row: Any) -> list[str]:
    return [_text(cell) for cell in row.xpath("th | td")]


def _task(line: Any) -> tuple[str, str, str]:
    hint = line.xpath(".//div[@class='govuk-task-list__hint']")
    label = line.xpath("./div[1]/*[1]")[0]
    return _text(label), _text(hint[0]) if hint else "", _text(line.xpath(".//strong")[0])


def _chosen(field: Any) -> str:
    chosen = field.xpath("option[@selected]/@value")
    return str(chosen[0]) if chosen else ""


def browser(user: User) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def seen(user: User, name: str, *args: object, asked: str = "") -> Seen:
    """A page as this person gets it; ``asked`` is what stands behind the question mark."""
    return Seen(browser(user).get(reverse(name, args=args) + (f"?{asked}" if asked else "")))


def sent(
    user: User, page: str, /, *args: object, follow: bool = True, answers: Answers | None = None, **more: object
) -> Seen:
    """What a person gets who sends these answers to a page, and was led on."""
    return Seen(browser(user).post(reverse(page, args=args), {**(answers or {}), **more}, follow=follow))
