"""What was learnt from reviews: briefings made from the published record, each statement with its source."""
