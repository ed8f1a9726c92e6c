"""The words of the national picture. Pure."""

from collections import Counter

from assessments.dutch import counted, listed
from basisfuncties.words import LEVELS, Words
from comparison.national.figures import FEW, MANY, Area, Picture, Shift

ENDS = ("of minder", "of meer")  # for what may not be said precisely
NAMED = 3  # that differ from the others: more are a number
LEVEL_WORDS = (
    "nog niets",
    "toevallig",
    "deels geregeld",
    "vastgesteld, volledig",
    "vernieuwd met het veld",
)
# In plain words what `comparison.groups` and `comparison.national.choosing` hold to: on the page, in data and PDF.
GROUP_RULE = (
    "Elk cijfer gaat over vaste groepen van minstens zeven gemeenten. Een groep ontstaat aan het begin van een maand, "
    "uit wat er is vastgesteld, en verandert daarna niet meer. Wat nog geen groep vol maakt, wacht.",
    "Zo kan niemand uit twee cijfers dat van één gemeente afleiden: niet uit het land min een provincie, en niet uit "
    "deze maand min de vorige.",
    "Van een provincie met te weinig gemeenten staat er alleen hoeveel er zijn. Wie lang wacht, telt wel mee in het "
    "land, samen met gemeenten uit andere provincies.",
    "Wat veranderde, gaat alleen over gemeenten die in beide rondes zijn vastgesteld.",
    "Van een provincie staat er bij speerpunten en bevindingen geen aantal, want dat zou iets zeggen over wie er deze "
    "maand bij kwam. Er staat alleen wat de helft of meer van de gemeenten heeft, in de volgorde van het land.",
    "Van minder dan twintig gemeenten staat er niet hoeveel welk niveau hebben. En waar (bijna) geen of (bijna) alle "
    "gemeenten iets hebben, staat er ‘2 of minder’ of ‘… of meer’.",
    "Wordt een zelfevaluatie later heropend en gewijzigd, dan blijft hier tellen wat het eerst is vastgesteld.",
)


def level_words(words: Words) -> tuple[str, ...]:
    """Return the levels in a word or two, as there is little room; of another edition only that they are levels."""
    if words.levels == LEVELS:
        return LEVEL_WORDS
    return ("nog niets", *(f"niveau {level}" for level in range(1, words.highest)), "het hoogste niveau")


def hidden_shortly(area: Area) -> str:
    """Return in a few words why a province has no figures."""
    if not area.taking.adopted:
        return "Nog niets vastgesteld"
    return "Te weinig gemeenten om te tonen"


def at_the_ends(count: int, total: int) -> tuple[int, str]:
    """Return how many of all, or the nearest number that may be said with 'of minder' or 'of meer'."""
    if count <= FEW:
        return FEW, ENDS[0]
    if count >= total - FEW:
        return total - FEW, ENDS[1]
    return count, ""


def counted_of(count: int, total: int) -> str:
    """Return '57', or '2 of minder' and '98 of meer' at the ends."""
    number, more = at_the_ends(count, total)
    return f"{number} {more}".strip()


def share_of(count: int, total: int) -> str:
    """Return which part that is; nothing at the ends, where the number is not said."""
    return "" if at_the_ends(count, total)[1] else percentage(count, total)


def percentage(part: int, whole: int) -> str:
    """Return a share as people read it; what is not nothing is never 0%, what is not all never 100%."""
    if not whole:
        return "0%"
    share = round(part * 100 / whole)
    if part and not share:
        return "minder dan 1%"
    if part < whole and share == 100:
        return "ruim 99%"
    return f"{share}%"


def lead_of(figures: Picture) -> str:
    """Return in a sentence or two how the country stands."""
    country = figures.country
    if country.is_hidden:
        return (
            f"Van {counted(country.taking.adopted, 'gemeente', 'gemeenten')} is de zelfevaluatie van {figures.year} "
            "vastgesteld. Dat is te weinig om cijfers te tonen."
        )
    medians = {
        (function.name, layer.name): country.spread((function.slug, layer.kind)).median
        for function, layer in figures.places
    }
    known = {place: median for place, median in medians.items() if median is not None}
    first = f"Deze cijfers gaan over {country.shown} van de {country.taking.total} gemeenten."
    if not known:
        return first
    (usual, number), *others = Counter(known.values()).most_common()
    if not others:
        return f"{first} Overal is het middelste niveau {usual}."
    rest = [place for place, median in known.items() if median != usual]
    if len(rest) <= NAMED:
        said = [f"{_name(place)} ({known[place]})" for place in rest]
        return f"{first} Bijna overal is het middelste niveau {usual}. Uitzondering: {listed(said)}."
    levels = " en ".join(f"bij {count} is het {level}" for level, count in others[:2])
    return f"{first} Bij {number} van de {len(known)} onderdelen is het middelste niveau {usual}, {levels}."


def _name(place: tuple[str, str]) -> str:
    function, layer = place
    return f"{layer.lower()} bij {function}"


def spread_in_words(figures: Picture) -> str:
    """Return how the picture of the spread is read: of many municipalities it has numbers, of few it has not."""
    if figures.country.shown >= MANY:
        return (
            "Elke balk is een laag, verdeeld over alle gemeenten in de cijfers. In elk stuk staat hoeveel gemeenten "
            "dat niveau hebben. De streep in het midden wijst het middelste niveau aan."
        )
    return (
        "Elke balk is een laag, met de niveaus naast elkaar. Het donkere vak is het middelste niveau. In de "
        "gekleurde vakken samen zit de middelste helft van de gemeenten."
    )


def own_in_words(figures: Picture) -> str:
    """Return how many municipalities thought of a speerpunt themselves."""
    total = figures.country.shown
    count, more = at_the_ends(figures.own_speerpunten, total)
    return f"{count} {more} van de {total} gemeenten voegden zelf een speerpunt toe.".replace("  ", " ")


def balance(shift: Shift) -> str:
    """Return in words which way most went."""
    if not shift.total:
        return ""
    difference = shift.higher - shift.lower
    if not difference:
        return "in balans"
    way = "hoger" if difference > 0 else "lager"
    return f"{abs(difference)} meer {way}" if shift.is_told else f"vaker {way}"


def changes_in_words(figures: Picture) -> str:
    """Return over how many municipalities the changes are, or why there are none."""
    changes = figures.changes
    if changes is None:
        return "Er is geen eerdere ronde om mee te vergelijken."
    if not changes.both:
        return (
            f"Er zijn nog te weinig gemeenten van wie de zelfevaluatie van {figures.year} én die van {changes.year} is "
            "vastgesteld. Daarom staan hier geen cijfers."
        )
    other = f" De ronde van {changes.year} werkte met editie {changes.edition} van het kader."
    return (
        f"Dit gaat over {changes.both} gemeenten van wie zowel de zelfevaluatie van {changes.year} als die van "
        f"{figures.year} is vastgesteld.{other if changes.edition != figures.edition else ''}"
    )
