from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.change_answer_action import ChangeAnswerAction, check_change_answer_action
from ..models.change_answer_entity_type import (
    ChangeAnswerEntityType,
    check_change_answer_entity_type,
)

T = TypeVar("T", bound="ChangeAnswer")


@_attrs_define
class ChangeAnswer:
    """Something that was changed."""

    id: UUID
    """ The entry's id. """
    entity_type: ChangeAnswerEntityType
    """ What kind of thing was changed. """
    entity_id: UUID
    """ Which one. """
    action: ChangeAnswerAction
    """ What was done to it. """
    actor: str
    """ Who did it: `key:`, `account:` or `link:` with the id of an API key, an account or the link of an
    invitation;
     `jwt:` or `user:` with the id that an embedding platform or program gives its user; `mail:` with the id of a
     booking, of its host who decided by the link in a mail; `invitee`, `platform`, or `system` for what time has
    done. Never a name or an address. """
    created_at: datetime.datetime
    """ When. """
    before: Any
    """ What was there before, as it was recorded then; null if nothing was, or nothing is told. The form of records
     is that of the program, not of this API, and gains members with its versions. """
    after: Any
    """ What was there afterwards, likewise. """
    details: Any
    """ What else was recorded: of a new booking, its start, event type and host; nothing of the invitee. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        entity_type: str = self.entity_type

        entity_id = str(self.entity_id)

        action: str = self.action

        actor = self.actor

        created_at = self.created_at.isoformat()

        before = self.before

        after = self.after

        details = self.details

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "entityType": entity_type,
                "entityId": entity_id,
                "action": action,
                "actor": actor,
                "createdAt": created_at,
                "before": before,
                "after": after,
                "details": details,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        entity_type = check_change_answer_entity_type(d.pop("entityType"))

        entity_id = UUID(d.pop("entityId"))

        action = check_change_answer_action(d.pop("action"))

        actor = d.pop("actor")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        before = d.pop("before")

        after = d.pop("after")

        details = d.pop("details")

        change_answer = cls(
            id=id,
            entity_type=entity_type,
            entity_id=entity_id,
            action=action,
            actor=actor,
            created_at=created_at,
            before=before,
            after=after,
            details=details,
        )

        change_answer.additional_properties = d
        return change_answer

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
