"""A folder of issues as a whole: counted, searched, drawn and published."""
