from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    tenant_slug: str,
    id: UUID,
    *,
    token: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["token"] = token

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/public/scheduling/{tenant_slug}/bookings/{id}/calendar.ics".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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
) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Hands a booking to its invitee as a file for calendar programs (RFC 5545). The booking's
    `manageToken` is the credential.

     It is sent in `Authorization`, or as `token` in a link. The event keeps its `UID` when the meeting
    is moved, and its
    `SEQUENCE` rises with every change, so that a program that gets a newer file brings the event up to
    date. Its method is
    `PUBLISH`, and `CANCEL` if there is no meeting at this time: it was cancelled, declined, or moved.
    The file of the booking that
    took its place has the new time.

    Args:
        tenant_slug (str):
        id (UUID):
        token (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        id=id,
        token=token,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
) -> Problem | str | None:
    """Hands a booking to its invitee as a file for calendar programs (RFC 5545). The booking's
    `manageToken` is the credential.

     It is sent in `Authorization`, or as `token` in a link. The event keeps its `UID` when the meeting
    is moved, and its
    `SEQUENCE` rises with every change, so that a program that gets a newer file brings the event up to
    date. Its method is
    `PUBLISH`, and `CANCEL` if there is no meeting at this time: it was cancelled, declined, or moved.
    The file of the booking that
    took its place has the new time.

    Args:
        tenant_slug (str):
        id (UUID):
        token (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        id=id,
        client=client,
        token=token,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Hands a booking to its invitee as a file for calendar programs (RFC 5545). The booking's
    `manageToken` is the credential.

     It is sent in `Authorization`, or as `token` in a link. The event keeps its `UID` when the meeting
    is moved, and its
    `SEQUENCE` rises with every change, so that a program that gets a newer file brings the event up to
    date. Its method is
    `PUBLISH`, and `CANCEL` if there is no meeting at this time: it was cancelled, declined, or moved.
    The file of the booking that
    took its place has the new time.

    Args:
        tenant_slug (str):
        id (UUID):
        token (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        id=id,
        token=token,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
) -> Problem | str | None:
    """Hands a booking to its invitee as a file for calendar programs (RFC 5545). The booking's
    `manageToken` is the credential.

     It is sent in `Authorization`, or as `token` in a link. The event keeps its `UID` when the meeting
    is moved, and its
    `SEQUENCE` rises with every change, so that a program that gets a newer file brings the event up to
    date. Its method is
    `PUBLISH`, and `CANCEL` if there is no meeting at this time: it was cancelled, declined, or moved.
    The file of the booking that
    took its place has the new time.

    Args:
        tenant_slug (str):
        id (UUID):
        token (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            id=id,
            client=client,
            token=token,
        )
    ).parsed
