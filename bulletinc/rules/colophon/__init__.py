"""版记: who gets the issue, who made it, and how to reach them."""
