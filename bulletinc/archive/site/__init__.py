"""The archive as static pages: for an intranet, a disk or a phone, without a server.

:func:`~bulletinc.archive.site.publishing.publish` writes them.
"""
