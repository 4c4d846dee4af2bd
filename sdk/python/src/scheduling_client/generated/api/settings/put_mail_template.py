from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.mail_template_answer import MailTemplateAnswer
from ...models.mail_template_input import MailTemplateInput
from ...models.problem import Problem
from ...models.put_mail_template_audience import (
    PutMailTemplateAudience,
)
from ...models.put_mail_template_kind import (
    PutMailTemplateKind,
)
from ...models.put_mail_template_locale import (
    PutMailTemplateLocale,
)
from ...types import UNSET, Response, Unset


def _get_kwargs(
    kind: PutMailTemplateKind,
    audience: PutMailTemplateAudience,
    *,
    body: MailTemplateInput,
    locale: PutMailTemplateLocale | Unset = UNSET,
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
        "method": "put",
        "url": "/api/admin/scheduling/mail-templates/{kind}/{audience}".format(
            kind=quote(str(kind), safe=""),
            audience=quote(str(audience), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
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
) -> Response[MailTemplateAnswer | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: PutMailTemplateKind,
    audience: PutMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    body: MailTemplateInput,
    locale: PutMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[MailTemplateAnswer | Problem]:
    """Sets what mails of a kind say to an audience, in one language or in every one that has no template
    of its own.

     It takes the place of the whole template for these mails. It is checked first: each part is written
    for everybody who gets
    such a mail, in every language, and what is wrong is told for each part with its line
    (`invalid_template`).

    The language is that of [minijinja](https://docs.rs/minijinja): `{{ variable }}`, `{% if %}`, `{%
    for %}`, `{% set %}` and
    the filters `upper`, `lower`, `trim`, `default`, `join` and `length`. The variables are
    `tenant_name`, `audience`, `locale`,
    `recipient_name`, `event_name`, `host_name`, `invitee_name`, `when`, `meetings`, `start_date`,
    `start_time`, `end_date`,
    `end_time`, `timezone`, `starts_in`, `old_when`, `old_start`, `location`, `location_link`, `reason`,
    `cancelled_by`,
    `moved_by`, `participants`, `guests`, `invitee_email`, `invitee_phone`, `notes`, `answers` (each
    with `question` and `answer`), `links.manage`, `links.cancel`,
    `links.reschedule`, `links.approve`, `links.decline`, `links.confirm_address` and
    `links.unsubscribe`;
    [docs/mail.md](https://github.com/scheduling-rs/scheduling/blob/main/docs/mail.md) says what each
    holds.

    A template that fails when a mail is sent does not lose it: the product's text is sent, and the
    delivery says so.

    Args:
        kind (PutMailTemplateKind):
        audience (PutMailTemplateAudience):
        locale (PutMailTemplateLocale | Unset):
        idempotency_key (str | Unset):
        body (MailTemplateInput): What mails say. Parts that are absent or null stay the
            product's; one at least is given.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MailTemplateAnswer | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        audience=audience,
        body=body,
        locale=locale,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: PutMailTemplateKind,
    audience: PutMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    body: MailTemplateInput,
    locale: PutMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> MailTemplateAnswer | Problem | None:
    """Sets what mails of a kind say to an audience, in one language or in every one that has no template
    of its own.

     It takes the place of the whole template for these mails. It is checked first: each part is written
    for everybody who gets
    such a mail, in every language, and what is wrong is told for each part with its line
    (`invalid_template`).

    The language is that of [minijinja](https://docs.rs/minijinja): `{{ variable }}`, `{% if %}`, `{%
    for %}`, `{% set %}` and
    the filters `upper`, `lower`, `trim`, `default`, `join` and `length`. The variables are
    `tenant_name`, `audience`, `locale`,
    `recipient_name`, `event_name`, `host_name`, `invitee_name`, `when`, `meetings`, `start_date`,
    `start_time`, `end_date`,
    `end_time`, `timezone`, `starts_in`, `old_when`, `old_start`, `location`, `location_link`, `reason`,
    `cancelled_by`,
    `moved_by`, `participants`, `guests`, `invitee_email`, `invitee_phone`, `notes`, `answers` (each
    with `question` and `answer`), `links.manage`, `links.cancel`,
    `links.reschedule`, `links.approve`, `links.decline`, `links.confirm_address` and
    `links.unsubscribe`;
    [docs/mail.md](https://github.com/scheduling-rs/scheduling/blob/main/docs/mail.md) says what each
    holds.

    A template that fails when a mail is sent does not lose it: the product's text is sent, and the
    delivery says so.

    Args:
        kind (PutMailTemplateKind):
        audience (PutMailTemplateAudience):
        locale (PutMailTemplateLocale | Unset):
        idempotency_key (str | Unset):
        body (MailTemplateInput): What mails say. Parts that are absent or null stay the
            product's; one at least is given.

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
        body=body,
        locale=locale,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    kind: PutMailTemplateKind,
    audience: PutMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    body: MailTemplateInput,
    locale: PutMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[MailTemplateAnswer | Problem]:
    """Sets what mails of a kind say to an audience, in one language or in every one that has no template
    of its own.

     It takes the place of the whole template for these mails. It is checked first: each part is written
    for everybody who gets
    such a mail, in every language, and what is wrong is told for each part with its line
    (`invalid_template`).

    The language is that of [minijinja](https://docs.rs/minijinja): `{{ variable }}`, `{% if %}`, `{%
    for %}`, `{% set %}` and
    the filters `upper`, `lower`, `trim`, `default`, `join` and `length`. The variables are
    `tenant_name`, `audience`, `locale`,
    `recipient_name`, `event_name`, `host_name`, `invitee_name`, `when`, `meetings`, `start_date`,
    `start_time`, `end_date`,
    `end_time`, `timezone`, `starts_in`, `old_when`, `old_start`, `location`, `location_link`, `reason`,
    `cancelled_by`,
    `moved_by`, `participants`, `guests`, `invitee_email`, `invitee_phone`, `notes`, `answers` (each
    with `question` and `answer`), `links.manage`, `links.cancel`,
    `links.reschedule`, `links.approve`, `links.decline`, `links.confirm_address` and
    `links.unsubscribe`;
    [docs/mail.md](https://github.com/scheduling-rs/scheduling/blob/main/docs/mail.md) says what each
    holds.

    A template that fails when a mail is sent does not lose it: the product's text is sent, and the
    delivery says so.

    Args:
        kind (PutMailTemplateKind):
        audience (PutMailTemplateAudience):
        locale (PutMailTemplateLocale | Unset):
        idempotency_key (str | Unset):
        body (MailTemplateInput): What mails say. Parts that are absent or null stay the
            product's; one at least is given.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MailTemplateAnswer | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        audience=audience,
        body=body,
        locale=locale,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: PutMailTemplateKind,
    audience: PutMailTemplateAudience,
    *,
    client: AuthenticatedClient,
    body: MailTemplateInput,
    locale: PutMailTemplateLocale | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> MailTemplateAnswer | Problem | None:
    """Sets what mails of a kind say to an audience, in one language or in every one that has no template
    of its own.

     It takes the place of the whole template for these mails. It is checked first: each part is written
    for everybody who gets
    such a mail, in every language, and what is wrong is told for each part with its line
    (`invalid_template`).

    The language is that of [minijinja](https://docs.rs/minijinja): `{{ variable }}`, `{% if %}`, `{%
    for %}`, `{% set %}` and
    the filters `upper`, `lower`, `trim`, `default`, `join` and `length`. The variables are
    `tenant_name`, `audience`, `locale`,
    `recipient_name`, `event_name`, `host_name`, `invitee_name`, `when`, `meetings`, `start_date`,
    `start_time`, `end_date`,
    `end_time`, `timezone`, `starts_in`, `old_when`, `old_start`, `location`, `location_link`, `reason`,
    `cancelled_by`,
    `moved_by`, `participants`, `guests`, `invitee_email`, `invitee_phone`, `notes`, `answers` (each
    with `question` and `answer`), `links.manage`, `links.cancel`,
    `links.reschedule`, `links.approve`, `links.decline`, `links.confirm_address` and
    `links.unsubscribe`;
    [docs/mail.md](https://github.com/scheduling-rs/scheduling/blob/main/docs/mail.md) says what each
    holds.

    A template that fails when a mail is sent does not lose it: the product's text is sent, and the
    delivery says so.

    Args:
        kind (PutMailTemplateKind):
        audience (PutMailTemplateAudience):
        locale (PutMailTemplateLocale | Unset):
        idempotency_key (str | Unset):
        body (MailTemplateInput): What mails say. Parts that are absent or null stay the
            product's; one at least is given.

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
            body=body,
            locale=locale,
            idempotency_key=idempotency_key,
        )
    ).parsed
