from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.offer_color import OfferColor, check_offer_color

if TYPE_CHECKING:
    from ..models.public_branding import PublicBranding
    from ..models.public_host import PublicHost
    from ..models.public_location import PublicLocation
    from ..models.question_answer import QuestionAnswer


T = TypeVar("T", bound="Offer")


@_attrs_define
class Offer:
    """A kind of meeting with everything that its invitees must know."""

    id: UUID
    """ Its id. """
    name: str
    """ What it is called. """
    slug: str
    """ The name in addresses. """
    description: None | str
    """ What it is about. """
    duration: int
    """ How many minutes a meeting lasts. """
    seats: int
    """ How many can book the same meeting. """
    color: OfferColor
    """ Its colour. """
    location: PublicLocation
    """ Where a meeting takes place; the address, number or link is for those who have booked. """
    questions: list[QuestionAnswer]
    """ What the invitee is asked. """
    cancel_cutoff_minutes: int
    """ Up to how many minutes before the start the invitee can cancel. """
    reschedule_cutoff_minutes: int
    """ Up to how many minutes before the start the invitee can move the meeting. """
    max_occurrences: int
    """ How many meetings a series of it can have; 1 allows no series. """
    requires_approval: bool
    """ Whether a booking waits for the host's approval. """
    confirms_address: bool
    """ Whether a booking counts only once its invitee has confirmed the address, by the link in a mail that comes
    at once. """
    host: PublicHost
    """ Whom a meeting is with. """
    branding: PublicBranding
    """ How the pages of a tenant look. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        slug = self.slug

        description: None | str
        description = self.description

        duration = self.duration

        seats = self.seats

        color: str = self.color

        location = self.location.to_dict()

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        cancel_cutoff_minutes = self.cancel_cutoff_minutes

        reschedule_cutoff_minutes = self.reschedule_cutoff_minutes

        max_occurrences = self.max_occurrences

        requires_approval = self.requires_approval

        confirms_address = self.confirms_address

        host = self.host.to_dict()

        branding = self.branding.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "slug": slug,
                "description": description,
                "duration": duration,
                "seats": seats,
                "color": color,
                "location": location,
                "questions": questions,
                "cancelCutoffMinutes": cancel_cutoff_minutes,
                "rescheduleCutoffMinutes": reschedule_cutoff_minutes,
                "maxOccurrences": max_occurrences,
                "requiresApproval": requires_approval,
                "confirmsAddress": confirms_address,
                "host": host,
                "branding": branding,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.public_branding import PublicBranding
        from ..models.public_host import PublicHost
        from ..models.public_location import PublicLocation
        from ..models.question_answer import QuestionAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        slug = d.pop("slug")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        duration = d.pop("duration")

        seats = d.pop("seats")

        color = check_offer_color(d.pop("color"))

        location = PublicLocation.from_dict(d.pop("location"))

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = QuestionAnswer.from_dict(questions_item_data)

            questions.append(questions_item)

        cancel_cutoff_minutes = d.pop("cancelCutoffMinutes")

        reschedule_cutoff_minutes = d.pop("rescheduleCutoffMinutes")

        max_occurrences = d.pop("maxOccurrences")

        requires_approval = d.pop("requiresApproval")

        confirms_address = d.pop("confirmsAddress")

        host = PublicHost.from_dict(d.pop("host"))

        branding = PublicBranding.from_dict(d.pop("branding"))

        offer = cls(
            id=id,
            name=name,
            slug=slug,
            description=description,
            duration=duration,
            seats=seats,
            color=color,
            location=location,
            questions=questions,
            cancel_cutoff_minutes=cancel_cutoff_minutes,
            reschedule_cutoff_minutes=reschedule_cutoff_minutes,
            max_occurrences=max_occurrences,
            requires_approval=requires_approval,
            confirms_address=confirms_address,
            host=host,
            branding=branding,
        )

        offer.additional_properties = d
        return offer

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
