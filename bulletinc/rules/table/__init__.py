"""Tables: their columns and what they add up to."""
