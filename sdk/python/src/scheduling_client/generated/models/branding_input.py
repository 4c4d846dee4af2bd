from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.branding_input_locale_type_1 import (
    BrandingInputLocaleType1,
    check_branding_input_locale_type_1,
)
from ..models.branding_input_locale_type_2_type_1 import (
    BrandingInputLocaleType2Type1,
    check_branding_input_locale_type_2_type_1,
)
from ..models.branding_input_locale_type_3_type_1 import (
    BrandingInputLocaleType3Type1,
    check_branding_input_locale_type_3_type_1,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="BrandingInput")


@_attrs_define
class BrandingInput:
    """How a tenant's pages and mails look."""

    display_name: None | str | Unset = UNSET
    """ The name above the pages; null is the tenant's. """
    logo_url: None | str | Unset = UNSET
    """ A picture. """
    accent_color: None | str | Unset = UNSET
    """ An accent colour. """
    locale: (
        BrandingInputLocaleType1
        | BrandingInputLocaleType2Type1
        | BrandingInputLocaleType3Type1
        | None
        | Unset
    ) = UNSET
    """ The language of those who have not chosen one; English if absent. """

    def to_dict(self) -> dict[str, Any]:
        display_name: None | str | Unset
        if isinstance(self.display_name, Unset):
            display_name = UNSET
        else:
            display_name = self.display_name

        logo_url: None | str | Unset
        if isinstance(self.logo_url, Unset):
            logo_url = UNSET
        else:
            logo_url = self.logo_url

        accent_color: None | str | Unset
        if isinstance(self.accent_color, Unset):
            accent_color = UNSET
        else:
            accent_color = self.accent_color

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        elif (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if display_name is not UNSET:
            field_dict["displayName"] = display_name
        if logo_url is not UNSET:
            field_dict["logoUrl"] = logo_url
        if accent_color is not UNSET:
            field_dict["accentColor"] = accent_color
        if locale is not UNSET:
            field_dict["locale"] = locale

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_display_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        display_name = _parse_display_name(d.pop("displayName", UNSET))

        def _parse_logo_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        logo_url = _parse_logo_url(d.pop("logoUrl", UNSET))

        def _parse_accent_color(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accent_color = _parse_accent_color(d.pop("accentColor", UNSET))

        def _parse_locale(
            data: object,
        ) -> (
            BrandingInputLocaleType1
            | BrandingInputLocaleType2Type1
            | BrandingInputLocaleType3Type1
            | None
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_branding_input_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_branding_input_locale_type_2_type_1(data)

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_branding_input_locale_type_3_type_1(data)

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BrandingInputLocaleType1
                | BrandingInputLocaleType2Type1
                | BrandingInputLocaleType3Type1
                | None
                | Unset,
                data,
            )

        locale = _parse_locale(d.pop("locale", UNSET))

        branding_input = cls(
            display_name=display_name,
            logo_url=logo_url,
            accent_color=accent_color,
            locale=locale,
        )

        return branding_input
