from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="HoldInput")


@_attrs_define
class HoldInput:
    """A slot to be kept."""

    event_type_id: UUID
    """ What is going to be booked. """
    start_time: datetime.datetime
    """ When it would start. """

    def to_dict(self) -> dict[str, Any]:
        event_type_id = str(self.event_type_id)

        start_time = self.start_time.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "eventTypeId": event_type_id,
                "startTime": start_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        event_type_id = UUID(d.pop("eventTypeId"))

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        hold_input = cls(
            event_type_id=event_type_id,
            start_time=start_time,
        )

        return hold_input
