from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ResetPasswordInput")


@_attrs_define
class ResetPasswordInput:
    """Somebody who sets another password."""

    token: str
    """ The token that an admin has handed on. """
    password: str
    """ The password from now on: 12 characters or more, of any kind. """

    def to_dict(self) -> dict[str, Any]:
        token = self.token

        password = self.password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "token": token,
                "password": password,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        token = d.pop("token")

        password = d.pop("password")

        reset_password_input = cls(
            token=token,
            password=password,
        )

        return reset_password_input
