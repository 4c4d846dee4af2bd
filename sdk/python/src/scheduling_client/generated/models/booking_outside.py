from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.booking_outside_reason import (
    BookingOutsideReason,
    check_booking_outside_reason,
)

T = TypeVar("T", bound="BookingOutside")


@_attrs_define
class BookingOutside:
    """A booking that would fall outside."""

    booking_id: UUID
    """ Which. """
    event_type_id: UUID
    """ What was booked. """
    start_time: datetime.datetime
    """ When the meeting starts. """
    end_time: datetime.datetime
    """ When it ends. """
    reason: BookingOutsideReason
    """ What it would fall outside of: `outside_hours` or `blocked`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        booking_id = str(self.booking_id)

        event_type_id = str(self.event_type_id)

        start_time = self.start_time.isoformat()

        end_time = self.end_time.isoformat()

        reason: str = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bookingId": booking_id,
                "eventTypeId": event_type_id,
                "startTime": start_time,
                "endTime": end_time,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        booking_id = UUID(d.pop("bookingId"))

        event_type_id = UUID(d.pop("eventTypeId"))

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        reason = check_booking_outside_reason(d.pop("reason"))

        booking_outside = cls(
            booking_id=booking_id,
            event_type_id=event_type_id,
            start_time=start_time,
            end_time=end_time,
            reason=reason,
        )

        booking_outside.additional_properties = d
        return booking_outside

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
