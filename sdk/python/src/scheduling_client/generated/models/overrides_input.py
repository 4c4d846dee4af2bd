from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="OverridesInput")


@_attrs_define
class OverridesInput:
    """Rules of an event type; null follows the user's. Limits count the bookings of the event type only."""

    minimum_notice_hours: float | None | Unset = UNSET
    """ How many hours before its start a slot can still be booked. """
    booking_window_days: int | None | Unset = UNSET
    """ How many days ahead can be booked. """
    buffer_before_mins: int | None | Unset = UNSET
    """ Minutes kept free before each meeting. """
    buffer_after_mins: int | None | Unset = UNSET
    """ Minutes kept free after each meeting. """
    daily_limit: int | None | Unset = UNSET
    """ How many meetings may start on one date. """
    weekly_limit: int | None | Unset = UNSET
    """ How many meetings may start in one week, from Monday. """
    monthly_limit: int | None | Unset = UNSET
    """ How many meetings may start in one month. """

    def to_dict(self) -> dict[str, Any]:
        minimum_notice_hours: float | None | Unset
        if isinstance(self.minimum_notice_hours, Unset):
            minimum_notice_hours = UNSET
        else:
            minimum_notice_hours = self.minimum_notice_hours

        booking_window_days: int | None | Unset
        if isinstance(self.booking_window_days, Unset):
            booking_window_days = UNSET
        else:
            booking_window_days = self.booking_window_days

        buffer_before_mins: int | None | Unset
        if isinstance(self.buffer_before_mins, Unset):
            buffer_before_mins = UNSET
        else:
            buffer_before_mins = self.buffer_before_mins

        buffer_after_mins: int | None | Unset
        if isinstance(self.buffer_after_mins, Unset):
            buffer_after_mins = UNSET
        else:
            buffer_after_mins = self.buffer_after_mins

        daily_limit: int | None | Unset
        if isinstance(self.daily_limit, Unset):
            daily_limit = UNSET
        else:
            daily_limit = self.daily_limit

        weekly_limit: int | None | Unset
        if isinstance(self.weekly_limit, Unset):
            weekly_limit = UNSET
        else:
            weekly_limit = self.weekly_limit

        monthly_limit: int | None | Unset
        if isinstance(self.monthly_limit, Unset):
            monthly_limit = UNSET
        else:
            monthly_limit = self.monthly_limit

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if minimum_notice_hours is not UNSET:
            field_dict["minimumNoticeHours"] = minimum_notice_hours
        if booking_window_days is not UNSET:
            field_dict["bookingWindowDays"] = booking_window_days
        if buffer_before_mins is not UNSET:
            field_dict["bufferBeforeMins"] = buffer_before_mins
        if buffer_after_mins is not UNSET:
            field_dict["bufferAfterMins"] = buffer_after_mins
        if daily_limit is not UNSET:
            field_dict["dailyLimit"] = daily_limit
        if weekly_limit is not UNSET:
            field_dict["weeklyLimit"] = weekly_limit
        if monthly_limit is not UNSET:
            field_dict["monthlyLimit"] = monthly_limit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_minimum_notice_hours(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        minimum_notice_hours = _parse_minimum_notice_hours(
            d.pop("minimumNoticeHours", UNSET)
        )

        def _parse_booking_window_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        booking_window_days = _parse_booking_window_days(
            d.pop("bookingWindowDays", UNSET)
        )

        def _parse_buffer_before_mins(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        buffer_before_mins = _parse_buffer_before_mins(d.pop("bufferBeforeMins", UNSET))

        def _parse_buffer_after_mins(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        buffer_after_mins = _parse_buffer_after_mins(d.pop("bufferAfterMins", UNSET))

        def _parse_daily_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        daily_limit = _parse_daily_limit(d.pop("dailyLimit", UNSET))

        def _parse_weekly_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        weekly_limit = _parse_weekly_limit(d.pop("weeklyLimit", UNSET))

        def _parse_monthly_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        monthly_limit = _parse_monthly_limit(d.pop("monthlyLimit", UNSET))

        overrides_input = cls(
            minimum_notice_hours=minimum_notice_hours,
            booking_window_days=booking_window_days,
            buffer_before_mins=buffer_before_mins,
            buffer_after_mins=buffer_after_mins,
            daily_limit=daily_limit,
            weekly_limit=weekly_limit,
            monthly_limit=monthly_limit,
        )

        return overrides_input
