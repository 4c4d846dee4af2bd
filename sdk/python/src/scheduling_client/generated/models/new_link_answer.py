from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="NewLinkAnswer")


@_attrs_define
class NewLinkAnswer:
    """What makes somebody the one whom a link is for. Hand it to nobody else."""

    id: UUID
    """ The link's id. """
    token: None | str
    """ The token of the link, shown this once. A repetition of the request gets null: it is stored nowhere. """
    secret_shown: bool
    """ Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`. """
    expires_at: datetime.datetime
    """ When it stops to work. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        token: None | str
        token = self.token

        secret_shown = self.secret_shown

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "token": token,
                "secretShown": secret_shown,
                "expiresAt": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_token(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        token = _parse_token(d.pop("token"))

        secret_shown = d.pop("secretShown")

        expires_at = datetime.datetime.fromisoformat(d.pop("expiresAt"))

        new_link_answer = cls(
            id=id,
            token=token,
            secret_shown=secret_shown,
            expires_at=expires_at,
        )

        new_link_answer.additional_properties = d
        return new_link_answer

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
