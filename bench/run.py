"""Measure the speed: `make bench`. Starts PostgreSQL, measures on it, and leaves nothing behind."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the measurements on a PostgreSQL of their own; return their exit status."""
    with tempfile.TemporaryDirectory(prefix="basisfuncties-bench-") as folder:
        command = [ROOT / "bin" / "with_postgres", sys.executable, "-m", "bench"]
        return subprocess.run(command, cwd=ROOT, env=environment(Path(folder)), check=False).returncode


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a site in production, but without https, that writes in this folder only."""
    return {
        **os.environ,
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "BENCH_FOLDER": str(folder),
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "EMAIL_URL": "dummymail://",
        "HTTPS": "0",
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": "only-for-measuring-on-this-machine",
        "STATIC_ROOT": str(folder / "static"),
    }


if __name__ == "__main__":
    sys.exit(main())
