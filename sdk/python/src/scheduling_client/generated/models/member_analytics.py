from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MemberAnalytics")


@_attrs_define
class MemberAnalytics:
    """The figures of a user."""

    host_user_id: UUID
    """ Who. """
    name: str
    """ What they are called. """
    total_bookings: int
    """ All bookings. """
    confirmed_bookings: int
    """ Those that take or took place, or to which nobody came. """
    cancelled_bookings: int
    """ Those that were called off. """
    cancel_rate: float | None
    """ The part of all that was called off; null if there are none. """
    booked_minutes: int
    """ The minutes of the period that are booked, buffers left out, whatever bookings are counted by. """
    available_minutes: int
    """ The minutes of the period that the user works and has not blocked; 0 for an inactive user. """
    utilisation: float | None
    """ Their quotient; null if there is nothing to be booked. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        host_user_id = str(self.host_user_id)

        name = self.name

        total_bookings = self.total_bookings

        confirmed_bookings = self.confirmed_bookings

        cancelled_bookings = self.cancelled_bookings

        cancel_rate: float | None
        cancel_rate = self.cancel_rate

        booked_minutes = self.booked_minutes

        available_minutes = self.available_minutes

        utilisation: float | None
        utilisation = self.utilisation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "hostUserId": host_user_id,
                "name": name,
                "totalBookings": total_bookings,
                "confirmedBookings": confirmed_bookings,
                "cancelledBookings": cancelled_bookings,
                "cancelRate": cancel_rate,
                "bookedMinutes": booked_minutes,
                "availableMinutes": available_minutes,
                "utilisation": utilisation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        host_user_id = UUID(d.pop("hostUserId"))

        name = d.pop("name")

        total_bookings = d.pop("totalBookings")

        confirmed_bookings = d.pop("confirmedBookings")

        cancelled_bookings = d.pop("cancelledBookings")

        def _parse_cancel_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        cancel_rate = _parse_cancel_rate(d.pop("cancelRate"))

        booked_minutes = d.pop("bookedMinutes")

        available_minutes = d.pop("availableMinutes")

        def _parse_utilisation(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        utilisation = _parse_utilisation(d.pop("utilisation"))

        member_analytics = cls(
            host_user_id=host_user_id,
            name=name,
            total_bookings=total_bookings,
            confirmed_bookings=confirmed_bookings,
            cancelled_bookings=cancelled_bookings,
            cancel_rate=cancel_rate,
            booked_minutes=booked_minutes,
            available_minutes=available_minutes,
            utilisation=utilisation,
        )

        member_analytics.additional_properties = d
        return member_analytics

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
