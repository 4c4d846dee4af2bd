"""A client of the scheduling API.

The operations are in `scheduling_client.generated.api`, one module each, and their bodies in
`scheduling_client.generated.models`. `Scheduling` makes the clients that they are called with.
"""

from .answers import items, items_async, ok
from .client import Scheduling
from .codes import Code
from .problems import ProblemError, SchedulingError, UnexpectedAnswer
from .retry import Retries

__all__ = [
    "Code",
    "ProblemError",
    "Retries",
    "Scheduling",
    "SchedulingError",
    "UnexpectedAnswer",
    "items",
    "items_async",
    "ok",
]
