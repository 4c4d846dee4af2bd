"""What is sent again and what is not, without a server."""

from __future__ import annotations

import json
import unittest
import uuid
from collections.abc import Callable
from unittest import mock

import httpx

from scheduling_client import ProblemError, Retries, Scheduling, UnexpectedAnswer
from scheduling_client.generated.api.bookings import cancel_booking
from scheduling_client.generated.api.operations import is_alive
from scheduling_client.generated.models import HostCancelInput

Reply = Callable[[], httpx.Response]


def problem(status: int, code: str, headers: dict[str, str] | None = None) -> Reply:
    body = {"type": "about:blank", "title": code, "status": status, "detail": code, "code": code}
    headers = {"Content-Type": "application/problem+json", **(headers or {})}
    return lambda: httpx.Response(status, headers=headers, content=json.dumps(body))


def cut() -> httpx.Response:
    raise httpx.ReadError("connection reset")


def done() -> httpx.Response:
    return httpx.Response(200, json={"status": "ok"})


BUSY = problem(503, "busy")
UNKNOWN = uuid.UUID(int=0)


class AgainstReplies(unittest.TestCase):
    def setUp(self) -> None:
        self.requests: list[httpx.Request] = []
        sleep = mock.patch("scheduling_client.retry.time.sleep")
        self.sleep = sleep.start()
        self.addCleanup(sleep.stop)

    def against(self, *replies: Reply) -> Scheduling:
        """A server that gives these replies, one after the other."""
        pending = list(replies)

        def reply(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            return pending.pop(0)()

        return Scheduling("http://server.invalid", transport=httpx.MockTransport(reply))

    def waits(self) -> list[float]:
        return [call.args[0] for call in self.sleep.call_args_list]

    def keys(self) -> list[str | None]:
        return [request.headers.get("Idempotency-Key") for request in self.requests]

    def cancel(self, server: Scheduling) -> None:
        body = HostCancelInput(reason="ill")
        cancel_booking.sync_detailed(UNKNOWN, client=server.bearer("key"), body=body)

    def test_a_write_is_sent_again_under_the_same_key_and_with_the_same_body(self) -> None:
        with self.assertRaises(ProblemError):
            self.cancel(self.against(cut, BUSY, problem(404, "not_found")))
        self.assertEqual(len(set(self.keys())), 1)
        self.assertGreaterEqual(len(self.keys()[0] or ""), 16)
        self.assertEqual([json.loads(request.content) for request in self.requests], [{"reason": "ill"}] * 3)
        self.assertTrue(self.waits()[0] <= 0.2 and self.waits()[1] <= 0.4, self.waits())

    def test_two_writes_have_two_keys_and_a_read_has_none(self) -> None:
        gone = problem(404, "not_found")
        server = self.against(gone, gone, done)
        for _ in range(2):
            with self.assertRaises(ProblemError):
                self.cancel(server)
        is_alive.sync(client=server.anonymous())
        first, second, read = self.keys()
        self.assertNotEqual(first, second)
        self.assertIsNone(read)

    def test_after_three_retries_the_answer_stands(self) -> None:
        with self.assertRaises(ProblemError) as refused:
            self.cancel(self.against(BUSY, BUSY, BUSY, BUSY))
        self.assertEqual((refused.exception.code, len(self.requests)), ("busy", 4))
        with self.assertRaises(httpx.ReadError):
            self.cancel(self.against(cut, cut, cut, cut))

    def test_the_server_says_when_to_come_back_unless_that_is_too_late(self) -> None:
        is_alive.sync(client=self.against(problem(429, "rate_limited", {"Retry-After": "7"}), done).anonymous())
        self.assertTrue(7 <= self.waits()[0] <= 7.2, self.waits())
        with self.assertRaises(ProblemError):
            is_alive.sync(client=self.against(problem(429, "rate_limited", {"Retry-After": "3600"})).anonymous())
        self.assertEqual(len(self.waits()), 1)

    def test_a_date_in_retry_after_is_understood(self) -> None:
        wait = Retries(longest_wait=1e12).wait_before
        late = httpx.Response(503, headers={"Retry-After": "Fri, 31 Dec 2199 23:59:59 GMT"})
        self.assertGreater(wait(0, late) or 0, 1e9)
        past = httpx.Response(503, headers={"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"})
        self.assertLess(wait(0, past) or 9, 1)

    def test_what_will_not_change_is_not_asked_again(self) -> None:
        for reply in problem(409, "slot_taken"), problem(422, "invalid"), problem(500, "internal"):
            with self.assertRaises(ProblemError):
                self.cancel(self.against(reply))
        self.assertEqual(len(self.requests), 3)

    def test_an_answer_of_somebody_else_is_no_problem_of_the_api(self) -> None:
        with self.assertRaises(UnexpectedAnswer) as unexpected:
            self.cancel(self.against(lambda: httpx.Response(502, text="<html>")))
        self.assertEqual((unexpected.exception.status, unexpected.exception.body), (502, "<html>"))

    def test_a_kind_of_problem_that_is_not_known_yet_is_a_text(self) -> None:
        with self.assertRaises(ProblemError) as new:
            self.cancel(self.against(problem(409, "brand_new")))
        self.assertEqual(new.exception.code, "brand_new")
