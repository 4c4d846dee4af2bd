from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DayAnalytics")


@_attrs_define
class DayAnalytics:
    """The bookings of a date."""

    date: datetime.date
    """ The date. """
    total_bookings: int
    """ All bookings. """
    confirmed_bookings: int
    """ Those that take or took place, or to which nobody came. """
    cancelled_bookings: int
    """ Those that were called off. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date = self.date.isoformat()

        total_bookings = self.total_bookings

        confirmed_bookings = self.confirmed_bookings

        cancelled_bookings = self.cancelled_bookings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "totalBookings": total_bookings,
                "confirmedBookings": confirmed_bookings,
                "cancelledBookings": cancelled_bookings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        date = datetime.date.fromisoformat(d.pop("date"))

        total_bookings = d.pop("totalBookings")

        confirmed_bookings = d.pop("confirmedBookings")

        cancelled_bookings = d.pop("cancelledBookings")

        day_analytics = cls(
            date=date,
            total_bookings=total_bookings,
            confirmed_bookings=confirmed_bookings,
            cancelled_bookings=cancelled_bookings,
        )

        day_analytics.additional_properties = d
        return day_analytics

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
