from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CandidateAnswer")


@_attrs_define
class CandidateAnswer:
    """A user who was free, with what the choice was made from."""

    user_id: UUID
    """ Who. """
    priority: int
    """ Whoever has the highest goes first. """
    weight: int
    """ What share of the meetings the user takes, compared with the others. """
    bookings: int
    """ The user's bookings of the event type in the calendar month of the meeting. """
    last_booked_at: datetime.datetime | None
    """ When the last one was made; null if there is none. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id = str(self.user_id)

        priority = self.priority

        weight = self.weight

        bookings = self.bookings

        last_booked_at: None | str
        if isinstance(self.last_booked_at, datetime.datetime):
            last_booked_at = self.last_booked_at.isoformat()
        else:
            last_booked_at = self.last_booked_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "userId": user_id,
                "priority": priority,
                "weight": weight,
                "bookings": bookings,
                "lastBookedAt": last_booked_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        user_id = UUID(d.pop("userId"))

        priority = d.pop("priority")

        weight = d.pop("weight")

        bookings = d.pop("bookings")

        def _parse_last_booked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_booked_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_booked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_booked_at = _parse_last_booked_at(d.pop("lastBookedAt"))

        candidate_answer = cls(
            user_id=user_id,
            priority=priority,
            weight=weight,
            bookings=bookings,
            last_booked_at=last_booked_at,
        )

        candidate_answer.additional_properties = d
        return candidate_answer

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
