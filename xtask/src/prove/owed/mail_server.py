"""A mail server that fails, on aiosmtpd: refuses for now and for good, does not answer after the message, goes away.

Writes one line of JSON to --log for each message that was begun: {"id": its Message-ID, "began": when MAIL FROM was said,
"ended": when that was answered, "stored": whether it was taken, "answer": the code, or 0 for none}. Reads lines from standard
input: "calm" ends the failing. The first line of its output is {"port": …}.
"""

import argparse
import asyncio
import json
import random
import sys
import time

from aiosmtpd.smtp import SMTP

# How often each goes wrong, in a thousand.
RCPT_LATER, LATER, NEVER = 20, 20, 10


class State:
    def __init__(self, log, unanswered):
        self.log, self.calm, self.unanswered = log, False, unanswered
        self.open = set()

    def fails(self, thousandths):
        return not self.calm and random.randrange(1000) < thousandths

    def write(self, envelope, stored, answer):
        head = envelope.original_content.split(b"\r\n\r\n", 1)[0].decode("ascii", "replace")
        lines = [line for line in head.split("\r\n") if line.lower().startswith("message-id:")]
        line = {"id": lines[0].split(":", 1)[1].strip(), "began": envelope.began, "ended": time.time()}
        self.log.write(json.dumps(line | {"stored": stored, "answer": answer}) + "\n")
        self.log.flush()


class Handler:
    def __init__(self, state):
        self.state = state

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.began = time.time()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.state.fails(RCPT_LATER):
            return "451 4.3.0 later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        state = self.state
        if state.fails(LATER):
            state.write(envelope, False, 452)
            return "452 4.3.1 later"
        if state.fails(NEVER):
            state.write(envelope, False, 550)
            return "550 5.7.1 never"
        # Not before the last third or so: each takes as long as a client waits.
        if state.unanswered > 0 and state.fails(3):
            state.unanswered -= 1
            state.write(envelope, True, 0)
            await asyncio.sleep(3600)
        state.write(envelope, True, 250)
        return "250 2.0.0 queued"


class Server(SMTP):
    def __init__(self, state, **options):
        self.state = state
        super().__init__(Handler(state), **options)

    def connection_made(self, transport):
        self.state.open.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error):
        self.state.open.discard(self.transport)
        super().connection_lost(error)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--unanswered", type=int, default=5)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    loop = asyncio.get_running_loop()
    with open(arguments.log, "w", encoding="utf-8") as log:
        state = State(log, arguments.unanswered)
        make = lambda: Server(state, hostname="mail.test", loop=loop)
        listening = await loop.create_server(make, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        print(json.dumps({"port": port}), flush=True)
        told = loop.run_in_executor(None, sys.stdin.readline)
        while not told.done():
            await asyncio.wait([told], timeout=random.uniform(2, 5))
            if told.done():
                break
            # It goes away, and is back on the same port.
            listening.close()
            for transport in list(state.open):
                transport.abort()
            await asyncio.sleep(random.uniform(0.2, 0.6))
            listening = await loop.create_server(make, "127.0.0.1", port)
        state.calm = True
        # Until the input ends.
        await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
