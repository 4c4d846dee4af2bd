import datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.slots_answer import SlotsAnswer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    tenant_slug: str,
    id: UUID,
    *,
    timezone: str,
    date: datetime.date | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["timezone"] = timezone

    json_date: str | Unset = UNSET
    if not isinstance(date, Unset):
        json_date = date.isoformat()
    params["date"] = json_date

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/public/scheduling/{tenant_slug}/bookings/{id}/slots".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | SlotsAnswer | None:
    if response.status_code == 200:
        response_200 = SlotsAnswer.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Any | Problem | SlotsAnswer]:
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
    timezone: str,
    date: datetime.date | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | SlotsAnswer]:
    """Lists the free slots to which an invitee can move a meeting, by date of the invitee. The booking's
    `manageToken` is the
    credential.

     They are those of whoever has the meeting by then, also where it was given to another host, and in a
    team those of the hosts
    who would take it. The meeting itself is not in the way, and its own start is not listed.

    Args:
        tenant_slug (str):
        id (UUID):
        timezone (str):
        date (datetime.date | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SlotsAnswer]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        id=id,
        timezone=timezone,
        date=date,
        from_=from_,
        to=to,
        if_none_match=if_none_match,
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
    timezone: str,
    date: datetime.date | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | SlotsAnswer | None:
    """Lists the free slots to which an invitee can move a meeting, by date of the invitee. The booking's
    `manageToken` is the
    credential.

     They are those of whoever has the meeting by then, also where it was given to another host, and in a
    team those of the hosts
    who would take it. The meeting itself is not in the way, and its own start is not listed.

    Args:
        tenant_slug (str):
        id (UUID):
        timezone (str):
        date (datetime.date | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SlotsAnswer
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        id=id,
        client=client,
        timezone=timezone,
        date=date,
        from_=from_,
        to=to,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    timezone: str,
    date: datetime.date | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | SlotsAnswer]:
    """Lists the free slots to which an invitee can move a meeting, by date of the invitee. The booking's
    `manageToken` is the
    credential.

     They are those of whoever has the meeting by then, also where it was given to another host, and in a
    team those of the hosts
    who would take it. The meeting itself is not in the way, and its own start is not listed.

    Args:
        tenant_slug (str):
        id (UUID):
        timezone (str):
        date (datetime.date | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SlotsAnswer]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        id=id,
        timezone=timezone,
        date=date,
        from_=from_,
        to=to,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    id: UUID,
    *,
    client: AuthenticatedClient,
    timezone: str,
    date: datetime.date | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | SlotsAnswer | None:
    """Lists the free slots to which an invitee can move a meeting, by date of the invitee. The booking's
    `manageToken` is the
    credential.

     They are those of whoever has the meeting by then, also where it was given to another host, and in a
    team those of the hosts
    who would take it. The meeting itself is not in the way, and its own start is not listed.

    Args:
        tenant_slug (str):
        id (UUID):
        timezone (str):
        date (datetime.date | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SlotsAnswer
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            id=id,
            client=client,
            timezone=timezone,
            date=date,
            from_=from_,
            to=to,
            if_none_match=if_none_match,
        )
    ).parsed
