from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    tenant_slug: str,
    user_id: UUID,
    *,
    token: str,
    if_none_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["token"] = token

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/public/scheduling/{tenant_slug}/calendars/{user_id}.ics".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
            user_id=quote(str(user_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tenant_slug: str,
    user_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | str]:
    """Hands a user's calendar to programs that subscribe to it (RFC 5545): the bookings from 30 days ago
    to 400 days ahead that
    take the user's time, at most 2000. One that waits for approval is tentative.

     The secret in its address is the credential. Asked again with `If-None-Match`, an unchanged calendar
    is a 304.

    Args:
        tenant_slug (str):
        user_id (UUID):
        token (str):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | str]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        user_id=user_id,
        token=token,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tenant_slug: str,
    user_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | str | None:
    """Hands a user's calendar to programs that subscribe to it (RFC 5545): the bookings from 30 days ago
    to 400 days ahead that
    take the user's time, at most 2000. One that waits for approval is tentative.

     The secret in its address is the credential. Asked again with `If-None-Match`, an unchanged calendar
    is a 304.

    Args:
        tenant_slug (str):
        user_id (UUID):
        token (str):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | str
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        user_id=user_id,
        client=client,
        token=token,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    user_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | str]:
    """Hands a user's calendar to programs that subscribe to it (RFC 5545): the bookings from 30 days ago
    to 400 days ahead that
    take the user's time, at most 2000. One that waits for approval is tentative.

     The secret in its address is the credential. Asked again with `If-None-Match`, an unchanged calendar
    is a 304.

    Args:
        tenant_slug (str):
        user_id (UUID):
        token (str):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | str]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        user_id=user_id,
        token=token,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    user_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    token: str,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | str | None:
    """Hands a user's calendar to programs that subscribe to it (RFC 5545): the bookings from 30 days ago
    to 400 days ahead that
    take the user's time, at most 2000. One that waits for approval is tentative.

     The secret in its address is the credential. Asked again with `If-None-Match`, an unchanged calendar
    is a 304.

    Args:
        tenant_slug (str):
        user_id (UUID):
        token (str):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | str
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            user_id=user_id,
            client=client,
            token=token,
            if_none_match=if_none_match,
        )
    ).parsed
