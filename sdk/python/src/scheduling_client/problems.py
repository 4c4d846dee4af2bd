"""What the server answers when it does not do what it was asked for, as errors that programs can tell apart."""

from __future__ import annotations

import httpx

from .codes import Code
from .generated.models import FieldError, Problem, SlotTimes


class SchedulingError(Exception):
    """The server answered, and not with what was asked for."""

    status: int
    """The HTTP status."""


class ProblemError(SchedulingError):
    """The server said no, and why: a problem as in RFC 9457. Its text is fit for an end user."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        """The whole answer."""
        self.status = problem.status
        self.code = _code(problem.code)
        """The kind of problem. A later server may know more kinds than this client."""
        self.errors: list[FieldError] = problem.errors or []
        """Everything that is wrong with the request."""
        self.next_slots: list[SlotTimes] = problem.next_slots or []
        """Of a time that cannot be had: the next free ones."""


class UnexpectedAnswer(SchedulingError):
    """An answer that this API does not give: a proxy's, for example."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"the server answered with status {status} and no problem")
        self.status = status
        self.body = body
        """What the answer said."""


def _code(word: str) -> Code | str:
    try:
        return Code(word)
    except ValueError:
        return word


def failure(response: httpx.Response) -> SchedulingError | None:
    """The error that an answer stands for. Its body must have been read."""
    if response.status_code < 400:
        return None
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
    if media_type == "application/problem+json":
        return ProblemError(Problem.from_dict(response.json()))
    return UnexpectedAnswer(response.status_code, response.text)
