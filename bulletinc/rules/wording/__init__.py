"""文字: punctuation marks, blanks and words."""
