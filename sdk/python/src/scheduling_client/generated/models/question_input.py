from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.question_input_type import QuestionInputType, check_question_input_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="QuestionInput")


@_attrs_define
class QuestionInput:
    """A question to the invitee."""

    id: str
    """ By which answers refer to it; unique in the event type. """
    label: str
    """ What is asked. """
    type_: QuestionInputType
    """ How it is answered. """
    required: bool | None | Unset = UNSET
    """ Whether it must be answered; false if absent. """
    options: list[str] | None | Unset = UNSET
    """ What can be chosen; of a select only, where there must be at least one. """
    placeholder: None | str | Unset = UNSET
    """ A hint in the empty field. """

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        label = self.label

        type_: str = self.type_

        required: bool | None | Unset
        if isinstance(self.required, Unset):
            required = UNSET
        else:
            required = self.required

        options: list[str] | None | Unset
        if isinstance(self.options, Unset):
            options = UNSET
        elif isinstance(self.options, list):
            options = self.options

        else:
            options = self.options

        placeholder: None | str | Unset
        if isinstance(self.placeholder, Unset):
            placeholder = UNSET
        else:
            placeholder = self.placeholder

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "label": label,
                "type": type_,
            }
        )
        if required is not UNSET:
            field_dict["required"] = required
        if options is not UNSET:
            field_dict["options"] = options
        if placeholder is not UNSET:
            field_dict["placeholder"] = placeholder

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        label = d.pop("label")

        type_ = check_question_input_type(d.pop("type"))

        def _parse_required(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        required = _parse_required(d.pop("required", UNSET))

        def _parse_options(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                options_type_0 = cast(list[str], data)

                return options_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        options = _parse_options(d.pop("options", UNSET))

        def _parse_placeholder(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        placeholder = _parse_placeholder(d.pop("placeholder", UNSET))

        question_input = cls(
            id=id,
            label=label,
            type_=type_,
            required=required,
            options=options,
            placeholder=placeholder,
        )

        return question_input
