"""Pictures of drafts: read from the draft's own folder, within bounds, ready to be embedded.

``picture_file`` reads, ``decoding`` decodes. Invariants: nothing outside the folder is read;
nothing is decoded before its size is known; what is embedded has no metadata.
"""
