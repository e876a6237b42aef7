"""What does a chair or coordinator look at: where reviews wait, how long, with whom? ``reading`` fills it."""
