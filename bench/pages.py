"""The pages of which the queries are counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from basisfuncties.structure import structure_of
from bench.loading import Place

# What stands beside others has nothing to show, and so less to ask, as long as there is one municipality.
COMPARING = ("report", "report_pdf", "report (adviser)", "compare_others", "national (adviser)", "national (beheerder)")


@dataclass(frozen=True)
class Seen:
    """A page as one person sees it."""

    name: str
    person: User
    url: str
    status: int = 200


def all_pages(place: Place) -> Iterator[Seen]:
    """Return every page that shows rows, as each person whose page differs."""
    code, year = place.assessment.municipality.code, place.assessment.round.year
    structure = structure_of(place.assessment.round.framework)
    for basisfunctie in structure.basisfuncties:
        for layer in basisfunctie.layers:
            args = [code, year, basisfunctie.slug, layer.kind]
            yield Seen(f"step {basisfunctie.slug} {layer.kind}", place.officer, reverse("step", args=args))
    for name in ("assessment", "overview", "key_figures", "submission", "report", "report_settings", "share_links"):
        yield Seen(name, place.coordinator, reverse(name, args=[code, year]))
    # A PDF that is not there yet: the page that waits for it.
    yield Seen("report_pdf", place.coordinator, reverse("report_pdf", args=[code, year]), status=302)
    for name in ("municipality", "people", "house_style", "compare", "compare_others", "compare_named"):
        yield Seen(name, place.coordinator, reverse(name, args=[code]))
    for name in ("submission", "report"):
        yield Seen(f"{name} (adviser)", place.adviser, reverse(name, args=[code, year]))
    for name in ("framework", "framework_json", "help"):
        yield Seen(name, place.officer, reverse(name))
    yield Seen("data", place.coordinator, reverse("data", args=[code, year]))
    for file_format in ("xlsx", "csv", "json"):
        yield Seen(f"data as {file_format}", place.coordinator, reverse("data_file", args=[code, year, file_format]))
    yield Seen("worklist (adviser)", place.adviser, reverse("worklist"))
    yield Seen("exports (adviser)", place.adviser, reverse("exports"))
    yield Seen("reviewer (adviser)", place.adviser, reverse("reviewer", args=[code, year]))
    yield Seen("round (beheerder)", place.beheerder, reverse("round", args=[year]))
    yield Seen("adviser (beheerder)", place.beheerder, reverse("adviser", args=[place.adviser.pk]))
    yield Seen("national (adviser)", place.adviser, reverse("national"))
    yield Seen("round_reports (adviser)", place.adviser, reverse("round_reports"))
    for name in (
        "start",
        "worklist",
        "monitor",
        "national",
        "rounds",
        "editions",
        "round_reports",
        "advisers",
        "exports",
        "invite_anyone",
        "admin:index",
    ):
        yield Seen(f"{name} (beheerder)", place.beheerder, reverse(name))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        yield Seen(name, place.beheerder, reverse(name))
