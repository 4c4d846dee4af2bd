from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_mail_template_audience import (
    GetMailTemplateAudience,
)
from ...models.get_mail_template_kind import (
    GetMailTemplateKind,
)
from ...models.get_mail_template_locale import (
    GetMailTemplateLocale,
)
from ...models.mail_template_answer import MailTemplateAnswer
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    kind: GetMailTemplateKind,
    audience: GetMailTemplateAudience,
    *,
    locale: GetMailTemplateLocale | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_locale: str | Unset = UNSET
    if not isinstance(locale, Unset):
        json_locale = locale

    params["locale"] = json_locale

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/admin/scheduling/mail-templates/{kind}/{audience}".format(
            kind=quote(str(kind), safe=""),
            audience=quote(str(audience), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MailTemplateAnswer | Problem | None:
    if response.status_code == 200:
        response_200 = MailTemplateAnswer.from_dict(response.json())

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
) -> Response[MailTemplateAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: GetMailTemplateKind,
    audience: GetMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: GetMailTemplateLocale | Unset = UNSET,
) -> Response[MailTemplateAnswer | Problem]:
    """Shows the template for mails of a kind to an audience: the one for exactly this language, or for
    every language.

    Args:
        kind (GetMailTemplateKind):
        audience (GetMailTemplateAudience):
        locale (GetMailTemplateLocale | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MailTemplateAnswer | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        audience=audience,
        locale=locale,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: GetMailTemplateKind,
    audience: GetMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: GetMailTemplateLocale | Unset = UNSET,
) -> MailTemplateAnswer | Problem | None:
    """Shows the template for mails of a kind to an audience: the one for exactly this language, or for
    every language.

    Args:
        kind (GetMailTemplateKind):
        audience (GetMailTemplateAudience):
        locale (GetMailTemplateLocale | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailTemplateAnswer | Problem
    """

    return sync_detailed(
        kind=kind,
        audience=audience,
        client=client,
        locale=locale,
    ).parsed


async def asyncio_detailed(
    kind: GetMailTemplateKind,
    audience: GetMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: GetMailTemplateLocale | Unset = UNSET,
) -> Response[MailTemplateAnswer | Problem]:
    """Shows the template for mails of a kind to an audience: the one for exactly this language, or for
    every language.

    Args:
        kind (GetMailTemplateKind):
        audience (GetMailTemplateAudience):
        locale (GetMailTemplateLocale | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MailTemplateAnswer | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        audience=audience,
        locale=locale,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: GetMailTemplateKind,
    audience: GetMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: GetMailTemplateLocale | Unset = UNSET,
) -> MailTemplateAnswer | Problem | None:
    """Shows the template for mails of a kind to an audience: the one for exactly this language, or for
    every language.

    Args:
        kind (GetMailTemplateKind):
        audience (GetMailTemplateAudience):
        locale (GetMailTemplateLocale | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MailTemplateAnswer | Problem
    """

    return (
        await asyncio_detailed(
            kind=kind,
            audience=audience,
            client=client,
            locale=locale,
        )
    ).parsed
