"""Reading ahead, within bounds: the input's pages wait here until a worker has room."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, Pipe
from typing import Generic, TypeVar

T = TypeVar("T")


class Feed(Generic[T]):
    """Draws `items` in a thread of its own; never holds more than `max_items` or `max_bytes`
    (one item larger than that still passes, alone).

    Reading blocks, on a pipe or a slow disk; with a thread for it, answers are taken in and time
    limits kept meanwhile. `ready` is a connection that can be waited for together with the
    workers': it has something to read when items came, or the end, after `take` found nothing.
    """

    def __init__(
        self,
        items: Iterator[T],
        *,
        size: Callable[[T], int],
        max_items: int,
        max_bytes: int,
    ) -> None:
        self._items = items
        self._size = size
        self._max_items = max_items
        self._max_bytes = max_bytes
        self._held: deque[tuple[T, int]] = deque()
        self._held_bytes = 0
        self._ended = False
        self._closed = False
        self._error: BaseException | None = None
        self._wanted = False
        self._change = threading.Condition()
        self.ready: Connection
        self.ready, self._bell = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._draw, name="declutter-reader", daemon=True)
        self._thread.start()

    def take(self, max_items: int, max_bytes: int) -> list[T]:
        """Up to `max_items` items, but after the first none that would pass `max_bytes`.

        Empty when none is there yet, or when the input is at its `end`. Raises what reading
        raised, once every item read before has been taken.
        """
        with self._change:
            while self.ready.poll():
                self.ready.recv_bytes()
            taken: list[T] = []
            room = max_bytes
            while self._held and len(taken) < max_items:
                if taken and self._held[0][1] > room:
                    break
                item, size = self._held.popleft()
                self._held_bytes -= size
                room -= size
                taken.append(item)
            if not taken and self._error is not None:
                raise self._error
            self._wanted = not taken
            self._change.notify()
            return taken

    @property
    def end(self) -> bool:
        """Whether every item has been taken and no more will come."""
        with self._change:
            return self._ended and not self._held and self._error is None

    def close(self) -> None:
        """Stop reading ahead; a read under way is left to end by itself."""
        with self._change:
            self._closed = True
            self._change.notify()

    def _draw(self) -> None:
        try:
            for item in self._items:
                if not self._hold(item):
                    return
        except BaseException as error:  # handed to whoever takes
            self._error = error
        with self._change:
            self._ended = True
            self._ring()

    def _hold(self, item: T) -> bool:
        size = self._size(item)
        with self._change:
            while not self._closed and self._full(size):
                self._change.wait()
            if self._closed:
                return False
            self._held.append((item, size))
            self._held_bytes += size
            self._ring()
            return True

    def _full(self, size: int) -> bool:
        too_many = len(self._held) >= self._max_items
        too_large = bool(self._held) and self._held_bytes + size > self._max_bytes
        return too_many or too_large

    def _ring(self) -> None:
        if self._wanted:
            self._wanted = False
            self._bell.send_bytes(b".")
