"""Rules about days in the text."""
