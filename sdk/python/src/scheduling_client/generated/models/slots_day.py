from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.listed_slot import ListedSlot


T = TypeVar("T", bound="SlotsDay")


@_attrs_define
class SlotsDay:
    """The slots of a date."""

    date: datetime.date
    """ The date in the asked zone. """
    slots: list[ListedSlot]
    """ Its slots, ascending; none on a date without. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date = self.date.isoformat()

        slots = []
        for slots_item_data in self.slots:
            slots_item = slots_item_data.to_dict()
            slots.append(slots_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "slots": slots,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.listed_slot import ListedSlot

        d = dict(src_dict)
        date = datetime.date.fromisoformat(d.pop("date"))

        slots = []
        _slots = d.pop("slots")
        for slots_item_data in _slots:
            slots_item = ListedSlot.from_dict(slots_item_data)

            slots.append(slots_item)

        slots_day = cls(
            date=date,
            slots=slots,
        )

        slots_day.additional_properties = d
        return slots_day

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
