"""各期之间: what only shows when the issues of a folder are laid side by side."""
