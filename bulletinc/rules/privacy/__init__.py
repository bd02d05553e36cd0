"""Rules of privacy: numbers that belong to a person and must not be circulated."""
