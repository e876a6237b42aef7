"""Forms about the ledger: steps of a contribution put forward, journals decided on, entries reversed, a filter."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, today
from dhr_cases.forms.filling import offer_choices
from dhr_cases.models import Partnership
from funding.actions import income as income_actions
from funding.actions.income import Step
from funding.actions.ledger import refuse_journal, reverse_journal
from funding.forms.core import WHY, FundingForm
from funding.ledger_rows import Asked, bodies_in, contribution_sums, references_of
from funding.models import Agreement, Journal
from funding.money import in_words
from funding.policies import income
from funding.queries import agreements_of, journals_waiting
from funding.terms import COST_CLASSES, ENTRY_KINDS, EntryKind, JournalOrigin
from funding.verbs import VERBS, FundingVerb
from funding.years import FinancialYear


class PutForwardForm(FundingForm):
    verb = FundingVerb.PUT_FORWARD
    needs_subject = True
    checks_answers = True

    kind = forms.ChoiceField(
        label="What is put forward?",
        choices=[(kind.value, ENTRY_KINDS[kind].label) for kind in income.INCOME_KINDS],
        widget=forms.RadioSelect,
    )
    pence = MoneyField(label="Amount", help_text="Part of what is outstanding is a part payment.")
    on = ExactDateField(label="Day", noun="the day", latest=today)
    due_on = ExactDateField(label="Payment due on", noun="the day payment is due", required=False)
    document = forms.CharField(label="Invoice or receipt number", max_length=80, required=False)
    text = forms.CharField(label="Note", max_length=300, required=False)
    reason = ReasonField(required=False, help_text="Needed where more comes in than is outstanding.")

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return agreements_of(partnership, year)

    @property
    def agreement(self) -> Agreement:
        """The contribution."""
        if not isinstance(self.about, Agreement):
            raise TypeError("This form is about a contribution.")
        return self.about

    def prepare(self) -> None:
        self.fields[
            "due_on"
        ].help_text = "Of an invoice. Left empty, the days of the settings are counted from its day."

    def aside(self) -> dict[str, object]:
        """How far the contribution has come, entries waiting for approval included."""
        sums = contribution_sums(self.agreement, with_waiting=True)
        figures = (
            ("Share", self.agreement.amount_pence),
            ("Pledged", sums.get(EntryKind.PLEDGE, 0)),
            ("Confirmed", sums.get(EntryKind.CONFIRMATION, 0)),
            ("Invoiced", income.invoiced(sums)),
            ("Received", income.received(sums)),
            ("Outstanding", income.outstanding(sums)),
        )
        rows = [{"label": label, "value": in_words(pence)} for label, pence in figures]
        return {"heading": "So far", "texts": ["Entries waiting for approval are counted."], "rows": rows}

    def consequence(self) -> str:
        return "Somebody else approves this before it is in the ledger."

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        reason = answers.pop("reason")
        step = Step(**{**answers, "kind": EntryKind(answers["kind"])})
        income_actions.put_income_forward(agreement=self.agreement, by=self.by, step=step, reason=reason)


class AboutJournal(FundingForm):
    """A form about one journal."""

    needs_subject = True

    @property
    def journal(self) -> Journal:
        """The journal."""
        if not isinstance(self.about, Journal):
            raise TypeError("This form is about a journal.")
        return self.about

    def aside(self) -> dict[str, object]:
        """The lines of the journal."""
        lines = self.journal.lines.select_related("organisation", "cost_line__case")
        rows = [
            {"label": f"{line.get_kind_display()} {line.year_label}", "value": in_words(line.amount_pence)}
            for line in lines
        ]
        return {"heading": "Entries", "texts": [], "rows": rows}


def to_decide(partnership: Partnership) -> QuerySet[Journal]:
    """Journals waiting that are decided on here; a partner's answer is decided on with its request."""
    return journals_waiting(partnership).exclude(origin=JournalOrigin.ANSWER)


class ApproveJournalForm(AboutJournal):
    verb = FundingVerb.APPROVE_JOURNAL
    intro = "The entries are posted and can then only be reversed."

    reason = forms.CharField(
        label="Note", required=False, help_text=WHY, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return to_decide(partnership)

    def perform(self) -> None:
        income_actions.approve_entries(journal=self.journal, by=self.by, reason=self.cleaned_data["reason"])


class RefuseJournalForm(AboutJournal):
    verb = FundingVerb.REFUSE_JOURNAL
    intro = "Nothing is posted. Who put the entries forward sees your reason."

    reason = ReasonField(help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return to_decide(partnership)

    def perform(self) -> None:
        refuse_journal(journal=self.journal, by=self.by, reason=self.cleaned_data["reason"])


class ReverseJournalForm(AboutJournal):
    verb = FundingVerb.REVERSE_JOURNAL
    checks_answers = True
    intro = "The opposite of every entry is put forward. Nothing is deleted; both stay in the ledger."

    reason = ReasonField(help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        standing = Journal.objects.exclude(reverses=None).exclude(decision__is_approved=False).values("reverses")
        return Journal.objects.filter(partnership=partnership, decision__is_approved=True, reverses=None).exclude(
            pk__in=standing
        )

    def consequence(self) -> str:
        return "Somebody else approves the reversal before it is in the ledger."

    def perform(self) -> None:
        reverse_journal(journal=self.journal, by=self.by, reason=self.cleaned_data["reason"])


class LedgerFilter(forms.Form):
    hides_optional: ClassVar[bool] = True

    kind = forms.ChoiceField(label="Kind of entry", required=False)
    body = forms.TypedChoiceField(label="Body", required=False, coerce=int, empty_value=None)
    reference = forms.ChoiceField(label="Review", required=False)
    cost_class = forms.ChoiceField(label="Class of cost", required=False)
    since = ExactDateField(label="From", required=False, noun="the first day")
    until = ExactDateField(label="To", required=False, noun="the last day")
    years = forms.ChoiceField(
        label="Years", required=False, choices=[("", "This year"), ("all", "Every year")], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", "All")
        offer_choices(self, "kind", [every, *((kind.value, row.label) for kind, row in ENTRY_KINDS.items())])
        offer_choices(self, "body", [every, *((body.pk, body.name) for body in bodies_in(partnership))])
        offer_choices(self, "reference", [every, *((text, text) for text in references_of(partnership))])
        offer_choices(self, "cost_class", [every, *((row.value, label) for row, label in COST_CLASSES.items())])

    def asked(self) -> Asked:
        """What was asked for; an answer that makes no sense is passed over."""
        self.is_valid()
        answers = dict(self.cleaned_data)
        is_every_year = answers.pop("years", "") == "all"
        return Asked(**answers, is_every_year=is_every_year)


class HistoryFilter(forms.Form):
    hides_optional: ClassVar[bool] = True

    act = forms.ChoiceField(
        label="Act", required=False, choices=[("", "All"), *((verb.value, row.done) for verb, row in VERBS.items())]
    )


FORMS: tuple[type[FundingForm], ...] = (PutForwardForm, ApproveJournalForm, RefuseJournalForm, ReverseJournalForm)
