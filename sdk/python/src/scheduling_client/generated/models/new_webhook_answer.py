from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.webhook_answer import WebhookAnswer


T = TypeVar("T", bound="NewWebhookAnswer")


@_attrs_define
class NewWebhookAnswer:
    """A webhook with a new secret."""

    secret: None | str
    """ The secret, shown this once: `whsec_` and base64 of 32 bytes, as libraries of Standard Webhooks take it. A
     repetition of the request gets null. """
    secret_shown: bool
    """ Whether it was shown before, in the answer to the first request under the same `Idempotency-Key`. """
    webhook: WebhookAnswer
    """ What is known of a webhook. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        secret: None | str
        secret = self.secret

        secret_shown = self.secret_shown

        webhook = self.webhook.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "secret": secret,
                "secretShown": secret_shown,
                "webhook": webhook,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.webhook_answer import WebhookAnswer

        d = dict(src_dict)

        def _parse_secret(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        secret = _parse_secret(d.pop("secret"))

        secret_shown = d.pop("secretShown")

        webhook = WebhookAnswer.from_dict(d.pop("webhook"))

        new_webhook_answer = cls(
            secret=secret,
            secret_shown=secret_shown,
            webhook=webhook,
        )

        new_webhook_answer.additional_properties = d
        return new_webhook_answer

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
