"""What several tests need: drafts, rulers, processes, places."""
