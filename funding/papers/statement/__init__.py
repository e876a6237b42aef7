"""A partner's statement for one year: what it was asked, what it has confirmed, what has come in, entry by entry."""
