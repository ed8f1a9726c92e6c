"""Time requests to the running site, in turns: the machine's speed drifts, so only ratios within a run count."""

import time
from collections.abc import Sequence
from statistics import median

from bench.client import Request, rate, seconds

TURNS = 120
MOST_SECONDS = 120.0  # on a busy machine fewer turns, not a longer wait
TURNS_TO_WARM_UP = 6
SECONDS_OF_RATE = 4.0
TURNS_OF_RATE = 3


def seconds_in_turns(port: int, subjects: dict[str, Sequence[Request]]) -> dict[str, float]:
    """Return the median time of each subject; each turn sends one request of each."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    end = time.perf_counter() + MOST_SECONDS
    for turn in range(TURNS_TO_WARM_UP + TURNS):
        if turn > 2 * TURNS_TO_WARM_UP and time.perf_counter() > end:
            break
        for name, requests in subjects.items():
            times[name].append(seconds(port, requests[turn % len(requests)]))
    return {name: median(taken[TURNS_TO_WARM_UP:]) for name, taken in times.items()}


def rates_in_turns(port: int, crowds: dict[str, Sequence[Sequence[Request]]]) -> dict[str, float]:
    """Return the median answers a second of each crowd, in which all clients work at once."""
    rates: dict[str, list[float]] = {name: [] for name in crowds}
    for _ in range(TURNS_OF_RATE):
        for name, crowd in crowds.items():
            rates[name].append(rate(port, crowd, SECONDS_OF_RATE))
    return {name: median(measured) for name, measured in rates.items()}
