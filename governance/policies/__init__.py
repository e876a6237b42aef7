"""When may an act of governance be done? One module an episode; nobody's name is asked here."""
