from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.refused_part_answer_part import (
    RefusedPartAnswerPart,
    check_refused_part_answer_part,
)

T = TypeVar("T", bound="RefusedPartAnswer")


@_attrs_define
class RefusedPartAnswer:
    """What is wrong with a part of a template."""

    part: RefusedPartAnswerPart
    """ Which part. """
    line: int | None
    """ On which line, counted from 1; null if it is on none. """
    problem: str
    """ What it is. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        part: str = self.part

        line: int | None
        line = self.line

        problem = self.problem

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "part": part,
                "line": line,
                "problem": problem,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        part = check_refused_part_answer_part(d.pop("part"))

        def _parse_line(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        line = _parse_line(d.pop("line"))

        problem = d.pop("problem")

        refused_part_answer = cls(
            part=part,
            line=line,
            problem=problem,
        )

        refused_part_answer.additional_properties = d
        return refused_part_answer

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
