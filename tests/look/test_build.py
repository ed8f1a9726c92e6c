"""The stylesheet that bin/build_css writes."""

import json
import re
import subprocess
import time
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
BUILD = ROOT / "static" / "build"


def build() -> float:
    began = time.perf_counter()
    subprocess.run([ROOT / "bin" / "build_css"], check=True, capture_output=True)
    return time.perf_counter() - began


@pytest.fixture(scope="module")
def stylesheet() -> str:
    build()
    return (BUILD / "site.css").read_text("utf-8")


def test_the_stylesheet_is_one_small_file(stylesheet: str) -> None:
    assert len(stylesheet.encode()) < 200_000
    assert "@import" not in stylesheet


def test_a_second_build_has_nothing_to_do(stylesheet: str) -> None:
    before = (BUILD / "site.css").stat().st_mtime_ns
    assert build() < 1
    assert (BUILD / "site.css").stat().st_mtime_ns == before


def test_all_that_the_stylesheets_ask_for_is_in_the_build(stylesheet: str) -> None:
    sheets = stylesheet + (BUILD / "fonts.css").read_text("utf-8")
    addresses = {address for address in re.findall(r"url\([\"']?([^\"')]+)", sheets) if not address.startswith("data:")}
    assert addresses
    for address in addresses:
        assert (BUILD / address).is_file(), address


def test_every_token_of_ours_that_is_used_is_defined(stylesheet: str) -> None:
    used = set(re.findall(r"var\((--bf-[\w-]+)", stylesheet))
    assert used <= set(re.findall(r"(--bf-[\w-]+):", stylesheet))


def test_every_class_of_ours_in_a_template_has_a_rule(stylesheet: str) -> None:
    # What stands on screen and in a PDF, as the handover does, may have a rule for paper alone.
    paper = "".join(sheet.read_text("utf-8") for sheet in (ROOT / "static" / "css" / "pdf").glob("*.css"))
    known = set(re.findall(r"\.(bf-[\w-]+)", stylesheet + paper))
    for path in (ROOT / "templates").rglob("*.html"):
        if {"pdf", "reports"} & set(path.parts):
            continue  # the report has sheets of its own
        for value in re.findall(r'class="([^"]*)"', re.sub(r"{%[^%]*%}", " ", path.read_text("utf-8"))):
            plain = re.sub(r"\S*{{[^}]*}}\S*", " ", value)
            assert set(re.findall(r"(?<!\S)bf-[\w-]+", plain)) <= known, path


def test_the_lock_names_no_place_to_fetch_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package or "link" in package]
