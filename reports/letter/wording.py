"""The raadsinformatiebrief: with what a council expects in it, of the same data as the report. Pure.

The parts are those that municipalities have in theirs: aan, van, onderwerp, kenmerk, kernboodschap, aanleiding,
toelichting, geld, vervolg, bijlagen. What only the municipality knows is a blank; nothing is made up for it.
"""

from collections.abc import Iterator
from operator import attrgetter

from assessments.amounts import format_amount
from assessments.dutch import counted, dutch_date
from assessments.findings.listing import chapters
from assessments.money import money_of, money_of_all
from assessments.reviewing.second import differences
from assessments.snapshot import Snapshot
from basisfuncties.circle import NOT_RATED
from reports.content import Content
from reports.in_short import Planned, money_in_words, points, shortened, still_to_do, title_of
from reports.letter.blocks import Blank, Block, Letter, Paragraph, Points, Section, Strong, Table, listed, paragraph
from reports.report import CONCEPT, DEMO

MOST_ACTIONS = 8
MOST_TITLE = 200
KIND = "Raadsinformatiebrief"


def build_letter(content: Content) -> Letter:
    """Return the letter on this content."""
    snapshot, issue = content.snapshot, content.issue
    municipality = f"Gemeente {snapshot.municipality.name}"
    subject = f"Zelfevaluatie {snapshot.words.subject} {snapshot.year}"
    return Letter(
        title=f"{KIND}: {subject}",
        kind=KIND,
        author=municipality,
        dated_on=issue.adopted_on or issue.submitted_on or issue.made_on,
        marks=tuple(mark for mark in (CONCEPT if not issue.is_final else "", DEMO if snapshot.is_demo else "") if mark),
        facts=(
            ("Aan", (f"de leden van de raad van de gemeente {snapshot.municipality.name}",)),
            ("Van", ("het college van burgemeester en wethouders",)),
            ("Datum", (Blank("Datum", "datum van de brief"),)),
            ("Zaaknummer", (Blank("Zaaknummer", "zaaknummer"),)),
            ("Portefeuillehouder", (Blank("Portefeuillehouder", "naam van de wethouder"),)),
            ("Onderwerp", (subject,)),
            ("Bijlagen", (str(len(_attached(content))),)),
        ),
        salutation="Geachte leden van de raad,",
        sections=tuple(_sections(content)),
        greeting=("Met vriendelijke groet,",),
        signed_by=(
            (f"het college van burgemeester en wethouders van {snapshot.municipality.name},",),
            (Blank("Secretaris", "naam van de secretaris"), ", secretaris"),
            (Blank("Burgemeester", "naam van de burgemeester"), ", burgemeester"),
        ),
        palette=content.style.palette if content.style else None,
    )


def _sections(content: Content) -> Iterator[Section]:
    yield Section("Kernboodschap", (_in_short(content), *_ask_in_short(content)))
    yield Section("Aanleiding", tuple(_occasion(content)))
    yield Section("Uitkomsten", tuple(_outcome(content)))
    yield Section("Geld", tuple(_money(content)))
    if content.advice is not None and content.advice.total:
        yield Section("Advies van de adviseur", tuple(_advice(content)))
    yield Section("Vervolg", tuple(_next(content)))
    yield Section("Wat wij van u vragen", tuple(_ask(content)))
    yield Section("Bijlagen", (listed(*_attached(content)),))


def _in_short(content: Content) -> Paragraph:
    year, subject = content.snapshot.year, content.snapshot.words.subject
    return paragraph(
        f"In {year} keken wij zelf naar ons beleid voor {subject}. Met deze brief informeren wij u over de "
        "uitkomsten en over wat wij gaan doen. ",
        Blank("Kern", "de belangrijkste uitkomst in één zin"),
    )


def _ask_in_short(content: Content) -> tuple[Paragraph, ...]:
    return (paragraph(Strong("Wij vragen u: "), shortened(content.settings.ask, 400)),) if content.settings.ask else ()


def _occasion(content: Content) -> Iterator[Block]:
    snapshot, issue = content.snapshot, content.issue
    number = counted(len(snapshot.basisfuncties), "basisfunctie", "basisfuncties")
    yield paragraph(
        f"Gemeenten kunnen hun beleid voor {snapshot.words.subject} beoordelen met het kader "
        f"‘{snapshot.framework_title}’, editie {snapshot.edition}. Dat kader heeft {number}. Bij elke basisfunctie "
        f"kijkt de gemeente hoe ver zij is, {snapshot.words.thread}."
    )
    if issue.is_final and issue.adopted_on is not None:
        yield paragraph(
            f"Een adviseur las onze zelfevaluatie. Die is vastgesteld op {dutch_date(issue.adopted_on)}, met kenmerk "
            f"{issue.reference}."
        )
    elif issue.submitted_on is not None:
        yield paragraph(
            f"Wij dienden onze zelfevaluatie in op {dutch_date(issue.submitted_on)}. De adviseur leest haar nog: deze "
            "brief is daarom een concept."
        )
    else:
        yield paragraph("Wij vullen de zelfevaluatie nog in: deze brief is daarom een concept.")
    yield paragraph(Blank("Aanleiding", "waarom u de raad hier nu over informeert, en eerdere besluiten van de raad"))


def _outcome(content: Content) -> Iterator[Block]:
    snapshot, words = content.snapshot, content.snapshot.words
    yield paragraph(
        f"Bij elk onderdeel kozen wij een niveau van 0 tot en met {words.highest}. 0 betekent: "
        f"{_lower(words.levels[0])} {words.highest} betekent: {_lower(words.levels[-1])}"
    )
    yield _levels(content)
    differ = differences(snapshot, content.seconds)
    if differ:
        where = counted(len(differ), "onderdeel", "onderdelen")
        yield paragraph(f"De adviseur ziet bij {where} een ander niveau. Het rapport zegt waar en waarom.")
    good, attention = points(content)
    for heading, found in (("Dit gaat goed:", good), ("Dit vraagt aandacht:", attention)):
        if found:
            yield paragraph(Strong(heading))
            yield listed(*(shortened(each, MOST_TITLE) for each in found))
    yield from _breaks(snapshot)


def _breaks(snapshot: Snapshot) -> Iterator[Block]:
    """Say in how many places the thread breaks: as many as the chapters of the report say together."""
    found = chapters(snapshot)
    broken = sum(len(each.open) for each in found)
    on_purpose = sum(len(each.answered) for each in found)
    if broken:
        more = f" Op {counted(on_purpose, 'andere plek', 'andere plekken')} is dat bewust zo." if on_purpose else ""
        where = counted(broken, "plek", "plekken")
        yield paragraph(f"Op {where} breekt de draad {snapshot.words.thread}.{more} Het rapport zegt waar.")
    elif on_purpose:
        where = counted(on_purpose, "plek", "plekken")
        yield paragraph(
            f"Op {where} breekt de draad {snapshot.words.thread}, en dat is bewust zo. Het rapport zegt waarom."
        )


def _levels(content: Content) -> Table:
    parts = content.snapshot.basisfuncties
    names = tuple(layer.name for layer in parts[0].layers)
    return Table(
        caption="Tabel 1. Niveau per basisfunctie en laag, en het aantal speerpunten",
        summary="Per basisfunctie een rij, met het niveau van elke laag en het aantal speerpunten.",
        head=("Basisfunctie", *names, "Speerpunten"),
        widths=(2.2, *[1.0] * len(names), 1.3),
        rows=tuple(
            (
                part.name,
                *(NOT_RATED if layer.level is None else str(layer.level) for layer in part.layers),
                str(len(part.speerpunten)),
            )
            for part in parts
        ),
    )


def _money(content: Content) -> Iterator[Block]:
    said = money_in_words(content)
    if said:
        yield paragraph(" ".join(said).replace("De gemeente heeft", "Wij hebben"))
    parts = content.snapshot.basisfuncties
    sums = [(part.name, money_of(part.speerpunten)) for part in parts]
    if any(money.total for _, money in sums):
        total = money_of_all(content.snapshot)
        kinds = [("Structureel", attrgetter("structural")), ("Incidenteel", attrgetter("incidental"))]
        kinds += [("Soort niet ingevuld", attrgetter("other"))] if total.other else []
        yield Table(
            caption="Tabel 2. Geld voor de speerpunten, per jaar",
            summary="Per basisfunctie een rij, met het structurele en het incidentele geld; onderaan het totaal.",
            head=("Basisfunctie", *(name for name, _ in kinds)),
            widths=(2.2, *[1.4] * len(kinds)),
            rows=tuple(
                (name, *(format_amount(of(money)) for _, of in kinds)) for name, money in (*sums, ("Totaal", total))
            ),
        )
    yield paragraph(Blank("Financiën", "gevolgen voor de begroting, of: deze brief heeft geen financiële gevolgen"))


def _advice(content: Content) -> Iterator[Block]:
    advice = content.advice
    if advice is None:
        return
    yield paragraph(
        f"De adviseur deed {counted(advice.total, 'aanbeveling', 'aanbevelingen')}. Tussen haakjes staat ons antwoord."
    )
    yield Points(
        tuple(
            (
                f"{chapter.chapter.name}: {shortened(each.heading, MOST_TITLE).rstrip('.')} "
                f"({_lower(each.reply.words) if each.reply else 'wij antwoorden nog'}).",
            )
            for chapter in advice.chapters
            for each in chapter.recommendations
        )
    )


def _next(content: Content) -> Iterator[Block]:
    planned = still_to_do(content)
    if not planned:
        yield paragraph(Blank("Vervolg", "wat het college gaat doen, wie dat doet en wanneer het klaar is"))
        return
    yield paragraph("Wij gaan dit doen:")
    yield Table(
        caption=f"Tabel {3 if _has_money(content) else 2}. Wat wij gaan doen",
        summary="Per actie een rij, met wie het doet en wanneer het klaar is.",
        head=("Actie", "Wie", "Klaar op"),
        widths=(3, 1.5, 1.3),
        rows=tuple(_action(each) for each in planned[:MOST_ACTIONS]),
        numbers_from=3,
    )
    more = len(planned) - MOST_ACTIONS
    if more > 0:
        yield paragraph(f"In het rapport staan nog {counted(more, 'andere actie', 'andere acties')}.")
    yield paragraph(Blank("Terugkoppeling", "wanneer u de raad hier weer over informeert"))


def _has_money(content: Content) -> bool:
    return any(money_of(part.speerpunten).total for part in content.snapshot.basisfuncties)


def _action(planned: Planned) -> tuple[str, str, str]:
    return (
        shortened(planned.title, MOST_TITLE),
        shortened(planned.who, MOST_TITLE) or "gemeente",
        f"{planned.due}{', nog niet klaar' if planned.is_late else ''}" if planned.due else "geen datum",
    )


def _ask(content: Content) -> Iterator[Block]:
    lines = [line.strip() for line in content.settings.ask.splitlines() if line.strip()]
    yield from (paragraph(line) for line in lines)
    if not lines:
        yield paragraph(Blank("Vraag", "wat u de raad vraagt, of: wij vragen u van deze brief kennis te nemen"))


def _attached(content: Content) -> tuple[str, ...]:
    issue = content.issue
    marked = f", kenmerk {issue.reference}" if issue.reference else ""
    return (f"Rapport ‘{shortened(title_of(content), MOST_TITLE)}’{marked}", "Publiekssamenvatting (twee pagina's)")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
