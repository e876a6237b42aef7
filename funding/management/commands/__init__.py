"""Which commands can be given to the ledger from a terminal? One module each."""
