"""How does a person who uses no mouse reach and work a control? Only by keys, and only what Tab can reach."""

from pathlib import Path

from playwright.sync_api import FilePayload, Locator

FOCUSED = "element => { element.focus(); return [element.tabIndex >= 0, element === document.activeElement] }"
"""Gives an element the focus and says whether Tab stops at it and whether it took the focus."""
SELECT_ALL = "Control+A"


def reach(control: Locator) -> None:
    """Put the focus on a control that Tab stops at; fails for one that keys cannot reach."""
    stops, holds = control.evaluate(FOCUSED)
    assert stops, f"no key reaches {control}"
    assert holds, f"{control} takes no focus"


def activate(control: Locator) -> None:
    """Press a button or follow a link with Enter."""
    reach(control)
    control.page.keyboard.press("Enter")


def write(control: Locator, words: str) -> None:
    """Put these words in the place of what a field holds."""
    reach(control)
    control.page.keyboard.press(SELECT_ALL)
    control.page.keyboard.press("Delete")
    control.page.keyboard.insert_text(words)


def tick(control: Locator, *, wanted: bool = True) -> None:
    """Set a tick or choose a round button with the space bar."""
    reach(control)
    if control.is_checked() is not wanted:
        control.page.keyboard.press("Space")
    assert control.is_checked() is wanted


def choose(control: Locator, label: str) -> None:
    """Go down a list with the arrow key until it shows the label."""
    reach(control)
    labels = [words.strip() for words in control.locator("option").all_inner_texts()]
    control.page.keyboard.press("Home")
    for _ in range(labels.index(label)):
        control.page.keyboard.press("ArrowDown")
    assert control.evaluate("element => element.selectedOptions[0].label.trim()") == label


def attach(control: Locator, file: Path | FilePayload) -> None:
    """Reach the field and give it a file; the dialog that keys would open is the operating system's."""
    reach(control)
    control.set_input_files(file)
