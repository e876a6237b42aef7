"""What do we ask of a sheet of actions that came back?"""

from django import forms

from dhr_cases.errors import Incomplete
from dhr_cases.papers.action_sheet.sheet_in import SheetLine, read_sheet
from dhr_cases.papers.uploads import XLSX, check_upload


class SheetForm(forms.Form):
    """The workbook as the body sent it back."""

    file = forms.FileField(
        label="Returned sheet",
        help_text="The Excel workbook (.xlsx) with the answers written into it.",
        error_messages={"empty": "The file is empty. Choose the file again."},
    )

    def clean_file(self) -> tuple[SheetLine, ...]:
        """The lines with an answer; a refusal says what is wrong with the file."""
        try:
            upload = check_upload(self.cleaned_data["file"])
            if upload.kind is not XLSX:
                raise Incomplete(f"This is a {upload.kind.label}. Choose the Excel workbook (.xlsx).")
            return read_sheet(upload.content)
        except Incomplete as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
