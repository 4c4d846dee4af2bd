from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.booking_outside import BookingOutside
    from ..models.slot_times import SlotTimes


T = TypeVar("T", bound="SimulationAnswer")


@_attrs_define
class SimulationAnswer:
    """What a change would do."""

    gained: list[SlotTimes]
    """ The slots that there would be and are not, ascending. """
    lost: list[SlotTimes]
    """ The slots that there are and would not be, ascending. """
    bookings_outside: list[BookingOutside]
    """ The user's coming bookings that would fall outside, by their start. The change itself would cancel none of
    them. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        gained = []
        for gained_item_data in self.gained:
            gained_item = gained_item_data.to_dict()
            gained.append(gained_item)

        lost = []
        for lost_item_data in self.lost:
            lost_item = lost_item_data.to_dict()
            lost.append(lost_item)

        bookings_outside = []
        for bookings_outside_item_data in self.bookings_outside:
            bookings_outside_item = bookings_outside_item_data.to_dict()
            bookings_outside.append(bookings_outside_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "gained": gained,
                "lost": lost,
                "bookingsOutside": bookings_outside,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.booking_outside import BookingOutside
        from ..models.slot_times import SlotTimes

        d = dict(src_dict)
        gained = []
        _gained = d.pop("gained")
        for gained_item_data in _gained:
            gained_item = SlotTimes.from_dict(gained_item_data)

            gained.append(gained_item)

        lost = []
        _lost = d.pop("lost")
        for lost_item_data in _lost:
            lost_item = SlotTimes.from_dict(lost_item_data)

            lost.append(lost_item)

        bookings_outside = []
        _bookings_outside = d.pop("bookingsOutside")
        for bookings_outside_item_data in _bookings_outside:
            bookings_outside_item = BookingOutside.from_dict(bookings_outside_item_data)

            bookings_outside.append(bookings_outside_item)

        simulation_answer = cls(
            gained=gained,
            lost=lost,
            bookings_outside=bookings_outside,
        )

        simulation_answer.additional_properties = d
        return simulation_answer

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
