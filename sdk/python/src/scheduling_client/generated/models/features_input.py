from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FeaturesInput")


@_attrs_define
class FeaturesInput:
    """What is switched on for a tenant."""

    scheduling: bool
    """ Scheduling itself. Without it the public routes are not there, and the admin's answer `scheduling_off`. """

    def to_dict(self) -> dict[str, Any]:
        scheduling = self.scheduling

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "scheduling": scheduling,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        scheduling = d.pop("scheduling")

        features_input = cls(
            scheduling=scheduling,
        )

        return features_input
