"""Pages of an archive, by the templates ``site/`` of a theme: lists, not issues."""

from __future__ import annotations

from bulletinc.render.formats.html.sandbox import time_limit
from bulletinc.render.formats.html.templates import environment_of, trusted
from bulletinc.theme import Theme

_TIME_S = 60.0  # of the processor, for a page of a few hundred entries


def render_site_page(theme: Theme, template: str, values: dict[str, object]) -> bytes:
    """A page of this template, as UTF-8 bytes. What ends in ``_html`` is markup of our own."""
    given = {
        name: trusted(str(value)) if name.endswith("_html") else value
        for name, value in values.items()
    }
    with time_limit(_TIME_S):
        text = environment_of(theme).get_template(f"site/{template}").render(given)
    return text.encode()
