"""What do we ask of a workbook of years that is to be taken in?"""

from django import forms

from dhr_cases.errors import Incomplete
from dhr_cases.portfolio_file import LARGEST_FILE
from funding.imports.workbook import Tables, tables_of


class ImportFileForm(forms.Form):
    """The workbook, and where its figures come from."""

    source = forms.CharField(
        label="Where do these figures come from?",
        help_text="For example: spreadsheet of the community safety team, March 2026.",
        max_length=300,
    )
    file = forms.FileField(
        label="Workbook", help_text=f"An Excel file (.xlsx) of at most {LARGEST_FILE // 1024 // 1024} MB."
    )

    def clean_file(self) -> Tables:
        """The sheets of the workbook as texts; a refusal says which sheet or head is wrong."""
        try:
            return tables_of(self.cleaned_data["file"].read())
        except Incomplete as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
