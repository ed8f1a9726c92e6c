"""That many municipalities need no more memory than one."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from exports.source import Source
from exports.writing.formats import FOR_MANY
from tests.exports.making import ABOUT, one
from tests.reports.snapshots import full

MANY = 20
FULL = full("De gemeente overlegt vier keer per jaar met de organisaties. " * 15)


def municipalities(count: int) -> Iterator[Source]:
    for number in range(count):
        place = replace(FULL.municipality, code=f"GM{number:04}")
        yield replace(one(), snapshot=replace(FULL, municipality=place), found=None)


def peak(write, path, count: int) -> int:
    tracemalloc.start()
    try:
        write(path, municipalities(count), ABOUT)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FOR_MANY)
def test_memory_does_not_grow_with_municipalities(name, tmp_path):
    write = FOR_MANY[name].write
    peak(write, tmp_path / "warm", 1)  # what is made once in a process
    one_kb, many_kb = peak(write, tmp_path / "een", 1) / 1024, peak(write, tmp_path / "veel", MANY) / 1024
    # What stays is the buffers of the ZIP (some 300 kB). Kept whole, twenty would be thousands more than one.
    assert many_kb < one_kb + 500
