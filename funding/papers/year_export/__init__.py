"""Everything of one year as an Excel workbook, or as CSV files: position, costs, contributions, entries, requests."""
