from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_details_channel import (
    DeliveryDetailsChannel,
    check_delivery_details_channel,
)
from ..models.delivery_details_state import (
    DeliveryDetailsState,
    check_delivery_details_state,
)

if TYPE_CHECKING:
    from ..models.attempt_answer import AttemptAnswer
    from ..models.recipient_answer import RecipientAnswer


T = TypeVar("T", bound="DeliveryDetails")


@_attrs_define
class DeliveryDetails:
    """Something that is owed to somebody, with all that was done about it."""

    id: UUID
    """ Its id. """
    channel: DeliveryDetailsChannel
    """ By which way it is brought. """
    kind: str
    """ Of a call, the `type` of the event, or `webhook.test`; of a mail, which it is, such as `confirmation` or
     `reminder`. """
    before_minutes: int | None
    """ Of a reminder: how many minutes before the start. """
    recipient: RecipientAnswer
    """ To whom something is owed. """
    event_id: None | UUID
    """ The event because of which it is owed; null of a test. """
    booking_id: None | UUID
    """ The booking that it is about. """
    booking_sequence: int | None
    """ The version of the booking of which it tells. """
    state: DeliveryDetailsState
    """ How far it is. """
    is_void: bool
    """ Whether it is not wanted any more: what it says is out of date, or somebody cancelled it. What is being sent
     then is not tried again. """
    attempt_count: int
    """ How often it was tried. """
    planned_for: datetime.datetime
    """ When it is to be sent at first. """
    next_attempt_at: datetime.datetime | None
    """ When it is tried next: of what is being sent, if nobody has said by then what came of it. Null once it is
     finished. """
    last_attempt_at: datetime.datetime | None
    """ When it was tried last. """
    last_error: None | str
    """ What went wrong then, or why it waits, or why it was not sent. Of a mail that was delivered: that a template
     failed, so that the product's text was sent in its place. """
    created_at: datetime.datetime
    """ When it came to be. """
    finished_at: datetime.datetime | None
    """ When it was delivered, given up or cancelled. """
    attempts: list[AttemptAnswer]
    """ Each time that it was tried, in order. """
    body: None | str
    """ What was sent, of a call, exactly; null before the first attempt, and once what is known of the invitee was
     forgotten. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        channel: str = self.channel

        kind = self.kind

        before_minutes: int | None
        before_minutes = self.before_minutes

        recipient = self.recipient.to_dict()

        event_id: None | str
        if isinstance(self.event_id, UUID):
            event_id = str(self.event_id)
        else:
            event_id = self.event_id

        booking_id: None | str
        if isinstance(self.booking_id, UUID):
            booking_id = str(self.booking_id)
        else:
            booking_id = self.booking_id

        booking_sequence: int | None
        booking_sequence = self.booking_sequence

        state: str = self.state

        is_void = self.is_void

        attempt_count = self.attempt_count

        planned_for = self.planned_for.isoformat()

        next_attempt_at: None | str
        if isinstance(self.next_attempt_at, datetime.datetime):
            next_attempt_at = self.next_attempt_at.isoformat()
        else:
            next_attempt_at = self.next_attempt_at

        last_attempt_at: None | str
        if isinstance(self.last_attempt_at, datetime.datetime):
            last_attempt_at = self.last_attempt_at.isoformat()
        else:
            last_attempt_at = self.last_attempt_at

        last_error: None | str
        last_error = self.last_error

        created_at = self.created_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

        body: None | str
        body = self.body

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "channel": channel,
                "kind": kind,
                "beforeMinutes": before_minutes,
                "recipient": recipient,
                "eventId": event_id,
                "bookingId": booking_id,
                "bookingSequence": booking_sequence,
                "state": state,
                "isVoid": is_void,
                "attemptCount": attempt_count,
                "plannedFor": planned_for,
                "nextAttemptAt": next_attempt_at,
                "lastAttemptAt": last_attempt_at,
                "lastError": last_error,
                "createdAt": created_at,
                "finishedAt": finished_at,
                "attempts": attempts,
                "body": body,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt_answer import AttemptAnswer
        from ..models.recipient_answer import RecipientAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        channel = check_delivery_details_channel(d.pop("channel"))

        kind = d.pop("kind")

        def _parse_before_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        before_minutes = _parse_before_minutes(d.pop("beforeMinutes"))

        recipient = RecipientAnswer.from_dict(d.pop("recipient"))

        def _parse_event_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                event_id_type_0 = UUID(data)

                return event_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        event_id = _parse_event_id(d.pop("eventId"))

        def _parse_booking_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                booking_id_type_0 = UUID(data)

                return booking_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        booking_id = _parse_booking_id(d.pop("bookingId"))

        def _parse_booking_sequence(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        booking_sequence = _parse_booking_sequence(d.pop("bookingSequence"))

        state = check_delivery_details_state(d.pop("state"))

        is_void = d.pop("isVoid")

        attempt_count = d.pop("attemptCount")

        planned_for = datetime.datetime.fromisoformat(d.pop("plannedFor"))

        def _parse_next_attempt_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_attempt_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_attempt_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_attempt_at = _parse_next_attempt_at(d.pop("nextAttemptAt"))

        def _parse_last_attempt_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_attempt_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_attempt_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_attempt_at = _parse_last_attempt_at(d.pop("lastAttemptAt"))

        def _parse_last_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_error = _parse_last_error(d.pop("lastError"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finishedAt"))

        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = AttemptAnswer.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        def _parse_body(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        body = _parse_body(d.pop("body"))

        delivery_details = cls(
            id=id,
            channel=channel,
            kind=kind,
            before_minutes=before_minutes,
            recipient=recipient,
            event_id=event_id,
            booking_id=booking_id,
            booking_sequence=booking_sequence,
            state=state,
            is_void=is_void,
            attempt_count=attempt_count,
            planned_for=planned_for,
            next_attempt_at=next_attempt_at,
            last_attempt_at=last_attempt_at,
            last_error=last_error,
            created_at=created_at,
            finished_at=finished_at,
            attempts=attempts,
            body=body,
        )

        delivery_details.additional_properties = d
        return delivery_details

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
