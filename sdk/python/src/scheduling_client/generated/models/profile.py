from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.offer_summary import OfferSummary
    from ..models.public_branding import PublicBranding


T = TypeVar("T", bound="Profile")


@_attrs_define
class Profile:
    """A user with everything that can be booked."""

    username: str
    """ The name in addresses. """
    display_name: str
    """ The name that people see. """
    avatar_url: None | str
    """ A picture. """
    timezone: str
    """ The user's IANA zone. """
    event_types: list[OfferSummary]
    """ What can be booked. """
    branding: PublicBranding
    """ How the pages of a tenant look. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        username = self.username

        display_name = self.display_name

        avatar_url: None | str
        avatar_url = self.avatar_url

        timezone = self.timezone

        event_types = []
        for event_types_item_data in self.event_types:
            event_types_item = event_types_item_data.to_dict()
            event_types.append(event_types_item)

        branding = self.branding.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "username": username,
                "displayName": display_name,
                "avatarUrl": avatar_url,
                "timezone": timezone,
                "eventTypes": event_types,
                "branding": branding,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.offer_summary import OfferSummary
        from ..models.public_branding import PublicBranding

        d = dict(src_dict)
        username = d.pop("username")

        display_name = d.pop("displayName")

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatarUrl"))

        timezone = d.pop("timezone")

        event_types = []
        _event_types = d.pop("eventTypes")
        for event_types_item_data in _event_types:
            event_types_item = OfferSummary.from_dict(event_types_item_data)

            event_types.append(event_types_item)

        branding = PublicBranding.from_dict(d.pop("branding"))

        profile = cls(
            username=username,
            display_name=display_name,
            avatar_url=avatar_url,
            timezone=timezone,
            event_types=event_types,
            branding=branding,
        )

        profile.additional_properties = d
        return profile

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
