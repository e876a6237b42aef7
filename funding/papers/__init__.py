"""The papers of funding: statements, letters, the committee's page, and files for other systems.

Each kind has a folder: the facts it needs (``facts``), its words (``wording`` or ``sheets``), and an invented
``example``. ``kinds`` lists them; ``reading`` fills the facts from the records. Word and
PDF are written by ``dhr_cases.papers.writing``, spreadsheets by ``tables`` and ``workbook``.
"""
