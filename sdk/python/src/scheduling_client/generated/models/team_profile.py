from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.public_branding import PublicBranding
    from ..models.public_host import PublicHost
    from ..models.team_offer_summary import TeamOfferSummary


T = TypeVar("T", bound="TeamProfile")


@_attrs_define
class TeamProfile:
    """A team with everything that can be booked."""

    slug: str
    """ The name in addresses. """
    name: str
    """ What the team is called. """
    description: None | str
    """ What it is about. """
    members: list[PublicHost]
    """ Its members; none unless the team shows them. """
    event_types: list[TeamOfferSummary]
    """ What can be booked. """
    branding: PublicBranding
    """ How the pages of a tenant look. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        slug = self.slug

        name = self.name

        description: None | str
        description = self.description

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)

        event_types = []
        for event_types_item_data in self.event_types:
            event_types_item = event_types_item_data.to_dict()
            event_types.append(event_types_item)

        branding = self.branding.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "slug": slug,
                "name": name,
                "description": description,
                "members": members,
                "eventTypes": event_types,
                "branding": branding,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.public_branding import PublicBranding
        from ..models.public_host import PublicHost
        from ..models.team_offer_summary import TeamOfferSummary

        d = dict(src_dict)
        slug = d.pop("slug")

        name = d.pop("name")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        members = []
        _members = d.pop("members")
        for members_item_data in _members:
            members_item = PublicHost.from_dict(members_item_data)

            members.append(members_item)

        event_types = []
        _event_types = d.pop("eventTypes")
        for event_types_item_data in _event_types:
            event_types_item = TeamOfferSummary.from_dict(event_types_item_data)

            event_types.append(event_types_item)

        branding = PublicBranding.from_dict(d.pop("branding"))

        team_profile = cls(
            slug=slug,
            name=name,
            description=description,
            members=members,
            event_types=event_types,
            branding=branding,
        )

        team_profile.additional_properties = d
        return team_profile

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
