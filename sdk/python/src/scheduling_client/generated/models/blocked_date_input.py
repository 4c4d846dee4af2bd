from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BlockedDateInput")


@_attrs_define
class BlockedDateInput:
    """Dates to be blocked: whole ones, or the same hours on each."""

    start_date: datetime.date
    """ The first date. """
    end_date: datetime.date
    """ The last date, itself blocked. """
    user_id: None | Unset | UUID = UNSET
    """ Whose; absent, the user that the API key is bound to. """
    reason: None | str | Unset = UNSET
    """ Why; invitees do not see it. """
    is_all_day: bool | None | Unset = UNSET
    """ Whether the dates are blocked as a whole; absent, they are when no hours are given. """
    start_time: None | str | Unset = UNSET
    """ The first blocked minute of each date; not with `isAllDay`. """
    end_time: None | str | Unset = UNSET
    """ The first minute after the block on each date; not with `isAllDay`. """

    def to_dict(self) -> dict[str, Any]:
        start_date = self.start_date.isoformat()

        end_date = self.end_date.isoformat()

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        elif isinstance(self.user_id, UUID):
            user_id = str(self.user_id)
        else:
            user_id = self.user_id

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        is_all_day: bool | None | Unset
        if isinstance(self.is_all_day, Unset):
            is_all_day = UNSET
        else:
            is_all_day = self.is_all_day

        start_time: None | str | Unset
        if isinstance(self.start_time, Unset):
            start_time = UNSET
        else:
            start_time = self.start_time

        end_time: None | str | Unset
        if isinstance(self.end_time, Unset):
            end_time = UNSET
        else:
            end_time = self.end_time

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "startDate": start_date,
                "endDate": end_date,
            }
        )
        if user_id is not UNSET:
            field_dict["userId"] = user_id
        if reason is not UNSET:
            field_dict["reason"] = reason
        if is_all_day is not UNSET:
            field_dict["isAllDay"] = is_all_day
        if start_time is not UNSET:
            field_dict["startTime"] = start_time
        if end_time is not UNSET:
            field_dict["endTime"] = end_time

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        start_date = datetime.date.fromisoformat(d.pop("startDate"))

        end_date = datetime.date.fromisoformat(d.pop("endDate"))

        def _parse_user_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                user_id_type_0 = UUID(data)

                return user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        user_id = _parse_user_id(d.pop("userId", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_is_all_day(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_all_day = _parse_is_all_day(d.pop("isAllDay", UNSET))

        def _parse_start_time(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        start_time = _parse_start_time(d.pop("startTime", UNSET))

        def _parse_end_time(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        end_time = _parse_end_time(d.pop("endTime", UNSET))

        blocked_date_input = cls(
            start_date=start_date,
            end_date=end_date,
            user_id=user_id,
            reason=reason,
            is_all_day=is_all_day,
            start_time=start_time,
            end_time=end_time,
        )

        return blocked_date_input
