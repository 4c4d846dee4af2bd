from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.holidays_answer import HolidaysAnswer


T = TypeVar("T", bound="DefaultsAnswer")


@_attrs_define
class DefaultsAnswer:
    """What users follow where they set nothing."""

    minimum_notice_hours: float
    """ How many hours before its start a slot can still be booked. """
    booking_window_days: int
    """ How many days ahead can be booked. """
    buffer_before_mins: int
    """ Minutes kept free before each meeting. """
    buffer_after_mins: int
    """ Minutes kept free after each meeting. """
    holidays: HolidaysAnswer
    """ The public holidays on which nobody can be booked. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        minimum_notice_hours = self.minimum_notice_hours

        booking_window_days = self.booking_window_days

        buffer_before_mins = self.buffer_before_mins

        buffer_after_mins = self.buffer_after_mins

        holidays = self.holidays.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "minimumNoticeHours": minimum_notice_hours,
                "bookingWindowDays": booking_window_days,
                "bufferBeforeMins": buffer_before_mins,
                "bufferAfterMins": buffer_after_mins,
                "holidays": holidays,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.holidays_answer import HolidaysAnswer

        d = dict(src_dict)
        minimum_notice_hours = d.pop("minimumNoticeHours")

        booking_window_days = d.pop("bookingWindowDays")

        buffer_before_mins = d.pop("bufferBeforeMins")

        buffer_after_mins = d.pop("bufferAfterMins")

        holidays = HolidaysAnswer.from_dict(d.pop("holidays"))

        defaults_answer = cls(
            minimum_notice_hours=minimum_notice_hours,
            booking_window_days=booking_window_days,
            buffer_before_mins=buffer_before_mins,
            buffer_after_mins=buffer_after_mins,
            holidays=holidays,
        )

        defaults_answer.additional_properties = d
        return defaults_answer

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
