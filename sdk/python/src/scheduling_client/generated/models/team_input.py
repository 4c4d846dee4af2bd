from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.team_settings_input import TeamSettingsInput


T = TypeVar("T", bound="TeamInput")


@_attrs_define
class TeamInput:
    """A team to be made, or what takes the place of one. Optional fields that are absent or null get their default."""

    name: str
    """ What invitees see. """
    slug: str
    """ The name in addresses; unique among the tenant's teams that are not archived. """
    description: None | str | Unset = UNSET
    """ What it is about. """
    settings: None | TeamSettingsInput | Unset = UNSET
    """ How it is shown, and what its event types begin with. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.team_settings_input import TeamSettingsInput

        name = self.name

        slug = self.slug

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        settings: dict[str, Any] | None | Unset
        if isinstance(self.settings, Unset):
            settings = UNSET
        elif isinstance(self.settings, TeamSettingsInput):
            settings = self.settings.to_dict()
        else:
            settings = self.settings

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "slug": slug,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.team_settings_input import TeamSettingsInput

        d = dict(src_dict)
        name = d.pop("name")

        slug = d.pop("slug")

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_settings(data: object) -> None | TeamSettingsInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                settings_type_1 = TeamSettingsInput.from_dict(data)

                return settings_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TeamSettingsInput | Unset, data)

        settings = _parse_settings(d.pop("settings", UNSET))

        team_input = cls(
            name=name,
            slug=slug,
            description=description,
            settings=settings,
        )

        return team_input
