from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="DefaultsInput")


@_attrs_define
class DefaultsInput:
    """What users follow where they set nothing."""

    minimum_notice_hours: float
    """ How many hours before its start a slot can still be booked. """
    booking_window_days: int
    """ How many days ahead can be booked. """
    buffer_before_mins: int
    """ Minutes kept free before each meeting. """
    buffer_after_mins: int
    """ Minutes kept free after each meeting. """

    def to_dict(self) -> dict[str, Any]:
        minimum_notice_hours = self.minimum_notice_hours

        booking_window_days = self.booking_window_days

        buffer_before_mins = self.buffer_before_mins

        buffer_after_mins = self.buffer_after_mins

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "minimumNoticeHours": minimum_notice_hours,
                "bookingWindowDays": booking_window_days,
                "bufferBeforeMins": buffer_before_mins,
                "bufferAfterMins": buffer_after_mins,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        minimum_notice_hours = d.pop("minimumNoticeHours")

        booking_window_days = d.pop("bookingWindowDays")

        buffer_before_mins = d.pop("bufferBeforeMins")

        buffer_after_mins = d.pop("bufferAfterMins")

        defaults_input = cls(
            minimum_notice_hours=minimum_notice_hours,
            booking_window_days=booking_window_days,
            buffer_before_mins=buffer_before_mins,
            buffer_after_mins=buffer_after_mins,
        )

        return defaults_input
