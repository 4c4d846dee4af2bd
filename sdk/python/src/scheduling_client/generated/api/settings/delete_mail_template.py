from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.delete_mail_template_audience import (
    DeleteMailTemplateAudience,
)
from ...models.delete_mail_template_kind import (
    DeleteMailTemplateKind,
)
from ...models.delete_mail_template_locale import (
    DeleteMailTemplateLocale,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    kind: DeleteMailTemplateKind,
    audience: DeleteMailTemplateAudience,
    *,
    locale: DeleteMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_locale: str | Unset = UNSET
    if not isinstance(locale, Unset):
        json_locale = locale

    params["locale"] = json_locale

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/admin/scheduling/mail-templates/{kind}/{audience}".format(
            kind=quote(str(kind), safe=""),
            audience=quote(str(audience), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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
) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: DeleteMailTemplateKind,
    audience: DeleteMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: DeleteMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Deletes a template: such mails say what the template for every language says, or else the product.

    Args:
        kind (DeleteMailTemplateKind):
        audience (DeleteMailTemplateAudience):
        locale (DeleteMailTemplateLocale | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        audience=audience,
        locale=locale,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: DeleteMailTemplateKind,
    audience: DeleteMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: DeleteMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Any | Problem | None:
    """Deletes a template: such mails say what the template for every language says, or else the product.

    Args:
        kind (DeleteMailTemplateKind):
        audience (DeleteMailTemplateAudience):
        locale (DeleteMailTemplateLocale | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return sync_detailed(
        kind=kind,
        audience=audience,
        client=client,
        locale=locale,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    kind: DeleteMailTemplateKind,
    audience: DeleteMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: DeleteMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Deletes a template: such mails say what the template for every language says, or else the product.

    Args:
        kind (DeleteMailTemplateKind):
        audience (DeleteMailTemplateAudience):
        locale (DeleteMailTemplateLocale | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        audience=audience,
        locale=locale,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: DeleteMailTemplateKind,
    audience: DeleteMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    locale: DeleteMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Any | Problem | None:
    """Deletes a template: such mails say what the template for every language says, or else the product.

    Args:
        kind (DeleteMailTemplateKind):
        audience (DeleteMailTemplateAudience):
        locale (DeleteMailTemplateLocale | Unset):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return (
        await asyncio_detailed(
            kind=kind,
            audience=audience,
            client=client,
            locale=locale,
            idempotency_key=idempotency_key,
        )
    ).parsed
