"""结构: sections, items, headlines, headings and enumerations."""
