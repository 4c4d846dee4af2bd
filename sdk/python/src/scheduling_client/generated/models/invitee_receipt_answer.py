from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="InviteeReceiptAnswer")


@_attrs_define
class InviteeReceiptAnswer:
    """That an invitee was forgotten. It does not name them."""

    id: UUID
    """ Its id, under which the changelog has it. """
    erased_at: datetime.datetime
    """ When. """
    erased_by: str
    """ At whose request. """
    bookings: int
    """ In how many bookings they were blanked. """
    guest_lists: int
    """ From how many bookings of others they were removed as a guest. """
    changelog_entries: int
    """ How many entries of the changelog were blanked. """
    stored_answers: int
    """ How many answers that were kept for repetitions of requests are gone. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        erased_at = self.erased_at.isoformat()

        erased_by = self.erased_by

        bookings = self.bookings

        guest_lists = self.guest_lists

        changelog_entries = self.changelog_entries

        stored_answers = self.stored_answers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "erasedAt": erased_at,
                "erasedBy": erased_by,
                "bookings": bookings,
                "guestLists": guest_lists,
                "changelogEntries": changelog_entries,
                "storedAnswers": stored_answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        erased_at = datetime.datetime.fromisoformat(d.pop("erasedAt"))

        erased_by = d.pop("erasedBy")

        bookings = d.pop("bookings")

        guest_lists = d.pop("guestLists")

        changelog_entries = d.pop("changelogEntries")

        stored_answers = d.pop("storedAnswers")

        invitee_receipt_answer = cls(
            id=id,
            erased_at=erased_at,
            erased_by=erased_by,
            bookings=bookings,
            guest_lists=guest_lists,
            changelog_entries=changelog_entries,
            stored_answers=stored_answers,
        )

        invitee_receipt_answer.additional_properties = d
        return invitee_receipt_answer

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
