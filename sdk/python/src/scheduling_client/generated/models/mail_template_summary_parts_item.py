from typing import Literal

MailTemplateSummaryPartsItem = Literal["html", "subject", "text"]

MAIL_TEMPLATE_SUMMARY_PARTS_ITEM_VALUES: set[MailTemplateSummaryPartsItem] = {
    "html",
    "subject",
    "text",
}


def check_mail_template_summary_parts_item(value: str) -> MailTemplateSummaryPartsItem:
    if value in MAIL_TEMPLATE_SUMMARY_PARTS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_SUMMARY_PARTS_ITEM_VALUES!r}"
    )
