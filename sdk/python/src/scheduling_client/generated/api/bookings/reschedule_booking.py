from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.booking_answer import BookingAnswer
from ...models.host_reschedule_input import HostRescheduleInput
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: UUID,
    *,
    body: HostRescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/admin/scheduling/bookings/{id}/reschedule".format(
            id=quote(str(id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BookingAnswer | Problem | None:
    if response.status_code == 201:
        response_201 = BookingAnswer.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

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
) -> Response[BookingAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: HostRescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> Response[BookingAnswer | Problem]:
    """Moves a meeting for the host.

     The answer is a new booking, which takes the old one's place and is confirmed, unless its invitee
    has still to confirm the address; it has a `manageToken` of its own. Rules can be set aside;
    somebody else's
    time cannot.

    Args:
        id (UUID):
        idempotency_key (str | Unset):
        body (HostRescheduleInput): Where the host's side moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BookingAnswer | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: HostRescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> BookingAnswer | Problem | None:
    """Moves a meeting for the host.

     The answer is a new booking, which takes the old one's place and is confirmed, unless its invitee
    has still to confirm the address; it has a `manageToken` of its own. Rules can be set aside;
    somebody else's
    time cannot.

    Args:
        id (UUID):
        idempotency_key (str | Unset):
        body (HostRescheduleInput): Where the host's side moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BookingAnswer | Problem
    """

    return sync_detailed(
        id=id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: HostRescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> Response[BookingAnswer | Problem]:
    """Moves a meeting for the host.

     The answer is a new booking, which takes the old one's place and is confirmed, unless its invitee
    has still to confirm the address; it has a `manageToken` of its own. Rules can be set aside;
    somebody else's
    time cannot.

    Args:
        id (UUID):
        idempotency_key (str | Unset):
        body (HostRescheduleInput): Where the host's side moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BookingAnswer | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: HostRescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> BookingAnswer | Problem | None:
    """Moves a meeting for the host.

     The answer is a new booking, which takes the old one's place and is confirmed, unless its invitee
    has still to confirm the address; it has a `manageToken` of its own. Rules can be set aside;
    somebody else's
    time cannot.

    Args:
        id (UUID):
        idempotency_key (str | Unset):
        body (HostRescheduleInput): Where the host's side moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BookingAnswer | Problem
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
