from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mail_template_summary_audience import (
    MailTemplateSummaryAudience,
    check_mail_template_summary_audience,
)
from ..models.mail_template_summary_kind import (
    MailTemplateSummaryKind,
    check_mail_template_summary_kind,
)
from ..models.mail_template_summary_locale_type_1 import (
    MailTemplateSummaryLocaleType1,
    check_mail_template_summary_locale_type_1,
)
from ..models.mail_template_summary_locale_type_2_type_1 import (
    MailTemplateSummaryLocaleType2Type1,
    check_mail_template_summary_locale_type_2_type_1,
)
from ..models.mail_template_summary_locale_type_3_type_1 import (
    MailTemplateSummaryLocaleType3Type1,
    check_mail_template_summary_locale_type_3_type_1,
)
from ..models.mail_template_summary_parts_item import (
    MailTemplateSummaryPartsItem,
    check_mail_template_summary_parts_item,
)

T = TypeVar("T", bound="MailTemplateSummary")


@_attrs_define
class MailTemplateSummary:
    """That there is a template."""

    kind: MailTemplateSummaryKind
    """ Which mails it is for: why somebody gets them. """
    audience: MailTemplateSummaryAudience
    """ As what they get them. """
    locale: (
        MailTemplateSummaryLocaleType1
        | MailTemplateSummaryLocaleType2Type1
        | MailTemplateSummaryLocaleType3Type1
        | None
    )
    """ In which language; null, in every language that has no template of its own. """
    parts: list[MailTemplateSummaryPartsItem]
    """ The parts for which it has a text. """
    updated_at: datetime.datetime
    """ When it was last changed. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        audience: str = self.audience

        locale: None | str
        if (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        parts = []
        for parts_item_data in self.parts:
            parts_item: str = parts_item_data
            parts.append(parts_item)

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "audience": audience,
                "locale": locale,
                "parts": parts,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = check_mail_template_summary_kind(d.pop("kind"))

        audience = check_mail_template_summary_audience(d.pop("audience"))

        def _parse_locale(
            data: object,
        ) -> (
            MailTemplateSummaryLocaleType1
            | MailTemplateSummaryLocaleType2Type1
            | MailTemplateSummaryLocaleType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_mail_template_summary_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_mail_template_summary_locale_type_2_type_1(
                    data
                )

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_mail_template_summary_locale_type_3_type_1(
                    data
                )

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                MailTemplateSummaryLocaleType1
                | MailTemplateSummaryLocaleType2Type1
                | MailTemplateSummaryLocaleType3Type1
                | None,
                data,
            )

        locale = _parse_locale(d.pop("locale"))

        parts = []
        _parts = d.pop("parts")
        for parts_item_data in _parts:
            parts_item = check_mail_template_summary_parts_item(parts_item_data)

            parts.append(parts_item)

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        mail_template_summary = cls(
            kind=kind,
            audience=audience,
            locale=locale,
            parts=parts,
            updated_at=updated_at,
        )

        mail_template_summary.additional_properties = d
        return mail_template_summary

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
