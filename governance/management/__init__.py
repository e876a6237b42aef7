"""What governance can be asked on the command line."""
