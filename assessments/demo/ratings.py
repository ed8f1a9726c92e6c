"""The levels, with a reason that fits the level and the layer. Pure rules: nothing is saved here."""

from collections import Counter

from assessments.demo.bank import RatingTexts
from assessments.demo.character import Character
from assessments.demo.dice import shuffled
from assessments.models import Rating


def rate_all(character: Character, texts: RatingTexts) -> dict[tuple[str, str], Rating]:
    """Return the unsaved levels by basisfunctie and layer; one reason is used twice only when there is no other."""
    used: Counter[tuple[str, int]] = Counter()
    ratings = {}
    for basisfunctie in character.structure.basisfuncties:
        for layer in basisfunctie.layers:
            level = character.level(basisfunctie.slug, layer.kind)
            reasons = shuffled(texts.reasons[layer.kind][level], character.code, layer.kind, level)
            reason = reasons[used[layer.kind, level] % len(reasons)]
            used[layer.kind, level] += 1
            ratings[basisfunctie.slug, layer.kind] = Rating(
                layer_id=layer.pk,
                level=level,
                reason=_sentence(character.say(reason, onderwerp=texts.subjects[basisfunctie.slug])),
            )
    return ratings


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
