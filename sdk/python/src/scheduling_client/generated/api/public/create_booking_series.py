from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.series_for_invitee import SeriesForInvitee
from ...models.series_input import SeriesInput
from ...types import UNSET, Response, Unset


def _get_kwargs(
    tenant_slug: str,
    *,
    body: SeriesInput,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/public/scheduling/{tenant_slug}/booking-series".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SeriesForInvitee | None:
    if response.status_code == 201:
        response_201 = SeriesForInvitee.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

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
) -> Response[Problem | SeriesForInvitee]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tenant_slug: str,
    *,
    client: AuthenticatedClient | Client,
    body: SeriesInput,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SeriesForInvitee]:
    """Books a meeting that repeats: all of its occurrences, or none.

     Each occurrence is a booking of its own, which is moved and cancelled by its own `manageToken`. They
    have the same local
    time of the host (of a team: of the event type's zone) on each date; months without the day of the
    first one, and dates on
    which clocks skip its time, are left out and not counted (RFC 5545, section 3.3.10). If an
    occurrence cannot be had nothing
    is booked: the 409 has the code of the first refused one, and lists in `occurrences` all that are
    refused.

    Args:
        tenant_slug (str):
        idempotency_key (str | Unset):
        body (SeriesInput): What an invitee books as a meeting that repeats.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SeriesForInvitee]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tenant_slug: str,
    *,
    client: AuthenticatedClient | Client,
    body: SeriesInput,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SeriesForInvitee | None:
    """Books a meeting that repeats: all of its occurrences, or none.

     Each occurrence is a booking of its own, which is moved and cancelled by its own `manageToken`. They
    have the same local
    time of the host (of a team: of the event type's zone) on each date; months without the day of the
    first one, and dates on
    which clocks skip its time, are left out and not counted (RFC 5545, section 3.3.10). If an
    occurrence cannot be had nothing
    is booked: the 409 has the code of the first refused one, and lists in `occurrences` all that are
    refused.

    Args:
        tenant_slug (str):
        idempotency_key (str | Unset):
        body (SeriesInput): What an invitee books as a meeting that repeats.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SeriesForInvitee
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    *,
    client: AuthenticatedClient | Client,
    body: SeriesInput,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SeriesForInvitee]:
    """Books a meeting that repeats: all of its occurrences, or none.

     Each occurrence is a booking of its own, which is moved and cancelled by its own `manageToken`. They
    have the same local
    time of the host (of a team: of the event type's zone) on each date; months without the day of the
    first one, and dates on
    which clocks skip its time, are left out and not counted (RFC 5545, section 3.3.10). If an
    occurrence cannot be had nothing
    is booked: the 409 has the code of the first refused one, and lists in `occurrences` all that are
    refused.

    Args:
        tenant_slug (str):
        idempotency_key (str | Unset):
        body (SeriesInput): What an invitee books as a meeting that repeats.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SeriesForInvitee]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    *,
    client: AuthenticatedClient | Client,
    body: SeriesInput,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SeriesForInvitee | None:
    """Books a meeting that repeats: all of its occurrences, or none.

     Each occurrence is a booking of its own, which is moved and cancelled by its own `manageToken`. They
    have the same local
    time of the host (of a team: of the event type's zone) on each date; months without the day of the
    first one, and dates on
    which clocks skip its time, are left out and not counted (RFC 5545, section 3.3.10). If an
    occurrence cannot be had nothing
    is booked: the 409 has the code of the first refused one, and lists in `occurrences` all that are
    refused.

    Args:
        tenant_slug (str):
        idempotency_key (str | Unset):
        body (SeriesInput): What an invitee books as a meeting that repeats.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SeriesForInvitee
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
