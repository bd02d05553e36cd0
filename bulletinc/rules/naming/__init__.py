"""Rules about the names of people and organisations."""
