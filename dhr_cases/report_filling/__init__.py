"""Which words does the case's own record put into a section of the report, and where are they from?

``facts`` says what is known, ``wording*`` says it in words without a database, ``reading*`` reads the rows and
``filling`` brings the three together. No real name of a person of the case is printed: pseudonyms and roles are.
"""
