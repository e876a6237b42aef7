"""What do we ask of an action plan that was written elsewhere?"""

from django import forms

from dhr_cases.errors import Incomplete
from dhr_cases.papers.action_plan.plan_file import PlanFile, read_plan
from dhr_cases.papers.uploads import check_upload


class PlanForm(forms.Form):
    """The file with the plan's tables."""

    file = forms.FileField(
        label="Action plan",
        help_text="A Word document (.docx), an Excel workbook (.xlsx) or a CSV table, as its author wrote it.",
        error_messages={"empty": "The file is empty. Choose the file again."},
    )

    def clean_file(self) -> PlanFile:
        """What the tables say; a refusal says what is wrong with the file."""
        try:
            return read_plan(check_upload(self.cleaned_data["file"]))
        except Incomplete as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
