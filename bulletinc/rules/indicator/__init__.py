"""Rules of indicator tags and of attributions."""
