"""A real site for the browser: gunicorn as in production, on a database of its own with the demo data.

The database is made once (`Template`) and copied for each site, as making it takes far longer.
"""

import email
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as modern_policy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings
from psycopg2 import sql

SECONDS_TO_START = 60


def environment(database_url: str, static: Path, mail: Path, media: Path, url: str = "") -> dict[str, str]:
    """Return the environment of a site in production, but without https: nothing of ours leaks into it."""
    return {
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database_url,
        "DEBUG": "0",
        "DJANGO_SUPERUSER_PASSWORD": "demo",  # for `site.manage("createsuperuser", "--noinput", ...)`
        "EMAIL_URL": f"filemail:///{mail}",
        "HOME": str(mail.parent),
        "HTTPS": "0",
        "LANG": "C.UTF-8",
        "MEDIA_ROOT": str(media),
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "only-for-the-journeys-in-the-browser",
        "SITE_ADDRESS": url,
        "STATIC_ROOT": str(static),
    }


def manage(environ: dict[str, str], *arguments: str) -> str:
    """Run manage.py and return what it prints; an AssertionError shows what went wrong."""
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"manage.py {' '.join(arguments)}:\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


class Template(ABC):
    """A database with the content and the demo, to copy; several test processes share one by its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.static = folder / "static"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Make it when nobody has yet, and remove it when nobody uses it any more."""
        self.folder.mkdir(exist_ok=True)
        made, mine = self.folder / "made", self.folder / f"user-{uuid.uuid4().hex}"
        with self.alone():
            mine.touch()
            if not made.exists():
                self.make()
                made.touch()
        try:
            yield
        finally:
            with self.alone():
                mine.unlink()
                if not any(self.folder.glob("user-*")):
                    made.unlink()
                    self.throw_away()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the other test processes waiting."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def make(self) -> None:
        """Make static files and database."""
        environ = environment(self.url, self.static, self.folder / "mail", self.folder / "media")
        manage(environ, "collectstatic", "--noinput", "--verbosity", "0")
        manage(environ, "migrate", "--verbosity", "0")
        manage(environ, "load_content", "--verbosity", "0")
        manage(environ, "demo", "--force")

    @property
    @abstractmethod
    def url(self) -> str:
        """Where the template's database is."""

    @abstractmethod
    def copy(self, folder: Path) -> str:
        """Return the address of a new copy, for the site that lives in `folder`."""

    @abstractmethod
    def throw_away(self) -> None:
        """Remove the database."""


class SQLiteTemplate(Template):
    """The database is a file."""

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'template.sqlite3'}"

    def copy(self, folder: Path) -> str:
        # The last connection that closes writes the log into the file, so the one file is all.
        shutil.copy(self.folder / "template.sqlite3", folder / "db.sqlite3")
        return f"sqlite:///{folder / 'db.sqlite3'}"

    def throw_away(self) -> None:
        for database in self.folder.glob("template.sqlite3*"):
            database.unlink()


class PostgreSQLTemplate(Template):
    """The database is one of PostgreSQL's, on the server that DATABASE_URL names."""

    def __init__(self, folder: Path, server: str) -> None:
        super().__init__(folder)
        self.server = server
        self.name = f"journeys_{uuid.uuid5(uuid.NAMESPACE_URL, str(folder)).hex}"
        self.copies: list[str] = []

    @contextmanager
    def in_use(self) -> Iterator[None]:
        with super().in_use():
            try:
                yield
            finally:
                for name in self.copies:
                    self.drop(name)

    def make(self) -> None:
        self.execute("CREATE DATABASE {}", self.name)
        super().make()

    @property
    def url(self) -> str:
        return self.address(self.name)

    def address(self, name: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def copy(self, folder: Path) -> str:
        name = f"journeys_{uuid.uuid4().hex}"
        with self.alone():
            self.execute("CREATE DATABASE {} TEMPLATE {}", name, self.name)
        self.copies.append(name)
        return self.address(name)

    def throw_away(self) -> None:
        self.drop(self.name)

    def drop(self, name: str) -> None:
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def execute(self, statement: str, *names: str) -> None:
        connection = psycopg2.connect(self.server)
        connection.autocommit = True
        try:
            connection.cursor().execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        finally:
            connection.close()


def template_in(folder: Path) -> Template:
    """Return the template of this folder, on the kind of database that the tests run on."""
    server = os.environ["DATABASE_URL"]
    return SQLiteTemplate(folder) if server.startswith("sqlite") else PostgreSQLTemplate(folder, server)


@dataclass
class Site:
    """A site that runs. Its pages are at `url`, its log is in `folder`."""

    url: str
    folder: Path
    environ: dict[str, str]
    server: "subprocess.Popen[bytes] | None" = None

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's database and return what it prints."""
        return manage(self.environ, *arguments)

    def make_files(self) -> None:
        """Let the worker make the reports that wait."""
        self.manage("db_worker", "--queue-name", "rapporten", "--batch", "--no-startup-delay", "--verbosity", "0")

    def mails(self) -> list[EmailMessage]:
        """Let the worker send what waits, and return the mails that the site has sent, oldest first."""
        self.manage("db_worker", "--batch", "--no-startup-delay", "--verbosity", "0")
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        return [
            email.message_from_bytes(text.strip(b"\n"), policy=modern_policy)
            for path in files
            for text in path.read_bytes().split(b"-" * 79 + b"\n")
            if text.strip()
        ]

    def start(self) -> None:
        """Start the site, also again after `kill`."""
        log = self.folder / "gunicorn.log"
        # Threads: Chromium opens connections ahead of need, and each would hold up a worker without them.
        options = ["--no-control-socket", "--workers", "1", "--threads", "4", "--bind", urlsplit(self.url).netloc]
        with log.open("ab") as output:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "config.wsgi", *options],
                cwd=settings.BASE_DIR,
                env=self.environ,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        wait_until_it_answers(f"{self.url}/", self.server, log)

    def kill(self) -> None:
        """End the site at once, with its worker, as `kill -9` or a power cut does."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def stop(self) -> None:
        """Ask the site to stop, and wait for it."""
        assert self.server is not None
        self.server.terminate()
        try:
            self.server.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


def free_address() -> str:
    """Return an address of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def running_site(template: Template, folder: Path) -> Iterator[Site]:
    """Start a site on a copy of the template; stop it afterwards."""
    url = f"http://{free_address()}"
    environ = environment(template.copy(folder), template.static, folder / "mail", folder / "media", url)
    site = Site(url=url, folder=folder, environ=environ)
    try:
        site.start()
        yield site
    finally:
        site.stop()


def wait_until_it_answers(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once the site gives any answer; fail with its log when it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The site does not start:\n{log.read_text()}")
