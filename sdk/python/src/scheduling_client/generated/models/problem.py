from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.problem_reasons_item import ProblemReasonsItem, check_problem_reasons_item
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.field_error import FieldError
    from ..models.refused_booking import RefusedBooking
    from ..models.refused_occurrence import RefusedOccurrence
    from ..models.slot_times import SlotTimes


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """An error as RFC 9457 writes it."""

    type_: str
    """ Where this kind of problem is documented. """
    title: str
    """ The kind of problem in a few words. """
    status: int
    """ The HTTP status. """
    detail: str
    """ What is wrong, fit for an end user. """
    code: str
    """ The kind of problem as a word that programs rely on. """
    instance: str | Unset = UNSET
    """ The request's id, also in the header `X-Request-Id`. """
    errors: list[FieldError] | Unset = UNSET
    """ Everything that is wrong with the request. """
    reasons: list[ProblemReasonsItem] | Unset = UNSET
    """ Of a time that cannot be had: every rule that takes it away. """
    next_slots: list[SlotTimes] | Unset = UNSET
    """ Of a time that cannot be had: the next free ones. """
    occurrences: list[RefusedOccurrence] | Unset = UNSET
    """ Of a series: which of its meetings cannot be had. """
    future_bookings: int | Unset = UNSET
    """ Of a user who cannot be deactivated: how many bookings lie ahead. """
    refused_bookings: list[RefusedBooking] | Unset = UNSET
    """ Of a user who was to take bookings over: those that cannot be. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        code = self.code

        instance = self.instance

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

        reasons: list[str] | Unset = UNSET
        if not isinstance(self.reasons, Unset):
            reasons = []
            for reasons_item_data in self.reasons:
                reasons_item: str = reasons_item_data
                reasons.append(reasons_item)

        next_slots: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.next_slots, Unset):
            next_slots = []
            for next_slots_item_data in self.next_slots:
                next_slots_item = next_slots_item_data.to_dict()
                next_slots.append(next_slots_item)

        occurrences: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.occurrences, Unset):
            occurrences = []
            for occurrences_item_data in self.occurrences:
                occurrences_item = occurrences_item_data.to_dict()
                occurrences.append(occurrences_item)

        future_bookings = self.future_bookings

        refused_bookings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.refused_bookings, Unset):
            refused_bookings = []
            for refused_bookings_item_data in self.refused_bookings:
                refused_bookings_item = refused_bookings_item_data.to_dict()
                refused_bookings.append(refused_bookings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
                "code": code,
            }
        )
        if instance is not UNSET:
            field_dict["instance"] = instance
        if errors is not UNSET:
            field_dict["errors"] = errors
        if reasons is not UNSET:
            field_dict["reasons"] = reasons
        if next_slots is not UNSET:
            field_dict["nextSlots"] = next_slots
        if occurrences is not UNSET:
            field_dict["occurrences"] = occurrences
        if future_bookings is not UNSET:
            field_dict["futureBookings"] = future_bookings
        if refused_bookings is not UNSET:
            field_dict["refusedBookings"] = refused_bookings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_error import FieldError
        from ..models.refused_booking import RefusedBooking
        from ..models.refused_occurrence import RefusedOccurrence
        from ..models.slot_times import SlotTimes

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        detail = d.pop("detail")

        code = d.pop("code")

        instance = d.pop("instance", UNSET)

        _errors = d.pop("errors", UNSET)
        errors: list[FieldError] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = FieldError.from_dict(errors_item_data)

                errors.append(errors_item)

        _reasons = d.pop("reasons", UNSET)
        reasons: list[ProblemReasonsItem] | Unset = UNSET
        if _reasons is not UNSET:
            reasons = []
            for reasons_item_data in _reasons:
                reasons_item = check_problem_reasons_item(reasons_item_data)

                reasons.append(reasons_item)

        _next_slots = d.pop("nextSlots", UNSET)
        next_slots: list[SlotTimes] | Unset = UNSET
        if _next_slots is not UNSET:
            next_slots = []
            for next_slots_item_data in _next_slots:
                next_slots_item = SlotTimes.from_dict(next_slots_item_data)

                next_slots.append(next_slots_item)

        _occurrences = d.pop("occurrences", UNSET)
        occurrences: list[RefusedOccurrence] | Unset = UNSET
        if _occurrences is not UNSET:
            occurrences = []
            for occurrences_item_data in _occurrences:
                occurrences_item = RefusedOccurrence.from_dict(occurrences_item_data)

                occurrences.append(occurrences_item)

        future_bookings = d.pop("futureBookings", UNSET)

        _refused_bookings = d.pop("refusedBookings", UNSET)
        refused_bookings: list[RefusedBooking] | Unset = UNSET
        if _refused_bookings is not UNSET:
            refused_bookings = []
            for refused_bookings_item_data in _refused_bookings:
                refused_bookings_item = RefusedBooking.from_dict(
                    refused_bookings_item_data
                )

                refused_bookings.append(refused_bookings_item)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            code=code,
            instance=instance,
            errors=errors,
            reasons=reasons,
            next_slots=next_slots,
            occurrences=occurrences,
            future_bookings=future_bookings,
            refused_bookings=refused_bookings,
        )

        problem.additional_properties = d
        return problem

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
