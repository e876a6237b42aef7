"""What writes a file: the parts of a paper (``blocks``) become Word (``word``) and tagged PDF (``pdf``).

Nothing here knows what a paper is about. Papers of reviews and of funding are written with it.
"""
