"""The way of a practice into the library and out: which step leads where, and who may take it. Pure rules."""

from dataclasses import dataclass
from enum import Enum

from improvement.models.practices import PracticeStatus


class Hand(Enum):
    """In what capacity somebody has to do with a practice."""

    MAKER = "maker of a practice that is of no municipality"
    EDITOR = "adviser or beheerder, for what is of no municipality"
    OWNER = "fills in for the municipality that it is of"
    COORDINATOR = "coördinator of the municipality that it is of"
    JUDGE = "adviser of the municipality that it is of, or beheerder"


@dataclass(frozen=True)
class PracticeStep:
    """One step; without `leads_to` the status stays. `shows_name` is what it makes of the consent to the name."""

    slug: str
    label: str
    done: str
    starts_at: frozenset[PracticeStatus]
    leads_to: PracticeStatus | None
    hands: frozenset[Hand]
    explanation: str = ""
    asks_word: bool = False
    asks_name: bool = False
    shows_name: bool | None = None
    is_main: bool = False


S = PracticeStatus
NOT_IN = frozenset({S.DRAFT, S.RETURNED, S.WITHDRAWN})
OFFER = PracticeStep(
    "aanbieden",
    "Aanbieden",
    "Het voorbeeld is aangeboden. Een adviseur of de beheerder leest het.",
    NOT_IN,
    S.OFFERED,
    frozenset({Hand.COORDINATOR}),
    "U geeft toestemming om dit voorbeeld in de bibliotheek te zetten. Een adviseur of de beheerder leest het eerst. "
    "U kunt het altijd weer intrekken.",
    asks_name=True,
    is_main=True,
)
PUBLISH = PracticeStep(
    "publiceren",
    "Publiceren",
    "Het voorbeeld staat in de bibliotheek.",
    frozenset({S.OFFERED}),
    S.PUBLISHED,
    frozenset({Hand.JUDGE}),
    "Iedereen met een rol op deze website kan het dan lezen.",
    is_main=True,
)
PUBLISH_OWN = PracticeStep(
    "plaatsen",
    "In de bibliotheek zetten",
    "Het voorbeeld staat in de bibliotheek.",
    frozenset({S.DRAFT, S.WITHDRAWN}),
    S.PUBLISHED,
    frozenset({Hand.MAKER}),
    "Iedereen met een rol op deze website kan het dan lezen.",
    is_main=True,
)
RETURN = PracticeStep(
    "teruggeven",
    "Teruggeven",
    "Het voorbeeld is terug bij de gemeente.",
    frozenset({S.OFFERED, S.PUBLISHED}),
    S.RETURNED,
    frozenset({Hand.JUDGE}),
    "De gemeente leest uw bericht, past het voorbeeld aan en kan het opnieuw aanbieden.",
    asks_word=True,
)
WITHDRAW = PracticeStep(
    "intrekken",
    "Intrekken",
    "Het voorbeeld is ingetrokken. Alleen uw gemeente ziet het nog.",
    frozenset({S.OFFERED, S.PUBLISHED}),
    S.WITHDRAWN,
    frozenset({Hand.COORDINATOR}),
    "Alleen uw gemeente kan het daarna nog lezen. Waar een advies ernaar verwijst, blijft alleen de titel staan.",
)
TAKE_OUT = PracticeStep(
    "weghalen",
    "Uit de bibliotheek halen",
    "Het voorbeeld is uit de bibliotheek. Alleen wie het maakte, ziet het nog.",
    frozenset({S.PUBLISHED}),
    S.WITHDRAWN,
    frozenset({Hand.EDITOR}),
    "Alleen wie het maakte, kan het daarna nog lezen en weer terugzetten.",
)
SHOW_NAME = PracticeStep(
    "naam-tonen",
    "Naam van de gemeente erbij zetten",
    "De naam van uw gemeente staat erbij.",
    frozenset(S),
    None,
    frozenset({Hand.COORDINATOR}),
    "Anderen lezen nu alleen hoe groot de gemeente is, niet welke het is.",
    shows_name=True,
)
HIDE_NAME = PracticeStep(
    "naam-weghalen",
    "Naam van de gemeente weghalen",
    "De naam van uw gemeente is weg. Anderen lezen alleen hoe groot de gemeente is.",
    frozenset(S),
    None,
    frozenset({Hand.COORDINATOR}),
    "Anderen lezen dan alleen hoe groot de gemeente is.",
    shows_name=False,
)

STEPS = {step.slug: step for step in (OFFER, PUBLISH, PUBLISH_OWN, RETURN, WITHDRAW, TAKE_OUT, SHOW_NAME, HIDE_NAME)}


def open_steps(status: PracticeStatus, hands: frozenset[Hand], *, name_shown: bool) -> list[PracticeStep]:
    """Return the steps that somebody with these hands may take with a practice of this status now."""
    return [
        step
        for step in STEPS.values()
        if status in step.starts_at
        and step.hands & hands
        and (step.shows_name is None or step.shows_name != name_shown)
    ]


def may_edit(status: PracticeStatus, hands: frozenset[Hand]) -> bool:
    """Whether somebody with these hands may change the text of a practice of this status.

    What a municipality offered or published stands as it read it; it takes it back to change it. What is of no
    municipality any adviser keeps up to date.
    """
    if Hand.OWNER in hands:
        return status in NOT_IN
    return Hand.MAKER in hands or (Hand.EDITOR in hands and status == S.PUBLISHED)
