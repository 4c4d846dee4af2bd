from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.erased_table import ErasedTable


T = TypeVar("T", bound="ErasureAnswer")


@_attrs_define
class ErasureAnswer:
    """That a tenant was erased. All that is left of it."""

    id: UUID
    """ The receipt's id. """
    tenant_id: UUID
    """ The tenant that is gone. """
    erased_at: datetime.datetime
    """ When. """
    erased_by: str
    """ By whom. """
    tables: list[ErasedTable]
    """ How much it was. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        tenant_id = str(self.tenant_id)

        erased_at = self.erased_at.isoformat()

        erased_by = self.erased_by

        tables = []
        for tables_item_data in self.tables:
            tables_item = tables_item_data.to_dict()
            tables.append(tables_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "tenantId": tenant_id,
                "erasedAt": erased_at,
                "erasedBy": erased_by,
                "tables": tables,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.erased_table import ErasedTable

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant_id = UUID(d.pop("tenantId"))

        erased_at = datetime.datetime.fromisoformat(d.pop("erasedAt"))

        erased_by = d.pop("erasedBy")

        tables = []
        _tables = d.pop("tables")
        for tables_item_data in _tables:
            tables_item = ErasedTable.from_dict(tables_item_data)

            tables.append(tables_item)

        erasure_answer = cls(
            id=id,
            tenant_id=tenant_id,
            erased_at=erased_at,
            erased_by=erased_by,
            tables=tables,
        )

        erasure_answer.additional_properties = d
        return erasure_answer

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
