"""What a municipality of the demo is like, in one of its rounds: its levels, its size, its words. Pure rules."""

from dataclasses import dataclass
from functools import cached_property

from assessments.demo.bank import Player
from assessments.demo.dates import Period
from assessments.demo.dice import dice, shuffled
from basisfuncties.models import LayerKind
from basisfuncties.structure import Structure

# The nearer to money, the less there is, so that the thread from vision to money breaks somewhere.
OFFSETS = {
    LayerKind.VISIE: 0.5,
    LayerKind.BELEID: 0.2,
    LayerKind.UITVOERING: 0.0,
    LayerKind.FINANCIEN: -0.4,
}
HIGHEST = 4
NOTA_YEARS = 4
STEUNPUNT_IN_WORDS = {
    "geen": "de welzijnsorganisatie",
    "lokaal": "het steunpunt",
    "regionaal": "het regionale steunpunt",
}


@dataclass(frozen=True)
class Character:
    """One municipality in one round."""

    player: Player
    population: int
    period: Period
    structure: Structure

    @property
    def code(self) -> str:
        """The CBS code: the seed of all that stays the same over the years."""
        return self.player.code

    @property
    def years_ago(self) -> int:
        """How long ago the round was; with the code the seed of what differs from year to year.

        Not the year itself, so that the demo tells the same story whenever it is made.
        """
        return self.period.years_ago

    def level(self, slug: str, kind: str) -> int:
        """Return the level of this layer in this round; over the years most levels rise, and one falls."""
        fell = self.years_ago == 0 and (slug, kind) == self._fallen
        level = self._level(slug, kind, 1 if fell else self.years_ago)
        return max(level - 1, 0) if fell else level

    def _level(self, slug: str, kind: str, years_ago: int) -> int:
        growth = dice(self.code, "growth").uniform(0.3, 0.7)
        strength = self.player.ambition + dice(self.code, slug).uniform(-0.8, 0.8) - growth * years_ago
        level = round(strength + OFFSETS[LayerKind(kind)] + dice(self.code, slug, kind).uniform(-0.4, 0.4))
        if kind in (LayerKind.UITVOERING, LayerKind.FINANCIEN):
            # What is not in policy can't be carried out or paid for in full.
            level = min(level, self._level(slug, LayerKind.BELEID, years_ago) + 1)
        return min(max(level, 0), HIGHEST)

    @cached_property
    def _fallen(self) -> tuple[str, str]:
        slug = dice(self.code, "fallen").choice([each.slug for each in self.structure.basisfuncties])
        return slug, dice(self.code, "fallen", slug).choice([LayerKind.UITVOERING, LayerKind.FINANCIEN])

    @cached_property
    def nota_from(self) -> int:
        """The first year of the nota that holds in the year of this round."""
        year = self.period.year
        return year - (year + int(self.code[2:])) % NOTA_YEARS

    @cached_property
    def words(self) -> dict[str, str]:
        """What stands in the place of the words between braces in the texts."""
        steunpunt = STEUNPUNT_IN_WORDS[self.player.steunpunt]
        return {
            "steunpunt": steunpunt,
            "Steunpunt": steunpunt[0].upper() + steunpunt[1:],
            "jaar": str(self.period.year),
            "vorig_jaar": str(self.period.year - 1),
            "volgend_jaar": str(self.period.year + 1),
            "van": str(self.nota_from),
            "tot": str(self.nota_from + NOTA_YEARS),
            # There is about one organisation to 150 inhabitants.
            "organisaties": str(max(self.population // 1500 * 10, 20)),
            "deelnemers": str(max(self.population // 3500 * 10, 20)),
            "enkele": str(min(max(self.population // 4000, 4), 40)),
        }

    def say(self, text: str, **more: str) -> str:
        """Return the text with this municipality's words, without the line end of its file."""
        return text.format(**self.words, **more).strip()

    def pick(self, texts: tuple[str, ...], *seeds: object) -> str:
        """Return one of the texts in this municipality's words; next year it may be the next one."""
        order = shuffled(texts, self.code, *seeds)
        later = dice(self.code, *seeds, "changed").random() < 0.4
        return self.say(order[(1 if later and self.years_ago == 0 else 0) % len(order)])
