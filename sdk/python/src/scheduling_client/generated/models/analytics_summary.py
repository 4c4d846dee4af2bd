from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnalyticsSummary")


@_attrs_define
class AnalyticsSummary:
    """The figures of all bookings of a period."""

    total_bookings: int
    """ All of them; one that was moved counts once. """
    confirmed_bookings: int
    """ Those that take or took place, or to which nobody came. """
    cancelled_bookings: int
    """ Those that were called off. """
    cancel_rate: float | None
    """ The part of all that was called off, from 0 to 1; null if there are none. """
    avg_bookings_per_week: float | None
    """ All, divided by the weeks of the period. """
    utilisation: float | None
    """ The booked part of the hours of all users; null if they have none. Above 1 if more is booked than they work.
    """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total_bookings = self.total_bookings

        confirmed_bookings = self.confirmed_bookings

        cancelled_bookings = self.cancelled_bookings

        cancel_rate: float | None
        cancel_rate = self.cancel_rate

        avg_bookings_per_week: float | None
        avg_bookings_per_week = self.avg_bookings_per_week

        utilisation: float | None
        utilisation = self.utilisation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "totalBookings": total_bookings,
                "confirmedBookings": confirmed_bookings,
                "cancelledBookings": cancelled_bookings,
                "cancelRate": cancel_rate,
                "avgBookingsPerWeek": avg_bookings_per_week,
                "utilisation": utilisation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        total_bookings = d.pop("totalBookings")

        confirmed_bookings = d.pop("confirmedBookings")

        cancelled_bookings = d.pop("cancelledBookings")

        def _parse_cancel_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        cancel_rate = _parse_cancel_rate(d.pop("cancelRate"))

        def _parse_avg_bookings_per_week(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avg_bookings_per_week = _parse_avg_bookings_per_week(
            d.pop("avgBookingsPerWeek")
        )

        def _parse_utilisation(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        utilisation = _parse_utilisation(d.pop("utilisation"))

        analytics_summary = cls(
            total_bookings=total_bookings,
            confirmed_bookings=confirmed_bookings,
            cancelled_bookings=cancelled_bookings,
            cancel_rate=cancel_rate,
            avg_bookings_per_week=avg_bookings_per_week,
            utilisation=utilisation,
        )

        analytics_summary.additional_properties = d
        return analytics_summary

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
