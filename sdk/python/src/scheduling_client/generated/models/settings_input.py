from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.branding_input import BrandingInput
    from ..models.defaults_input import DefaultsInput
    from ..models.rate_limits_input import RateLimitsInput


T = TypeVar("T", bound="SettingsInput")


@_attrs_define
class SettingsInput:
    """What takes the place of a tenant's settings. Parts that are absent or null get their default."""

    defaults: DefaultsInput | None | Unset = UNSET
    """ What users follow where they set nothing; 24 h, 60 days, 0 and 15 minutes if absent. """
    branding: BrandingInput | None | Unset = UNSET
    """ How pages and mails look. """
    rate_limits: None | RateLimitsInput | Unset = UNSET
    """ How many requests a minute one client address may make; 10, 20, 240 and 20 if absent. """
    allowed_origins: list[str] | None | Unset = UNSET
    """ The web origins that may write through the public API and frame the booking pages. """
    retention_days: int | None | Unset = UNSET
    """ After how many days the personal data of past invitees is blanked; null is never. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.branding_input import BrandingInput
        from ..models.defaults_input import DefaultsInput
        from ..models.rate_limits_input import RateLimitsInput

        defaults: dict[str, Any] | None | Unset
        if isinstance(self.defaults, Unset):
            defaults = UNSET
        elif isinstance(self.defaults, DefaultsInput):
            defaults = self.defaults.to_dict()
        else:
            defaults = self.defaults

        branding: dict[str, Any] | None | Unset
        if isinstance(self.branding, Unset):
            branding = UNSET
        elif isinstance(self.branding, BrandingInput):
            branding = self.branding.to_dict()
        else:
            branding = self.branding

        rate_limits: dict[str, Any] | None | Unset
        if isinstance(self.rate_limits, Unset):
            rate_limits = UNSET
        elif isinstance(self.rate_limits, RateLimitsInput):
            rate_limits = self.rate_limits.to_dict()
        else:
            rate_limits = self.rate_limits

        allowed_origins: list[str] | None | Unset
        if isinstance(self.allowed_origins, Unset):
            allowed_origins = UNSET
        elif isinstance(self.allowed_origins, list):
            allowed_origins = self.allowed_origins

        else:
            allowed_origins = self.allowed_origins

        retention_days: int | None | Unset
        if isinstance(self.retention_days, Unset):
            retention_days = UNSET
        else:
            retention_days = self.retention_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if defaults is not UNSET:
            field_dict["defaults"] = defaults
        if branding is not UNSET:
            field_dict["branding"] = branding
        if rate_limits is not UNSET:
            field_dict["rateLimits"] = rate_limits
        if allowed_origins is not UNSET:
            field_dict["allowedOrigins"] = allowed_origins
        if retention_days is not UNSET:
            field_dict["retentionDays"] = retention_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.branding_input import BrandingInput
        from ..models.defaults_input import DefaultsInput
        from ..models.rate_limits_input import RateLimitsInput

        d = dict(src_dict)

        def _parse_defaults(data: object) -> DefaultsInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                defaults_type_1 = DefaultsInput.from_dict(data)

                return defaults_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DefaultsInput | None | Unset, data)

        defaults = _parse_defaults(d.pop("defaults", UNSET))

        def _parse_branding(data: object) -> BrandingInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                branding_type_1 = BrandingInput.from_dict(data)

                return branding_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BrandingInput | None | Unset, data)

        branding = _parse_branding(d.pop("branding", UNSET))

        def _parse_rate_limits(data: object) -> None | RateLimitsInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rate_limits_type_1 = RateLimitsInput.from_dict(data)

                return rate_limits_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RateLimitsInput | Unset, data)

        rate_limits = _parse_rate_limits(d.pop("rateLimits", UNSET))

        def _parse_allowed_origins(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                allowed_origins_type_0 = cast(list[str], data)

                return allowed_origins_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        allowed_origins = _parse_allowed_origins(d.pop("allowedOrigins", UNSET))

        def _parse_retention_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        retention_days = _parse_retention_days(d.pop("retentionDays", UNSET))

        settings_input = cls(
            defaults=defaults,
            branding=branding,
            rate_limits=rate_limits,
            allowed_origins=allowed_origins,
            retention_days=retention_days,
        )

        return settings_input
