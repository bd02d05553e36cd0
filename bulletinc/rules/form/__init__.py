"""Rules of form: what is no text of a bulletin, and what other programs and unfinished work left in
it.
"""
