from typing import Literal

InviteeAnswerLocaleType1 = Literal["de", "en", "es", "fr", "pt-BR"]

INVITEE_ANSWER_LOCALE_TYPE_1_VALUES: set[InviteeAnswerLocaleType1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_invitee_answer_locale_type_1(value: str) -> InviteeAnswerLocaleType1:
    if value in INVITEE_ANSWER_LOCALE_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITEE_ANSWER_LOCALE_TYPE_1_VALUES!r}"
    )
