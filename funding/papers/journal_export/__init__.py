"""The entries of the ledger as one CSV file, for an auditor or another system."""
