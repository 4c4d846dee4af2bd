from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AttemptAnswer")


@_attrs_define
class AttemptAnswer:
    """One time that something was tried."""

    number: int
    """ Which, counted from 1. """
    started_at: datetime.datetime
    """ When it began. """
    finished_at: datetime.datetime | None
    """ When it ended; null while it lasts, and if its server was stopped meanwhile. """
    error: None | str
    """ What went wrong; null if nothing did. Of a mail that was delivered nonetheless: that a template failed, and
    why. """
    response_code: int | None
    """ What the other side said: the status of HTTP, or the code of SMTP. """
    response_text: None | str
    """ The first 4 096 characters of what it said. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        started_at = self.started_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        error: None | str
        error = self.error

        response_code: int | None
        response_code = self.response_code

        response_text: None | str
        response_text = self.response_text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "startedAt": started_at,
                "finishedAt": finished_at,
                "error": error,
                "responseCode": response_code,
                "responseText": response_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        started_at = datetime.datetime.fromisoformat(d.pop("startedAt"))

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

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        def _parse_response_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        response_code = _parse_response_code(d.pop("responseCode"))

        def _parse_response_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        response_text = _parse_response_text(d.pop("responseText"))

        attempt_answer = cls(
            number=number,
            started_at=started_at,
            finished_at=finished_at,
            error=error,
            response_code=response_code,
            response_text=response_text,
        )

        attempt_answer.additional_properties = d
        return attempt_answer

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
