// What is sent again and what is not, without a server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { type Options, ProblemError, Scheduling, UnexpectedAnswerError } from "@scheduling-rs/client";

type Reply = () => Response;

const problem = (status: number, code: string, headers = {}): Reply => {
  const body = { type: "about:blank", title: code, status, detail: code, code };
  return () => Response.json(body, { status, headers: { ...headers, "Content-Type": "application/problem+json" } });
};
const busy = problem(503, "busy");
const done: Reply = () => Response.json({ status: "ok" });
const cut: Reply = () => {
  throw new TypeError("fetch failed");
};

/** A server that gives these replies, one after the other. */
function against(...replies: Reply[]) {
  const keys: (string | null)[] = [];
  const bodies: string[] = [];
  const waits: number[] = [];
  const options: Options = {
    baseUrl: "http://server.invalid",
    sleep: async (milliseconds) => void waits.push(milliseconds),
    fetch: async (request) => {
      keys.push(request.headers.get("Idempotency-Key"));
      bodies.push(await request.text());
      const reply = replies.shift();
      assert(reply, "one request too many");
      return reply();
    },
  };
  return { client: new Scheduling(options), keys, bodies, waits };
}

const cancel = (client: Scheduling) =>
  client.post("/api/admin/scheduling/bookings/{id}/cancel", { params: { path: { id: "1" } }, body: { reason: "ill" } });

test("a write is sent again under the same key and with the same body", async () => {
  const { client, keys, bodies, waits } = against(cut, busy, done);
  await cancel(client);
  assert.equal(keys.length, 3);
  assert(keys[0] && keys[0].length >= 16);
  assert.deepEqual(new Set(keys).size, 1);
  assert.deepEqual(bodies, Array(3).fill('{"reason":"ill"}'));
  assert(waits[0]! <= 200 && waits[1]! <= 400, String(waits));
});

test("two writes have two keys, and a read has none", async () => {
  const { client, keys } = against(done, done, done);
  await cancel(client);
  await cancel(client);
  await client.get("/health/live");
  assert.equal(new Set(keys.slice(0, 2)).size, 2);
  assert.equal(keys[2], null);
});

test("after three retries the answer stands", async () => {
  const { client, keys } = against(busy, busy, busy, busy);
  await assert.rejects(cancel(client), (error) => error instanceof ProblemError && error.code === "busy");
  assert.equal(keys.length, 4);
  const { client: offline } = against(cut, cut, cut, cut);
  await assert.rejects(cancel(offline), TypeError);
});

test("the server says when to come back, unless that is too late", async () => {
  const { client, waits } = against(problem(429, "rate_limited", { "Retry-After": "7" }), done);
  await client.get("/health/live");
  assert(waits[0]! >= 7000 && waits[0]! <= 7200, String(waits));
  const { client: patient, waits: none } = against(problem(429, "rate_limited", { "Retry-After": "3600" }));
  await assert.rejects(patient.get("/health/live"), ProblemError);
  assert.deepEqual(none, []);
});

test("what will not change is not asked again", async () => {
  for (const reply of [problem(409, "slot_taken"), problem(422, "invalid"), problem(500, "internal")]) {
    const { client, keys } = against(reply);
    await assert.rejects(cancel(client), ProblemError);
    assert.equal(keys.length, 1);
  }
});

test("an answer of somebody else is no problem of the API", async () => {
  const { client } = against(() => new Response("<html>", { status: 502 }));
  await assert.rejects(cancel(client), (error) => error instanceof UnexpectedAnswerError && error.status === 502);
});

test("whoever gives up waits no longer", async () => {
  const stop = new AbortController();
  const { client, keys } = against(() => {
    stop.abort();
    return cut();
  });
  await assert.rejects(client.get("/health/live", { signal: stop.signal }));
  assert.equal(keys.length, 1);
});
