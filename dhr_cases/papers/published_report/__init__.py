"""The report for publication: what of the inside paper is left out, and the text that gives."""
