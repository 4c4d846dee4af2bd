from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RateLimitsAnswer")


@_attrs_define
class RateLimitsAnswer:
    """How many requests a minute one client address may make; null is no limit."""

    bookings: int | None
    """ Booking attempts. """
    holds: int | None
    """ Holds that are made. """
    reads: int | None
    """ Lists of slots, and other public reads. """
    changes: int | None
    """ Cancellations, holds that are given up, and other changes by invitees. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        bookings: int | None
        bookings = self.bookings

        holds: int | None
        holds = self.holds

        reads: int | None
        reads = self.reads

        changes: int | None
        changes = self.changes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bookings": bookings,
                "holds": holds,
                "reads": reads,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_bookings(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        bookings = _parse_bookings(d.pop("bookings"))

        def _parse_holds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        holds = _parse_holds(d.pop("holds"))

        def _parse_reads(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        reads = _parse_reads(d.pop("reads"))

        def _parse_changes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        changes = _parse_changes(d.pop("changes"))

        rate_limits_answer = cls(
            bookings=bookings,
            holds=holds,
            reads=reads,
            changes=changes,
        )

        rate_limits_answer.additional_properties = d
        return rate_limits_answer

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
