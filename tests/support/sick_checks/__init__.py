"""Checks that do not end well, for the doctor to live with."""
