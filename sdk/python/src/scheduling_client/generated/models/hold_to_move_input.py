from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="HoldToMoveInput")


@_attrs_define
class HoldToMoveInput:
    """A slot to be kept to which an invitee is going to move a meeting."""

    start_time: datetime.datetime
    """ When it would start then. """

    def to_dict(self) -> dict[str, Any]:
        start_time = self.start_time.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "startTime": start_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        hold_to_move_input = cls(
            start_time=start_time,
        )

        return hold_to_move_input
