from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.branding_answer_locale_type_1 import (
    BrandingAnswerLocaleType1,
    check_branding_answer_locale_type_1,
)
from ..models.branding_answer_locale_type_2_type_1 import (
    BrandingAnswerLocaleType2Type1,
    check_branding_answer_locale_type_2_type_1,
)
from ..models.branding_answer_locale_type_3_type_1 import (
    BrandingAnswerLocaleType3Type1,
    check_branding_answer_locale_type_3_type_1,
)

T = TypeVar("T", bound="BrandingAnswer")


@_attrs_define
class BrandingAnswer:
    """How a tenant's pages and mails look."""

    display_name: None | str
    """ The name above the pages; null is the tenant's. """
    logo_url: None | str
    """ A picture. """
    accent_color: None | str
    """ An accent colour. """
    locale: (
        BrandingAnswerLocaleType1
        | BrandingAnswerLocaleType2Type1
        | BrandingAnswerLocaleType3Type1
        | None
    )
    """ The language of those who have not chosen one; null is English. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        display_name: None | str
        display_name = self.display_name

        logo_url: None | str
        logo_url = self.logo_url

        accent_color: None | str
        accent_color = self.accent_color

        locale: None | str
        if (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "displayName": display_name,
                "logoUrl": logo_url,
                "accentColor": accent_color,
                "locale": locale,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_display_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        display_name = _parse_display_name(d.pop("displayName"))

        def _parse_logo_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        logo_url = _parse_logo_url(d.pop("logoUrl"))

        def _parse_accent_color(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        accent_color = _parse_accent_color(d.pop("accentColor"))

        def _parse_locale(
            data: object,
        ) -> (
            BrandingAnswerLocaleType1
            | BrandingAnswerLocaleType2Type1
            | BrandingAnswerLocaleType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_branding_answer_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_branding_answer_locale_type_2_type_1(data)

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_branding_answer_locale_type_3_type_1(data)

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BrandingAnswerLocaleType1
                | BrandingAnswerLocaleType2Type1
                | BrandingAnswerLocaleType3Type1
                | None,
                data,
            )

        locale = _parse_locale(d.pop("locale"))

        branding_answer = cls(
            display_name=display_name,
            logo_url=logo_url,
            accent_color=accent_color,
            locale=locale,
        )

        branding_answer.additional_properties = d
        return branding_answer

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
