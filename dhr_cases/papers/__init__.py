"""The papers of a review: kinds, letters and their wording."""
