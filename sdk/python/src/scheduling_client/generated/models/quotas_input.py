from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="QuotasInput")


@_attrs_define
class QuotasInput:
    """How much a tenant can have; null is no limit. What is there already stays."""

    users: int | None
    """ Active users. """
    event_types: int | None
    """ Event types that are not archived. """

    def to_dict(self) -> dict[str, Any]:
        users: int | None
        users = self.users

        event_types: int | None
        event_types = self.event_types

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "users": users,
                "eventTypes": event_types,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_users(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        users = _parse_users(d.pop("users"))

        def _parse_event_types(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        event_types = _parse_event_types(d.pop("eventTypes"))

        quotas_input = cls(
            users=users,
            event_types=event_types,
        )

        return quotas_input
