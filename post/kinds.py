"""The kinds of mail, and what a person can choose for each. Pure."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a mail is about; `SETTINGS` says what a person can choose for it."""

    STEP = "step", "stappen van een zelfevaluatie"
    INVITATION = "invitation", "uitnodiging"
    PART = "part", "delen"
    REMARK = "remark", "opmerkingen"
    SUPPLEMENT = "supplement", "aanvulling gevraagd"
    DEADLINE = "deadline", "herinneringen"
    ADVICE = "advice", "advies"
    ACTION = "action", "verbeteracties"
    COMPARING = "comparing", "vergelijken op naam"
    ACCOUNT = "account", "uw account"
    # These two nobody posts: the daily mail in which others come together, and a list in it of what waits for somebody.
    DIGEST = "digest", "dagoverzicht"
    WAITING = "waiting", "wat op u wacht"


class How(TextChoices):
    """How somebody wants mail of one kind."""

    AT_ONCE = "at_once", "meteen"
    DAILY = "daily", "in het dagoverzicht"
    WEEKLY = "weekly", "elke maandag"
    NEVER = "never", "niet"


@dataclass(frozen=True)
class Setting:
    """One kind, in words, and what can be chosen for it: the first is what somebody gets who chose nothing.

    `needed` says why it can't be switched off, where it can't.
    """

    kind: Kind
    title: str
    about: str
    needed: str = ""
    choices: tuple[How, ...] = (How.AT_ONCE, How.DAILY, How.NEVER)


SETTINGS = {
    setting.kind: setting
    for setting in (
        Setting(
            Kind.STEP,
            "Stappen van een zelfevaluatie",
            "Een ronde is open, of een zelfevaluatie is ingediend, in beoordeling genomen, vastgesteld, heropend of "
            "aan u overgedragen.",
        ),
        Setting(
            Kind.PART,
            "Delen",
            "U krijgt een deel, iemand herinnert u eraan, een deel komt terug, of het gaat naar iemand anders.",
        ),
        Setting(
            Kind.REMARK,
            "Opmerkingen",
            "De adviseur of de gemeente heeft opmerkingen verstuurd of beantwoord.",
        ),
        Setting(
            Kind.DEADLINE,
            "Herinneringen",
            "Een datum komt dichtbij en er is nog iets te doen. Is het gedaan, dan stoppen de herinneringen.",
        ),
        Setting(
            Kind.ADVICE,
            "Advies en praktijkvoorbeelden",
            "Er is een advies, een gemeente heeft alle aanbevelingen beantwoord, of een praktijkvoorbeeld wacht op u.",
        ),
        Setting(Kind.ACTION, "Verbeteracties", "Een verbeteractie krijgt u als taak, of de datum ervan komt dichtbij."),
        Setting(
            Kind.COMPARING,
            "Vergelijken op naam",
            "Een gemeente vraagt of u op naam wilt vergelijken, antwoordt daarop, of stopt ermee.",
        ),
        Setting(
            Kind.WAITING,
            "Wat op u wacht",
            "Welke zelfevaluaties u nog beoordeelt, in één overzicht. Wacht er niets, dan komt er geen mail.",
            choices=(How.WEEKLY, How.DAILY, How.NEVER),
        ),
        Setting(
            Kind.SUPPLEMENT,
            "Aanvulling gevraagd",
            "De adviseur vraagt de gemeente om een aanvulling.",
            needed="Zonder uw aanvulling gaat de beoordeling niet verder.",
        ),
        Setting(
            Kind.INVITATION,
            "Uitnodigingen",
            "Iemand nodigt u uit om mee te doen.",
            needed="Alleen met de link in deze mail neemt u de uitnodiging aan.",
        ),
        Setting(
            Kind.ACCOUNT,
            "Uw account",
            "U vroeg om een nieuw wachtwoord, uw wachtwoord is gewijzigd, of u kreeg er als adviseur een plaats bij.",
            needed="Zo merkt u het ook als iemand anders dat doet.",
        ),
    )
}
OPTIONAL = tuple(kind for kind, setting in SETTINGS.items() if not setting.needed)
NEEDED = tuple(kind for kind, setting in SETTINGS.items() if setting.needed)


def how_of(kind: Kind, chosen: How | None) -> How:
    """Return how a mail of this kind goes to who chose this; what is needed always goes at once."""
    if kind not in OPTIONAL:
        return How.AT_ONCE
    choices = SETTINGS[kind].choices
    return chosen if chosen in choices else choices[0]
