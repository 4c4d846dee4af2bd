from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.invitee_input_locale_type_1 import (
    InviteeInputLocaleType1,
    check_invitee_input_locale_type_1,
)
from ..models.invitee_input_locale_type_2_type_1 import (
    InviteeInputLocaleType2Type1,
    check_invitee_input_locale_type_2_type_1,
)
from ..models.invitee_input_locale_type_3_type_1 import (
    InviteeInputLocaleType3Type1,
    check_invitee_input_locale_type_3_type_1,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.invitee_input_responses_type_0 import InviteeInputResponsesType0


T = TypeVar("T", bound="InviteeInput")


@_attrs_define
class InviteeInput:
    """Who books."""

    name: str
    """ The name. """
    email: str
    """ The address that gets the confirmation. """
    phone: None | str | Unset = UNSET
    """ A telephone number. """
    notes: None | str | Unset = UNSET
    """ What the host should know. """
    responses: InviteeInputResponsesType0 | None | Unset = UNSET
    """ The answers to the event type's questions, by the id of the question. """
    locale: (
        InviteeInputLocaleType1
        | InviteeInputLocaleType2Type1
        | InviteeInputLocaleType3Type1
        | None
        | Unset
    ) = UNSET
    """ The language in which they get mails; null follows the tenant's branding. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.invitee_input_responses_type_0 import InviteeInputResponsesType0

        name = self.name

        email = self.email

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        notes: None | str | Unset
        if isinstance(self.notes, Unset):
            notes = UNSET
        else:
            notes = self.notes

        responses: dict[str, Any] | None | Unset
        if isinstance(self.responses, Unset):
            responses = UNSET
        elif isinstance(self.responses, InviteeInputResponsesType0):
            responses = self.responses.to_dict()
        else:
            responses = self.responses

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        elif (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "email": email,
            }
        )
        if phone is not UNSET:
            field_dict["phone"] = phone
        if notes is not UNSET:
            field_dict["notes"] = notes
        if responses is not UNSET:
            field_dict["responses"] = responses
        if locale is not UNSET:
            field_dict["locale"] = locale

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.invitee_input_responses_type_0 import InviteeInputResponsesType0

        d = dict(src_dict)
        name = d.pop("name")

        email = d.pop("email")

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_notes(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        notes = _parse_notes(d.pop("notes", UNSET))

        def _parse_responses(data: object) -> InviteeInputResponsesType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                responses_type_0 = InviteeInputResponsesType0.from_dict(data)

                return responses_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InviteeInputResponsesType0 | None | Unset, data)

        responses = _parse_responses(d.pop("responses", UNSET))

        def _parse_locale(
            data: object,
        ) -> (
            InviteeInputLocaleType1
            | InviteeInputLocaleType2Type1
            | InviteeInputLocaleType3Type1
            | None
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_invitee_input_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_invitee_input_locale_type_2_type_1(data)

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_invitee_input_locale_type_3_type_1(data)

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                InviteeInputLocaleType1
                | InviteeInputLocaleType2Type1
                | InviteeInputLocaleType3Type1
                | None
                | Unset,
                data,
            )

        locale = _parse_locale(d.pop("locale", UNSET))

        invitee_input = cls(
            name=name,
            email=email,
            phone=phone,
            notes=notes,
            responses=responses,
            locale=locale,
        )

        return invitee_input
