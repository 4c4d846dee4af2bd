"""Reads mails as Python's own parser does. Input: a JSON list of mails in base64. Output: a JSON list of what they are."""

import base64
import json
import sys
from email import message_from_bytes, policy


def people(header):
    return [] if header is None else [[one.display_name, one.addr_spec] for one in header.addresses]


def part(message):
    if message.is_multipart():
        return {"type": message.get_content_type(), "parts": [part(inner) for inner in message.iter_parts()]}
    content = message.get_payload(decode=True)
    return {
        "type": message.get_content_type(),
        "parameters": dict(message["content-type"].params),
        "disposition": message.get_content_disposition(),
        "filename": message.get_filename(),
        "encoding": message["content-transfer-encoding"],
        "text": content.decode("utf-8"),
        "defects": [repr(defect) for defect in message.defects],
    }


def read(raw):
    message = message_from_bytes(raw, policy=policy.default)
    defects = [repr(defect) for defect in message.defects]
    for value in message.values():
        defects.extend(repr(defect) for defect in value.defects)
    bare = raw.replace(b"\r\n", b"")
    return {
        # As they are written: what a reader decodes is in the fields below.
        "names": [name.lower() for name in message.keys()],
        "fields": {name.lower(): str(value) for name, value in message.items()},
        "from": people(message["from"]),
        "to": people(message["to"]),
        "reply_to": people(message["reply-to"]),
        "body": part(message),
        "preamble": message.preamble,
        "epilogue": message.epilogue,
        "defects": defects,
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "is_ascii": raw.isascii(),
        "bare_line_ends": bare.count(b"\r") + bare.count(b"\n"),
    }


print(json.dumps([read(base64.b64decode(mail)) for mail in json.load(sys.stdin)]))
