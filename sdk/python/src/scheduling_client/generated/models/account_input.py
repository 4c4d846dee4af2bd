from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.account_input_role import AccountInputRole, check_account_input_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="AccountInput")


@_attrs_define
class AccountInput:
    """An account as it shall be."""

    display_name: str
    """ What others call the person. """
    role: AccountInputRole
    """ What the person is in the tenant. """
    user_id: None | Unset | UUID = UNSET
    """ The user whom the person is. A member without one may do nothing. """
    is_active: bool | None | Unset = UNSET
    """ Whether the person may sign in; true if absent. Who may not is signed out everywhere. """

    def to_dict(self) -> dict[str, Any]:
        display_name = self.display_name

        role: str = self.role

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        elif isinstance(self.user_id, UUID):
            user_id = str(self.user_id)
        else:
            user_id = self.user_id

        is_active: bool | None | Unset
        if isinstance(self.is_active, Unset):
            is_active = UNSET
        else:
            is_active = self.is_active

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "displayName": display_name,
                "role": role,
            }
        )
        if user_id is not UNSET:
            field_dict["userId"] = user_id
        if is_active is not UNSET:
            field_dict["isActive"] = is_active

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        display_name = d.pop("displayName")

        role = check_account_input_role(d.pop("role"))

        def _parse_user_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                user_id_type_0 = UUID(data)

                return user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        user_id = _parse_user_id(d.pop("userId", UNSET))

        def _parse_is_active(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_active = _parse_is_active(d.pop("isActive", UNSET))

        account_input = cls(
            display_name=display_name,
            role=role,
            user_id=user_id,
            is_active=is_active,
        )

        return account_input
