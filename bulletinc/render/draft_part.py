"""What the part of a Word document is called by that holds the draft it was made from."""

from __future__ import annotations

NAMESPACE = "urn:bulletinc:draft"
ROOT = f"{{{NAMESPACE}}}draft"
