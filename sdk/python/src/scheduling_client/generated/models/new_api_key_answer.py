from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.api_key_answer import ApiKeyAnswer


T = TypeVar("T", bound="NewApiKeyAnswer")


@_attrs_define
class NewApiKeyAnswer:
    """A new API key."""

    secret: None | str
    """ The key itself, shown this once. A repetition of the request gets null: it is stored nowhere. """
    secret_shown: bool
    """ Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`. """
    api_key: ApiKeyAnswer
    """ What is known of an API key. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        secret: None | str
        secret = self.secret

        secret_shown = self.secret_shown

        api_key = self.api_key.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "secret": secret,
                "secretShown": secret_shown,
                "apiKey": api_key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.api_key_answer import ApiKeyAnswer

        d = dict(src_dict)

        def _parse_secret(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        secret = _parse_secret(d.pop("secret"))

        secret_shown = d.pop("secretShown")

        api_key = ApiKeyAnswer.from_dict(d.pop("apiKey"))

        new_api_key_answer = cls(
            secret=secret,
            secret_shown=secret_shown,
            api_key=api_key,
        )

        new_api_key_answer.additional_properties = d
        return new_api_key_answer

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
