"""What the papers beside the report are made of, in every state: content as values, no database."""

from dataclasses import replace
from datetime import date

from improvement.plan import PlannedAction
from municipalities.house_style.logo import clean_logo
from municipalities.house_style.style import HouseStyle, logo_image
from reports.content import Content
from reports.settings import MOST_ASK, MOST_POINT, Settings
from tests.municipalities.house_style.files import svg
from tests.reports.snapshots import CONCEPT, FINAL, SUBMITTED, empty, full
from tests.reports.test_content import ADVICE
from tests.reports.test_pdf import ODD, odd_everywhere

SENTENCE = "Wij organiseren met het steunpunt en de wijkteams een ontmoeting, zodat verenigingen elkaar beter vinden. "
LONG_NAME = "Nuenen, Gerwen en Nederwetten aan den Rijn"


def action(title: str, **values: object) -> PlannedAction:
    """Return a verbeteractie that is yet to be done."""
    return PlannedAction(title, "te_doen", "te doen", 2026, **values)


PAPER = clean_logo(svg('<path d="M0 0h60v40z" fill="#1a5fb4"/>'))
HOUSE = HouseStyle("#1a5fb4", logo_image(PAPER.kind, PAPER.content, PAPER.width, PAPER.height, PAPER.on_dark))
PLAN = (
    action("Wijs een trekker aan", due_on=date(2027, 3, 1), who="Steunpunt"),
    action("Vraag elke twee jaar wat vrijwilligers nodig hebben"),
    PlannedAction("Is al klaar", "klaar", "klaar", 2025, closed_on=date(2026, 2, 1)),
)


def long() -> Content:
    """Return content in which everything is as long as it can be."""
    snapshot = full(SENTENCE * 20)
    parts = tuple(
        replace(
            part,
            definition=(part.definition.replace(". ", " en ") + " ") * 3,
            speerpunten=tuple(
                replace(each, label=f"{part.number}{number} {each.label} {SENTENCE}"[:300])
                for number, each in enumerate(part.speerpunten)
            ),
        )
        for part in snapshot.basisfuncties
    )
    point = (SENTENCE * 2)[:MOST_POINT]
    return Content(
        replace(snapshot, basisfuncties=parts, municipality=replace(snapshot.municipality, name=LONG_NAME)),
        FINAL,
        advice=ADVICE,
        plan=tuple(action(f"{n}. {SENTENCE * 3}"[:300], due_on=date(2027, n, 28), who="u" * 200) for n in range(1, 13)),
        settings=Settings(good=(point,) * 3, attention=(point,) * 3, ask=(SENTENCE * 9)[:MOST_ASK]),
    )


def odd() -> Content:
    """Return content with all that people paste, and with words that are as wide as they can be."""
    wide = Settings(good=(ODD[:MOST_POINT], "W" * MOST_POINT), attention=("W" * MOST_POINT,) * 3, ask=ODD[:MOST_ASK])
    plan = (action(ODD[:300], who=ODD[:100]), *[action("W" * 300)] * 5)
    return Content(odd_everywhere(), SUBMITTED, plan=plan, settings=wide)


CASES = {
    "final": Content(full(), FINAL, advice=ADVICE, plan=PLAN),
    "in the house style": Content(full(), FINAL, plan=PLAN, style=HOUSE),
    "concept of a demo": Content(full(is_demo=True), CONCEPT),
    "empty": Content(empty(), CONCEPT),
    "long": long(),
    "odd": odd(),
}
