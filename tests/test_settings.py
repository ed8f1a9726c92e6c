"""What the environment may say, and what happens when it says it wrongly."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PRODUCTION = dict(
    line.split("=", 1) for line in Path(__file__).with_name("production.env").read_text().splitlines() if line
)


def start(environment: dict[str, str], *code: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own with exactly this environment, and run the code there."""
    program = "\n".join(["from django.conf import settings", "settings.DEBUG", *code])
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def _no_env_file() -> None:
    if (settings.BASE_DIR / ".env").exists():
        pytest.skip("a .env file fills in what these tests leave out")


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_a_missing_setting_stops_the_start_with_one_line(name: str) -> None:
    started = start({key: value for key, value in PRODUCTION.items() if key != name})
    assert started.returncode == 1
    assert started.stderr.startswith(f"Settings: {name} is missing.")
    assert started.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "2"),
        ("PROXIES", "one"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://user:secret@host:port/name"),
        ("DATABASE_URL", "postgres://user:secret/word@host/name"),
        ("DATABASE_URL", "postgres://user:secret@host/"),
        ("DATABASE_URL", "sqlite:////proc/nowhere/db.sqlite3"),
        ("CLAMD_URL", "127.0.0.1:3310"),
        ("CLAMD_URL", "tcp://"),
        ("CLAMD_URL", "tcp://127.0.0.1:port"),
        ("CLAMD_URL", "unix://run/clamd.ctl"),
        ("CLAMD_URL", "http://127.0.0.1:3310"),
        ("SITE_ADDRESS", "basisfuncties.example.org"),
        ("SITE_ADDRESS", "ftp://basisfuncties.example.org"),
        ("SITE_ADDRESS", "https://basisfuncties.example.org/pad"),
        ("AUDIT_DAYS", "0"),
        ("AUDIT_DAYS", "a year"),
        ("MEDIA_ROOT", "media"),
        ("MEDIA_ROOT", str(settings.BASE_DIR / "static" / "media")),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "pigeon://mail.example.org"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://user:secret@mail.example.org:port"),
    ],
)
def test_a_malformed_setting_stops_the_start_with_one_line(name: str, value: str) -> None:
    started = start({**PRODUCTION, name: value})
    assert started.returncode == 1
    assert started.stderr.startswith(f"Settings: {name}")
    assert started.stderr.count("\n") == 1
    assert "secret" not in started.stderr


def test_gunicorn_says_the_same_one_line() -> None:
    started = subprocess.run(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--check-config"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **PRODUCTION, "SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "Settings: SECRET_KEY is missing. Set it to a long random text." in started.stderr
    assert "Traceback" not in started.stderr


def test_a_key_may_begin_with_any_sign() -> None:
    started = start({**PRODUCTION, "SECRET_KEY": "$abc"}, "print(settings.SECRET_KEY)")
    assert started.stdout == "$abc\n"


@pytest.mark.parametrize("url", ["", "tcp://clamav:3310", "tcp://127.0.0.1", "unix:///run/clamav/clamd.ctl"])
def test_the_virus_scanner_is_named_by_a_port_or_a_socket(url: str) -> None:
    started = start({**PRODUCTION, "CLAMD_URL": url}, "print(settings.CLAMD_URL)")
    assert started.stdout == f"{url}\n"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "https://basisfuncties.example.org"),
        ({"HTTPS": "0"}, "http://basisfuncties.example.org"),
        ({"SITE_ADDRESS": "https://elders.example.org/"}, "https://elders.example.org"),
        ({"ALLOWED_HOSTS": "*", "SITE_ADDRESS": "https://elders.example.org"}, "https://elders.example.org"),
    ],
)
def test_links_in_mail_begin_with_the_address_that_is_said_or_the_first_host(
    said: dict[str, str], expected: str
) -> None:
    assert start({**PRODUCTION, **said}, "print(settings.SITE_ADDRESS)").stdout == f"{expected}\n"


def test_without_a_host_name_the_address_has_to_be_said() -> None:
    started = start({**PRODUCTION, "ALLOWED_HOSTS": ".example.org"})
    assert started.stderr.startswith("Settings: SITE_ADDRESS is missing")


def test_debug_is_off_unless_asked() -> None:
    started = start(PRODUCTION, "print(settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE)")
    assert started.stdout == "False True True\n"


def test_with_debug_nothing_else_needs_to_be_said() -> None:
    started = start({"DEBUG": "1"}, "print(settings.DEBUG, settings.DATABASES['default']['NAME'])")
    assert started.stdout == f"True {settings.BASE_DIR / 'var' / 'db.sqlite3'}\n"


def test_postgresql_keeps_its_connections_open() -> None:
    started = start(
        {**PRODUCTION, "DATABASE_URL": "postgres://user:p%2Fw@127.0.0.1:5433/name"},
        "import json",
        "print(json.dumps(settings.DATABASES['default']))",
    )
    database = json.loads(started.stdout)
    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.postgresql", "name")
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("127.0.0.1", 5433, "p/w")
    assert database["CONN_MAX_AGE"] == 600
    assert database["CONN_HEALTH_CHECKS"] is True


def test_sqlite_writes_ahead_checks_foreign_keys_and_waits_for_a_lock(tmp_path: Path) -> None:
    started = start(
        {**PRODUCTION, "DATABASE_URL": f"sqlite:///{tmp_path}/new/folder/db.sqlite3"},
        "from django.db import connection",
        "cursor = connection.cursor()",
        "for name in ('journal_mode', 'foreign_keys', 'busy_timeout'):",
        "    print(cursor.execute(f'PRAGMA {name}').fetchone()[0])",
    )
    assert started.stdout == "wal\n1\n20000\n"


def test_the_example_names_every_setting_that_is_read() -> None:
    read = (settings.BASE_DIR / "config" / "environment.py").read_text()
    example = (settings.BASE_DIR / ".env.example").read_text()
    names = {line.lstrip("#").split("=")[0] for line in example.splitlines() if "=" in line and " =" not in line}
    for name in (
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "EMAIL_URL",
        "DATABASE_URL",
        "FROM_EMAIL",
        "MEDIA_ROOT",
        "STATIC_ROOT",
        "AUDIT_DAYS",
    ):
        assert f'"{name}"' in read
        assert name in names
