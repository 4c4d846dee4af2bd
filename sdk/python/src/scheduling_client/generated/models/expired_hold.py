from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExpiredHold")


@_attrs_define
class ExpiredHold:
    """A hold that nobody used in time."""

    id: UUID
    """ Its id. """
    event_type_id: UUID
    """ What it was for. """
    host_user_id: UUID
    """ With whom; of several users the first. """
    start_time: datetime.datetime
    """ When the meeting would have started. """
    end_time: datetime.datetime
    """ When it would have ended. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        event_type_id = str(self.event_type_id)

        host_user_id = str(self.host_user_id)

        start_time = self.start_time.isoformat()

        end_time = self.end_time.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "eventTypeId": event_type_id,
                "hostUserId": host_user_id,
                "startTime": start_time,
                "endTime": end_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        event_type_id = UUID(d.pop("eventTypeId"))

        host_user_id = UUID(d.pop("hostUserId"))

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        expired_hold = cls(
            id=id,
            event_type_id=event_type_id,
            host_user_id=host_user_id,
            start_time=start_time,
            end_time=end_time,
        )

        expired_hold.additional_properties = d
        return expired_hold

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
