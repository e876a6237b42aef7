"""What may leave the circle of a review? Public records are built anew from open fields, never blanked in place."""
