from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.booking_answer import BookingAnswer
    from ..models.expired_hold import ExpiredHold
    from ..models.previous_meeting import PreviousMeeting


T = TypeVar("T", bound="EventData")


@_attrs_define
class EventData:
    """What an event is about; what does not belong to its kind is null."""

    booking_sequence: int | None
    """ The version of the booking after what happened, as its `sequence` counts: by it events of one booking that
    come in
     another order are told apart. """
    booking: BookingAnswer | None
    """ Of `booking.…`: the booking. Not as it was then, but as it is when this is told: in the feed now, in a call
    when it
     was sent first. """
    hold: ExpiredHold | None
    """ Of `hold.expired`: the hold. """
    previous: None | PreviousMeeting
    """ Of `booking.rescheduled`: the booking whose place this one took. """
    from_user_id: None | UUID
    """ Of `booking.reassigned`: the user who had the meeting before. """
    to_user_id: None | UUID
    """ Of `booking.reassigned`: the user who got it. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.booking_answer import BookingAnswer
        from ..models.expired_hold import ExpiredHold
        from ..models.previous_meeting import PreviousMeeting

        booking_sequence: int | None
        booking_sequence = self.booking_sequence

        booking: dict[str, Any] | None
        if isinstance(self.booking, BookingAnswer):
            booking = self.booking.to_dict()
        else:
            booking = self.booking

        hold: dict[str, Any] | None
        if isinstance(self.hold, ExpiredHold):
            hold = self.hold.to_dict()
        else:
            hold = self.hold

        previous: dict[str, Any] | None
        if isinstance(self.previous, PreviousMeeting):
            previous = self.previous.to_dict()
        else:
            previous = self.previous

        from_user_id: None | str
        if isinstance(self.from_user_id, UUID):
            from_user_id = str(self.from_user_id)
        else:
            from_user_id = self.from_user_id

        to_user_id: None | str
        if isinstance(self.to_user_id, UUID):
            to_user_id = str(self.to_user_id)
        else:
            to_user_id = self.to_user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bookingSequence": booking_sequence,
                "booking": booking,
                "hold": hold,
                "previous": previous,
                "fromUserId": from_user_id,
                "toUserId": to_user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.booking_answer import BookingAnswer
        from ..models.expired_hold import ExpiredHold
        from ..models.previous_meeting import PreviousMeeting

        d = dict(src_dict)

        def _parse_booking_sequence(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        booking_sequence = _parse_booking_sequence(d.pop("bookingSequence"))

        def _parse_booking(data: object) -> BookingAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                booking_type_1 = BookingAnswer.from_dict(data)

                return booking_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BookingAnswer | None, data)

        booking = _parse_booking(d.pop("booking"))

        def _parse_hold(data: object) -> ExpiredHold | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                hold_type_1 = ExpiredHold.from_dict(data)

                return hold_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExpiredHold | None, data)

        hold = _parse_hold(d.pop("hold"))

        def _parse_previous(data: object) -> None | PreviousMeeting:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                previous_type_1 = PreviousMeeting.from_dict(data)

                return previous_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PreviousMeeting, data)

        previous = _parse_previous(d.pop("previous"))

        def _parse_from_user_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                from_user_id_type_0 = UUID(data)

                return from_user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        from_user_id = _parse_from_user_id(d.pop("fromUserId"))

        def _parse_to_user_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                to_user_id_type_0 = UUID(data)

                return to_user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        to_user_id = _parse_to_user_id(d.pop("toUserId"))

        event_data = cls(
            booking_sequence=booking_sequence,
            booking=booking,
            hold=hold,
            previous=previous,
            from_user_id=from_user_id,
            to_user_id=to_user_id,
        )

        event_data.additional_properties = d
        return event_data

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
