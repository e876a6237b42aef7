"""What goes out in writing: agendas, minutes, action logs and reports, in words and rows."""
