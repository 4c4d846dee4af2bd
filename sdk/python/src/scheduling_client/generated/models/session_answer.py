from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.account_answer import AccountAnswer


T = TypeVar("T", bound="SessionAnswer")


@_attrs_define
class SessionAnswer:
    """Who is signed in."""

    csrf_token: str
    """ What to send as `X-CSRF-Token` with everything that is no GET. """
    expires_at: datetime.datetime
    """ When the session ends, however much it is used. One that is not used for 24 hours ends earlier. """
    tenant: str
    """ The name of the tenant in addresses. """
    account: AccountAnswer
    """ A person who signs in to the tenant. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        csrf_token = self.csrf_token

        expires_at = self.expires_at.isoformat()

        tenant = self.tenant

        account = self.account.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "csrfToken": csrf_token,
                "expiresAt": expires_at,
                "tenant": tenant,
                "account": account,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account_answer import AccountAnswer

        d = dict(src_dict)
        csrf_token = d.pop("csrfToken")

        expires_at = datetime.datetime.fromisoformat(d.pop("expiresAt"))

        tenant = d.pop("tenant")

        account = AccountAnswer.from_dict(d.pop("account"))

        session_answer = cls(
            csrf_token=csrf_token,
            expires_at=expires_at,
            tenant=tenant,
            account=account,
        )

        session_answer.additional_properties = d
        return session_answer

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
