"""What do we ask a person who does an act of governance? One module an episode."""
