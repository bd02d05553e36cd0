"""Text as such: decoding, positions, characters, and how typed text is shown."""
