"""The way of an assessment: which step leads where, and who may take it. One table, pure rules."""

from dataclasses import dataclass

from assessments.models import WITH_MUNICIPALITY, Status
from municipalities.access import May


@dataclass(frozen=True)
class Step:
    """One step from a status to the next."""

    slug: str
    label: str
    starts_at: frozenset[Status]
    leads_to: Status
    needs: May
    done: str
    explanation: str = ""
    asks_note: bool = True
    note_required: bool = False
    note_label: str = "Bericht"
    note_missing: str = ""


SUBMIT = Step(
    slug="indienen",
    label="Indienen",
    starts_at=WITH_MUNICIPALITY,
    leads_to=Status.SUBMITTED,
    needs=May.SUBMIT,
    done="De zelfevaluatie is ingediend.",
    note_label="Bericht aan de adviseur",
)
TAKE_UP = Step(
    slug="in-beoordeling-nemen",
    label="In beoordeling nemen",
    starts_at=frozenset({Status.SUBMITTED}),
    leads_to=Status.IN_REVIEW,
    needs=May.REVIEW,
    done="De zelfevaluatie is in beoordeling.",
    explanation="Zo weet de gemeente dat u meeleest. Daarna kunt u een aanvulling vragen of vaststellen.",
    asks_note=False,
)
ASK_SUPPLEMENT = Step(
    slug="aanvulling-vragen",
    label="Aanvulling vragen",
    starts_at=frozenset({Status.IN_REVIEW}),
    leads_to=Status.SUPPLEMENT,
    needs=May.REVIEW,
    done="De gemeente kan de zelfevaluatie nu aanvullen.",
    explanation="De gemeente kan dan weer wijzigen en dient daarna opnieuw in.",
    note_required=True,
    note_label="Wat moet de gemeente aanvullen?",
    note_missing="Schrijf op wat de gemeente moet aanvullen.",
)
ADOPT = Step(
    slug="vaststellen",
    label="Vaststellen",
    starts_at=frozenset({Status.IN_REVIEW}),
    leads_to=Status.ADOPTED,
    needs=May.REVIEW,
    done="De zelfevaluatie is vastgesteld.",
    explanation="Daarna ligt de zelfevaluatie vast en is het rapport definitief.",
    note_label="Bericht aan de gemeente",
)
REOPEN = Step(
    slug="heropenen",
    label="Heropenen",
    starts_at=frozenset({Status.ADOPTED}),
    leads_to=Status.REOPENED,
    needs=May.REOPEN,
    done="De zelfevaluatie is heropend.",
    explanation=(
        "De gemeente kan dan weer wijzigen en dient daarna opnieuw in. Wat is vastgesteld, blijft met zijn rapport "
        "bewaard. De gemeente en de adviseur krijgen een mail met uw reden."
    ),
    note_required=True,
    note_label="Waarom heropent u deze zelfevaluatie?",
    note_missing="Schrijf op waarom u deze zelfevaluatie heropent.",
)

# concept -> ingediend -> in beoordeling -> (aanvulling gevraagd -> ingediend ...) -> vastgesteld
# (-> heropend -> ingediend ...)
STEPS = {step.slug: step for step in (SUBMIT, TAKE_UP, ASK_SUPPLEMENT, ADOPT, REOPEN)}
