import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.export_bookings_status import (
    ExportBookingsStatus,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    status: ExportBookingsStatus | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
    team_id: UUID | Unset = UNSET,
    series_id: UUID | Unset = UNSET,
    date_from: datetime.date | Unset = UNSET,
    date_to: datetime.date | Unset = UNSET,
    search: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    json_event_type_id: str | Unset = UNSET
    if not isinstance(event_type_id, Unset):
        json_event_type_id = str(event_type_id)
    params["eventTypeId"] = json_event_type_id

    json_host_user_id: str | Unset = UNSET
    if not isinstance(host_user_id, Unset):
        json_host_user_id = str(host_user_id)
    params["hostUserId"] = json_host_user_id

    json_team_id: str | Unset = UNSET
    if not isinstance(team_id, Unset):
        json_team_id = str(team_id)
    params["teamId"] = json_team_id

    json_series_id: str | Unset = UNSET
    if not isinstance(series_id, Unset):
        json_series_id = str(series_id)
    params["seriesId"] = json_series_id

    json_date_from: str | Unset = UNSET
    if not isinstance(date_from, Unset):
        json_date_from = date_from.isoformat()
    params["dateFrom"] = json_date_from

    json_date_to: str | Unset = UNSET
    if not isinstance(date_to, Unset):
        json_date_to = date_to.isoformat()
    params["dateTo"] = json_date_to

    params["search"] = search

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/admin/scheduling/bookings/export.csv",
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

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    status: ExportBookingsStatus | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
    team_id: UUID | Unset = UNSET,
    series_id: UUID | Unset = UNSET,
    date_from: datetime.date | Unset = UNSET,
    date_to: datetime.date | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Hands out all bookings of a filter as CSV, by their start.

     The first line names the columns; instants are in UTC, `timezone` is the invitee's. A cell that
    begins like a formula
    has an apostrophe before it. The bookings are read in pages while they are sent: what changes
    meanwhile is told as it
    was when its page was read. If that fails, the connection is closed before the end of the body.

    Args:
        status (ExportBookingsStatus | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):
        team_id (UUID | Unset):
        series_id (UUID | Unset):
        date_from (datetime.date | Unset):
        date_to (datetime.date | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        status=status,
        event_type_id=event_type_id,
        host_user_id=host_user_id,
        team_id=team_id,
        series_id=series_id,
        date_from=date_from,
        date_to=date_to,
        search=search,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    status: ExportBookingsStatus | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
    team_id: UUID | Unset = UNSET,
    series_id: UUID | Unset = UNSET,
    date_from: datetime.date | Unset = UNSET,
    date_to: datetime.date | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Problem | str | None:
    """Hands out all bookings of a filter as CSV, by their start.

     The first line names the columns; instants are in UTC, `timezone` is the invitee's. A cell that
    begins like a formula
    has an apostrophe before it. The bookings are read in pages while they are sent: what changes
    meanwhile is told as it
    was when its page was read. If that fails, the connection is closed before the end of the body.

    Args:
        status (ExportBookingsStatus | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):
        team_id (UUID | Unset):
        series_id (UUID | Unset):
        date_from (datetime.date | Unset):
        date_to (datetime.date | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        client=client,
        status=status,
        event_type_id=event_type_id,
        host_user_id=host_user_id,
        team_id=team_id,
        series_id=series_id,
        date_from=date_from,
        date_to=date_to,
        search=search,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    status: ExportBookingsStatus | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
    team_id: UUID | Unset = UNSET,
    series_id: UUID | Unset = UNSET,
    date_from: datetime.date | Unset = UNSET,
    date_to: datetime.date | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Hands out all bookings of a filter as CSV, by their start.

     The first line names the columns; instants are in UTC, `timezone` is the invitee's. A cell that
    begins like a formula
    has an apostrophe before it. The bookings are read in pages while they are sent: what changes
    meanwhile is told as it
    was when its page was read. If that fails, the connection is closed before the end of the body.

    Args:
        status (ExportBookingsStatus | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):
        team_id (UUID | Unset):
        series_id (UUID | Unset):
        date_from (datetime.date | Unset):
        date_to (datetime.date | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        status=status,
        event_type_id=event_type_id,
        host_user_id=host_user_id,
        team_id=team_id,
        series_id=series_id,
        date_from=date_from,
        date_to=date_to,
        search=search,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    status: ExportBookingsStatus | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
    team_id: UUID | Unset = UNSET,
    series_id: UUID | Unset = UNSET,
    date_from: datetime.date | Unset = UNSET,
    date_to: datetime.date | Unset = UNSET,
    search: str | Unset = UNSET,
) -> Problem | str | None:
    """Hands out all bookings of a filter as CSV, by their start.

     The first line names the columns; instants are in UTC, `timezone` is the invitee's. A cell that
    begins like a formula
    has an apostrophe before it. The bookings are read in pages while they are sent: what changes
    meanwhile is told as it
    was when its page was read. If that fails, the connection is closed before the end of the body.

    Args:
        status (ExportBookingsStatus | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):
        team_id (UUID | Unset):
        series_id (UUID | Unset):
        date_from (datetime.date | Unset):
        date_to (datetime.date | Unset):
        search (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            client=client,
            status=status,
            event_type_id=event_type_id,
            host_user_id=host_user_id,
            team_id=team_id,
            series_id=series_id,
            date_from=date_from,
            date_to=date_to,
            search=search,
        )
    ).parsed
