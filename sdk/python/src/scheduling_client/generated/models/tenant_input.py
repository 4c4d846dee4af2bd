from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TenantInput")


@_attrs_define
class TenantInput:
    """A tenant to be made."""

    slug: str
    """ The name in addresses; unique in the installation. """
    name: str
    """ What people call it. """

    def to_dict(self) -> dict[str, Any]:
        slug = self.slug

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "slug": slug,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        slug = d.pop("slug")

        name = d.pop("name")

        tenant_input = cls(
            slug=slug,
            name=name,
        )

        return tenant_input
