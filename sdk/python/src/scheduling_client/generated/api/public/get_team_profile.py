from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.team_profile import TeamProfile
from ...types import Response


def _get_kwargs(
    tenant_slug: str,
    team_slug: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/public/scheduling/{tenant_slug}/teams/{team_slug}".format(
            tenant_slug=quote(str(tenant_slug), safe=""),
            team_slug=quote(str(team_slug), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TeamProfile | None:
    if response.status_code == 200:
        response_200 = TeamProfile.from_dict(response.json())

        return response_200

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
) -> Response[Problem | TeamProfile]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    tenant_slug: str,
    team_slug: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Problem | TeamProfile]:
    """Shows a team with everything that can be booked.

    Args:
        tenant_slug (str):
        team_slug (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TeamProfile]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        team_slug=team_slug,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    tenant_slug: str,
    team_slug: str,
    *,
    client: AuthenticatedClient | Client,
) -> Problem | TeamProfile | None:
    """Shows a team with everything that can be booked.

    Args:
        tenant_slug (str):
        team_slug (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TeamProfile
    """

    return sync_detailed(
        tenant_slug=tenant_slug,
        team_slug=team_slug,
        client=client,
    ).parsed


async def asyncio_detailed(
    tenant_slug: str,
    team_slug: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Problem | TeamProfile]:
    """Shows a team with everything that can be booked.

    Args:
        tenant_slug (str):
        team_slug (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TeamProfile]
    """

    kwargs = _get_kwargs(
        tenant_slug=tenant_slug,
        team_slug=team_slug,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    tenant_slug: str,
    team_slug: str,
    *,
    client: AuthenticatedClient | Client,
) -> Problem | TeamProfile | None:
    """Shows a team with everything that can be booked.

    Args:
        tenant_slug (str):
        team_slug (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TeamProfile
    """

    return (
        await asyncio_detailed(
            tenant_slug=tenant_slug,
            team_slug=team_slug,
            client=client,
        )
    ).parsed
