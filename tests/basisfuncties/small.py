"""A small framework file with every kind of question, to break in tests."""

from typing import Any

from basisfuncties.framework_file import read_framework_file

BASISFUNCTIE = """
  - slug: {slug}
    name: {name}
    definition: Wat de gemeente kan bij {name}.
    description: Uitleg over {name}.
    passes_on: wat {name} oplevert
    source: Bladzijde {name}
    layers:
      visie:
        guidance: Over de visie van {name}.
        source: Visie van {name}
        levels: [nul, een, twee, drie, vier]
        questions:{questions}
      beleid:
        guidance: Over het beleid van {name}.
        source: Beleid van {name}
        levels: [nul, een, twee, drie, vier]
        own_additions: true
        elements:
          - code: {slug}-beleid-nota
            label: Nota
          - code: {slug}-beleid-plan
            label: Plan
      uitvoering:
        guidance: Over de uitvoering van {name}.
        source: Uitvoering van {name}
        levels: [nul, een, twee, drie, vier]
      financien:
        guidance: Over het geld van {name}.
        source: Geld van {name}
        levels: [nul, een, twee, drie, vier]
"""
SEVERAL = """
          - code: {slug}-visie-{number}
            text: Welke ziet u?
            kind: several
            own_additions: true
            role: developments
            source: Vraag {number}
            options:
              - code: {slug}-visie-{number}-groen
                label: Groen
              - code: {slug}-visie-{number}-blauw
                label: Blauw"""
EARLIER = """
          - code: een-visie-3
            text: Welke ziet u hier?
            help: Kies uit wat u koos.
            kind: earlier
            own_additions: false
            choose_from: [een-visie-2, een-visie-1]
            source: Vraag 3"""
OPEN = """
          - code: twee-visie-1
            text: Wat vindt u?
            kind: open
            own_additions: false
            source: Vraag 1"""
LOCAL_REGIONAL = """
          - code: drie-visie-1
            text: Waar doet u dat?
            kind: local_regional
            own_additions: false
            source: Vraag 1"""

SMALL = (
    "edition: {edition}\ntitle: Klein kader\nsource: Een boekje\nintroduction: Over dit kader.\nbasisfuncties:"
    + BASISFUNCTIE.format(
        slug="een",
        name="Een",
        questions=SEVERAL.format(slug="een", number=1) + SEVERAL.format(slug="een", number=2) + EARLIER,
    )
    + BASISFUNCTIE.format(slug="twee", name="Twee", questions=OPEN)
    + BASISFUNCTIE.format(slug="drie", name="Drie", questions=LOCAL_REGIONAL)
)


def small_text(edition: str = "klein") -> str:
    """Return the text of the small framework file."""
    return SMALL.replace("{edition}", edition)


def small_content(edition: str = "klein") -> dict[str, Any]:
    """Return the content of the small framework, checked."""
    return read_framework_file(small_text(edition))
