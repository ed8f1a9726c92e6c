"""All measurements, on the database in DATABASE_URL. It is no test: a missed goal is said, not punished."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from bench.client import Request, get, post
from bench.counting import count_queries, login
from bench.exports import ExportTimes, measure_exports
from bench.loading import AT_ONCE, Place, load_all, load_one
from bench.national import NationalTimes, adopt, measure_national
from bench.pages import COMPARING, all_pages
from bench.report import ReportTimes, measure_report
from bench.saving import Save, count_queries_of_save, prepare_save
from bench.server import running_server
from bench.stored import store_report
from bench.table import Line, show
from bench.timing import rates_in_turns, seconds_in_turns
from municipalities.models import Municipality

Counts = dict[str, int]

# The steps that are timed, and of two of them the answer that is changed. The first two have most to show.
STEPS = (
    ("vertalen", "visie"),
    ("vertalen", "beleid"),
    ("vertalen", "uitvoering"),
    ("vertalen", "financien"),
    ("versterken", "visie"),
)
STORED, STATIC, BARE_FILE = "stored report", "static file of its size", "the same behind a login"
SAVED = {("vertalen", "visie"): "vertalen-visie-1-explanation", ("vertalen", "beleid"): "niveau-reason"}


def measure_all() -> str:
    """Fill the database, measure, and return the table."""
    say("making the database")
    call_command("collectstatic", "--noinput", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    place = load_one()
    say("counting queries, with one municipality in one round")
    with_one = count_queries(all_pages(place))
    say("loading all municipalities in ten rounds")
    at_work = load_all(place)
    adopt(place.assessment.round)  # from here on there are figures to compare with
    with_one |= count_queries(page for page in all_pages(place) if page.name in COMPARING)
    say("timing the national page")
    national = measure_national(place)
    say("counting queries again")
    with_all = count_queries(all_pages(place))
    saves = {f"save {slug} {layer}": _save(place.officer, place, slug, layer) for slug, layer in SAVED}
    # Before the timing, which can end halfway: with the answer changed and not yet changed back.
    save_counts = {name: count_queries_of_save(login(place.officer), save) for name, save in saves.items()}
    say("timing pages and saves")
    stored_year, static_url = store_report(place)
    with running_server(Path(os.environ["BENCH_FOLDER"])) as port:
        stored, static, bare_file = downloads(place, stored_year, static_url)
        times = seconds_in_turns(port, {**subjects(place, saves), STORED: stored, STATIC: static})
        # In turns of their own: what comes after a request much like itself is quicker, and the bare view comes next.
        behind_login = seconds_in_turns(port, {STORED: stored, BARE_FILE: bare_file})
        rates = rates_in_turns(port, crowds(place, at_work))
    say("timing the council report")
    report = measure_report(place.assessment.municipality.code, place.assessment.round.year)
    say("timing the exports")
    exports = measure_exports()
    lines = [
        *lines_of_pages(with_all, times),
        *lines_of_saves(save_counts, times),
        *lines_of_rates(rates),
        *lines_of_downloads(times, behind_login),
        *lines_of_growth(with_one, with_all),
        *lines_of_report(report),
        *lines_of_national(national),
        *lines_of_exports(exports),
    ]
    milliseconds = ", ".join(f"{name} {times[name] * 1000:.1f} ms" for name in ("me", "bare save"))
    return f"{show(lines)}\n\nIn this run: {milliseconds}; {AT_ONCE} at once: " + ", ".join(
        f"{name} {each:.0f} a second" for name, each in rates.items()
    )


def say(what: str) -> None:
    """Tell on the error stream what happens, as it takes minutes."""
    print(f"bench: {what}", file=sys.stderr, flush=True)


def subjects(place: Place, saves: dict[str, Save]) -> dict[str, Sequence[Request]]:
    """Return the requests that are timed one by one, by name."""
    year, code = place.assessment.round.year, place.assessment.municipality.code
    officer, adviser = _session(place.officer), _session(place.adviser)
    pages = {
        **{f"step {slug} {layer}": reverse("step", args=[code, year, slug, layer]) for slug, layer in STEPS},
        **{name: reverse(name, args=[code, year]) for name in ("assessment", "overview", "key_figures", "report")},
    }
    return {
        "me": [get(reverse("me"), officer)],
        "bare save": [post(reverse("save"), officer, {}, 200)],
        **{name: [get(url, officer)] for name, url in pages.items()},
        "worklist (adviser)": [get(reverse("worklist"), adviser)],
        **{name: [post(save.url, officer, each) for each in (save.there, save.back)] for name, save in saves.items()},
        **{f"{name}, nothing changed": [post(save.url, officer, save.unchanged)] for name, save in saves.items()},
    }


def downloads(place: Place, stored_year: int, static_url: str) -> Iterator[Sequence[Request]]:
    """Yield the requests for a final report and for a static file of the same size: as it is, and behind a login."""
    session = _session(place.officer)
    stored_url = reverse("report_pdf", args=[place.assessment.municipality.code, stored_year])
    for url in (stored_url, static_url, reverse("file")):
        yield [get(url, session)]


def crowds(place: Place, at_work: Sequence[tuple[User, Municipality]]) -> dict[str, Sequence[Sequence[Request]]]:
    """Return what people do at the same time: each list is one person's."""
    sessions = [_session(person) for person, _ in at_work]
    crowds: dict[str, Sequence[Sequence[Request]]] = {
        "me": [[get(reverse("me"), session)] for session in sessions],
        "bare save": [[post(reverse("save"), session, {}, 200)] for session in sessions],
    }
    for slug, layer in SAVED:
        saves = [_save(person, place, slug, layer, municipality) for person, municipality in at_work]
        crowds[f"save {slug} {layer}"] = [
            [post(save.url, session, save.there), post(save.url, session, save.back)]
            for session, save in zip(sessions, saves, strict=True)
        ]
    return crowds


def _save(person: User, place: Place, slug: str, layer: str, municipality: Municipality | None = None) -> Save:
    town = municipality or place.assessment.municipality
    url = reverse("step", args=[town.code, place.assessment.round.year, slug, layer])
    return prepare_save(login(person), url, SAVED[slug, layer])


def _session(person: User) -> str:
    return str(login(person).cookies["sessionid"].value)


def lines_of_pages(counts: Counts, times: dict[str, float]) -> Iterator[Line]:
    """Return the pages: their time as a multiple of the bare view, and their queries."""
    for name in (each for each in times if each in counts):
        ratio = times[name] / times["me"]
        is_step = name.startswith("step")
        is_list = name.startswith("worklist")
        yield Line(f"{name}: time", ratio, "× me", most=6 if is_step else None)
        yield Line(f"{name}: queries", counts[name], "", most=12 if is_step else 8 if is_list else None)


def lines_of_saves(save_counts: dict[str, tuple[int, int]], times: dict[str, float]) -> Iterator[Line]:
    """Return the saves: their time as a multiple of the bare view, and their queries."""
    yield Line("bare save: time", times["bare save"] / times["me"], "× me")
    for name, counts in save_counts.items():
        for full_name, count in zip((name, f"{name}, nothing changed"), counts, strict=True):
            yield Line(f"{full_name}: time", times[full_name] / times["me"], "× me", most=3)
            yield Line(f"{full_name}: queries", count, "", most=12)


def lines_of_rates(rates: dict[str, float]) -> Iterator[Line]:
    """Return how many saves there are in the time of a hundred bare ones, with eight people at once."""
    for name in rates:
        if name not in ("me", "bare save"):
            yield Line(
                f"{name}: rate, {AT_ONCE} at once", rates[name] / rates["bare save"] * 100, "% of bare", least=40
            )


def lines_of_downloads(times: dict[str, float], behind_login: dict[str, float]) -> Iterator[Line]:
    """Return the time of a final report as it is stored, beside that of a static file."""
    yield Line(f"{STORED}: beside a {STATIC}", times[STORED] / times[STATIC], "×")
    yield Line(f"{STORED}: beside {BARE_FILE}", behind_login[STORED] / behind_login[BARE_FILE], "×")


def lines_of_growth(with_one: Counts, with_all: Counts) -> Iterator[Line]:
    """Return how many pages cost more queries when everything is loaded, and each of these."""
    more = {name: count - with_one[name] for name, count in with_all.items() if count > with_one[name]}
    yield Line(f"pages of {len(with_all)} with more queries when all is loaded", len(more), "", most=0)
    for name, count in more.items():
        yield Line(f"{name}: more queries than with one", count, "", most=0)


def lines_of_report(report: ReportTimes) -> Iterator[Line]:
    """Return the council report: time, beside simpler ways to make the same, and memory."""
    yield Line("council report: pages", report.pages, "")
    yield Line("council report: beside the same without tags", report.seconds / report.untagged_seconds, "×", most=1.35)
    yield Line("council report: beside the same words unstyled", report.seconds / report.plain_seconds, "×", most=2)
    yield Line("council report: unstyled, pages", report.plain_pages, "")
    yield Line("council report: its process, a page", report.process_seconds / report.pages, "s", most=0.2)
    yield Line("council report: its process, most memory", report.peak_megabytes, "MB", most=130)


def lines_of_national(national: NationalTimes) -> Iterator[Line]:
    """Return the national page: its queries, and its time with all rounds beside that with one."""
    where = f"national page of {national.municipalities} municipalities"
    yield Line(f"{where}, {national.rounds} rounds: queries", national.all_queries, "", most=12)
    yield Line(f"{where}, one round: queries", national.one_queries, "", most=12)
    yield Line(
        f"{where}: time with {national.rounds} rounds beside one",
        national.all_seconds / national.one_seconds,
        "×",
        most=3,
    )
    yield Line(f"{where}: time", national.all_seconds, "s")
    yield Line("the same as open data: time", national.data_seconds, "s")


def lines_of_exports(exports: dict[str, tuple[ExportTimes, ExportTimes]]) -> Iterator[Line]:
    """Return the exports: memory of one assessment and of all, which should be the same, and the time of all."""
    for name, (one, every) in exports.items():
        yield Line(f"{name} of {every.assessments} assessments: size", every.megabytes, "MB")
        yield Line(f"{name}: time", every.seconds, "s")
        yield Line(f"{name}: most memory with one", one.peak_megabytes, "MB")
        yield Line(f"{name}: most memory beside that", every.peak_megabytes - one.peak_megabytes, "MB", most=5)
