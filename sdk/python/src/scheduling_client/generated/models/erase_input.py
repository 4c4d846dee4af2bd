from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="EraseInput")


@_attrs_define
class EraseInput:
    """Which tenant is meant."""

    slug: str
    """ Its name in addresses, so that nobody erases another one by a slip. """

    def to_dict(self) -> dict[str, Any]:
        slug = self.slug

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "slug": slug,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        slug = d.pop("slug")

        erase_input = cls(
            slug=slug,
        )

        return erase_input
