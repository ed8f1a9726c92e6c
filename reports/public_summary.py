"""The public summary: two pages for inhabitants and organisations, of the same data as the report. View-model, pure.

Whoever reads this knows no basisfunctie and no layer, and has no login: so the words are plain, nobody is asked to
look something up, and what the municipality wrote itself is cut to what a page can hold.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from assessments.circle import sectors
from assessments.dutch import counted, dutch_date, sentence
from assessments.findings.evidence import CARRIED_OUT
from assessments.findings.listing import NUMBERS
from assessments.snapshot import BasisfunctiePart, Snapshot
from basisfuncties.circle import NOT_RATED, draw_circle
from basisfuncties.words import WORDS
from municipalities.house_style.style import HouseStyle
from reports.content import Content
from reports.house import css_of, logo_of
from reports.in_short import Planned, money_in_words, points, shortened, steunpunt_of, still_to_do, title_of
from reports.issue import Issue
from reports.report import CONCEPT, DEMO
from reports.settings import MOST_POINT

MOST_ACTIONS = 5
MOST_TOPICS = 6
MOST_SENTENCE = 200  # of a definition
MOST_TITLE = 110  # of a verbeteractie
MOST_LABEL = 70  # of a speerpunt
VOLUNTEERS = "Bent u vrijwilliger, of wilt u dat worden? Of werkt u voor een organisatie met vrijwilligers?"
SPEERPUNTEN = "Speerpunten zijn onderwerpen waar de gemeente extra aan werkt."
LOGO_BOX = (42, 16)  # mm
PAGES = 2
SIZES = ("usual", "small", "smaller", "smallest")  # of the type, where the texts are long


@dataclass(frozen=True)
class FunctionLine:
    """One basisfunctie in a sentence, with its level in each layer."""

    number: int
    name: str
    sentence: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class PublicSummary:
    """All that stands on the two pages; `mark` and `demo` are empty for what is final and real."""

    title: str
    municipality: str
    running_title: str
    mark: str
    demo: str
    standing: str
    dated_on: date
    intro: str
    functions_lead: str
    functions: tuple[FunctionLine, ...]
    layers: tuple[str, ...]
    circle: SafeString
    circle_explained: str
    steps: tuple[tuple[str, str], ...]
    levels_explained: tuple[str, ...]
    good: tuple[str, ...]
    no_good: str
    attention: tuple[str, ...]
    no_attention: str
    points_note: str
    plan_lead: str
    plan: tuple[str, ...]
    plan_more: str
    money: str
    topics_lead: str
    topics: tuple[str, ...]
    questions: str
    read_on: tuple[str, ...]
    framework: str
    style: HouseStyle | None = None

    @property
    def logo(self) -> SafeString:
        """The logo of the municipality; empty without one."""
        return logo_of(self.style, self.municipality, LOGO_BOX)

    @property
    def house_css(self) -> SafeString:
        """The element that sets the colour of the municipality; empty without one."""
        return css_of(self.style)

    @property
    def framework_shown(self) -> str:
        """Return the address as people write it down."""
        return self.framework.partition("://")[2].rstrip("/")


def build_public_summary(content: Content, *, framework_address: str) -> PublicSummary:
    """Return the public summary of this content; `framework_address` is where anybody can read the framework."""
    snapshot, issue = content.snapshot, content.issue
    name, subject = snapshot.municipality.name, snapshot.words.subject
    good, attention = points(content)
    planned = still_to_do(content)
    topics = running(snapshot)
    return PublicSummary(
        title=f"{sentence(subject)} in {name}: hoe\N{NO-BREAK SPACE}gaat\N{NO-BREAK SPACE}het?",
        municipality=f"Gemeente {name}",
        running_title=f"Gemeente {name} · Publiekssamenvatting {subject} {snapshot.year}",
        mark="" if issue.is_final else CONCEPT,
        demo=DEMO if snapshot.is_demo else "",
        standing=f"Kenmerk {issue.reference}" if issue.is_final else issue.in_words,
        dated_on=issue.adopted_on or issue.submitted_on or issue.made_on,
        intro=f"De gemeente {name} maakt beleid voor {subject}, en voert dat ook uit. In {snapshot.year} keek de "
        f"gemeente zelf hoe dat gaat{_with_adviser(issue)}. Dit zijn de belangrijkste uitkomsten, in twee pagina's.",
        functions_lead=f"De gemeente keek naar {_tasks(len(snapshot.basisfuncties))}. Samen heten zij "
        "de basisfuncties. Wat de ene taak oplevert, gebruikt de volgende.",
        functions=tuple(_function(part) for part in snapshot.basisfuncties),
        layers=tuple(layer.name for layer in snapshot.basisfuncties[0].layers),
        circle=draw_circle(
            sectors(snapshot),
            title=f"Cirkel met de cijfers van de gemeente {name}. Dezelfde cijfers staan in de tabel eronder.",
            prefix="publiek",
            middle=snapshot.words.middle,
        ),
        circle_explained="Elk deel van de cirkel is een taak. De ringen zijn stappen. Van binnen naar buiten:",
        steps=_steps(snapshot),
        levels_explained=_levels(snapshot),
        good=tuple(shortened(each, MOST_POINT) for each in good),
        no_good="De gemeente heeft hier nog niets opgeschreven.",
        attention=tuple(shortened(each, MOST_POINT) for each in attention),
        no_attention="De gemeente heeft hier nog niets opgeschreven.",
        points_note=SPEERPUNTEN if any("speerpunt" in each for each in (*good, *attention)) else "",
        plan_lead=_agreed(issue) if planned else _no_plan(content),
        plan=tuple(_action(each) for each in planned[:MOST_ACTIONS]),
        plan_more=_more(len(planned) - MOST_ACTIONS),
        money=" ".join(money_in_words(content)),
        topics_lead=_topics_lead(len(topics)),
        topics=tuple(shortened(each, MOST_LABEL) for each in topics[:MOST_TOPICS]),
        questions=_questions(name, subject, steunpunt_of(content)),
        read_on=_read_on(content),
        framework=framework_address,
        style=content.style,
    )


def running(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the speerpunten that are carried out now, one of each basisfunctie in turn: so no task is left out.

    Where nothing asks what is carried out, all that were chosen.
    """
    all_count = not snapshot.words.has_execution
    lists = [
        [each.label for each in part.speerpunten if all_count or each.execution in CARRIED_OUT]
        for part in snapshot.basisfuncties
    ]
    longest = max((len(each) for each in lists), default=0)
    return tuple(dict.fromkeys(each[place] for place in range(longest) for each in lists if place < len(each)))


def _with_adviser(issue: Issue) -> str:
    return ". Een adviseur van buiten las mee" if issue.is_final else ""


def _function(part: BasisfunctiePart) -> FunctionLine:
    first, end, _ = part.definition.partition(". ")
    levels = tuple(NOT_RATED if layer.level is None else str(layer.level) for layer in part.layers)
    return FunctionLine(part.number, part.name, shortened(first + end.strip(), MOST_SENTENCE), levels)


def _tasks(number: int) -> str:
    in_words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{in_words} {'taak' if number == 1 else 'taken'}"


def _steps(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    return tuple((layer.name, _lower(layer.meaning)) for layer in snapshot.words.layers)


def _levels(snapshot: Snapshot) -> tuple[str, ...]:
    words = snapshot.words
    said = (f"{level} betekent: {_lower(words.levels[level])}" for level in (0, words.complete, words.highest))
    in_words = " ".join(said)
    if words.follows_brochure:
        in_words = in_words.replace("het veld", "vrijwilligers en organisaties")
    is_open = any(layer.level is None for part in snapshot.basisfuncties for layer in part.layers)
    return (
        f"Hoe hoger het cijfer, hoe verder de gemeente is. {in_words}",
        *(("Gestreept betekent: de gemeente koos hier nog geen cijfer.",) if is_open else ()),
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _agreed(issue: Issue) -> str:
    return f"Dit heeft de gemeente afgesproken (stand van {dutch_date(issue.made_on)}):"


def _no_plan(content: Content) -> str:
    if content.advice is not None and content.advice.total:
        number = counted(content.advice.total, "aanbeveling", "aanbevelingen")
        return f"De adviseur deed {number}. De gemeente kiest nog wat zij gaat doen."
    return "De gemeente kiest nog wat zij gaat doen."


def _action(planned: Planned) -> str:
    when = f"{'zou klaar zijn op' if planned.is_late else 'klaar voor'} {planned.due}" if planned.due else ""
    return f"{shortened(planned.title, MOST_TITLE).rstrip('.')}{f' ({when})' if when else ''}"


def _more(number: int) -> str:
    if number <= 0:
        return ""
    return f"En nog {counted(number, 'andere afspraak', 'andere afspraken')}. Die staan in het hele rapport."


def _topics_lead(number: int) -> str:
    if not number:
        return "De gemeente schreef nog niet op welke plannen al worden uitgevoerd."
    more = number - MOST_TOPICS
    others = f", en aan nog {counted(more, 'ander', 'andere')}" if more > 0 else ""
    return f"De gemeente werkt nu aan {'dit onderwerp' if number == 1 else 'deze onderwerpen'}{others}:"


def _questions(name: str, subject: str, steunpunt: str) -> str:
    where = f"de gemeente {name}" + (f" of {steunpunt}" if steunpunt else "")
    who = VOLUNTEERS if subject == WORDS.subject else "Hebt u hiermee te maken, of werkt u voor een organisatie?"
    return f"{who} Dan kunt u over deze onderwerpen meepraten. Stel uw vraag of geef uw idee aan {where}."


def _read_on(content: Content) -> tuple[str, ...]:
    where = f"Alles staat in het rapport ‘{title_of(content)}’"
    # Without its reference, which would break in two: that stands at the foot of each page of a final one.
    return (f"{where}.", f"U kunt het vragen bij de griffie van de gemeente {content.snapshot.municipality.name}.")
