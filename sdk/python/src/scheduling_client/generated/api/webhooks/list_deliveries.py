from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.delivery_page import DeliveryPage
from ...models.list_deliveries_channel import (
    ListDeliveriesChannel,
)
from ...models.list_deliveries_state import (
    ListDeliveriesState,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    state: ListDeliveriesState | Unset = UNSET,
    channel: ListDeliveriesChannel | Unset = UNSET,
    booking_id: UUID | Unset = UNSET,
    webhook_id: UUID | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state

    params["state"] = json_state

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = channel

    params["channel"] = json_channel

    json_booking_id: str | Unset = UNSET
    if not isinstance(booking_id, Unset):
        json_booking_id = str(booking_id)
    params["bookingId"] = json_booking_id

    json_webhook_id: str | Unset = UNSET
    if not isinstance(webhook_id, Unset):
        json_webhook_id = str(webhook_id)
    params["webhookId"] = json_webhook_id

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/admin/scheduling/deliveries",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DeliveryPage | Problem | None:
    if response.status_code == 200:
        response_200 = DeliveryPage.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[DeliveryPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    state: ListDeliveriesState | Unset = UNSET,
    channel: ListDeliveriesChannel | Unset = UNSET,
    booking_id: UUID | Unset = UNSET,
    webhook_id: UUID | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Response[DeliveryPage | Problem]:
    """Lists mails and calls of webhooks, newest first.

     What was finished 60 days ago is not kept. It needs the scope `admin`.

    Args:
        state (ListDeliveriesState | Unset):
        channel (ListDeliveriesChannel | Unset):
        booking_id (UUID | Unset):
        webhook_id (UUID | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeliveryPage | Problem]
    """

    kwargs = _get_kwargs(
        state=state,
        channel=channel,
        booking_id=booking_id,
        webhook_id=webhook_id,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    state: ListDeliveriesState | Unset = UNSET,
    channel: ListDeliveriesChannel | Unset = UNSET,
    booking_id: UUID | Unset = UNSET,
    webhook_id: UUID | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> DeliveryPage | Problem | None:
    """Lists mails and calls of webhooks, newest first.

     What was finished 60 days ago is not kept. It needs the scope `admin`.

    Args:
        state (ListDeliveriesState | Unset):
        channel (ListDeliveriesChannel | Unset):
        booking_id (UUID | Unset):
        webhook_id (UUID | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeliveryPage | Problem
    """

    return sync_detailed(
        client=client,
        state=state,
        channel=channel,
        booking_id=booking_id,
        webhook_id=webhook_id,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    state: ListDeliveriesState | Unset = UNSET,
    channel: ListDeliveriesChannel | Unset = UNSET,
    booking_id: UUID | Unset = UNSET,
    webhook_id: UUID | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> Response[DeliveryPage | Problem]:
    """Lists mails and calls of webhooks, newest first.

     What was finished 60 days ago is not kept. It needs the scope `admin`.

    Args:
        state (ListDeliveriesState | Unset):
        channel (ListDeliveriesChannel | Unset):
        booking_id (UUID | Unset):
        webhook_id (UUID | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DeliveryPage | Problem]
    """

    kwargs = _get_kwargs(
        state=state,
        channel=channel,
        booking_id=booking_id,
        webhook_id=webhook_id,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    state: ListDeliveriesState | Unset = UNSET,
    channel: ListDeliveriesChannel | Unset = UNSET,
    booking_id: UUID | Unset = UNSET,
    webhook_id: UUID | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
) -> DeliveryPage | Problem | None:
    """Lists mails and calls of webhooks, newest first.

     What was finished 60 days ago is not kept. It needs the scope `admin`.

    Args:
        state (ListDeliveriesState | Unset):
        channel (ListDeliveriesChannel | Unset):
        booking_id (UUID | Unset):
        webhook_id (UUID | Unset):
        limit (int | Unset):
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DeliveryPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            state=state,
            channel=channel,
            booking_id=booking_id,
            webhook_id=webhook_id,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
