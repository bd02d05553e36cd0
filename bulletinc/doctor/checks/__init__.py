"""The checks of the machine: one module each, found by looking into this folder."""
