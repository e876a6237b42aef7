"""Public bodies as reference data: facts that ship with the product."""
