"""Rules about figures in running text that do not add up."""
