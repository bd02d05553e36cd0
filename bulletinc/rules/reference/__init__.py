"""What one part of an issue says of another: contents, annexes, numbered tables."""
