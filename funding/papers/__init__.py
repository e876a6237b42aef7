"""The papers of funding: statements, letters, the committee's page, and files for other systems.

Each kind has a folder: the facts it needs (``facts``), its words (``wording`` or ``sheets``), and an invented
``example``. ``kinds`` lists them; ``reading`` fills the facts from the records. What writes a file (``word``, ``pdf``,
``tables``, ``workbook``) knows nothing of money.
"""
