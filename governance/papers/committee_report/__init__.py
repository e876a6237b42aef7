"""The report to the partnership's committee on its reviews, for everybody or restricted."""
