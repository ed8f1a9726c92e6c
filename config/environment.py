"""Read the settings from the environment, and say in one line what is wrong with them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql", "psql")
EMAIL_SCHEMES = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail")

MOST_DAYS = 3650


@dataclass(frozen=True)
class Environment:
    """What the environment says, checked."""

    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    database: dict[str, Any]
    email: dict[str, Any]
    from_email: str
    media_root: Path
    static_root: Path
    https: bool
    proxies: int
    clamd_url: str
    site_address: str
    audit_days: int


def read_environment(base_dir: Path) -> Environment:
    """Return the checked environment; `.env` in `base_dir` fills in what is not set.

    Raises SystemExit with one clear line when a setting is missing or malformed: whoever starts the
    site should not have to find the cause in a traceback.
    """
    if (base_dir / ".env").exists():
        environ.Env.read_env(base_dir / ".env")
    try:
        debug = _boolean("DEBUG", default=False)
        https = _boolean("HTTPS", default=not debug)
        allowed_hosts = _allowed_hosts(debug)
        return Environment(
            debug=debug,
            secret_key=_secret_key(debug),
            allowed_hosts=allowed_hosts,
            database=_database(base_dir),
            email=_email(debug),
            from_email=_text("FROM_EMAIL") or "basisfuncties@localhost",
            media_root=_media_root(base_dir),
            static_root=_static_root(base_dir),
            https=https,
            proxies=_count("PROXIES"),
            clamd_url=_clamd(),
            site_address=_site_address(allowed_hosts, debug=debug, https=https),
            audit_days=_days("AUDIT_DAYS", default=365),
        )
    except ImproperlyConfigured as problem:
        raise SystemExit(f"Settings: {problem}") from None


def _text(name: str) -> str:
    # Not through django-environ: it takes a value that begins with "$" for the name of another setting,
    # and a random key or password may well begin so.
    return os.environ.get(name, "").strip()


def _boolean(name: str, *, default: bool) -> bool:
    said = _text(name).lower()
    if not said:
        return default
    if said in ("1", "true", "yes", "on"):
        return True
    if said in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not '{said}'.")


def _count(name: str) -> int:
    said = _text(name) or "0"
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a number, 0 or more, not '{said}'.")
    return int(said)


def _days(name: str, *, default: int) -> int:
    said = _text(name)
    if not said:
        return default
    if not said.isdecimal() or not 1 <= int(said) <= MOST_DAYS:
        raise ImproperlyConfigured(f"{name} must be a number of days from 1 to {MOST_DAYS}, not '{said}'.")
    return int(said)


def _secret_key(debug: bool) -> str:
    key = _text("SECRET_KEY")
    if key:
        return key
    if debug:
        return "only-for-trying-out-never-for-use-" + "0" * 20
    raise ImproperlyConfigured("SECRET_KEY is missing. Set it to a long random text.")


def _allowed_hosts(debug: bool) -> list[str]:
    hosts = [host.strip() for host in _text("ALLOWED_HOSTS").split(",") if host.strip()]
    if any("/" in host for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS holds host names with commas between them, without https://.")
    if hosts:
        return hosts
    if debug:
        return ["localhost", "127.0.0.1", "[::1]"]
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing. Set it to the host names of the site, with commas.")


def _site_address(hosts: list[str], *, debug: bool, https: bool) -> str:
    said = _text("SITE_ADDRESS").rstrip("/")
    if not said:
        if debug:
            return "http://127.0.0.1:8000"
        if hosts[0].startswith((".", "*")):
            raise ImproperlyConfigured("SITE_ADDRESS is missing: ALLOWED_HOSTS does not begin with one host name.")
        return f"{'https' if https else 'http'}://{hosts[0]}"
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured("SITE_ADDRESS must be like https://basisfuncties.example.nl.")
    return said


def _database(base_dir: Path) -> dict[str, Any]:
    url = _text("DATABASE_URL") or f"sqlite:///{base_dir / 'var' / 'db.sqlite3'}"
    if url.split(":", 1)[0] not in DATABASE_SCHEMES:
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// or sqlite:///.")
    try:
        database: dict[str, Any] = environ.Env.db_url_config(url)
    except Exception:
        # What the parser says is left out: it may quote a piece of the password.
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read. Write postgres://user:password@host:5432/name, "
            "and signs such as / # @ in the password as %2F %23 %40."
        ) from None
    if not database.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database.")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        if database["NAME"] != ":memory:":
            _make_folder(Path(database["NAME"]).parent)
        database["OPTIONS"] = {
            # Take the write lock at the start of a transaction: a transaction that reads first and writes
            # later is otherwise refused at once when another writer came between, whatever the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        # Without persistent connections the site is some seven times slower (docs/bench.md).
        database["CONN_MAX_AGE"] = 600
        database["CONN_HEALTH_CHECKS"] = True
    return database


def _static_root(base_dir: Path) -> Path:
    return Path(_text("STATIC_ROOT") or base_dir / "staticfiles")


def _media_root(base_dir: Path) -> Path:
    folder = Path(_text("MEDIA_ROOT") or base_dir / "var" / "media")
    if not folder.is_absolute():
        raise ImproperlyConfigured("MEDIA_ROOT must be an absolute path, such as /srv/basisfuncties/media.")
    if any(
        folder.resolve().is_relative_to(public.resolve()) for public in (_static_root(base_dir), base_dir / "static")
    ):
        raise ImproperlyConfigured("MEDIA_ROOT lies in a folder that everybody can download from. Choose another.")
    return folder


def _clamd() -> str:
    url = _text("CLAMD_URL")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        right = (parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/")) or (
            parts.scheme == "tcp" and bool(parts.hostname) and parts.port != 0 and parts.path in ("", "/")
        )
    except ValueError:  # a port that is no number
        right = False
    if not right:
        raise ImproperlyConfigured("CLAMD_URL must be tcp://host:3310 or unix:///run/clamav/clamd.ctl.")
    return url


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"DATABASE_URL: the folder {folder} can't be made: {problem.strerror}.") from None


def _email(debug: bool) -> dict[str, Any]:
    url = _text("EMAIL_URL") or ("consolemail://" if debug else "")
    if not url:
        raise ImproperlyConfigured("EMAIL_URL is missing. For example smtp+tls://user:password@mail.example:587.")
    scheme = url.split(":", 1)[0]
    if scheme not in EMAIL_SCHEMES:
        raise ImproperlyConfigured(f"EMAIL_URL must start with one of {', '.join(EMAIL_SCHEMES)}, and then ://.")
    try:
        if scheme.startswith("smtp") and not urlsplit(url).hostname:
            raise ValueError("no host")
        return dict(environ.Env.email_url_config(url))
    except Exception:
        raise ImproperlyConfigured(
            "EMAIL_URL can't be read. Write smtp+tls://user:password@mail.example:587, "
            "and signs such as / # @ in the password as %2F %23 %40."
        ) from None
