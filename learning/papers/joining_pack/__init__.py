"""The joining pack of an event: programme, how to get there or join, what it speaks of, what stays in the room."""
