"""The steering group's paper: every live review by its reference."""
