from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HoldInput")


@_attrs_define
class HoldInput:
    """A slot to be kept."""

    event_type_id: UUID
    """ What is going to be booked. """
    start_time: datetime.datetime
    """ When it would start. """
    host_username: None | str | Unset = UNSET
    """ The user who is to be met: refused unless they offer the event type. Required for an `individual` one. """

    def to_dict(self) -> dict[str, Any]:
        event_type_id = str(self.event_type_id)

        start_time = self.start_time.isoformat()

        host_username: None | str | Unset
        if isinstance(self.host_username, Unset):
            host_username = UNSET
        else:
            host_username = self.host_username

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "eventTypeId": event_type_id,
                "startTime": start_time,
            }
        )
        if host_username is not UNSET:
            field_dict["hostUsername"] = host_username

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        event_type_id = UUID(d.pop("eventTypeId"))

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        def _parse_host_username(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        host_username = _parse_host_username(d.pop("hostUsername", UNSET))

        hold_input = cls(
            event_type_id=event_type_id,
            start_time=start_time,
            host_username=host_username,
        )

        return hold_input
