from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.team_offer_summary_color import (
    TeamOfferSummaryColor,
    check_team_offer_summary_color,
)
from ..models.team_offer_summary_scheduling_type import (
    TeamOfferSummarySchedulingType,
    check_team_offer_summary_scheduling_type,
)

if TYPE_CHECKING:
    from ..models.public_location import PublicLocation


T = TypeVar("T", bound="TeamOfferSummary")


@_attrs_define
class TeamOfferSummary:
    """A kind of meeting with a team."""

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
    color: TeamOfferSummaryColor
    """ Its colour. """
    location: PublicLocation
    """ Where a meeting takes place; the address, number or link is for those who have booked. """
    scheduling_type: TeamOfferSummarySchedulingType
    """ How the team's users take the meetings. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        slug = self.slug

        description: None | str
        description = self.description

        duration = self.duration

        color: str = self.color

        location = self.location.to_dict()

        scheduling_type: str = self.scheduling_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "slug": slug,
                "description": description,
                "duration": duration,
                "color": color,
                "location": location,
                "schedulingType": scheduling_type,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.public_location import PublicLocation

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

        color = check_team_offer_summary_color(d.pop("color"))

        location = PublicLocation.from_dict(d.pop("location"))

        scheduling_type = check_team_offer_summary_scheduling_type(
            d.pop("schedulingType")
        )

        team_offer_summary = cls(
            id=id,
            name=name,
            slug=slug,
            description=description,
            duration=duration,
            color=color,
            location=location,
            scheduling_type=scheduling_type,
        )

        team_offer_summary.additional_properties = d
        return team_offer_summary

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
