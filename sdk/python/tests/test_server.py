"""Against a server that runs: SCHEDULING_READY_FILE names the file that it wrote with --ready-file."""

from __future__ import annotations

import asyncio
import datetime
import json
import os
import unittest
import uuid

from scheduling_client import Code, ProblemError, Scheduling, items, items_async, ok
from scheduling_client.generated import Client
from scheduling_client.generated.api.bookings import list_bookings
from scheduling_client.generated.api.public import (
    cancel_booking_by_token,
    create_booking,
    get_booking_by_token,
    list_slots,
    reschedule_booking_by_token,
)
from scheduling_client.generated.api.settings import get_settings
from scheduling_client.generated.models import BookingForInvitee, BookingInput, CancelInput, InviteeInput, RescheduleInput
from scheduling_client.generated.types import UNSET


class AgainstServer(unittest.TestCase):
    ready: dict[str, str]
    server: Scheduling
    guest: Client
    tenant: str
    event_type: uuid.UUID
    starts: list[datetime.datetime]

    @classmethod
    def setUpClass(cls) -> None:
        file = os.environ.get("SCHEDULING_READY_FILE")
        assert file, "run the tests with `cargo xtask sdk --test`"
        with open(file, encoding="utf-8") as ready:
            cls.ready = json.load(ready)
        cls.tenant = cls.ready["tenant"]
        cls.server = Scheduling(cls.ready["baseUrl"])
        cls.guest = cls.server.anonymous()
        today = datetime.datetime.now(datetime.UTC).date()
        slots = ok(
            list_slots.sync(
                cls.tenant,
                cls.ready["username"],
                cls.ready["eventSlug"],
                client=cls.guest,
                timezone="Europe/Berlin",
                from_=today + datetime.timedelta(days=7),
                to=today + datetime.timedelta(days=35),
            )
        )
        cls.event_type = slots.event_type.id
        cls.starts = [day.slots[0].start_time for day in slots.days if day.slots]

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.close()

    def input(self, start: datetime.datetime, email: str = "grace@example.org") -> BookingInput:
        invitee = InviteeInput(name="Grace Hopper", email=email)
        return BookingInput(event_type_id=self.event_type, start_time=start, timezone="Europe/Berlin", invitee=invitee)

    def book(self, body: BookingInput, key: str | None = None) -> BookingForInvitee:
        return ok(create_booking.sync(self.tenant, client=self.guest, body=body, idempotency_key=key or UNSET))

    def cancel(self, booking: BookingForInvitee) -> BookingForInvitee:
        assert booking.manage_token, "who books gets a token"
        invitee = self.server.bearer(booking.manage_token)
        body = CancelInput(reason="I have fallen ill.")
        return ok(cancel_booking_by_token.sync(self.tenant, booking.id, client=invitee, body=body))

    def test_a_slot_is_booked_and_cancelled_once(self) -> None:
        start = self.starts.pop()
        booking = self.book(self.input(start))
        self.assertEqual((booking.status, booking.start_time), ("confirmed", start))

        cancelled = self.cancel(booking)
        self.assertEqual((cancelled.status, cancelled.cancel_reason), ("cancelled", "I have fallen ill."))
        with self.assertRaises(ProblemError) as again:
            self.cancel(booking)
        self.assertEqual((again.exception.status, again.exception.code), (409, Code.ALREADY_CANCELLED))

    def move(self, booking: BookingForInvitee, start: datetime.datetime) -> BookingForInvitee:
        assert booking.manage_token, "who moves gets a token"
        body = RescheduleInput(start_time=start, timezone="Europe/Berlin")
        invitee = self.server.bearer(booking.manage_token)
        return ok(reschedule_booking_by_token.sync(self.tenant, booking.id, client=invitee, body=body))

    def test_a_booking_is_moved_and_its_old_link_tells_where_to(self) -> None:
        old, start = self.starts.pop(), self.starts.pop()
        booking = self.book(self.input(old))
        moved = self.move(booking, start)
        self.assertEqual((moved.start_time, moved.rescheduled_from), (start, booking.id))
        assert booking.manage_token
        invitee = self.server.bearer(booking.manage_token)
        left = ok(get_booking_by_token.sync(self.tenant, booking.id, client=invitee))
        self.assertEqual((left.status, left.rescheduled_to), ("rescheduled", moved.id))

        other = self.book(self.input(old))
        with self.assertRaises(ProblemError) as taken:
            self.move(moved, old)
        self.assertEqual((taken.exception.status, taken.exception.code), (409, Code.SLOT_TAKEN))
        for kept in (other, moved):
            self.cancel(kept)

    def test_a_time_that_is_taken_is_a_409_with_the_next_free_ones(self) -> None:
        start = self.starts.pop()
        booking = self.book(self.input(start))
        with self.assertRaises(ProblemError) as taken:
            self.book(self.input(start, "alan@example.org"))
        self.assertEqual((taken.exception.status, taken.exception.code), (409, Code.SLOT_TAKEN))
        self.assertGreater(taken.exception.next_slots[0].start_time, start)
        self.cancel(booking)

    def test_everything_that_is_wrong_with_a_request_is_named(self) -> None:
        with self.assertRaises(ProblemError) as invalid:
            self.book(self.input(self.starts[0], "nobody"))
        self.assertEqual((invalid.exception.status, invalid.exception.code), (422, Code.INVALID_EMAIL))
        self.assertEqual([error.pointer for error in invalid.exception.errors], ["/invitee/email"])

    def test_a_request_that_is_sent_again_under_its_key_is_done_once(self) -> None:
        body = self.input(self.starts.pop())
        key = str(uuid.uuid4())
        first = self.book(body, key)
        self.assertEqual(self.book(body, key), first)
        self.cancel(first)

    def test_a_list_is_read_page_by_page(self) -> None:
        for booking in [self.book(self.input(self.starts.pop())) for _ in range(3)]:
            self.cancel(booking)
        admin = self.server.bearer(self.ready["apiKey"])
        read = [booking.id for booking in items(list_bookings.sync, client=admin, status="cancelled", limit=2)]
        self.assertGreaterEqual(len(read), 3)
        self.assertEqual(len(set(read)), len(read))

    def test_a_missing_credential_is_a_problem_too(self) -> None:
        with self.assertRaises(ProblemError) as refused:
            get_settings.sync(client=self.server.bearer("nobody"))
        self.assertEqual((refused.exception.status, refused.exception.code), (401, Code.UNAUTHENTICATED))

    def test_operations_of_asyncio_do_the_same(self) -> None:
        async def run() -> None:
            body = self.input(self.starts.pop())
            async with Scheduling(self.ready["baseUrl"]) as server:
                guest, admin = server.anonymous(), server.bearer(self.ready["apiKey"])
                booking = ok(await create_booking.asyncio(self.tenant, client=guest, body=body))
                with self.assertRaises(ProblemError) as taken:
                    await create_booking.asyncio(self.tenant, client=guest, body=body)
                self.assertEqual(taken.exception.code, Code.SLOT_TAKEN)
                self.cancel(booking)
                read = [item.id async for item in items_async(list_bookings.asyncio, client=admin, limit=1)]
                self.assertIn(booking.id, read)

        asyncio.run(run())
