// What the server answers when it does not do what it was asked for, as errors that programs can tell apart.

import type { Code } from "./codes.js";
import type { components } from "./schema.js";

export type Problem = components["schemas"]["Problem"];
export type FieldError = components["schemas"]["FieldError"];
export type SlotTimes = components["schemas"]["SlotTimes"];

/** The server said no, and why: a problem as in RFC 9457. Its message is fit for an end user. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** The kind of problem. A later server may know more kinds than this client. */
  readonly code: Code | (string & {});
  /** The HTTP status. */
  readonly status: number;
  /** Everything that is wrong with the request. */
  readonly errors: readonly FieldError[];
  /** Of a time that cannot be had: the next free ones. */
  readonly nextSlots: readonly SlotTimes[];
  /** The whole answer. */
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
    this.code = problem.code;
    this.status = problem.status;
    this.errors = problem.errors ?? [];
    this.nextSlots = problem.nextSlots ?? [];
  }
}

/** An answer that this API does not give: a proxy's, for example. */
export class UnexpectedAnswerError extends Error {
  override readonly name = "UnexpectedAnswerError";
  /** The HTTP status. */
  readonly status: number;
  /** What the answer said. */
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`the server answered with status ${status} and no problem`);
    this.status = status;
    this.body = body;
  }
}

/** The error that an answer with this body stands for. */
export function failure(status: number, body: unknown): ProblemError | UnexpectedAnswerError {
  return isProblem(body) ? new ProblemError(body) : new UnexpectedAnswerError(status, body);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "status" in body && "detail" in body;
}
