from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mail_template_answer_audience import (
    MailTemplateAnswerAudience,
    check_mail_template_answer_audience,
)
from ..models.mail_template_answer_kind import (
    MailTemplateAnswerKind,
    check_mail_template_answer_kind,
)
from ..models.mail_template_answer_locale_type_1 import (
    MailTemplateAnswerLocaleType1,
    check_mail_template_answer_locale_type_1,
)
from ..models.mail_template_answer_locale_type_2_type_1 import (
    MailTemplateAnswerLocaleType2Type1,
    check_mail_template_answer_locale_type_2_type_1,
)
from ..models.mail_template_answer_locale_type_3_type_1 import (
    MailTemplateAnswerLocaleType3Type1,
    check_mail_template_answer_locale_type_3_type_1,
)

T = TypeVar("T", bound="MailTemplateAnswer")


@_attrs_define
class MailTemplateAnswer:
    """What mails say in the place of the product's texts."""

    kind: MailTemplateAnswerKind
    """ Which mails: why somebody gets them. """
    audience: MailTemplateAnswerAudience
    """ As what they get them. """
    locale: (
        MailTemplateAnswerLocaleType1
        | MailTemplateAnswerLocaleType2Type1
        | MailTemplateAnswerLocaleType3Type1
        | None
    )
    """ In which language; null, in every language that has no template of its own. """
    subject: None | str
    """ The subject; null is the product's. """
    text: None | str
    """ The plain text; null is the product's. """
    html: None | str
    """ What stands in the body of the HTML; null is the product's. """
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

        subject: None | str
        subject = self.subject

        text: None | str
        text = self.text

        html: None | str
        html = self.html

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "audience": audience,
                "locale": locale,
                "subject": subject,
                "text": text,
                "html": html,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = check_mail_template_answer_kind(d.pop("kind"))

        audience = check_mail_template_answer_audience(d.pop("audience"))

        def _parse_locale(
            data: object,
        ) -> (
            MailTemplateAnswerLocaleType1
            | MailTemplateAnswerLocaleType2Type1
            | MailTemplateAnswerLocaleType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_mail_template_answer_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_mail_template_answer_locale_type_2_type_1(
                    data
                )

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_mail_template_answer_locale_type_3_type_1(
                    data
                )

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                MailTemplateAnswerLocaleType1
                | MailTemplateAnswerLocaleType2Type1
                | MailTemplateAnswerLocaleType3Type1
                | None,
                data,
            )

        locale = _parse_locale(d.pop("locale"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))

        def _parse_html(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        html = _parse_html(d.pop("html"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        mail_template_answer = cls(
            kind=kind,
            audience=audience,
            locale=locale,
            subject=subject,
            text=text,
            html=html,
            updated_at=updated_at,
        )

        mail_template_answer.additional_properties = d
        return mail_template_answer

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
