"""The combined chronology: agencies' tables read and merged, an invented one, and the text that gives."""
