from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.user_answer_locale_type_1 import (
    UserAnswerLocaleType1,
    check_user_answer_locale_type_1,
)
from ..models.user_answer_locale_type_2_type_1 import (
    UserAnswerLocaleType2Type1,
    check_user_answer_locale_type_2_type_1,
)
from ..models.user_answer_locale_type_3_type_1 import (
    UserAnswerLocaleType3Type1,
    check_user_answer_locale_type_3_type_1,
)

if TYPE_CHECKING:
    from ..models.effective_settings import EffectiveSettings
    from ..models.holidays_answer import HolidaysAnswer


T = TypeVar("T", bound="UserAnswer")


@_attrs_define
class UserAnswer:
    """A user."""

    id: UUID
    """ The user's id. """
    user_id: str
    """ The id of the person in the embedding platform. """
    username: str
    """ The name in addresses. """
    display_name: str
    """ The name that invitees see. """
    email: str
    """ Where the user gets mail. """
    timezone: str
    """ The IANA zone of schedules, blocked dates and limits. """
    avatar_url: None | str
    """ A picture. """
    is_active: bool
    """ Whether the user can be booked. """
    minimum_notice_hours: float | None
    """ How many hours before its start a slot can still be booked; null follows the tenant's default. """
    booking_window_days: int | None
    """ How many days ahead can be booked; null follows the tenant's default. """
    buffer_before_mins: int | None
    """ Minutes kept free before each meeting; null follows the tenant's default. """
    buffer_after_mins: int | None
    """ Minutes kept free after each meeting; null follows the tenant's default. """
    daily_limit: int | None
    """ How many meetings may start on one date; null is no limit. """
    weekly_limit: int | None
    """ How many meetings may start in one week, from Monday; null is no limit. """
    monthly_limit: int | None
    """ How many meetings may start in one month; null is no limit. """
    default_duration: int
    """ What a new event type of the user lasts, in minutes. """
    holidays: HolidaysAnswer | None
    """ The public holidays on which the user cannot be booked; null follows the tenant's default. """
    locale: (
        None
        | UserAnswerLocaleType1
        | UserAnswerLocaleType2Type1
        | UserAnswerLocaleType3Type1
    )
    """ The language in which the user gets mails; null follows the tenant's branding. """
    effective: EffectiveSettings
    """ The rules that hold for a user: the user's own, else the tenant's. """
    created_at: datetime.datetime
    """ When the user was made. """
    updated_at: datetime.datetime
    """ When the user was last changed. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.holidays_answer import HolidaysAnswer

        id = str(self.id)

        user_id = self.user_id

        username = self.username

        display_name = self.display_name

        email = self.email

        timezone = self.timezone

        avatar_url: None | str
        avatar_url = self.avatar_url

        is_active = self.is_active

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

        default_duration = self.default_duration

        holidays: dict[str, Any] | None
        if isinstance(self.holidays, HolidaysAnswer):
            holidays = self.holidays.to_dict()
        else:
            holidays = self.holidays

        locale: None | str
        if (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        effective = self.effective.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "userId": user_id,
                "username": username,
                "displayName": display_name,
                "email": email,
                "timezone": timezone,
                "avatarUrl": avatar_url,
                "isActive": is_active,
                "minimumNoticeHours": minimum_notice_hours,
                "bookingWindowDays": booking_window_days,
                "bufferBeforeMins": buffer_before_mins,
                "bufferAfterMins": buffer_after_mins,
                "dailyLimit": daily_limit,
                "weeklyLimit": weekly_limit,
                "monthlyLimit": monthly_limit,
                "defaultDuration": default_duration,
                "holidays": holidays,
                "locale": locale,
                "effective": effective,
                "createdAt": created_at,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.effective_settings import EffectiveSettings
        from ..models.holidays_answer import HolidaysAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        user_id = d.pop("userId")

        username = d.pop("username")

        display_name = d.pop("displayName")

        email = d.pop("email")

        timezone = d.pop("timezone")

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatarUrl"))

        is_active = d.pop("isActive")

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

        default_duration = d.pop("defaultDuration")

        def _parse_holidays(data: object) -> HolidaysAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                holidays_type_1 = HolidaysAnswer.from_dict(data)

                return holidays_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HolidaysAnswer | None, data)

        holidays = _parse_holidays(d.pop("holidays"))

        def _parse_locale(
            data: object,
        ) -> (
            None
            | UserAnswerLocaleType1
            | UserAnswerLocaleType2Type1
            | UserAnswerLocaleType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_user_answer_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_user_answer_locale_type_2_type_1(data)

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_user_answer_locale_type_3_type_1(data)

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | UserAnswerLocaleType1
                | UserAnswerLocaleType2Type1
                | UserAnswerLocaleType3Type1,
                data,
            )

        locale = _parse_locale(d.pop("locale"))

        effective = EffectiveSettings.from_dict(d.pop("effective"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        user_answer = cls(
            id=id,
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
            effective=effective,
            created_at=created_at,
            updated_at=updated_at,
        )

        user_answer.additional_properties = d
        return user_answer

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
