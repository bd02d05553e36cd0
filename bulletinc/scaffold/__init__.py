"""What an office begins with: its settings (init) and its next issue (new)."""
