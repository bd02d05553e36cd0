"""报头: what stands above the red rule."""
