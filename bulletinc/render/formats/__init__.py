"""One module or folder a format, found by looking."""
