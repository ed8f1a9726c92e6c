"""Read the settings from the environment, and say in one line what is wrong with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql", "psql")


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
    https: bool


def read_environment(base_dir: Path) -> Environment:
    """Return the checked environment; `.env` in `base_dir` fills in what is not set.

    Raises SystemExit with one clear line when a setting is missing or malformed: whoever starts the
    site should not have to find the cause in a traceback.
    """
    env = environ.Env()
    if (base_dir / ".env").exists():
        env.read_env(base_dir / ".env")
    try:
        debug = _boolean(env, "DEBUG", default=False)
        https = _boolean(env, "HTTPS", default=not debug)
        return Environment(
            debug=debug,
            secret_key=_secret_key(env, debug),
            allowed_hosts=_allowed_hosts(env, debug),
            database=_database(env, base_dir),
            email=_email(env, debug),
            from_email=env.str("FROM_EMAIL", default="basisfuncties@localhost"),
            media_root=Path(env.str("MEDIA_ROOT", default=str(base_dir / "var" / "media"))),
            https=https,
        )
    except ImproperlyConfigured as problem:
        raise SystemExit(f"Settings: {problem}") from None


def _boolean(env: environ.Env, name: str, *, default: bool) -> bool:
    said = env.str(name, default="").strip().lower()
    if not said:
        return default
    if said in ("1", "true", "yes", "on"):
        return True
    if said in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not '{said}'.")


def _secret_key(env: environ.Env, debug: bool) -> str:
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if debug:
        return "only-for-trying-out-never-for-use-" + "0" * 20
    raise ImproperlyConfigured("SECRET_KEY is missing. Set it to a long random text.")


def _allowed_hosts(env: environ.Env, debug: bool) -> list[str]:
    hosts = [host.strip() for host in env.str("ALLOWED_HOSTS", default="").split(",") if host.strip()]
    if hosts:
        return hosts
    if debug:
        return ["localhost", "127.0.0.1", "[::1]"]
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing. Set it to the host names of the site, with commas.")


def _database(env: environ.Env, base_dir: Path) -> dict[str, Any]:
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{base_dir / 'var' / 'db.sqlite3'}"
    if url.split(":", 1)[0] not in DATABASE_SCHEMES:
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// or sqlite:///.")
    try:
        database: dict[str, Any] = env.db_url_config(url)
    except Exception as problem:
        raise ImproperlyConfigured(f"DATABASE_URL can't be read: {problem}.") from problem
    if not database.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database.")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
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


def _email(env: environ.Env, debug: bool) -> dict[str, Any]:
    url = env.str("EMAIL_URL", default="") or ("consolemail://" if debug else "")
    if not url:
        raise ImproperlyConfigured("EMAIL_URL is missing. For example smtp+tls://user:password@mail.example:587.")
    try:
        return dict(env.email_url_config(url))
    except Exception as problem:
        raise ImproperlyConfigured(f"EMAIL_URL can't be read: {problem}.") from problem
