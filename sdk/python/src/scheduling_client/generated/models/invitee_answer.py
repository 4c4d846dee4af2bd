from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.invitee_answer_locale_type_1 import (
    InviteeAnswerLocaleType1,
    check_invitee_answer_locale_type_1,
)
from ..models.invitee_answer_locale_type_2_type_1 import (
    InviteeAnswerLocaleType2Type1,
    check_invitee_answer_locale_type_2_type_1,
)
from ..models.invitee_answer_locale_type_3_type_1 import (
    InviteeAnswerLocaleType3Type1,
    check_invitee_answer_locale_type_3_type_1,
)

if TYPE_CHECKING:
    from ..models.response_answer import ResponseAnswer


T = TypeVar("T", bound="InviteeAnswer")


@_attrs_define
class InviteeAnswer:
    """Who booked."""

    name: str
    """ The name. """
    email: str
    """ The address. """
    phone: None | str
    """ A telephone number. """
    notes: None | str
    """ What they wrote. """
    responses: list[ResponseAnswer]
    """ Their answers, in the order of the questions. """
    guests: list[str]
    """ Whom they bring along. """
    locale: (
        InviteeAnswerLocaleType1
        | InviteeAnswerLocaleType2Type1
        | InviteeAnswerLocaleType3Type1
        | None
    )
    """ The language in which they get mails; null follows the tenant's branding. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        email = self.email

        phone: None | str
        phone = self.phone

        notes: None | str
        notes = self.notes

        responses = []
        for responses_item_data in self.responses:
            responses_item = responses_item_data.to_dict()
            responses.append(responses_item)

        guests = self.guests

        locale: None | str
        if (
            isinstance(self.locale, str)
            or isinstance(self.locale, str)
            or isinstance(self.locale, str)
        ):
            locale = self.locale
        else:
            locale = self.locale

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "email": email,
                "phone": phone,
                "notes": notes,
                "responses": responses,
                "guests": guests,
                "locale": locale,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.response_answer import ResponseAnswer

        d = dict(src_dict)
        name = d.pop("name")

        email = d.pop("email")

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_notes(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        notes = _parse_notes(d.pop("notes"))

        responses = []
        _responses = d.pop("responses")
        for responses_item_data in _responses:
            responses_item = ResponseAnswer.from_dict(responses_item_data)

            responses.append(responses_item)

        guests = cast(list[str], d.pop("guests"))

        def _parse_locale(
            data: object,
        ) -> (
            InviteeAnswerLocaleType1
            | InviteeAnswerLocaleType2Type1
            | InviteeAnswerLocaleType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_1 = check_invitee_answer_locale_type_1(data)

                return locale_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_2_type_1 = check_invitee_answer_locale_type_2_type_1(data)

                return locale_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                locale_type_3_type_1 = check_invitee_answer_locale_type_3_type_1(data)

                return locale_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                InviteeAnswerLocaleType1
                | InviteeAnswerLocaleType2Type1
                | InviteeAnswerLocaleType3Type1
                | None,
                data,
            )

        locale = _parse_locale(d.pop("locale"))

        invitee_answer = cls(
            name=name,
            email=email,
            phone=phone,
            notes=notes,
            responses=responses,
            guests=guests,
            locale=locale,
        )

        invitee_answer.additional_properties = d
        return invitee_answer

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
