"""`bin/serve`, what `make run` starts: the site and the worker, which end together and leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.e2e.site import Template, environment, free_address, wait_until_it_answers

SECONDS_TO_STOP = 60


@contextmanager
def serving(template: Template, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    address = free_address()
    environ = environment(
        template.copy(folder), template.static, folder / "mail", folder / "media", f"http://{address}"
    )
    log = folder / "log"
    with log.open("wb") as output:
        served = subprocess.Popen(
            [sys.executable, "bin/serve", address],
            cwd=settings.BASE_DIR,
            env=environ,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_until_it_answers(f"http://{address}/", served, log)
        yield served
    finally:
        if served.poll() is None:
            os.killpg(served.pid, signal.SIGKILL)
            served.wait()


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS_TO_STOP
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def running(group: int) -> list[str]:
    """Return the commands that run in this process group; what has ended but was not waited for yet is none."""
    commands = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, pgid = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:3]
            if int(pgid) == group and state != "Z":
                commands.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # it ended meanwhile
    return commands


@pytest.mark.parametrize("way", ["ctrl-c", "terminate", "kill"])
def test_the_worker_runs_beside_the_site_and_ends_with_it(template: Template, tmp_path: Path, way: str) -> None:
    with serving(template, tmp_path) as served:
        assert any("db_worker" in each for each in running(served.pid))
        if way == "ctrl-c":
            os.killpg(served.pid, signal.SIGINT)  # as a terminal does: to all of the group
        elif way == "terminate":
            served.terminate()
        else:
            served.kill()
        served.wait(SECONDS_TO_STOP)
        wait_for(lambda: not running(served.pid))
