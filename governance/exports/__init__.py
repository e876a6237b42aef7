"""What goes out as data: the fields of the Home Office's library of reviews."""
