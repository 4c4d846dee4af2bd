from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.tenant_answer_status import TenantAnswerStatus, check_tenant_answer_status

if TYPE_CHECKING:
    from ..models.features import Features
    from ..models.quotas_answer import QuotasAnswer
    from ..models.settings import Settings


T = TypeVar("T", bound="TenantAnswer")


@_attrs_define
class TenantAnswer:
    """A tenant."""

    id: UUID
    """ Its id. """
    slug: str
    """ The name in addresses. """
    name: str
    """ What people call it. """
    status: TenantAnswerStatus
    """ Whether it is served. """
    features: Features
    """ What is switched on for a tenant. """
    quotas: QuotasAnswer
    """ How much a tenant can have; null is no limit. """
    settings: Settings
    """ The settings of a tenant. """
    created_at: datetime.datetime
    """ When it was made. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        slug = self.slug

        name = self.name

        status: str = self.status

        features = self.features.to_dict()

        quotas = self.quotas.to_dict()

        settings = self.settings.to_dict()

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "slug": slug,
                "name": name,
                "status": status,
                "features": features,
                "quotas": quotas,
                "settings": settings,
                "createdAt": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.features import Features
        from ..models.quotas_answer import QuotasAnswer
        from ..models.settings import Settings

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        slug = d.pop("slug")

        name = d.pop("name")

        status = check_tenant_answer_status(d.pop("status"))

        features = Features.from_dict(d.pop("features"))

        quotas = QuotasAnswer.from_dict(d.pop("quotas"))

        settings = Settings.from_dict(d.pop("settings"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        tenant_answer = cls(
            id=id,
            slug=slug,
            name=name,
            status=status,
            features=features,
            quotas=quotas,
            settings=settings,
            created_at=created_at,
        )

        tenant_answer.additional_properties = d
        return tenant_answer

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
