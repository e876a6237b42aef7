"""The flows: who is asked next. One class a version; a class stays while a process names it."""
