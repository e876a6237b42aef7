"""What stands on the overview of the settings and on the page of Word templates: lines, states, ways on, changes?"""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.word_templates import add_word_template, retire_word_template
from dhr_cases.deadlines import long_date
from dhr_cases.models import ActionTerms, LetterText, Partnership, WordTemplate
from dhr_cases.models.history import change
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.papers.letters import LETTERS, LetterKind
from dhr_cases.papers.templates import PLACEHOLDERS
from dhr_cases.views.settings_pages import LATEST
from tests.conftest import Cast
from tests.papers.templates import template
from tests.seen import Seen, browser, seen

TODAY = timezone.localdate()
CHANGED = ("contact", "contact", "contact", "contact", "colours", "words", "words", "bodies", "life-span", "actions")


def put(partnership: Partnership, **columns: object) -> None:
    """Write columns of the partnership as the coordinator's change would."""
    with change("Test settings", None):
        for name, value in columns.items():
            setattr(partnership, name, value)
        partnership.save()


def elsewhere(cast: Cast) -> Partnership:
    """Another partnership that is here beside the home one."""
    with change("A second partnership", None):
        return Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")


def settings(cast: Cast) -> Seen:
    """The overview of the home partnership."""
    return seen(cast.coordinator, "settings")


def brought(cast: Cast, partnership: Partnership, name: str, kind: MadePaper = MadePaper.SCOPING) -> WordTemplate:
    """A template of the partnership."""
    file = SimpleUploadedFile(name, template())
    return add_word_template(by=cast.coordinator, partnership=partnership, kind=kind, upload=file, reason="Our form")


def test_states_each_setting_of_a_bare_partnership(cast: Cast) -> None:
    page = settings(cast)
    terms = (
        f"owners asked every {ActionTerms.UPDATE_EVERY_MONTHS} months, replies due after {ActionTerms.REPLY_DAYS} days"
    )
    assert page.facts == {
        "Name": "Testshire CSP", "Code in references": "testshire", "Shared mailbox": "not stated",
        "Telephone": "not stated", "Address": "not stated", "Colours": "brand #1d3557, links #1a5276",
        "Name of a review on screen": "DHR",
        "Pattern of public titles": cast.partnership.get_title_pattern_display(),
        "Organisations we work with": "0 organisations", "Exists": "not stated",
        "How action plans are followed": terms,
    }  # fmt: skip
    assert page.headings[0].endswith("Testshire CSP")


def test_states_each_setting_of_a_full_partnership(cast: Cast) -> None:
    """One organisation and one month are told as one."""
    after = elsewhere(cast)
    put(
        cast.partnership, contact_email="dhr@testshire.example", contact_telephone="01632 960000",
        contact_address="1 Long Lane", starts_on=TODAY - datetime.timedelta(days=9), ends_on=TODAY, successor=after,
        label_shown="DARDR",
    )  # fmt: skip
    cast.partnership.bodies.add(cast.police)
    with change("Terms", None):
        ActionTerms.objects.create(partnership=cast.partnership, update_every_months=1, reply_days=10)
    facts = settings(cast).facts
    began = long_date(TODAY - datetime.timedelta(days=9))
    assert facts["Exists"] == f"from {began}, until {long_date(TODAY)}, followed by Elsewhere CSP"
    assert facts["Organisations we work with"] == "1 organisation"
    assert facts["How action plans are followed"] == "owners asked every 1 month, replies due after 10 days"
    assert [facts[label] for label in ("Shared mailbox", "Telephone", "Address", "Name of a review on screen")] == [
        "dhr@testshire.example", "01632 960000", "1 Long Lane", "DARDR",
    ]  # fmt: skip


def test_leads_from_each_setting_but_the_code_to_its_form(cast: Cast) -> None:
    page = settings(cast)
    rows = page.root.xpath("//div[contains(concat(' ', @class, ' '), ' govuk-summary-list__row ')]")
    found = {row.findtext("dt"): row.xpath(".//a/@href") for row in rows}
    assert found.pop("Code in references") == []
    assert list(found.values()) == [[reverse("settings_change", args=("testshire", name))] for name in CHANGED]


def test_lists_each_letter_with_whose_wording_it_has(cast: Cast) -> None:
    """A wording that was taken back, or is another partnership's, is not our own."""
    with change("Words", None):
        LetterText.objects.create(partnership=cast.partnership, kind=LetterKind.SCOPING, text="Concerning {reference}")
        LetterText.objects.create(partnership=cast.partnership, kind=LetterKind.SECURE_RECORDS, text="")
        LetterText.objects.create(partnership=elsewhere(cast), kind=LetterKind.SECURE_RECORDS, text="Theirs")
    page = settings(cast)
    own = f"Our own. Back to the shipped wording of {LETTERS[LetterKind.SCOPING].label}"
    assert page.heads["Letters"] == ["Letter", "To", "Wording"]
    assert page.tables["Letters"] == [
        [row.label, row.to, own if kind is LetterKind.SCOPING else "Shipped"] for kind, row in LETTERS.items()
    ]
    for kind, row in LETTERS.items():
        assert page.links[row.label] == reverse("settings_letter", args=("testshire", kind))


def test_leads_to_the_other_partnerships_and_back(cast: Cast) -> None:
    assert "None." in settings(cast)
    other = elsewhere(cast)
    page = settings(cast)
    assert "None." not in page
    assert page.links["Elsewhere CSP"] == reverse("settings_of", args=(other.code,))
    theirs = seen(cast.coordinator, "settings_of", other.code)
    assert theirs.links["Testshire CSP"] == reverse("settings_of", args=("testshire",))
    assert theirs.facts["Name"] == "Elsewhere CSP"
    crumbs = theirs.root.xpath("//nav[contains(@class, 'govuk-breadcrumbs')]//li//a/@href")
    assert crumbs == [reverse("home"), reverse("settings")]


def test_tells_the_latest_changes_newest_first_and_no_more_than_fit(cast: Cast) -> None:
    """Without the changes of another partnership; what nobody signed in for is of the set-up."""
    for number in range(LATEST + 2):
        with change(f"Number {number}", cast.coordinator if number % 2 else None):
            cast.partnership.contact_telephone = str(number)
            cast.partnership.save()
    put(elsewhere(cast), contact_telephone="theirs")
    events = settings(cast).events
    assert len(events) == LATEST
    assert [event.rpartition("Reason: ")[2] for event in events] == [
        f"Number {number}" for number in range(LATEST + 1, 1, -1)
    ]
    assert events[0].startswith("Settings changed by Coordinator ")
    assert events[1].startswith("Settings changed by Set-up")


@pytest.mark.parametrize("part", ["csp_chair", "independent_chair", "auditor", "outsider"])
def test_keeps_settings_from_who_may_not_change_them(cast: Cast, part: str) -> None:
    for address in (reverse("settings"), reverse("settings_of", args=("testshire",))):
        assert browser(cast.people()[part]).get(address).status_code == 403


def test_has_no_settings_of_a_partnership_that_is_not_there(cast: Cast) -> None:
    client = browser(cast.coordinator)
    assert client.get(reverse("settings_of", args=("nowhere",))).status_code == 404
    assert client.get(reverse("word_templates", args=("nowhere",))).status_code == 404


def test_lists_no_template_where_none_was_brought(cast: Cast) -> None:
    """One of another partnership is none of ours; what a template can name stands there all the same."""
    brought(cast, elsewhere(cast), "theirs.docx")
    page = seen(cast.coordinator, "word_templates", "testshire")
    assert page.tables == {}
    assert "No template has been brought." in page
    assert page.facts == {f"{{{{ {name} }}}}": meaning for name, meaning in PLACEHOLDERS.items()}
    assert page.links["Bring a Word template"] == reverse("word_template_new", args=("testshire",))


def test_lists_templates_newest_first_with_their_state(cast: Cast) -> None:
    """Only one in use leads to the page that takes it out of use."""
    old = brought(cast, cast.partnership, "old.docx")
    new = brought(cast, cast.partnership, "new.docx", MadePaper.SECURE_RECORDS)
    retire_word_template(by=cast.coordinator, template=old, reason="Wrong logo")
    page = seen(cast.coordinator, "word_templates", "testshire")
    first, second = MADE[MadePaper.SECURE_RECORDS].label, MADE[MadePaper.SCOPING].label
    by = f"{long_date(TODAY)} by {cast.coordinator}"
    assert page.heads == {"Templates": ["Paper", "File", "Brought", "State"]}
    assert page.tables == {
        "Templates": [[first, "new.docx", by, "In use"], [second, "old.docx", by, "Out of use"]],
    }
    assert page.states == {"In use": "running", "Out of use": "done"}
    assert page.links[first] == reverse("word_template_retire", args=("testshire", new.pk))
    assert second not in page.links
    assert "No template has been brought." not in page


def test_takes_a_template_out_of_use_on_its_own_partnerships_page_only(cast: Cast) -> None:
    row = brought(cast, cast.partnership, "ours.docx")
    page = seen(cast.coordinator, "word_template_retire", "testshire", row.pk)
    assert f"{MADE[MadePaper.SCOPING].label}: ours.docx" in page
    assert page.buttons[0] == "Take it out of use"
    other = reverse("word_template_retire", args=(elsewhere(cast).code, row.pk))
    assert browser(cast.coordinator).get(other).status_code == 404
