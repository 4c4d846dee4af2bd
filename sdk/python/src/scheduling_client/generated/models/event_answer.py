from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.event_data import EventData


T = TypeVar("T", bound="EventAnswer")


@_attrs_define
class EventAnswer:
    """Something that happened."""

    id: UUID
    """ Its id, in the feed and as the `webhook-id` of calls. """
    place: int
    """ Its place in the feed: the first is 1, and there are no gaps. 0 of a test, which is in no feed. """
    type_: str
    """ What happened: `booking.created`, `booking.confirmed`, `booking.declined`, `booking.cancelled`,
     `booking.rescheduled`, `booking.completed`, `booking.no_show`, `booking.reassigned` or `hold.expired`; of a
    test,
     `webhook.test`. Later versions may have more. """
    timestamp: datetime.datetime
    """ When. """
    data: EventData
    """ What an event is about; what does not belong to its kind is null. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        place = self.place

        type_ = self.type_

        timestamp = self.timestamp.isoformat()

        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "place": place,
                "type": type_,
                "timestamp": timestamp,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_data import EventData

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        place = d.pop("place")

        type_ = d.pop("type")

        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))

        data = EventData.from_dict(d.pop("data"))

        event_answer = cls(
            id=id,
            place=place,
            type_=type_,
            timestamp=timestamp,
            data=data,
        )

        event_answer.additional_properties = d
        return event_answer

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
