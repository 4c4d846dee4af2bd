from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.user_answer import UserAnswer
from ...models.user_input import UserInput
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: UUID,
    *,
    body: UserInput,
    keep: bool | Unset = UNSET,
    reassign_to: UUID | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["keep"] = keep

    json_reassign_to: str | Unset = UNSET
    if not isinstance(reassign_to, Unset):
        json_reassign_to = str(reassign_to)
    params["reassignTo"] = json_reassign_to

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/admin/scheduling/users/{id}".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | UserAnswer | None:
    if response.status_code == 200:
        response_200 = UserAnswer.from_dict(response.json())

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

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Problem | UserAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: UserInput,
    keep: bool | Unset = UNSET,
    reassign_to: UUID | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | UserAnswer]:
    """Replaces a user wholly: what is absent gets its default.

     A user with bookings to come is deactivated with `keep=true`, which lets them take place, or with
    `reassignTo` only: that
    user takes all of them at their times, or nothing is changed. Each is judged as `POST
    bookings/{id}/reassign` judges it; in
    a collective meeting the other user takes the place of this one, and the further hosts stay. At most
    100 are given away at
    once, which needs the scope `bookings:write` too.

    Args:
        id (UUID):
        keep (bool | Unset):
        reassign_to (UUID | Unset):
        idempotency_key (str | Unset):
        body (UserInput): A user to be made, or what takes the place of one. Optional fields that
            are absent or null get their default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UserAnswer]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        keep=keep,
        reassign_to=reassign_to,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: UserInput,
    keep: bool | Unset = UNSET,
    reassign_to: UUID | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | UserAnswer | None:
    """Replaces a user wholly: what is absent gets its default.

     A user with bookings to come is deactivated with `keep=true`, which lets them take place, or with
    `reassignTo` only: that
    user takes all of them at their times, or nothing is changed. Each is judged as `POST
    bookings/{id}/reassign` judges it; in
    a collective meeting the other user takes the place of this one, and the further hosts stay. At most
    100 are given away at
    once, which needs the scope `bookings:write` too.

    Args:
        id (UUID):
        keep (bool | Unset):
        reassign_to (UUID | Unset):
        idempotency_key (str | Unset):
        body (UserInput): A user to be made, or what takes the place of one. Optional fields that
            are absent or null get their default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UserAnswer
    """

    return sync_detailed(
        id=id,
        client=client,
        body=body,
        keep=keep,
        reassign_to=reassign_to,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: UserInput,
    keep: bool | Unset = UNSET,
    reassign_to: UUID | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | UserAnswer]:
    """Replaces a user wholly: what is absent gets its default.

     A user with bookings to come is deactivated with `keep=true`, which lets them take place, or with
    `reassignTo` only: that
    user takes all of them at their times, or nothing is changed. Each is judged as `POST
    bookings/{id}/reassign` judges it; in
    a collective meeting the other user takes the place of this one, and the further hosts stay. At most
    100 are given away at
    once, which needs the scope `bookings:write` too.

    Args:
        id (UUID):
        keep (bool | Unset):
        reassign_to (UUID | Unset):
        idempotency_key (str | Unset):
        body (UserInput): A user to be made, or what takes the place of one. Optional fields that
            are absent or null get their default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UserAnswer]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        keep=keep,
        reassign_to=reassign_to,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: UserInput,
    keep: bool | Unset = UNSET,
    reassign_to: UUID | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | UserAnswer | None:
    """Replaces a user wholly: what is absent gets its default.

     A user with bookings to come is deactivated with `keep=true`, which lets them take place, or with
    `reassignTo` only: that
    user takes all of them at their times, or nothing is changed. Each is judged as `POST
    bookings/{id}/reassign` judges it; in
    a collective meeting the other user takes the place of this one, and the further hosts stay. At most
    100 are given away at
    once, which needs the scope `bookings:write` too.

    Args:
        id (UUID):
        keep (bool | Unset):
        reassign_to (UUID | Unset):
        idempotency_key (str | Unset):
        body (UserInput): A user to be made, or what takes the place of one. Optional fields that
            are absent or null get their default.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UserAnswer
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            body=body,
            keep=keep,
            reassign_to=reassign_to,
            idempotency_key=idempotency_key,
        )
    ).parsed
