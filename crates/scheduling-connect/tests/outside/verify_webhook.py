"""Verifies a call with the specification's own library. Input: {"secret", "headers", "body"}. Prints the event, or fails."""

import json
import sys

from standardwebhooks import Webhook

call = json.load(sys.stdin)
print(json.dumps(Webhook(call["secret"]).verify(call["body"], call["headers"])))
