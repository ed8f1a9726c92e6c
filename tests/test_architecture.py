"""The rules of the house that no one should have to remember."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT: Path = settings.BASE_DIR
MOST_LINES = 400  # what a reader can hold in mind

# Whoever adds an address here lets everyone in who has no login.
OPEN_TO_ALL = {
    "home",
    "framework",
    "framework_basisfunctie",
    "framework_json",
    "editions",
    "edition",
    "help",
    "help_role",
    "made_file",
    "check",
    "logo",
    "shared",
    "shared_pdf",
    "shared_summary",
    "style_sheet",
    "data_schema",
    "national_csv",
    "national_data",
    "national_json",
    "national_schema",
    "accept_invitation",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "admin:login",
}


def tracked(*suffixes: str) -> list[Path]:
    """Return the files in git whose names end so; all without an argument."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.name.endswith(suffixes))]


def named_patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each address of the site with its full name, or its route where it has none."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_patterns(entry, inner)
        else:
            yield f"{namespace}{entry.name or entry.pattern}", entry


def test_imports_go_down_the_floors_only() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout


def test_only_the_listed_addresses_are_open_to_who_is_not_logged_in() -> None:
    is_open = {
        name
        for name, pattern in named_patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert is_open == OPEN_TO_ALL


def test_every_address_has_a_name() -> None:
    nameless = {name for name, pattern in named_patterns(get_resolver()) if not pattern.name}
    assert {name for name in nameless if not name.startswith("admin:")} == set()


def test_no_file_holds_what_a_merge_left_behind() -> None:
    left = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    texts = tracked(".py", ".html", ".css", ".js", ".md", ".toml", ".yaml")
    assert [path for path in texts if left.search(path.read_text("utf-8"))] == []


def test_no_file_is_longer_than_a_reader_can_hold_in_mind() -> None:
    # Migrations are written by Django, and nobody reads them from top to bottom.
    files = [path for path in tracked(".py", ".html", ".css", ".js") if "migrations" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_file_is_a_drawer_of_odds_and_ends() -> None:
    assert [str(path) for path in tracked("utils.py", "helpers.py") if path.name in ("utils.py", "helpers.py")] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\sstyle\s*=",
        r"<style\b",
        r"<script\b(?![^>]*\bsrc=)",
        r"\son[a-z]+\s*=",
        r"javascript:",
        r"""(?:src|srcset|action)\s*=\s*["']\s*(?:https?:)?//""",
    ],
)
def test_no_template_holds_what_the_content_security_policy_refuses(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked(".html", ".svg")
        # A mail is no page of the site, and mail programs read no other stylesheet than the attributes.
        if "static" not in path.relative_to(ROOT).parts and path.parent != ROOT / "templates/post/mail"
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line, re.IGNORECASE)
    ]
    assert found == []


def test_no_lock_says_where_packages_were_fetched() -> None:
    python_locks = "".join(path.read_text() for path in tracked(".lock"))
    assert "--hash=sha256:" in python_locks
    assert "://" not in python_locks
    npm_lock = (ROOT / "package-lock.json").read_text()
    assert '"integrity"' in npm_lock
    assert '"resolved"' not in npm_lock


def test_both_locks_pin_the_same_versions() -> None:
    pins = {
        name: set(re.findall(r"^[\w.-]+==[^ ]+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-test.lock")
    }
    assert pins["requirements.lock"] - pins["requirements-test.lock"] == set()


def test_no_file_names_a_folder_of_the_machine_that_it_was_written_on() -> None:
    own_folder = re.compile(rf"{re.escape(str(ROOT))}\b|{re.escape(str(Path.home()))}/|/(?:home|Users)/\w+/")
    found = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue  # a picture or a font
        found += [f"{path.relative_to(ROOT)}: {match}" for match in own_folder.findall(text)]
    assert found == []
