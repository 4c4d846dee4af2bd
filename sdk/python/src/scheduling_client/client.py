"""A server, and clients of it for the generated operations, which raise what was wrong and send again what was lost."""

from __future__ import annotations

from typing import Any, Self

import httpx

from .generated import AuthenticatedClient, Client
from .problems import failure
from .retry import AsyncRetryTransport, Retries, RetryTransport


def _raise(response: httpx.Response) -> None:
    if response.is_error:
        response.read()
    if error := failure(response):
        raise error


async def _raise_async(response: httpx.Response) -> None:
    if response.is_error:
        await response.aread()
    if error := failure(response):
        raise error


class Scheduling:
    """A scheduling server. Its connections are shared by all clients that it makes; close it at the end.

    `sync` operations use one set of connections, `asyncio` operations another, both made when they are needed.
    """

    def __init__(
        self,
        base_url: str,
        *,
        retries: Retries = Retries(),
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
        async_transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base_url = base_url
        self._timeout = timeout
        self._transport = RetryTransport(transport or httpx.HTTPTransport(), retries)
        self._async_transport = AsyncRetryTransport(async_transport or httpx.AsyncHTTPTransport(), retries)

    def anonymous(self) -> Client:
        """For the public routes."""
        client = Client(base_url=self._base_url)
        client.set_httpx_client(httpx.Client(**self._arguments(None), **self._sync()))
        return client.set_async_httpx_client(httpx.AsyncClient(**self._arguments(None), **self._async()))

    def bearer(self, token: str) -> AuthenticatedClient:
        """For whoever holds an API key, or the token of a booking or a hold."""
        client = AuthenticatedClient(base_url=self._base_url, token=token)
        client.set_httpx_client(httpx.Client(**self._arguments(token), **self._sync()))
        return client.set_async_httpx_client(httpx.AsyncClient(**self._arguments(token), **self._async()))

    def close(self) -> None:
        """Closes the connections of `sync` operations."""
        self._transport.close()

    async def aclose(self) -> None:
        """Closes the connections of `asyncio` operations."""
        await self._async_transport.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def _arguments(self, token: str | None) -> dict[str, Any]:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return {"base_url": self._base_url, "timeout": self._timeout, "headers": headers}

    def _sync(self) -> dict[str, Any]:
        return {"transport": self._transport, "event_hooks": {"response": [_raise]}}

    def _async(self) -> dict[str, Any]:
        return {"transport": self._async_transport, "event_hooks": {"response": [_raise_async]}}
