from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mail_preview_input_audience import (
    MailPreviewInputAudience,
    check_mail_preview_input_audience,
)
from ..models.mail_preview_input_kind import (
    MailPreviewInputKind,
    check_mail_preview_input_kind,
)
from ..models.mail_preview_input_locale_type_1 import (
    MailPreviewInputLocaleType1,
    check_mail_preview_input_locale_type_1,
)
from ..models.mail_preview_input_locale_type_2_type_1 import (
    MailPreviewInputLocaleType2Type1,
    check_mail_preview_input_locale_type_2_type_1,
)
from ..models.mail_preview_input_locale_type_3_type_1 import (
    MailPreviewInputLocaleType3Type1,
    check_mail_preview_input_locale_type_3_type_1,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mail_template_input import MailTemplateInput


T = TypeVar("T", bound="MailPreviewInput")


@_attrs_define
class MailPreviewInput:
    """Which mail to show, and by which template."""

    kind: MailPreviewInputKind
    """ Why somebody gets it. """
    audience: MailPreviewInputAudience
    """ As what. """
    locale: (
        MailPreviewInputLocaleType1
        | MailPreviewInputLocaleType2Type1
        | MailPreviewInputLocaleType3Type1
        | None
        | Unset
    ) = UNSET
    """ In which language; if absent, in the tenant's. """
    template: MailTemplateInput | None | Unset = UNSET
    """ The template; if absent, the one that is kept for such mails, else the product's texts. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.mail_template_input import MailTemplateInput

        kind: str = self.kind

        audience: str = self.audience

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

        template: dict[str, Any] | None | Unset
        if isinstance(self.template, Unset):
            template = UNSET
        elif isinstance(self.template, MailTemplateInput):
            template = self.template.to_dict()
        else:
            template = self.template

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "audience": audience,
            }
        )
        if locale is not UNSET:
            field_dict["locale"] = locale
        if template is not UNSET:
            field_dict["template"] = template

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.mail_template_input import MailTemplateInput

        d = dict(src_dict)
        kind = check_mail_preview_input_kind(d.pop("kind"))

        audience = check_mail_preview_input_audience(d.pop("audience"))

        def _parse_locale(
            data: object,
        ) -> (
            MailPreviewInputLocaleType1
            | MailPreviewInputLocaleType2Type1
            | MailPreviewInputLocaleType3Type1
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
                locale_type_1 = check_mail_preview_input_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_mail_preview_input_locale_type_2_type_1(
                    data
                )

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_mail_preview_input_locale_type_3_type_1(
                    data
                )

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                MailPreviewInputLocaleType1
                | MailPreviewInputLocaleType2Type1
                | MailPreviewInputLocaleType3Type1
                | None
                | Unset,
                data,
            )

        locale = _parse_locale(d.pop("locale", UNSET))

        def _parse_template(data: object) -> MailTemplateInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                template_type_1 = MailTemplateInput.from_dict(data)

                return template_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MailTemplateInput | None | Unset, data)

        template = _parse_template(d.pop("template", UNSET))

        mail_preview_input = cls(
            kind=kind,
            audience=audience,
            locale=locale,
            template=template,
        )

        return mail_preview_input
