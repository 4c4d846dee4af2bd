from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OverridesAnswer")


@_attrs_define
class OverridesAnswer:
    """Rules of an event type; null follows the user's."""

    minimum_notice_hours: float | None
    """ How many hours before its start a slot can still be booked. """
    booking_window_days: int | None
    """ How many days ahead can be booked. """
    buffer_before_mins: int | None
    """ Minutes kept free before each meeting. """
    buffer_after_mins: int | None
    """ Minutes kept free after each meeting. """
    daily_limit: int | None
    """ How many meetings of the type may start on one date. """
    weekly_limit: int | None
    """ How many meetings of the type may start in one week, from Monday. """
    monthly_limit: int | None
    """ How many meetings of the type may start in one month. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        minimum_notice_hours: float | None
        minimum_notice_hours = self.minimum_notice_hours

        booking_window_days: int | None
        booking_window_days = self.booking_window_days

        buffer_before_mins: int | None
        buffer_before_mins = self.buffer_before_mins

        buffer_after_mins: int | None
        buffer_after_mins = self.buffer_after_mins

        daily_limit: int | None
        daily_limit = self.daily_limit

        weekly_limit: int | None
        weekly_limit = self.weekly_limit

        monthly_limit: int | None
        monthly_limit = self.monthly_limit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "minimumNoticeHours": minimum_notice_hours,
                "bookingWindowDays": booking_window_days,
                "bufferBeforeMins": buffer_before_mins,
                "bufferAfterMins": buffer_after_mins,
                "dailyLimit": daily_limit,
                "weeklyLimit": weekly_limit,
                "monthlyLimit": monthly_limit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_minimum_notice_hours(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        minimum_notice_hours = _parse_minimum_notice_hours(d.pop("minimumNoticeHours"))

        def _parse_booking_window_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        booking_window_days = _parse_booking_window_days(d.pop("bookingWindowDays"))

        def _parse_buffer_before_mins(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        buffer_before_mins = _parse_buffer_before_mins(d.pop("bufferBeforeMins"))

        def _parse_buffer_after_mins(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        buffer_after_mins = _parse_buffer_after_mins(d.pop("bufferAfterMins"))

        def _parse_daily_limit(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        daily_limit = _parse_daily_limit(d.pop("dailyLimit"))

        def _parse_weekly_limit(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        weekly_limit = _parse_weekly_limit(d.pop("weeklyLimit"))

        def _parse_monthly_limit(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        monthly_limit = _parse_monthly_limit(d.pop("monthlyLimit"))

        overrides_answer = cls(
            minimum_notice_hours=minimum_notice_hours,
            booking_window_days=booking_window_days,
            buffer_before_mins=buffer_before_mins,
            buffer_after_mins=buffer_after_mins,
            daily_limit=daily_limit,
            weekly_limit=weekly_limit,
            monthly_limit=monthly_limit,
        )

        overrides_answer.additional_properties = d
        return overrides_answer

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
