from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="InviteeAddressInput")


@_attrs_define
class InviteeAddressInput:
    """Whom it is about."""

    email: str
    """ The address with which they have booked, or were brought along; upper and lower case are the same. """

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        email = d.pop("email")

        invitee_address_input = cls(
            email=email,
        )

        return invitee_address_input
