"""The kinds of data with their columns: what stands in every export, whatever its format. Pure."""

from exports import code_lists as lists
from exports import rows
from exports.columns import KEYS, Column, Kind, Sheet

TEXT, CODE, WHOLE, EUROS = Kind.TEXT, Kind.CODE, Kind.WHOLE, Kind.EUROS
DECIMAL, DATE, YES_NO = Kind.DECIMAL, Kind.DATE, Kind.YES_NO

FUNCTION = Column("basisfunctie", CODE, "De basisfunctie.", of_edition=lists.BASISFUNCTIES, always=True)
FUNCTION_NAME = Column("basisfunctie_naam", TEXT, "De naam van de basisfunctie.", always=True, width=24)
LAYER = Column("laag", CODE, "De laag, van visie tot geld.", codes=lists.LAYER, always=True)
QUESTION = Column("vraag", CODE, "De richtvraag.", of_edition=lists.QUESTIONS, always=True, width=22)
SPEERPUNT = Column(
    "speerpunt",
    CODE,
    "Het speerpunt. Een code met ‘eigen’ erin is van de gemeente zelf.",
    of_edition=lists.ELEMENTS,
    always=True,
    width=28,
)
OWN = Column("eigen", YES_NO, "Ja als de gemeente dit zelf toevoegde, en het niet in het kader staat.", always=True)
CONFIRM = "Ja als dit uit de vorige ronde kwam en nog niemand ernaar keek."
MONEY = "In hele euro's per jaar."

SHEETS = (
    Sheet(
        "zelfevaluaties",
        "Zelfevaluaties",
        "Eén rij per gemeente per ronde: van wie het is, op welk kader, en welke versie u hebt.",
        (
            Column("provincie", TEXT, "De provincie van de gemeente in die ronde.", always=True, width=18),
            Column("inwoners", WHOLE, "Het aantal inwoners (bron: CBS).", always=True),
            Column("inwoners_peildatum", DATE, "De dag waarop de inwoners zijn geteld.", always=True),
            Column("kader", TEXT, "De titel van het kader.", always=True),
            Column("kader_bron", TEXT, "Waar het kader op rust.", always=True),
            Column("voorbeeld", YES_NO, "Ja als alle antwoorden verzonnen zijn, om het te laten zien.", always=True),
            Column(
                "status",
                CODE,
                "Waar de zelfevaluatie nu is op haar weg, ook als deze versie ouder is.",
                codes=lists.STATUS,
                always=True,
                width=20,
            ),
            Column("versie", CODE, "Welke versie dit is.", codes=lists.VERSION, always=True),
            Column("indiening", WHOLE, "Het nummer van de indiening. Leeg bij een concept."),
            Column("ingediend_op", DATE, "De dag van indienen."),
            Column("vastgesteld_op", DATE, "De dag waarop deze indiening is vastgesteld."),
            Column("controlegetal", TEXT, "SHA-256 van de indiening, zoals het ook in het rapport staat.", width=24),
        ),
        rows.assessment,
        single=True,
    ),
    Sheet(
        "kerncijfers",
        "Kerncijfers",
        "Eén rij per gemeente per ronde. Een lege cel is niet ingevuld; dat is iets anders dan 0.",
        (
            Column("fte", DECIMAL, "Formatie van de gemeente voor dit beleid."),
            Column("budget", EUROS, f"Budget van de gemeente. {MONEY}"),
            Column("steunpunt", CODE, "Of er een steunpunt vrijwilligerswerk is.", codes=lists.STEUNPUNT),
            Column("steunpunt_vorm", CODE, "Waar het steunpunt bij hoort.", codes=lists.STEUNPUNT_FORM),
            Column("steunpunt_fte", DECIMAL, "Betaalde formatie van het steunpunt."),
            Column("steunpunt_budget", EUROS, f"Budget van het steunpunt. {MONEY}"),
            Column("keurmerk", CODE, "Het keurmerk van het steunpunt.", codes=lists.KEURMERK),
            Column("toelichting", TEXT, "Wat de gemeente erbij schreef."),
            Column("te_herbevestigen", YES_NO, CONFIRM, always=True),
        ),
        rows.key_figures,
        single=True,
    ),
    Sheet(
        "niveaus",
        "Niveaus",
        "Eén rij per laag van een basisfunctie: het eigen oordeel van de gemeente, op de schaal van de editie.",
        (
            FUNCTION,
            FUNCTION_NAME,
            LAYER,
            Column("niveau", WHOLE, "Het niveau, 0 of hoger. Leeg: niet beoordeeld.", of_edition=lists.LEVELS),
            Column("niveau_betekenis", TEXT, "Wat dat niveau in deze laag betekent."),
            Column("reden", TEXT, "Waarom de gemeente dit niveau koos."),
            Column("vorig_jaar", WHOLE, "Het jaar van de vorige ronde van deze gemeente."),
            Column("vorig_niveau", WHOLE, "Het niveau in die ronde."),
            Column("vorige_reden", TEXT, "De reden in die ronde."),
            Column(
                "niveau_adviseur",
                WHOLE,
                "Het niveau dat de adviseur ernaast zet, als die iets anders ziet. In een bestand van veel gemeenten "
                "alleen zoals het lag bij de vaststelling.",
            ),
            Column("toelichting_adviseur", TEXT, "Waarom de adviseur dat ziet."),
            Column("antwoord_gemeente", TEXT, "Wat de gemeente daarop zegt."),
        ),
        rows.levels,
    ),
    Sheet(
        "antwoorden",
        "Antwoorden",
        "Eén rij per richtvraag van de visie. Wat er is gekozen staat ook per stuk bij ‘keuzes’.",
        (
            FUNCTION,
            FUNCTION_NAME,
            QUESTION,
            Column("nummer", WHOLE, "Het nummer van de vraag binnen de basisfunctie.", always=True),
            Column("vraag_tekst", TEXT, "De vraag zoals de gemeente haar las.", always=True),
            Column("soort", CODE, "Hoe de vraag wordt beantwoord.", codes=lists.QUESTION_KIND, always=True),
            Column("beantwoord", YES_NO, "Ja als er iets is gekozen of geschreven.", always=True),
            Column("aantal_gekozen", WHOLE, "Hoeveel er is gekozen.", always=True),
            Column("gekozen", TEXT, "Wat er is gekozen, met een puntkomma ertussen."),
            Column("toelichting", TEXT, "Wat de gemeente erbij schreef."),
            Column("niet_van_toepassing", YES_NO, "Ja als de vraag hier niet speelt.", always=True),
            Column("niet_van_toepassing_omdat", TEXT, "Waarom niet."),
            Column("te_herbevestigen", YES_NO, CONFIRM, always=True),
        ),
        rows.answers,
    ),
    Sheet(
        "keuzes",
        "Keuzes",
        "Eén rij per aangekruiste suggestie of eigen aanvulling bij een richtvraag. Handig om te tellen.",
        (
            FUNCTION,
            QUESTION,
            Column(
                "keuze",
                CODE,
                "Wat is gekozen. Een eigen aanvulling heeft een code van haar eigen.",
                of_edition=lists.OPTIONS,
                always=True,
                width=28,
            ),
            Column("keuze_tekst", TEXT, "De woorden van die keuze.", always=True),
            OWN,
        ),
        rows.choices,
    ),
    Sheet(
        "speerpunten",
        "Speerpunten",
        "Eén rij per gekozen speerpunt, door alle lagen heen: beleid, uitvoering en geld.",
        (
            FUNCTION,
            FUNCTION_NAME,
            SPEERPUNT,
            Column("speerpunt_tekst", TEXT, "De woorden van het speerpunt.", always=True),
            OWN,
            Column("aantal_doelen", WHOLE, "Hoeveel doelen uit de visie het dient.", always=True),
            Column("vastgesteld", CODE, "Of het in beleid is vastgesteld.", codes=lists.ADOPTION),
            Column("document", TEXT, "In welk document.", width=28),
            Column("vastgesteld_op", DATE, "De datum van dat document."),
            Column("uitvoerders", TEXT, "Wie het uitvoert.", width=28),
            Column("stand", CODE, "Hoe ver de uitvoering is.", codes=lists.EXECUTION),
            Column("gedaan", TEXT, "Wat er is gedaan."),
            Column("bedrag", EUROS, f"Geld voor dit speerpunt. {MONEY}"),
            Column("geld_soort", CODE, "Of het geld elk jaar terugkomt.", codes=lists.MONEY_KIND),
            Column("geld_bron", CODE, "Wie het betaalt.", codes=lists.MONEY_SOURCE),
            Column("beleid_te_herbevestigen", YES_NO, CONFIRM, always=True),
            Column("uitvoering_te_herbevestigen", YES_NO, CONFIRM, always=True),
            Column("financien_te_herbevestigen", YES_NO, CONFIRM, always=True),
        ),
        rows.speerpunten,
    ),
    Sheet(
        "doelen",
        "Doelen",
        "Eén rij per doel uit de visie dat een speerpunt dient: de draad van visie naar beleid.",
        (
            FUNCTION,
            SPEERPUNT,
            Column(
                "doel",
                CODE,
                "Het doel: een keuze bij een richtvraag.",
                of_edition=lists.OPTIONS,
                always=True,
                width=28,
            ),
            Column("doel_tekst", TEXT, "De woorden van dat doel.", always=True),
            OWN,
        ),
        rows.goals,
    ),
    Sheet(
        "bevindingen",
        "Bevindingen",
        "Eén rij per plek waar de draad breekt. De website leidt dit af uit de antwoorden.",
        (
            FUNCTION,
            LAYER,
            Column("bevinding", CODE, "De sleutel van de bevinding binnen de zelfevaluatie.", always=True, width=34),
            Column("soort", CODE, "De regel die dit zag.", codes=lists.RULE, always=True, width=26),
            Column("titel", TEXT, "Die regel in een paar woorden.", always=True, width=28),
            Column("gewicht", WHOLE, "Hoe zwaar het weegt, 1 tot en met 3.", always=True),
            Column(
                "onderwerp", CODE, "Waar het over gaat: een vraag, keuze, speerpunt of laag.", always=True, width=28
            ),
            Column("gezien", TEXT, "Wat er is gezien.", always=True),
            Column("herstel", TEXT, "Wat het zou herstellen.", always=True),
            Column("doelen", TEXT, "De codes van de doelen waar het over gaat, met een spatie ertussen."),
            Column("bewust_omdat", TEXT, "Waarom het volgens de gemeente bewust zo is."),
        ),
        rows.findings,
    ),
    Sheet(
        "bewijs",
        "Bewijs",
        "Eén rij per bijlage of link bij een vraag of speerpunt. De bestanden zelf zitten er niet bij.",
        (
            FUNCTION,
            Column("onderdeel", CODE, "De vraag of het speerpunt waar het bij hoort.", always=True, width=22),
            Column("nummer", WHOLE, "Het nummer van het bewijs op de website.", always=True),
            Column("soort", CODE, "Een bestand of een link.", codes=lists.EVIDENCE_KIND, always=True),
            Column("titel", TEXT, "De titel.", always=True),
            Column("toegevoegd_op", DATE, "De dag waarop het is toegevoegd.", always=True),
            Column("adres", TEXT, "Het adres van een link."),
            Column("bestandsnaam", TEXT, "De naam van een bestand."),
            Column("grootte", WHOLE, "De grootte van een bestand in bytes; 0 bij een link.", always=True),
            Column("controlegetal", TEXT, "SHA-256 van een bestand.", width=24),
        ),
        rows.evidence,
    ),
    Sheet(
        "adviezen",
        "Adviezen",
        "Eén rij per tekst van een advies dat is verstuurd: over het geheel of over een basisfunctie.",
        (
            Column("advies", WHOLE, "Het nummer van het advies.", always=True),
            Column("verstuurd_op", DATE, "De dag waarop de gemeente het kreeg.", always=True),
            Column("basisfunctie", CODE, "De basisfunctie. Leeg: het geheel.", of_edition=lists.BASISFUNCTIES),
            Column("advies_tekst", TEXT, "Wat de adviseur schrijft."),
        ),
        rows.advised_texts,
    ),
    Sheet(
        "aanbevelingen",
        "Aanbevelingen",
        "Eén rij per aanbeveling van een advies dat is verstuurd, met het antwoord van de gemeente.",
        (
            Column("advies", WHOLE, "Het nummer van het advies.", always=True),
            Column("verstuurd_op", DATE, "De dag waarop de gemeente het kreeg.", always=True),
            FUNCTION,
            Column("laag", CODE, "De laag. Leeg als het over een speerpunt gaat.", codes=lists.LAYER),
            Column("speerpunt", CODE, "Het speerpunt. Leeg als het over een laag gaat.", width=28),
            Column("waarover", TEXT, "De laag of het speerpunt, zoals het toen heette.", always=True),
            Column("aanbeveling", TEXT, "De aanbeveling in één zin."),
            Column("toelichting", TEXT, "Wat de adviseur erbij schrijft."),
            Column("bevinding", CODE, "De bevinding waar het uit voortkwam.", width=34),
            Column("antwoord", CODE, "Wat de gemeente ermee doet.", codes=lists.REPLY),
            Column("antwoord_omdat", TEXT, "Waarom."),
        ),
        rows.recommendations,
    ),
)


def all_columns(sheet: Sheet) -> tuple[Column, ...]:
    """Return the columns of a table: those that every row begins with, and its own."""
    return KEYS + sheet.columns
