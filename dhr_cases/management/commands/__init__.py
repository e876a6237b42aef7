"""Which commands can be given to the case system from a terminal? One module each."""
