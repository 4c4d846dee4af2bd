import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.analytics_answer import AnalyticsAnswer
from ...models.get_analytics_by import GetAnalyticsBy
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    timezone: str,
    days: int | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    by: GetAnalyticsBy | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["timezone"] = timezone

    params["days"] = days

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    json_by: str | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = by

    params["by"] = json_by

    json_event_type_id: str | Unset = UNSET
    if not isinstance(event_type_id, Unset):
        json_event_type_id = str(event_type_id)
    params["eventTypeId"] = json_event_type_id

    json_host_user_id: str | Unset = UNSET
    if not isinstance(host_user_id, Unset):
        json_host_user_id = str(host_user_id)
    params["hostUserId"] = json_host_user_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/admin/scheduling/analytics",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnalyticsAnswer | Problem | None:
    if response.status_code == 200:
        response_200 = AnalyticsAnswer.from_dict(response.json())

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
) -> Response[AnalyticsAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    timezone: str,
    days: int | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    by: GetAnalyticsBy | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
) -> Response[AnalyticsAnswer | Problem]:
    """Shows figures about a period.

     Bookings are counted by the dates, weekdays and hours of a zone, by event type and by user. A
    credential that reaches one
    user sees that user's.

    Args:
        timezone (str):
        days (int | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        by (GetAnalyticsBy | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalyticsAnswer | Problem]
    """

    kwargs = _get_kwargs(
        timezone=timezone,
        days=days,
        from_=from_,
        to=to,
        by=by,
        event_type_id=event_type_id,
        host_user_id=host_user_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    timezone: str,
    days: int | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    by: GetAnalyticsBy | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
) -> AnalyticsAnswer | Problem | None:
    """Shows figures about a period.

     Bookings are counted by the dates, weekdays and hours of a zone, by event type and by user. A
    credential that reaches one
    user sees that user's.

    Args:
        timezone (str):
        days (int | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        by (GetAnalyticsBy | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalyticsAnswer | Problem
    """

    return sync_detailed(
        client=client,
        timezone=timezone,
        days=days,
        from_=from_,
        to=to,
        by=by,
        event_type_id=event_type_id,
        host_user_id=host_user_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    timezone: str,
    days: int | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    by: GetAnalyticsBy | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
) -> Response[AnalyticsAnswer | Problem]:
    """Shows figures about a period.

     Bookings are counted by the dates, weekdays and hours of a zone, by event type and by user. A
    credential that reaches one
    user sees that user's.

    Args:
        timezone (str):
        days (int | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        by (GetAnalyticsBy | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AnalyticsAnswer | Problem]
    """

    kwargs = _get_kwargs(
        timezone=timezone,
        days=days,
        from_=from_,
        to=to,
        by=by,
        event_type_id=event_type_id,
        host_user_id=host_user_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    timezone: str,
    days: int | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    by: GetAnalyticsBy | Unset = UNSET,
    event_type_id: UUID | Unset = UNSET,
    host_user_id: UUID | Unset = UNSET,
) -> AnalyticsAnswer | Problem | None:
    """Shows figures about a period.

     Bookings are counted by the dates, weekdays and hours of a zone, by event type and by user. A
    credential that reaches one
    user sees that user's.

    Args:
        timezone (str):
        days (int | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        by (GetAnalyticsBy | Unset):
        event_type_id (UUID | Unset):
        host_user_id (UUID | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AnalyticsAnswer | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            timezone=timezone,
            days=days,
            from_=from_,
            to=to,
            by=by,
            event_type_id=event_type_id,
            host_user_id=host_user_id,
        )
    ).parsed
