"""What the server tells its pages by itself: server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from bulletinc.server.tasks.json_text import to_json

_WAITING = 100  # events that a page has not taken; one that takes none is given up
_BEAT_S = 15.0  # between signs of life, which tell that a page is gone
_LAST = b""


class EventHub:
    """The pages that listen. All methods are called in the server's thread."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes]] = set()
        self._closed = False

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def tell(self, event: str, value: dict[str, Any]) -> None:
        """Tell all pages of an event."""
        message = b"event: " + event.encode() + b"\ndata: " + to_json(value) + b"\n\n"
        for listener in tuple(self._listeners):
            self._give(listener, message)

    def close(self) -> None:
        """Say good-bye, and end all answers that are under way."""
        if not self._closed:
            self.tell("bye", {})
            self._closed = True
            for listener in tuple(self._listeners):
                self._give(listener, _LAST)

    async def listen(self) -> AsyncIterator[bytes]:
        """The events from now on, as they are sent."""
        listener: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._listeners.add(listener)
        try:
            yield b"retry: 1000\n: the desk is open\n\n"
            while not self._closed or not listener.empty():
                try:
                    message = await asyncio.wait_for(listener.get(), _BEAT_S)
                except TimeoutError:
                    message = b": \n\n"
                if message == _LAST:
                    return
                yield message
        finally:
            self._listeners.discard(listener)

    def _give(self, listener: asyncio.Queue[bytes], message: bytes) -> None:
        if listener.full():
            self._listeners.discard(listener)
            while not listener.empty():
                listener.get_nowait()
            message = _LAST
        listener.put_nowait(message)
