"""The desk: a folder of drafts as a page in the browser, on the editor's own machine."""
