from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.holidays_input import HolidaysInput


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
    holidays: HolidaysInput | None | Unset = UNSET
    """ The public holidays on which users cannot be booked; absent or null, none. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.holidays_input import HolidaysInput

        minimum_notice_hours = self.minimum_notice_hours

        booking_window_days = self.booking_window_days

        buffer_before_mins = self.buffer_before_mins

        buffer_after_mins = self.buffer_after_mins

        holidays: dict[str, Any] | None | Unset
        if isinstance(self.holidays, Unset):
            holidays = UNSET
        elif isinstance(self.holidays, HolidaysInput):
            holidays = self.holidays.to_dict()
        else:
            holidays = self.holidays

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "minimumNoticeHours": minimum_notice_hours,
                "bookingWindowDays": booking_window_days,
                "bufferBeforeMins": buffer_before_mins,
                "bufferAfterMins": buffer_after_mins,
            }
        )
        if holidays is not UNSET:
            field_dict["holidays"] = holidays

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.holidays_input import HolidaysInput

        d = dict(src_dict)
        minimum_notice_hours = d.pop("minimumNoticeHours")

        booking_window_days = d.pop("bookingWindowDays")

        buffer_before_mins = d.pop("bufferBeforeMins")

        buffer_after_mins = d.pop("bufferAfterMins")

        def _parse_holidays(data: object) -> HolidaysInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                holidays_type_1 = HolidaysInput.from_dict(data)

                return holidays_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HolidaysInput | None | Unset, data)

        holidays = _parse_holidays(d.pop("holidays", UNSET))

        defaults_input = cls(
            minimum_notice_hours=minimum_notice_hours,
            booking_window_days=booking_window_days,
            buffer_before_mins=buffer_before_mins,
            buffer_after_mins=buffer_after_mins,
            holidays=holidays,
        )

        return defaults_input
