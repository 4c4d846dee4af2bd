from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.mail_preview_answer import MailPreviewAnswer
from ...models.mail_preview_input import MailPreviewInput
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    *,
    body: MailPreviewInput,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/admin/scheduling/mail-templates/preview",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MailPreviewAnswer | Problem | None:
    if response.status_code == 200:
        response_200 = MailPreviewAnswer.from_dict(response.json())

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

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

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
) -> Response[MailPreviewAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: MailPreviewInput,
) -> Response[MailPreviewAnswer | Problem]:
    """Shows how a mail looks, with people that nobody knows and the tenant's own name and branding.

     Nothing is kept, and nobody is sent anything. What would be refused of a template that is given
    stands in `refused`.

    Args:
        body (MailPreviewInput): Which mail to show, and by which template.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MailPreviewAnswer | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: MailPreviewInput,
) -> MailPreviewAnswer | Problem | None:
    """Shows how a mail looks, with people that nobody knows and the tenant's own name and branding.

     Nothing is kept, and nobody is sent anything. What would be refused of a template that is given
    stands in `refused`.

    Args:
        body (MailPreviewInput): Which mail to show, and by which template.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailPreviewAnswer | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: MailPreviewInput,
) -> Response[MailPreviewAnswer | Problem]:
    """Shows how a mail looks, with people that nobody knows and the tenant's own name and branding.

     Nothing is kept, and nobody is sent anything. What would be refused of a template that is given
    stands in `refused`.

    Args:
        body (MailPreviewInput): Which mail to show, and by which template.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MailPreviewAnswer | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: MailPreviewInput,
) -> MailPreviewAnswer | Problem | None:
    """Shows how a mail looks, with people that nobody knows and the tenant's own name and branding.

     Nothing is kept, and nobody is sent anything. What would be refused of a template that is given
    stands in `refused`.

    Args:
        body (MailPreviewInput): Which mail to show, and by which template.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailPreviewAnswer | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
