from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.team_slots_answer import TeamSlotsAnswer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    tenant_slug: str,
    team_slug: str,
    event_slug: str,
    *,
    timezone: str,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["timezone"] = timezone

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/public/scheduling/{tenant_slug}/teams/{team_slug}/{event_slug}/slots/next".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
            team_slug=quote(str(team_slug), safe=""),
            event_slug=quote(str(event_slug), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | TeamSlotsAnswer | None:
    if response.status_code == 200:
        response_200 = TeamSlotsAnswer.from_dict(response.json())

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
) -> Response[Any | Problem | TeamSlotsAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tenant_slug: str,
    team_slug: str,
    event_slug: str,
    *,
    client: AuthenticatedClient | Client,
    timezone: str,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | TeamSlotsAnswer]:
    """Lists the next free slots of an event type of a team, whatever their date, each with those who can
    take it.

     They are looked for up to the end of the longest booking window of the hosts. The answer has the
    form of the list of slots,
    with those dates only on which some of them are, and an `ETag` likewise.

    Args:
        tenant_slug (str):
        team_slug (str):
        event_slug (str):
        timezone (str):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | TeamSlotsAnswer]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        team_slug=team_slug,
        event_slug=event_slug,
        timezone=timezone,
        limit=limit,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tenant_slug: str,
    team_slug: str,
    event_slug: str,
    *,
    client: AuthenticatedClient | Client,
    timezone: str,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | TeamSlotsAnswer | None:
    """Lists the next free slots of an event type of a team, whatever their date, each with those who can
    take it.

     They are looked for up to the end of the longest booking window of the hosts. The answer has the
    form of the list of slots,
    with those dates only on which some of them are, and an `ETag` likewise.

    Args:
        tenant_slug (str):
        team_slug (str):
        event_slug (str):
        timezone (str):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | TeamSlotsAnswer
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        team_slug=team_slug,
        event_slug=event_slug,
        client=client,
        timezone=timezone,
        limit=limit,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    team_slug: str,
    event_slug: str,
    *,
    client: AuthenticatedClient | Client,
    timezone: str,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Response[Any | Problem | TeamSlotsAnswer]:
    """Lists the next free slots of an event type of a team, whatever their date, each with those who can
    take it.

     They are looked for up to the end of the longest booking window of the hosts. The answer has the
    form of the list of slots,
    with those dates only on which some of them are, and an `ETag` likewise.

    Args:
        tenant_slug (str):
        team_slug (str):
        event_slug (str):
        timezone (str):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | TeamSlotsAnswer]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        team_slug=team_slug,
        event_slug=event_slug,
        timezone=timezone,
        limit=limit,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    team_slug: str,
    event_slug: str,
    *,
    client: AuthenticatedClient | Client,
    timezone: str,
    limit: int | Unset = UNSET,
    if_none_match: None | str | Unset = UNSET,
) -> Any | Problem | TeamSlotsAnswer | None:
    """Lists the next free slots of an event type of a team, whatever their date, each with those who can
    take it.

     They are looked for up to the end of the longest booking window of the hosts. The answer has the
    form of the list of slots,
    with those dates only on which some of them are, and an `ETag` likewise.

    Args:
        tenant_slug (str):
        team_slug (str):
        event_slug (str):
        timezone (str):
        limit (int | Unset):
        if_none_match (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | TeamSlotsAnswer
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            team_slug=team_slug,
            event_slug=event_slug,
            client=client,
            timezone=timezone,
            limit=limit,
            if_none_match=if_none_match,
        )
    ).parsed
