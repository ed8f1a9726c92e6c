"""Assessments to export, as values: one that is easy to read, and any that Hypothesis can think of."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from assessments.models import (
    Adoption,
    EvidenceKind,
    Execution,
    Keurmerk,
    MoneyKind,
    MoneySource,
    Status,
    Steunpunt,
    SteunpuntForm,
)
from assessments.snapshot import (
    AnswerPart,
    BasisfunctiePart,
    Choice,
    EvidencePart,
    FindingResponsePart,
    KeyFiguresPart,
    LayerPart,
    MunicipalityPart,
    PreviousLevel,
    Snapshot,
    SpeerpuntPart,
)
from basisfuncties.models import LayerKind, QuestionKind
from exports.about import About
from exports.source import AdvisedText, Recommended, Second, Source, Standing

SCHEMA = "https://basisfuncties.example.nl/gegevens/schema-1.json"
ABOUT = About("Gegevens van Voorbeeldstad", date(2026, 11, 22), (), ("Indiening 1.",), SCHEMA)
SHA = "3f" * 32

GOAL = Choice("vertalen-visie-1-vergrijzing", "Vergrijzing", own=False)
OWN_GOAL = Choice("vertalen-visie-1-eigen-0a", "Straat van Piet Jansen", own=True)
PIECE = EvidencePart(7, "bestand", "Nota van Piet", date(2026, 3, 1), file_name="piet.pdf", size=1200, sha256=SHA)
LINK = EvidencePart(8, "link", "Site", date(2026, 3, 2), url="https://example.org/")


def one(**fields: object) -> Source:
    """Return an assessment with one of everything; `fields` are of the snapshot."""
    vertalen = BasisfunctiePart(
        number=1,
        slug="vertalen",
        name="Vertalen",
        definition="Wat er is.",
        answers=(
            AnswerPart(
                "vertalen-visie-1",
                1,
                "Wat speelt er?",
                "several",
                "developments",
                choices=(GOAL, OWN_GOAL),
                explanation="Piet ziet dit.",
                evidence=(PIECE,),
                to_confirm=True,
            ),
            AnswerPart(
                "vertalen-visie-2", 2, "En dan?", "open", "", not_applicable=True, not_applicable_because="Regio."
            ),
            AnswerPart("vertalen-visie-3", 3, "En nu?", "open", ""),
        ),
        speerpunten=(
            SpeerpuntPart(
                "vacaturebank",
                "Vacaturebank",
                own=False,
                goals=(GOAL, OWN_GOAL),
                adoption="raad",
                document="Nota",
                adopted_on=date(2025, 3, 12),
                executors="Steunpunt",
                execution="loopt",
                done="Veel.",
                amount=12_500,
                money_kind="incidenteel",
                money_source="gemeente",
                evidence=(LINK,),
                uitvoering_to_confirm=True,
            ),
            SpeerpuntPart("eigen-0b", "Het plan van Piet", own=True),
        ),
        layers=(
            LayerPart("visie", "Visie", 3, "Vastgesteld.", "Zo is het.", PreviousLevel(2025, 2, "Toen.")),
            LayerPart("beleid", "Beleid"),
        ),
    )
    values: dict[str, object] = {
        "municipality": MunicipalityPart("GM9001", "Voorbeeldstad", "Testland", 48_210, date(2026, 1, 1)),
        "year": 2026,
        "is_demo": False,
        "edition": "2009",
        "framework_title": "Basisfuncties",
        "framework_source": "Brochure",
        "basisfuncties": (vertalen,),
        "key_figures": KeyFiguresPart(fte=Decimal("0.80"), budget=0, steunpunt="lokaal", explanation="Vraag Piet."),
        "finding_responses": (FindingResponsePart("tijdelijk-geld:vertalen:vacaturebank", "Piet wil dat."),),
    }
    return Source(
        Snapshot(**{**values, **fields}),
        Standing("vastgesteld", 2, date(2026, 11, 1), date(2026, 11, 20), SHA),
        seconds=(Second("vertalen", "visie", 2, "Piet ziet het anders.", "Piet niet."),),
        texts=(AdvisedText(1, date(2026, 11, 20), "", "Goed zo, Piet."),),
        recommendations=(
            Recommended(
                1,
                date(2026, 11, 20),
                "vertalen",
                "",
                "eigen-0b",
                "Het plan van Piet",
                "Doe dit met Piet",
                "Want Piet kan dat.",
                "geen-geld:vertalen:eigen-0b",
                "deels",
                "Piet is ziek.",
            ),
        ),
    )


# A text as the database can hold it; the ones that a spreadsheet takes for a formula come often.
formulas = st.sampled_from(
    ("=1+1", "+31 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", " =1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0")
)
texts = st.one_of(formulas, st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40))
words = texts.filter(bool)
codes = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
days = st.dates(date(1800, 1, 1), date(2100, 1, 1))
amounts = st.none() | st.integers(0, 1_000_000_000)
fte = st.none() | st.decimals(0, 9999, places=2)


def maybe(choices) -> st.SearchStrategy[str]:
    """Return a code of these, or nothing."""
    return st.sampled_from(["", *choices.values])


choices = st.lists(st.builds(Choice, codes, words, st.booleans()), max_size=3).map(tuple)
files = st.builds(
    EvidencePart,
    st.integers(1, 10_000),
    st.sampled_from(EvidenceKind.values),
    words,
    days,
    url=texts,
    file_name=texts,
    size=st.integers(0, 10**8),
    sha256=st.sampled_from(["", SHA]),
)
pieces = st.lists(files, max_size=2).map(tuple)


def answers(code: str) -> st.SearchStrategy[AnswerPart]:
    """Return any answer to the question with this code."""
    return st.builds(
        AnswerPart,
        st.just(code),
        st.integers(1, 20),
        words,
        st.sampled_from(QuestionKind.values),
        st.sampled_from(["", "goals", "evaluation", "developments_in_policy"]),
        choices=choices,
        explanation=texts,
        not_applicable=st.booleans(),
        not_applicable_because=texts,
        evidence=pieces,
        to_confirm=st.booleans(),
    )


def speerpunten(code: str) -> st.SearchStrategy[SpeerpuntPart]:
    """Return any speerpunt with this code."""
    return st.builds(
        SpeerpuntPart,
        st.just(code),
        words,
        st.booleans(),
        goals=choices,
        adoption=maybe(Adoption),
        document=texts,
        adopted_on=st.none() | days,
        executors=texts,
        execution=maybe(Execution),
        done=texts,
        amount=amounts,
        money_kind=maybe(MoneyKind),
        money_source=maybe(MoneySource),
        evidence=pieces,
        beleid_to_confirm=st.booleans(),
        uitvoering_to_confirm=st.booleans(),
        financien_to_confirm=st.booleans(),
    )


previous = st.none() | st.builds(PreviousLevel, st.integers(2007, 2026), st.integers(0, 4), texts)


@st.composite
def basisfuncties(draw, number: int) -> BasisfunctiePart:
    """Return any basisfunctie with all layers; no two things in it have the same code."""
    slug = f"functie{number}"
    return BasisfunctiePart(
        number=number,
        slug=slug,
        name=draw(words),
        definition=draw(texts),
        answers=tuple(draw(answers(f"{slug}-visie-{n}")) for n in range(draw(st.integers(0, 3)))),
        speerpunten=tuple(draw(speerpunten(f"{slug}-punt-{n}")) for n in range(draw(st.integers(0, 3)))),
        layers=tuple(
            LayerPart(
                kind, str(kind.label), draw(st.none() | st.integers(0, 4)), draw(texts), draw(texts), draw(previous)
            )
            for kind in LayerKind
        ),
    )


@st.composite
def sources(draw) -> Source:
    """Return any assessment, with what the municipality says to some of its findings."""
    parts = tuple(draw(basisfuncties(number)) for number in range(1, draw(st.integers(1, 2)) + 1))
    snapshot = Snapshot(
        municipality=MunicipalityPart("GM9001", draw(words), draw(words), draw(st.integers(0, 10**6)), draw(days)),
        year=draw(st.integers(2007, 2100)),
        is_demo=draw(st.booleans()),
        edition=draw(words),
        framework_title=draw(words),
        framework_source=draw(texts),
        basisfuncties=parts,
        key_figures=draw(
            st.builds(
                KeyFiguresPart,
                fte,
                amounts,
                maybe(Steunpunt),
                maybe(SteunpuntForm),
                fte,
                amounts,
                maybe(Keurmerk),
                texts,
                st.booleans(),
            )
        ),
    )
    standing = Standing(
        draw(st.sampled_from(Status.values)), draw(st.none() | st.integers(1, 9)), draw(st.none() | days), None, SHA
    )
    keys = [finding.key for finding in Source(snapshot, standing).findings]
    answered = draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    responses = tuple(FindingResponsePart(key, draw(words)) for key in sorted(answered))
    return Source(Snapshot(**{**vars(snapshot), "finding_responses": responses}), standing)
