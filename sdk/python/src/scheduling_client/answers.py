"""Helpers around the generated operations: what they return, without the problems that are raised instead; and lists."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from .generated.models import Problem

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Page(Protocol[T_co]):
    """A page of a list."""

    @property
    def items(self) -> Sequence[T_co]: ...

    @property
    def next_cursor(self) -> str | None: ...


def ok(answer: T | Problem | None) -> T:
    """The answer of an operation, which the generator types as an answer or a problem. Problems have been raised."""
    if answer is None or isinstance(answer, Problem):
        raise TypeError(f"an operation returned {answer!r} instead of raising it; was its client made by Scheduling?")
    return answer


def items(operation: Callable[..., Page[T] | Problem | None], **arguments: Any) -> Iterator[T]:
    """All items of a list, page by page: `items(list_bookings.sync, client=admin, limit=100)`."""
    cursor: dict[str, str] = {}
    while True:
        page = ok(operation(**arguments, **cursor))
        yield from page.items
        if page.next_cursor is None:
            return
        cursor = {"cursor": page.next_cursor}


async def items_async(
    operation: Callable[..., Awaitable[Page[T] | Problem | None]], **arguments: Any
) -> AsyncIterator[T]:
    """The same, for asyncio: `async for … in items_async(list_bookings.asyncio, client=admin)`."""
    cursor: dict[str, str] = {}
    while True:
        page = ok(await operation(**arguments, **cursor))
        for item in page.items:
            yield item
        if page.next_cursor is None:
            return
        cursor = {"cursor": page.next_cursor}
