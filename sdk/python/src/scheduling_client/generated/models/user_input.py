from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.user_input_locale_type_1 import (
    UserInputLocaleType1,
    check_user_input_locale_type_1,
)
from ..models.user_input_locale_type_2_type_1 import (
    UserInputLocaleType2Type1,
    check_user_input_locale_type_2_type_1,
)
from ..models.user_input_locale_type_3_type_1 import (
    UserInputLocaleType3Type1,
    check_user_input_locale_type_3_type_1,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.holidays_input import HolidaysInput


T = TypeVar("T", bound="UserInput")


@_attrs_define
class UserInput:
    """A user to be made, or what takes the place of one. Optional fields that are absent or null get their default."""

    user_id: str
    """ The id of the person in the embedding platform; unique in the tenant. """
    username: str
    """ The name in addresses; unique in the tenant. """
    display_name: str
    """ The name that invitees see. """
    email: str
    """ Where the user gets mail. """
    timezone: None | str | Unset = UNSET
    """ The IANA zone of schedules, blocked dates and limits; `America/New_York` if absent. """
    avatar_url: None | str | Unset = UNSET
    """ A picture. """
    is_active: bool | None | Unset = UNSET
    """ Whether the user can be booked; true if absent. """
    minimum_notice_hours: float | None | Unset = UNSET
    """ How many hours before its start a slot can still be booked; null follows the tenant's default. """
    booking_window_days: int | None | Unset = UNSET
    """ How many days ahead can be booked; null follows the tenant's default. """
    buffer_before_mins: int | None | Unset = UNSET
    """ Minutes kept free before each meeting; null follows the tenant's default. """
    buffer_after_mins: int | None | Unset = UNSET
    """ Minutes kept free after each meeting; null follows the tenant's default. """
    daily_limit: int | None | Unset = UNSET
    """ How many meetings may start on one date; null is no limit. """
    weekly_limit: int | None | Unset = UNSET
    """ How many meetings may start in one week, from Monday; null is no limit. """
    monthly_limit: int | None | Unset = UNSET
    """ How many meetings may start in one month; null is no limit. """
    default_duration: int | None | Unset = UNSET
    """ What a new event type of the user lasts, in minutes; 30 if absent. """
    holidays: HolidaysInput | None | Unset = UNSET
    """ The public holidays on which the user cannot be booked; null follows the tenant's default. """
    locale: (
        None
        | Unset
        | UserInputLocaleType1
        | UserInputLocaleType2Type1
        | UserInputLocaleType3Type1
    ) = UNSET
    """ The language in which the user gets mails; null follows the tenant's branding. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.holidays_input import HolidaysInput

        user_id = self.user_id

        username = self.username

        display_name = self.display_name

        email = self.email

        timezone: None | str | Unset
        if isinstance(self.timezone, Unset):
            timezone = UNSET
        else:
            timezone = self.timezone

        avatar_url: None | str | Unset
        if isinstance(self.avatar_url, Unset):
            avatar_url = UNSET
        else:
            avatar_url = self.avatar_url

        is_active: bool | None | Unset
        if isinstance(self.is_active, Unset):
            is_active = UNSET
        else:
            is_active = self.is_active

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

        default_duration: int | None | Unset
        if isinstance(self.default_duration, Unset):
            default_duration = UNSET
        else:
            default_duration = self.default_duration

        holidays: dict[str, Any] | None | Unset
        if isinstance(self.holidays, Unset):
            holidays = UNSET
        elif isinstance(self.holidays, HolidaysInput):
            holidays = self.holidays.to_dict()
        else:
            holidays = self.holidays

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        elif (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "userId": user_id,
                "username": username,
                "displayName": display_name,
                "email": email,
            }
        )
        if timezone is not UNSET:
            field_dict["timezone"] = timezone
        if avatar_url is not UNSET:
            field_dict["avatarUrl"] = avatar_url
        if is_active is not UNSET:
            field_dict["isActive"] = is_active
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
        if default_duration is not UNSET:
            field_dict["defaultDuration"] = default_duration
        if holidays is not UNSET:
            field_dict["holidays"] = holidays
        if locale is not UNSET:
            field_dict["locale"] = locale

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.holidays_input import HolidaysInput

        d = dict(src_dict)
        user_id = d.pop("userId")

        username = d.pop("username")

        display_name = d.pop("displayName")

        email = d.pop("email")

        def _parse_timezone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        timezone = _parse_timezone(d.pop("timezone", UNSET))

        def _parse_avatar_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        avatar_url = _parse_avatar_url(d.pop("avatarUrl", UNSET))

        def _parse_is_active(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_active = _parse_is_active(d.pop("isActive", UNSET))

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

        def _parse_default_duration(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        default_duration = _parse_default_duration(d.pop("defaultDuration", UNSET))

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

        def _parse_locale(
            data: object,
        ) -> (
            None
            | Unset
            | UserInputLocaleType1
            | UserInputLocaleType2Type1
            | UserInputLocaleType3Type1
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_user_input_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_user_input_locale_type_2_type_1(data)

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_user_input_locale_type_3_type_1(data)

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | Unset
                | UserInputLocaleType1
                | UserInputLocaleType2Type1
                | UserInputLocaleType3Type1,
                data,
            )

        locale = _parse_locale(d.pop("locale", UNSET))

        user_input = cls(
            user_id=user_id,
            username=username,
            display_name=display_name,
            email=email,
            timezone=timezone,
            avatar_url=avatar_url,
            is_active=is_active,
            minimum_notice_hours=minimum_notice_hours,
            booking_window_days=booking_window_days,
            buffer_before_mins=buffer_before_mins,
            buffer_after_mins=buffer_after_mins,
            daily_limit=daily_limit,
            weekly_limit=weekly_limit,
            monthly_limit=monthly_limit,
            default_duration=default_duration,
            holidays=holidays,
            locale=locale,
        )

        return user_input
