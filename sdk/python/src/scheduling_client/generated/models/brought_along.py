from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.brought_along_status import BroughtAlongStatus, check_brought_along_status

T = TypeVar("T", bound="BroughtAlong")


@_attrs_define
class BroughtAlong:
    """A booking of somebody else to which the invitee was brought along. Of the others it says nothing."""

    id: UUID
    """ The booking. """
    status: BroughtAlongStatus
    """ How it stands. """
    event_type_name: str
    """ What the event type was called when it was booked. """
    host_name: str
    """ What the host was called then. """
    start_time: datetime.datetime
    """ The first instant. """
    end_time: datetime.datetime
    """ The first instant after it. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str = self.status

        event_type_name = self.event_type_name

        host_name = self.host_name

        start_time = self.start_time.isoformat()

        end_time = self.end_time.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "eventTypeName": event_type_name,
                "hostName": host_name,
                "startTime": start_time,
                "endTime": end_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        status = check_brought_along_status(d.pop("status"))

        event_type_name = d.pop("eventTypeName")

        host_name = d.pop("hostName")

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        brought_along = cls(
            id=id,
            status=status,
            event_type_name=event_type_name,
            host_name=host_name,
            start_time=start_time,
            end_time=end_time,
        )

        brought_along.additional_properties = d
        return brought_along

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
