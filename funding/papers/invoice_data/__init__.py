"""Invoices and credit notes as the council's finance system takes them in, in columns that the partnership sets."""
