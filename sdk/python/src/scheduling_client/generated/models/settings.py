from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.branding_answer import BrandingAnswer
    from ..models.defaults_answer import DefaultsAnswer
    from ..models.rate_limits_answer import RateLimitsAnswer


T = TypeVar("T", bound="Settings")


@_attrs_define
class Settings:
    """The settings of a tenant."""

    defaults: DefaultsAnswer
    """ What users follow where they set nothing. """
    branding: BrandingAnswer
    """ How a tenant's pages and mails look. """
    rate_limits: RateLimitsAnswer
    """ How many requests a minute one client address may make; null is no limit. """
    allowed_origins: list[str]
    """ The web origins that may write through the public API and frame the booking pages. """
    retention_days: int | None
    """ After how many days the personal data of past invitees is blanked; null is never. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        defaults = self.defaults.to_dict()

        branding = self.branding.to_dict()

        rate_limits = self.rate_limits.to_dict()

        allowed_origins = self.allowed_origins

        retention_days: int | None
        retention_days = self.retention_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "defaults": defaults,
                "branding": branding,
                "rateLimits": rate_limits,
                "allowedOrigins": allowed_origins,
                "retentionDays": retention_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.branding_answer import BrandingAnswer
        from ..models.defaults_answer import DefaultsAnswer
        from ..models.rate_limits_answer import RateLimitsAnswer

        d = dict(src_dict)
        defaults = DefaultsAnswer.from_dict(d.pop("defaults"))

        branding = BrandingAnswer.from_dict(d.pop("branding"))

        rate_limits = RateLimitsAnswer.from_dict(d.pop("rateLimits"))

        allowed_origins = cast(list[str], d.pop("allowedOrigins"))

        def _parse_retention_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retention_days = _parse_retention_days(d.pop("retentionDays"))

        settings = cls(
            defaults=defaults,
            branding=branding,
            rate_limits=rate_limits,
            allowed_origins=allowed_origins,
            retention_days=retention_days,
        )

        settings.additional_properties = d
        return settings

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
