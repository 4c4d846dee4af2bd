from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.question_answer_type import QuestionAnswerType, check_question_answer_type

T = TypeVar("T", bound="QuestionAnswer")


@_attrs_define
class QuestionAnswer:
    """A question to the invitee."""

    id: str
    """ By which answers refer to it. """
    label: str
    """ What is asked. """
    type_: QuestionAnswerType
    """ How it is answered. """
    required: bool
    """ Whether it must be answered. """
    options: list[str]
    """ What can be chosen; of a select only. """
    placeholder: None | str
    """ A hint in the empty field. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        label = self.label

        type_: str = self.type_

        required = self.required

        options = self.options

        placeholder: None | str
        placeholder = self.placeholder

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "label": label,
                "type": type_,
                "required": required,
                "options": options,
                "placeholder": placeholder,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        label = d.pop("label")

        type_ = check_question_answer_type(d.pop("type"))

        required = d.pop("required")

        options = cast(list[str], d.pop("options"))

        def _parse_placeholder(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        placeholder = _parse_placeholder(d.pop("placeholder"))

        question_answer = cls(
            id=id,
            label=label,
            type_=type_,
            required=required,
            options=options,
            placeholder=placeholder,
        )

        question_answer.additional_properties = d
        return question_answer

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
