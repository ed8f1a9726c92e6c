"""What the papers beside the report say of an assessment: the public summary and the letter to the council. Pure.

Both go to people who do not read the report first, so each says the same in the same few words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments.amounts import format_amount
from assessments.dutch import counted, dutch_date
from assessments.findings.listing import chapters
from assessments.models import Steunpunt
from assessments.money import money_of_all
from assessments.reviewing.second import differences
from improvement.models.actions import CLOSED
from improvement.plan import OF_MUNICIPALITY
from reports.content import Content
from reports.points import offer
from reports.settings import Points

ELLIPSIS = "…"
SPACE = re.compile(r"[ \t\r\n\v\f]+")  # not the one that keeps an amount together


@dataclass(frozen=True)
class Planned:
    """What the municipality is going to do: in its words, when it is to be done, and who does it.

    `is_late`: that day has passed.
    """

    title: str
    due: str
    who: str
    is_late: bool = False


def points(content: Content) -> tuple[Points, Points]:
    """Return what goes well and what asks attention: what the municipality chose, else what its answers offer."""
    snapshot, settings = content.snapshot, content.settings
    offered = offer(snapshot, chapters(snapshot), differences(snapshot, content.seconds), content.advice)
    good = offered.good_start if settings.good is None else settings.good
    attention = offered.attention_start if settings.attention is None else settings.attention
    return good, attention


def still_to_do(content: Content) -> tuple[Planned, ...]:
    """Return the verbeteracties that are not done yet, the first to be done first; those without a day come last."""
    plan, today = content.plan, content.issue.made_on
    standing = [each for each in plan if each.status not in CLOSED]
    return tuple(
        Planned(
            title=each.title.strip(),
            due=dutch_date(each.due_on) if each.due_on else "",
            who="" if each.who == OF_MUNICIPALITY else each.who,
            is_late=each.due_on is not None and each.due_on < today,
        )
        for each in sorted(standing, key=lambda each: each.due_on or date.max)
    )


def title_of(content: Content) -> str:
    """Return the title of the report."""
    return content.settings.title or f"Zelfevaluatie {content.snapshot.words.subject} {content.snapshot.year}"


def money_in_words(content: Content) -> tuple[str, ...]:
    """Return what is known of the money, in sentences; amounts of which nothing is known are left out."""
    snapshot = content.snapshot
    speerpunten = [each for part in snapshot.basisfuncties for each in part.speerpunten]
    money, budget = money_of_all(snapshot), snapshot.key_figures.budget
    said = []
    if budget is not None:
        said.append(f"De gemeente heeft {format_amount(budget)} per jaar voor dit beleid.")
    if not speerpunten or not snapshot.words.has_money:
        return tuple(said)
    paid = sum(1 for each in speerpunten if each.amount)
    if not paid:
        return (*said, "Voor de speerpunten is nog geen geld ingevuld.")
    kinds = [
        f"{format_amount(amount)} {words}"
        for amount, words in (
            (money.structural, "dat elk jaar terugkomt"),
            (money.incidental, "voor een bepaalde tijd"),
            (money.other, "waarvan niet is ingevuld of het elk jaar terugkomt"),
        )
        if amount
    ]
    number = counted(len(speerpunten), "speerpunt", "speerpunten")
    for_all = "Voor elk speerpunt" if paid == len(speerpunten) else f"Voor {paid} van de {number}"
    return (*said, f"{for_all} is er geld: {_listed(kinds)}.")


def steunpunt_of(content: Content) -> str:
    """Return what inhabitants call the steunpunt, empty when there is none or it is not known."""
    name = f"het steunpunt {content.snapshot.words.subject}"
    words = {Steunpunt.LOCAL.value: name, Steunpunt.REGIONAL.value: f"{name} in de regio"}
    return words.get(content.snapshot.key_figures.steunpunt, "")


def shortened(text: str, most: int) -> str:
    """Return the text on one line, cut at a word where it is longer than `most` characters."""
    line = SPACE.sub(" ", text).strip()
    if len(line) <= most:
        return line
    whole, _, cut = line[: most - 1].rpartition(" ")
    # One word that is longer than half of it would leave nothing to read.
    return f"{(whole if len(whole) > most / 2 else whole + ' ' + cut).strip(' ,.;:‘’-–')}{ELLIPSIS}"


def _listed(words: Sequence[str]) -> str:
    return " en ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
