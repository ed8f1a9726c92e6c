"""What a finding is: a break in the thread from vision to money that the application sees by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One kind of break. `weight` goes from 1 to 3; `several` says in words that there are more, for a list in short.

    `source` is the place in the brochure or the AVI 130 report that asks for what is missing. `layer` is where it is
    mended; empty when that is the layer that the finding is about. It can be only where the framework has the layers
    that it `needs`, and a question with the role that it `asks` for.
    """

    code: str
    weight: int
    title: str
    several: str
    source: str
    layer: str = ""
    needs: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True)
class Place:
    """Where a finding can be mended: a layer of a basisfunctie, and the id of the part on its page."""

    basisfunctie: str
    layer: str
    field: str


@dataclass(frozen=True)
class Finding:
    """One break: what was seen, what would mend it, and where.

    `subject` is the code of what it is about: a speerpunt, a question, a development or a layer. `goals` are the codes
    of the goals that it names.
    """

    rule: Rule
    place: Place
    subject: str
    seen: str
    mend: str
    goals: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what names this finding within an assessment; it stays as long as the break stays."""
        return f"{self.rule.code}:{self.place.basisfunctie}:{self.subject}"
