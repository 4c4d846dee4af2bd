from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mail_preview_answer_locale import (
    MailPreviewAnswerLocale,
    check_mail_preview_answer_locale,
)

if TYPE_CHECKING:
    from ..models.refused_part_answer import RefusedPartAnswer


T = TypeVar("T", bound="MailPreviewAnswer")


@_attrs_define
class MailPreviewAnswer:
    """How a mail looks."""

    locale: MailPreviewAnswerLocale
    """ Its language. """
    written_by: str
    """ By what it was written: `given`, by the template of the request; `stored`, by the one that is kept;
    `product`. """
    subject: str
    """ Its subject. """
    text: str
    """ Its plain text. """
    html: str
    """ Its HTML, a whole document. It is made by a template: show it in a frame with the attribute `sandbox`. """
    refused: list[RefusedPartAnswer]
    """ What is wrong with the template, at most one thing a part: it would not be kept. What cannot be written by
    it is the
     product's text. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        locale: str = self.locale

        written_by = self.written_by

        subject = self.subject

        text = self.text

        html = self.html

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "locale": locale,
                "writtenBy": written_by,
                "subject": subject,
                "text": text,
                "html": html,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.refused_part_answer import RefusedPartAnswer

        d = dict(src_dict)
        locale = check_mail_preview_answer_locale(d.pop("locale"))

        written_by = d.pop("writtenBy")

        subject = d.pop("subject")

        text = d.pop("text")

        html = d.pop("html")

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = RefusedPartAnswer.from_dict(refused_item_data)

            refused.append(refused_item)

        mail_preview_answer = cls(
            locale=locale,
            written_by=written_by,
            subject=subject,
            text=text,
            html=html,
            refused=refused,
        )

        mail_preview_answer.additional_properties = d
        return mail_preview_answer

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
