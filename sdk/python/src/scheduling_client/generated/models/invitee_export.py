from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.booking_answer import BookingAnswer
    from ..models.brought_along import BroughtAlong


T = TypeVar("T", bound="InviteeExport")


@_attrs_define
class InviteeExport:
    """All that is known of an invitee."""

    email: str
    """ The address. """
    exported_at: datetime.datetime
    """ When it was looked up. """
    bookings: list[BookingAnswer]
    """ What they have booked, by its start. """
    brought_along: list[BroughtAlong]
    """ The bookings of others to which they were brought along. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        exported_at = self.exported_at.isoformat()

        bookings = []
        for bookings_item_data in self.bookings:
            bookings_item = bookings_item_data.to_dict()
            bookings.append(bookings_item)

        brought_along = []
        for brought_along_item_data in self.brought_along:
            brought_along_item = brought_along_item_data.to_dict()
            brought_along.append(brought_along_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "email": email,
                "exportedAt": exported_at,
                "bookings": bookings,
                "broughtAlong": brought_along,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.booking_answer import BookingAnswer
        from ..models.brought_along import BroughtAlong

        d = dict(src_dict)
        email = d.pop("email")

        exported_at = datetime.datetime.fromisoformat(d.pop("exportedAt"))

        bookings = []
        _bookings = d.pop("bookings")
        for bookings_item_data in _bookings:
            bookings_item = BookingAnswer.from_dict(bookings_item_data)

            bookings.append(bookings_item)

        brought_along = []
        _brought_along = d.pop("broughtAlong")
        for brought_along_item_data in _brought_along:
            brought_along_item = BroughtAlong.from_dict(brought_along_item_data)

            brought_along.append(brought_along_item)

        invitee_export = cls(
            email=email,
            exported_at=exported_at,
            bookings=bookings,
            brought_along=brought_along,
        )

        invitee_export.additional_properties = d
        return invitee_export

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
