"""The commands: one module each, named as its command, found by looking into this folder."""
