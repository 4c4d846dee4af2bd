from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.booking_for_invitee import BookingForInvitee
    from ..models.recurrence_answer import RecurrenceAnswer


T = TypeVar("T", bound="SeriesForInvitee")


@_attrs_define
class SeriesForInvitee:
    """A series as its invitee sees it."""

    id: UUID
    """ Its id, which its bookings have as `seriesId`. """
    recurrence: RecurrenceAnswer
    """ How a meeting repeats, in the terms of RFC 5545. """
    bookings: list[BookingForInvitee]
    """ A booking for each meeting, in their order, each with a `manageToken` of its own. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        recurrence = self.recurrence.to_dict()

        bookings = []
        for bookings_item_data in self.bookings:
            bookings_item = bookings_item_data.to_dict()
            bookings.append(bookings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "recurrence": recurrence,
                "bookings": bookings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.booking_for_invitee import BookingForInvitee
        from ..models.recurrence_answer import RecurrenceAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        recurrence = RecurrenceAnswer.from_dict(d.pop("recurrence"))

        bookings = []
        _bookings = d.pop("bookings")
        for bookings_item_data in _bookings:
            bookings_item = BookingForInvitee.from_dict(bookings_item_data)

            bookings.append(bookings_item)

        series_for_invitee = cls(
            id=id,
            recurrence=recurrence,
            bookings=bookings,
        )

        series_for_invitee.additional_properties = d
        return series_for_invitee

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
