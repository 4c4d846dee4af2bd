"""What is sent again, when, and how often.

Only what cannot be done twice: reads, and writes under an idempotency key, which every write gets here.
"""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count

import httpx

_KEY = "Idempotency-Key"
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
# The server did nothing, and may do it later.
_LATER = frozenset({429, 503})
# The connection could not be made, or was lost.
_LOST = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError)


@dataclass(frozen=True)
class Retries:
    """How often, and after how long. Times are in seconds."""

    most: int = 3
    """How often a request is sent again at most."""
    first_wait: float = 0.2
    """The longest random wait before the first retry; it doubles with each one."""
    longest_wait: float = 30.0
    """The longest wait that a server's `Retry-After` may ask for; with a longer one its answer stands."""

    def wait_before(self, retry: int, response: httpx.Response | None) -> float | None:
        """How long to wait before this retry, counted from 0. None: there is no retry."""
        if retry >= self.most or (response is not None and response.status_code not in _LATER):
            return None
        asked = 0.0 if response is None else _retry_after(response.headers.get("Retry-After"))
        # Never before the time that the server names, and not everybody at once.
        wait = asked + random.uniform(0, self.first_wait * 2**retry)
        return wait if asked <= self.longest_wait else None


def _retry_after(value: str | None) -> float:
    """Seconds of a `Retry-After`: a number, or a date (RFC 9110, section 10.2.3)."""
    if value is None:
        return 0.0
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _keyed(request: httpx.Request) -> None:
    if request.method not in _READS and _KEY not in request.headers:
        request.headers[_KEY] = str(uuid.uuid4())


class RetryTransport(httpx.BaseTransport):
    """Sends through another transport until there is an answer that will not change."""

    def __init__(self, inner: httpx.BaseTransport, retries: Retries) -> None:
        self._inner = inner
        self._retries = retries

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        _keyed(request)
        for retry in count():
            try:
                response = self._inner.handle_request(request)
            except _LOST:
                wait = self._retries.wait_before(retry, None)
                if wait is None:
                    raise
            else:
                wait = self._retries.wait_before(retry, response)
                if wait is None:
                    return response
                response.close()
            time.sleep(wait)
        raise AssertionError("count() has no end")

    def close(self) -> None:
        self._inner.close()


class AsyncRetryTransport(httpx.AsyncBaseTransport):
    """The same, for asyncio."""

    def __init__(self, inner: httpx.AsyncBaseTransport, retries: Retries) -> None:
        self._inner = inner
        self._retries = retries

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _keyed(request)
        for retry in count():
            try:
                response = await self._inner.handle_async_request(request)
            except _LOST:
                wait = self._retries.wait_before(retry, None)
                if wait is None:
                    raise
            else:
                wait = self._retries.wait_before(retry, response)
                if wait is None:
                    return response
                await response.aclose()
            await asyncio.sleep(wait)
        raise AssertionError("count() has no end")

    async def aclose(self) -> None:
        await self._inner.aclose()
