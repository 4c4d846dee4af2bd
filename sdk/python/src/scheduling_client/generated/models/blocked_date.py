from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BlockedDate")


@_attrs_define
class BlockedDate:
    """Blocked dates."""

    id: UUID
    """ Their id. """
    user_id: UUID
    """ Whose. """
    start_date: datetime.date
    """ The first date. """
    end_date: datetime.date
    """ The last date, itself blocked. """
    reason: None | str
    """ Why. """
    is_all_day: bool
    """ Whether the dates are blocked as a whole. """
    start_time: None | str
    """ The first blocked minute of each date. """
    end_time: None | str
    """ The first minute after the block on each date. """
    created_at: datetime.datetime
    """ When they were blocked. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        user_id = str(self.user_id)

        start_date = self.start_date.isoformat()

        end_date = self.end_date.isoformat()

        reason: None | str
        reason = self.reason

        is_all_day = self.is_all_day

        start_time: None | str
        start_time = self.start_time

        end_time: None | str
        end_time = self.end_time

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "userId": user_id,
                "startDate": start_date,
                "endDate": end_date,
                "reason": reason,
                "isAllDay": is_all_day,
                "startTime": start_time,
                "endTime": end_time,
                "createdAt": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        user_id = UUID(d.pop("userId"))

        start_date = datetime.date.fromisoformat(d.pop("startDate"))

        end_date = datetime.date.fromisoformat(d.pop("endDate"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        is_all_day = d.pop("isAllDay")

        def _parse_start_time(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        start_time = _parse_start_time(d.pop("startTime"))

        def _parse_end_time(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        end_time = _parse_end_time(d.pop("endTime"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        blocked_date = cls(
            id=id,
            user_id=user_id,
            start_date=start_date,
            end_date=end_date,
            reason=reason,
            is_all_day=is_all_day,
            start_time=start_time,
            end_time=end_time,
            created_at=created_at,
        )

        blocked_date.additional_properties = d
        return blocked_date

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
