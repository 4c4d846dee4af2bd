"""A mail server for tests, on aiosmtpd. Reads commands from standard input and answers each with a line of JSON:

- {"do": "behave", "stage": "RCPT", "action": "550 5.1.1 no"}: what it does at a stage (GREETING, AUTH, NOOP, MAIL, RCPT, DATA
  or MESSAGE) from now on: an answer, "hang" or "close"; "accept" is as at the beginning;
- {"do": "drop"}: ends all connections;
- {"do": "received"}: how many connections there were, which commands were said, and the mails so far.

The first line of its output is {"port": …}.
"""

import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class State:
    def __init__(self):
        self.behaviour, self.connections, self.open = {}, 0, set()
        self.commands, self.mails = [], []

    async def act(self, stage, server):
        """The answer instead of the usual one, if there is one."""
        self.commands.append(stage)
        action = self.behaviour.get(stage, "accept")
        if action == "hang":
            await asyncio.sleep(3600)
        if action == "close":
            server.transport.abort()
            await asyncio.sleep(3600)
        return None if action == "accept" else action


class Handler:
    def __init__(self, state):
        self.state = state

    async def handle_MAIL(self, server, session, envelope, address, options):
        if refused := await self.state.act("MAIL", server):
            return refused
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if refused := await self.state.act("RCPT", server):
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.state.mails.append({
            "from": envelope.mail_from,
            "options": envelope.mail_options,
            "to": envelope.rcpt_tos,
            "host": session.host_name,
            "tls": session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
            "user": session.auth_data and session.auth_data.login.decode(),
            "bytes": base64.b64encode(envelope.original_content).decode(),
        })
        return await self.state.act("MESSAGE", server) or "250 2.0.0 queued as 42"


class Server(SMTP):
    def __init__(self, state, **options):
        self.state, self.greeted = state, False
        super().__init__(Handler(state), **options)

    def connection_made(self, transport):
        # STARTTLS makes one connection twice.
        if not self.greeted:
            self.state.connections += 1
        self.state.open.add(transport)
        super().connection_made(transport)

    async def push(self, status):
        if not self.greeted:
            self.greeted = True
            status = await self.state.act("GREETING", self) or status
        await super().push(status)

    async def smtp_AUTH(self, argument):
        if refused := await self.state.act("AUTH", self):
            return await self.push(refused)
        await super().smtp_AUTH(argument)

    async def smtp_NOOP(self, argument):
        await self.state.act("NOOP", self)
        await super().smtp_NOOP(argument)

    async def smtp_DATA(self, argument):
        if refused := await self.state.act("DATA", self):
            return await self.push(refused)
        await super().smtp_DATA(argument)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--implicit", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--smtputf8", action="store_true")
    arguments = parser.parse_args()
    context = None
    if arguments.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate, arguments.key)
    state = State()

    def authenticate(server, session, envelope, mechanism, data):
        expected = LoginPassword(arguments.user.encode(), arguments.password.encode())
        return AuthResult(success=data == expected, handled=False, auth_data=data)

    options = {"enable_SMTPUTF8": arguments.smtputf8, "hostname": "mail.test"}
    if arguments.user:
        # It knows of the TLS that it began itself only.
        begins_tls = context is not None and not arguments.implicit
        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": begins_tls}
    if context and not arguments.implicit:
        options |= {"tls_context": context, "require_starttls": True}
    loop = asyncio.get_running_loop()
    options["loop"] = loop
    listening = await loop.create_server(
        lambda: Server(state, **options), "127.0.0.1", 0, ssl=context if arguments.implicit else None
    )
    say({"port": listening.sockets[0].getsockname()[1]})
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        if command["do"] == "behave":
            state.behaviour = {command["stage"]: command["action"]}
        if command["do"] == "drop":
            for transport in state.open:
                transport.abort()
            state.open.clear()
        say({"connections": state.connections, "commands": state.commands, "mails": state.mails})


def say(value):
    print(json.dumps(value), flush=True)


asyncio.run(main())
