// What is sent again, when, and how often. Only what cannot be done twice: reads, and writes under an idempotency key,
// which every write gets here.

export interface RetryOptions {
  /** How often a request is sent again at most. */
  retries: number;
  /** The longest random wait before the first retry, in milliseconds; it doubles with each one. */
  firstWait: number;
  /** The longest wait that a server's `Retry-After` may ask for, in milliseconds; with a longer one its answer stands. */
  longestWait: number;
  /** How long one attempt may take, in milliseconds. */
  timeout: number;
  /** What sends. */
  fetch: (request: Request) => Promise<Response>;
  /** What waits, in milliseconds. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const KEY = "Idempotency-Key";
const READS = ["GET", "HEAD", "OPTIONS"];
/** The server did nothing, and may do it later. */
const LATER = [429, 503];

/** Sends a request until there is an answer that will not change. */
export async function send(request: Request, options: RetryOptions): Promise<Response> {
  if (!READS.includes(request.method) && !request.headers.has(KEY)) {
    request.headers.set(KEY, crypto.randomUUID());
  }
  for (let retry = 0; ; retry += 1) {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(options.timeout)]);
    let response: Response | undefined;
    try {
      response = await options.fetch(new Request(request.clone(), { signal }));
    } catch (error) {
      if (retry >= options.retries || request.signal.aborted) throw error;
    }
    if (response !== undefined && !LATER.includes(response.status)) return response;
    const wait = waitBefore(retry, response, options);
    if (response !== undefined) {
      if (retry >= options.retries || wait === undefined) return response;
      await response.body?.cancel();
    }
    await options.sleep(wait ?? 0, request.signal);
  }
}

/** How long to wait; nothing if the server wants to be left alone for longer than anybody waits here. */
function waitBefore(retry: number, response: Response | undefined, options: RetryOptions): number | undefined {
  const asked = retryAfter(response?.headers.get("Retry-After"));
  if (asked > options.longestWait) return undefined;
  // Never before the time that the server names, and not everybody at once.
  return asked + Math.random() * options.firstWait * 2 ** retry;
}

/** Milliseconds of a `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfter(value: string | null | undefined): number {
  if (value === null || value === undefined) return 0;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}

/** Waits, or fails when the signal says so. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
}
