// A client of the scheduling API.

export { type Options, Scheduling } from "./client.js";
export { type Code, codes } from "./codes.js";
export { type FieldError, type Problem, ProblemError, type SlotTimes, UnexpectedAnswerError } from "./problem.js";
export type { RetryOptions } from "./retry.js";
export type { components, operations, paths } from "./schema.js";
