from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.booking_for_invitee import BookingForInvitee
from ...models.problem import Problem
from ...models.reschedule_input import RescheduleInput
from ...types import UNSET, Response, Unset


def _get_kwargs(
    tenant_slug: str,
    id: UUID,
    *,
    body: RescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/public/scheduling/{tenant_slug}/bookings/{id}/reschedule".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
            id=quote(str(id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BookingForInvitee | Problem | None:
    if response.status_code == 201:
        response_201 = BookingForInvitee.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

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
) -> Response[BookingForInvitee | Problem]:
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
    body: RescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> Response[BookingForInvitee | Problem]:
    """Moves a meeting for its invitee. The booking's `manageToken` is the credential.

     The answer is a new booking with a token of its own, which takes the old one's place; the old one
    only reads from then
    on. Whoever loses the new time keeps the old one. An event type with approval asks for it again.
    While the address is to be
    confirmed, so it is of the new booking: a mail about that goes out again, and the time for it is not
    longer.

    Args:
        tenant_slug (str):
        id (UUID):
        idempotency_key (str | Unset):
        body (RescheduleInput): Where an invitee moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BookingForInvitee | Problem]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        id=id,
        body=body,
        idempotency_key=idempotency_key,
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
    body: RescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> BookingForInvitee | Problem | None:
    """Moves a meeting for its invitee. The booking's `manageToken` is the credential.

     The answer is a new booking with a token of its own, which takes the old one's place; the old one
    only reads from then
    on. Whoever loses the new time keeps the old one. An event type with approval asks for it again.
    While the address is to be
    confirmed, so it is of the new booking: a mail about that goes out again, and the time for it is not
    longer.

    Args:
        tenant_slug (str):
        id (UUID):
        idempotency_key (str | Unset):
        body (RescheduleInput): Where an invitee moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BookingForInvitee | Problem
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        id=id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: RescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> Response[BookingForInvitee | Problem]:
    """Moves a meeting for its invitee. The booking's `manageToken` is the credential.

     The answer is a new booking with a token of its own, which takes the old one's place; the old one
    only reads from then
    on. Whoever loses the new time keeps the old one. An event type with approval asks for it again.
    While the address is to be
    confirmed, so it is of the new booking: a mail about that goes out again, and the time for it is not
    longer.

    Args:
        tenant_slug (str):
        id (UUID):
        idempotency_key (str | Unset):
        body (RescheduleInput): Where an invitee moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BookingForInvitee | Problem]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        id=id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: RescheduleInput,
    idempotency_key: str | Unset = UNSET,
) -> BookingForInvitee | Problem | None:
    """Moves a meeting for its invitee. The booking's `manageToken` is the credential.

     The answer is a new booking with a token of its own, which takes the old one's place; the old one
    only reads from then
    on. Whoever loses the new time keeps the old one. An event type with approval asks for it again.
    While the address is to be
    confirmed, so it is of the new booking: a mail about that goes out again, and the time for it is not
    longer.

    Args:
        tenant_slug (str):
        id (UUID):
        idempotency_key (str | Unset):
        body (RescheduleInput): Where an invitee moves a meeting.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BookingForInvitee | Problem
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            id=id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
