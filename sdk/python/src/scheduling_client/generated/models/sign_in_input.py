from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SignInInput")


@_attrs_define
class SignInInput:
    """Somebody who wants to sign in."""

    tenant: str
    """ The name of the tenant in addresses. """
    email: str
    """ The account's address. """
    password: str
    """ Its password. """

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        email = self.email

        password = self.password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant": tenant,
                "email": email,
                "password": password,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tenant = d.pop("tenant")

        email = d.pop("email")

        password = d.pop("password")

        sign_in_input = cls(
            tenant=tenant,
            email=email,
            password=password,
        )

        return sign_in_input
