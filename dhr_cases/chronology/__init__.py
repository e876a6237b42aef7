"""What happened when, as the agencies tell it: their tables read line by line and put together.

``entries`` says what a line is, ``dates`` and ``table_files`` read one file without a database, ``merging`` reads the
papers of a case. The combined chronology and the report's own section both take their lines from here.
"""
