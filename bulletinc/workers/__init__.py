"""Processes that are watched over."""
