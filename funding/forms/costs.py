"""Forms about costs: a line added, changed, priced, paid, settled; quotes kept and chosen."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, today
from dhr_cases.forms.filling import offer_choices, offer_rows
from dhr_cases.models import Appointment, Case, Post
from dhr_cases.queries import money_visible_to
from funding.actions import costs, quotes
from funding.actions.costs import CostChange, CostFacts, Payment
from funding.cost_rows import fees_outside
from funding.forms.core import WHY, FundingForm
from funding.ledger_rows import standing
from funding.models import ComplexityBand, CostLine, CostQuote
from funding.money import in_words, pounds
from funding.queries import cost_lines_of
from funding.terms import COST_BASES, COST_CLASSES, ENTRY_KINDS, CostBasis, CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.years import FinancialYear

YEARS_AHEAD = 4
WITHOUT_REASON = {"required": "Enter the reason"}


def years_from(year: FinancialYear) -> list[FinancialYear]:
    """The year of the page and those after it, for a sum that crosses years."""
    return [FinancialYear(start) for start in range(year.start, year.start + YEARS_AHEAD)]


def days_field(label: str, **options: Any) -> forms.DecimalField:
    """A number of days, parts of a day allowed; not required."""
    return forms.DecimalField(
        label=label, required=False, min_value=Decimal(0), max_digits=6, decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}), **options,
    )  # fmt: skip


class AmountsByYear(FundingForm):
    """A form with one amount for each of the years ahead."""

    def add_years(self, label: str) -> None:
        """Add the boxes, after the other fields."""
        for year in years_from(self.year):
            self.fields[f"year_{year.start}"] = MoneyField(label=f"{label} {year.label}", required=False)

    def amounts(self) -> dict[int, int]:
        """Pence by start of the year, of the boxes that were filled."""
        found = {year.start: self.cleaned_data[f"year_{year.start}"] for year in years_from(self.year)}
        return {year: pence for year, pence in found.items() if pence is not None}


class NewCostForm(AmountsByYear):
    """What every new line asks for."""

    cost_class = forms.ChoiceField(label="Class of cost", choices=list(COST_CLASSES.items()))
    description = forms.CharField(
        label="What is it for?", max_length=200, help_text="No name and nothing about a person or a death."
    )
    supplier = forms.CharField(label="Supplier", max_length=200, required=False)
    basis = forms.ChoiceField(label="How is it priced?", choices=list(COST_BASES.items()), widget=forms.RadioSelect)
    day_rate_pence = MoneyField(label="Day rate", required=False)
    days_estimated = days_field("Days estimated")
    band = forms.ModelChoiceField(
        ComplexityBand.objects.none(), label="Complexity band", required=False, empty_label="None",
        help_text="Its default cost is the forecast where you give no other.",
    )  # fmt: skip
    source = forms.CharField(label="Source", max_length=300, required=False, help_text="An order, an e-mail, a minute.")

    def prepare(self) -> None:
        bands = ComplexityBand.objects.filter(partnership=self.partnership)
        offer_rows(self, "band", bands, lambda band: f"{band.name}: {pounds(band.cost_pence)}")
        self.fields["basis"].initial = CostBasis.FIXED
        self.add_years("Forecast for")
        first = self.fields[f"year_{self.year.start}"]
        first.help_text = (
            "Leave every year empty for day rate times days, for the band's cost, or where none is stated."
        )

    def facts(self, **about: Any) -> CostFacts:
        """The answers as the action takes them."""
        answers = {name: self.cleaned_data[name] for name in NewCostForm.base_fields}
        answers |= {"cost_class": CostClass(answers["cost_class"]), "basis": CostBasis(answers["basis"])}
        return CostFacts(**answers, **about)

    def add(self, facts: CostFacts) -> CostLine:
        """Add the line."""
        return costs.add_cost(
            partnership=self.partnership, by=self.by, facts=facts, year=self.year, forecast=self.amounts()
        )


class AddCostForm(NewCostForm):
    verb = FundingVerb.ADD_COST
    intro = "Somebody else approves the forecast before it is in the ledger."

    case = forms.ModelChoiceField(
        Case.objects.none(), label="Which review?", required=False, empty_label="None: a cost of the partnership itself"
    )
    learning_review = forms.CharField(
        label="Or a learning review that is not statutory: its reference", max_length=60, required=False,
        help_text="No name. It has costs and goes to no Home Office.",
    )  # fmt: skip
    field_order = ("case", "learning_review")

    def prepare(self) -> None:
        super().prepare()
        own = money_visible_to(self.by).order_by("-reference")
        offer_rows(self, "case", own, lambda case: case.reference)

    def perform(self) -> CostLine:
        about = {name: self.cleaned_data[name] for name in ("case", "learning_review")}
        return self.add(self.facts(**about))


class AddFeeForm(NewCostForm):
    verb = FundingVerb.ADD_FEE
    needs_subject = True
    intro = "Taken from the appointment. Somebody else approves the forecast before it is in the ledger."

    @classmethod
    def subjects(cls, partnership: Any, year: FinancialYear) -> QuerySet[Any]:
        return fees_outside(partnership)

    @property
    def appointment(self) -> Appointment:
        """The appointment whose fee is taken in."""
        if not isinstance(self.about, Appointment):
            raise TypeError("This form is about an appointment.")
        return self.about

    def prepare(self) -> None:
        super().prepare()
        fee, rate = self.appointment.fee_pence, self.appointment.day_rate_pence
        is_author = self.appointment.post == Post.AUTHOR
        first = {
            "cost_class": CostClass.AUTHOR if is_author else CostClass.CHAIR,
            "description": str(Post(self.appointment.post).label),
            "basis": CostBasis.FIXED if fee is not None or rate is None else CostBasis.DAY_RATE,
            "day_rate_pence": rate,
            "days_estimated": self.appointment.days_estimated,
            "source": self.appointment.contract_reference,
            f"year_{self.year.start}": fee,
        }
        for name, value in first.items():
            self.fields[name].initial = value

    def perform(self) -> CostLine:
        return self.add(self.facts(appointment=self.appointment, case=self.appointment.case))


class AboutCost(FundingForm):
    """A form about one line of cost."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Any, year: FinancialYear) -> QuerySet[Any]:
        return cost_lines_of(partnership)

    @property
    def cost(self) -> CostLine:
        """The line."""
        if not isinstance(self.about, CostLine):
            raise TypeError("This form is about a cost.")
        return self.about


class ChangeCostForm(AboutCost):
    verb = FundingVerb.CHANGE_COST
    intro = "Where rate and days give another estimate, the difference to the forecast is put forward for approval."

    description = forms.CharField(label="What is it for?", max_length=200)
    supplier = forms.CharField(label="Supplier", max_length=200, required=False)
    day_rate_pence = MoneyField(label="Day rate", required=False)
    days_estimated = days_field("Days estimated")
    days_used = days_field("Days used so far")
    source = forms.CharField(label="Source", max_length=300, required=False)
    reason = ReasonField(help_text=WHY)

    def prepare(self) -> None:
        for name in CostChange.__dataclass_fields__:
            self.fields[name].initial = getattr(self.cost, name)

    def perform(self) -> CostLine:
        answers = dict(self.cleaned_data)
        reason = answers.pop("reason")
        return costs.change_cost(cost=self.cost, by=self.by, change=CostChange(**answers), reason=reason)


class StateCostForm(AboutCost, AmountsByYear):
    verb = FundingVerb.STATE_COST
    intro = (
        "Each part falls in the year in which the work is due. Enter the figure as it is to stand: the difference to "
        "the one before is put forward, and the old figure stays in the ledger."
    )

    kind = forms.ChoiceField(
        label="What is set?",
        choices=[(kind.value, ENTRY_KINDS[kind].label) for kind in costs.PLANNING],
        widget=forms.RadioSelect,
    )
    on = ExactDateField(label="Decided or ordered on", noun="the day", latest=today)
    source = forms.CharField(
        label="Source", max_length=300, required=False, help_text="An order, a contract, a minute."
    )
    reason = ReasonField(required=False, help_text="Needed where a figure that stands is changed.")

    def prepare(self) -> None:
        self.add_years("Amount for")
        told = [self._told(kind) for kind in costs.PLANNING]
        self.fields[f"year_{self.year.start}"].help_text = " ".join(told)
        chosen = self.cost.quotes.filter(is_chosen=True).first()
        if chosen is not None:
            self.fields["kind"].initial = EntryKind.COMMITMENT
            self.fields[f"year_{self.year.start}"].initial = chosen.amount_pence

    def _told(self, kind: EntryKind) -> str:
        found = [f"{FinancialYear(year)} {pounds(pence)}" for year, pence in standing(self.cost, kind).items()]
        return f"{ENTRY_KINDS[kind].label} so far: {', '.join(found) or 'not stated'}."

    def perform(self) -> None:
        costs.state_cost(
            cost=self.cost,
            by=self.by,
            kind=EntryKind(self.cleaned_data["kind"]),
            amounts=self.amounts(),
            on=self.cleaned_data["on"],
            source=self.cleaned_data["source"],
            reason=self.cleaned_data["reason"],
        )


class RecordActualForm(AboutCost):
    verb = FundingVerb.RECORD_ACTUAL
    intro = "Each payment is an entry of its own. Somebody else approves it before it is in the ledger."

    pence = MoneyField(label="Amount paid")
    on = ExactDateField(label="Paid on", noun="the day of the payment", latest=today)
    for_year = forms.TypedChoiceField(label="Financial year in which the work was done", coerce=int)
    document = forms.CharField(label="Invoice or order number", max_length=80, required=False)
    text = forms.CharField(label="Note", max_length=300, required=False)
    days_used = days_field("Days used so far, this payment included")

    def prepare(self) -> None:
        years = (self.year, self.year.previous, self.year.next)
        offer_choices(self, "for_year", [(year.start, year.label) for year in years])
        if self.cost.day_rate_pence is None:
            del self.fields["days_used"]

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        payment = Payment(year=answers.pop("for_year"), **answers)
        costs.record_actual(cost=self.cost, by=self.by, payment=payment)


class SettleCostForm(AboutCost):
    verb = FundingVerb.SETTLE_COST
    intro = "From then on what was paid is what it cost, whatever was planned."

    on = ExactDateField(label="Fully paid on", noun="the day it was fully paid", latest=today)

    @classmethod
    def subjects(cls, partnership: Any, year: FinancialYear) -> QuerySet[Any]:
        return cost_lines_of(partnership).filter(is_settled=False)

    def perform(self) -> None:
        costs.settle_cost(cost=self.cost, by=self.by, on=self.cleaned_data["on"])


class ReopenCostForm(AboutCost):
    verb = FundingVerb.REOPEN_COST

    reason = ReasonField(help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Any, year: FinancialYear) -> QuerySet[Any]:
        return cost_lines_of(partnership).filter(is_settled=True)

    def perform(self) -> None:
        costs.reopen_cost(cost=self.cost, by=self.by, reason=self.cleaned_data["reason"])


class AddQuoteForm(AboutCost):
    verb = FundingVerb.ADD_QUOTE
    intro = f"At least {quotes.QUOTES_EXPECTED} quotes are usual. An amount left empty is kept as not stated."

    supplier = forms.CharField(label="From", max_length=200, error_messages={"required": "Enter who made the offer"})
    amount_pence = MoneyField(label="Amount", required=False)
    received_on = ExactDateField(label="When did it come in?", noun="the day the quote came in", latest=today)

    def perform(self) -> None:
        quotes.add_quote(cost=self.cost, by=self.by, **self.cleaned_data)


class ChooseQuoteForm(FundingForm):
    verb = FundingVerb.CHOOSE_QUOTE
    needs_subject = True

    reason = ReasonField(label="Why this one?", help_text=WHY, error_messages={"required": "Say why this one"})

    @classmethod
    def subjects(cls, partnership: Any, year: FinancialYear) -> QuerySet[Any]:
        return CostQuote.objects.filter(cost_line__partnership=partnership, is_chosen=False).select_related("cost_line")

    @property
    def quote(self) -> CostQuote:
        """The quote to be chosen."""
        if not isinstance(self.about, CostQuote):
            raise TypeError("This form is about a quote.")
        return self.about

    def prepare(self) -> None:
        words = (
            f"{self.quote.supplier}, {in_words(self.quote.amount_pence)}.",
            quotes.too_few(self.quote.cost_line),
            WHY,
        )
        self.fields["reason"].help_text = " ".join(filter(None, words))

    def perform(self) -> None:
        quotes.choose_quote(quote=self.quote, by=self.by, reason=self.cleaned_data["reason"])


FORMS: tuple[type[FundingForm], ...] = (
    AddCostForm,
    AddFeeForm,
    ChangeCostForm,
    StateCostForm,
    RecordActualForm,
    SettleCostForm,
    ReopenCostForm,
    AddQuoteForm,
    ChooseQuoteForm,
)
