from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QuotasAnswer")


@_attrs_define
class QuotasAnswer:
    """How much a tenant can have; null is no limit."""

    users: int | None
    """ Active users. """
    event_types: int | None
    """ Event types that are not archived. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        users: int | None
        users = self.users

        event_types: int | None
        event_types = self.event_types

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
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

        quotas_answer = cls(
            users=users,
            event_types=event_types,
        )

        quotas_answer.additional_properties = d
        return quotas_answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
