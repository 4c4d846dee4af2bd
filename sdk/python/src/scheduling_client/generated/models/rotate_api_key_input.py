from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RotateApiKeyInput")


@_attrs_define
class RotateApiKeyInput:
    """How an API key is replaced."""

    overlap_minutes: int | None | Unset = UNSET
    """ For how many minutes the old key stays valid beside the new one; absent, it ends at once. """
    expires_at: datetime.datetime | None | Unset = UNSET
    """ When the new key stops to work; absent, when the old one would have. """

    def to_dict(self) -> dict[str, Any]:
        overlap_minutes: int | None | Unset
        if isinstance(self.overlap_minutes, Unset):
            overlap_minutes = UNSET
        else:
            overlap_minutes = self.overlap_minutes

        expires_at: None | str | Unset
        if isinstance(self.expires_at, Unset):
            expires_at = UNSET
        elif isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if overlap_minutes is not UNSET:
            field_dict["overlapMinutes"] = overlap_minutes
        if expires_at is not UNSET:
            field_dict["expiresAt"] = expires_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_overlap_minutes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        overlap_minutes = _parse_overlap_minutes(d.pop("overlapMinutes", UNSET))

        def _parse_expires_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expires_at = _parse_expires_at(d.pop("expiresAt", UNSET))

        rotate_api_key_input = cls(
            overlap_minutes=overlap_minutes,
            expires_at=expires_at,
        )

        return rotate_api_key_input
