"""Processes that are watched over, so that no document can hang, crash or fill up the program."""
