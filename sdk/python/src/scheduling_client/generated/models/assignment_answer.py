from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.assignment_answer_chosen_by import (
    AssignmentAnswerChosenBy,
    check_assignment_answer_chosen_by,
)

if TYPE_CHECKING:
    from ..models.candidate_answer import CandidateAnswer


T = TypeVar("T", bound="AssignmentAnswer")


@_attrs_define
class AssignmentAnswer:
    """Who was chosen for a booking, by what and from what."""

    user_id: UUID
    """ Who. """
    chosen_by: AssignmentAnswerChosenBy
    """ By what: the first thing in which the user went before all others; or the hold that was used, the invitee
    who
     named the user, the meeting that was moved and `kept` its user, or the host's side that `reassigned` it. """
    candidates: list[CandidateAnswer]
    """ All who were free, in the order of the rotation; none if the host's side gave the meeting to the user. """
    created_at: datetime.datetime
    """ When. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id = str(self.user_id)

        chosen_by: str = self.chosen_by

        candidates = []
        for candidates_item_data in self.candidates:
            candidates_item = candidates_item_data.to_dict()
            candidates.append(candidates_item)

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "userId": user_id,
                "chosenBy": chosen_by,
                "candidates": candidates,
                "createdAt": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.candidate_answer import CandidateAnswer

        d = dict(src_dict)
        user_id = UUID(d.pop("userId"))

        chosen_by = check_assignment_answer_chosen_by(d.pop("chosenBy"))

        candidates = []
        _candidates = d.pop("candidates")
        for candidates_item_data in _candidates:
            candidates_item = CandidateAnswer.from_dict(candidates_item_data)

            candidates.append(candidates_item)

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        assignment_answer = cls(
            user_id=user_id,
            chosen_by=chosen_by,
            candidates=candidates,
            created_at=created_at,
        )

        assignment_answer.additional_properties = d
        return assignment_answer

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
