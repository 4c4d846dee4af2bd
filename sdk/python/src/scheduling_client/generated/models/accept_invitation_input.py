from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AcceptInvitationInput")


@_attrs_define
class AcceptInvitationInput:
    """Somebody who takes an invitation."""

    token: str
    """ The token of the invitation. """
    display_name: str
    """ What others call the person. """
    password: str
    """ The password of the account: 12 characters or more, of any kind. """

    def to_dict(self) -> dict[str, Any]:
        token = self.token

        display_name = self.display_name

        password = self.password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "token": token,
                "displayName": display_name,
                "password": password,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        token = d.pop("token")

        display_name = d.pop("displayName")

        password = d.pop("password")

        accept_invitation_input = cls(
            token=token,
            display_name=display_name,
            password=password,
        )

        return accept_invitation_input
