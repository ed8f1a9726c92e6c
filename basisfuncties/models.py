"""The framework: what a municipality is asked, as data.

A published edition never changes, and the database sees to that (migration `published_is_immutable`).
Everything is known by a stable code; answers, rules and reports refer to codes, never to labels.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from basisfuncties.words import SERIES, Words, words_of


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """The named questions that are asked about editions."""

    def published(self) -> Self:
        """Keep the published editions, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def drafts(self) -> Self:
        """Keep the editions that are not published yet, the last loaded first."""
        return self.filter(published_at__isnull=True).order_by("-loaded_at", "-pk")

    def before(self, framework: "Framework") -> Self:
        """Keep the published editions of the same series before this one, the newest first; of a draft that is all."""
        earlier = self.published().filter(series=framework.series).exclude(pk=framework.pk)
        if framework.published_at is None:
            return earlier
        # two can be published in the same moment
        return earlier.filter(
            Q(published_at__lt=framework.published_at) | Q(published_at=framework.published_at, pk__lt=framework.pk)
        )


class Framework(models.Model):
    """One edition of the questionnaire, loaded from a file by `manage.py load_content`.

    It is a draft until it is published: no round can use it, and only the beheerder sees it. Editions of one `series`
    follow each other; another series is another framework, beside it.
    """

    edition = models.SlugField("editie", max_length=40, unique=True)
    series = models.SlugField("reeks", max_length=40, default=SERIES)
    title = models.CharField("titel", max_length=200)
    introduction = models.TextField("inleiding")
    source = models.CharField("bron", max_length=300)
    digest = models.CharField("SHA-256 van de inhoud", max_length=64)
    stored_words = models.JSONField("woorden", default=dict, blank=True)
    loaded_at = models.DateTimeField("geladen op", null=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "kader"
        verbose_name_plural = "kaders"
        ordering = ("-published_at",)

    def __str__(self) -> str:
        return f"{self.title}, editie {self.edition}"

    @property
    def words(self) -> Words:
        """Return what this edition calls its layers and levels."""
        return words_of(self.stored_words)


class Basisfunctie(models.Model):
    """One of the functions in the circle; each one feeds the next."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="basisfuncties")
    number = models.PositiveSmallIntegerField("nummer")
    slug = models.SlugField(max_length=40)
    name = models.CharField("naam", max_length=60)
    definition = models.TextField("definitie")
    description = models.TextField("beschrijving")
    passes_on = models.CharField("geeft door", max_length=80)
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "basisfunctie"
        verbose_name_plural = "basisfuncties"
        ordering = ("framework", "number")
        constraints = (
            models.UniqueConstraint(fields=("framework", "number"), name="basisfunctie_number_unique"),
            models.UniqueConstraint(fields=("framework", "slug"), name="basisfunctie_slug_unique"),
        )

    def __str__(self) -> str:
        return self.name


class LayerKind(models.TextChoices):
    """What a layer asks, from vision to money. The value stands in codes and addresses, whatever the layer is called.

    Visie asks guiding questions, beleid offers elements to choose as speerpunt, uitvoering asks who does each and how
    far it is, financien what money there is. An edition has two or more of them and gives them their names (`Words`).
    """

    VISIE = "visie", "Visie"
    BELEID = "beleid", "Beleid"
    UITVOERING = "uitvoering", "Uitvoering"
    FINANCIEN = "financien", "Financiën"


class Layer(models.Model):
    """One layer of one basisfunctie, with its guidance and the rubric of its levels."""

    basisfunctie = models.ForeignKey(Basisfunctie, on_delete=models.CASCADE, related_name="layers")
    kind = models.CharField("laag", max_length=12, choices=LayerKind)
    position = models.PositiveSmallIntegerField("plaats")
    guidance = models.TextField("toelichting")
    own_additions = models.BooleanField("eigen aanvullingen", default=False)
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "laag"
        verbose_name_plural = "lagen"
        ordering = ("basisfunctie", "position")
        constraints = (
            models.UniqueConstraint(fields=("basisfunctie", "kind"), name="layer_kind_unique"),
            models.CheckConstraint(condition=Q(kind__in=LayerKind.values), name="layer_known_kind"),
        )

    def __str__(self) -> str:
        return f"{self.basisfunctie}, {self.get_kind_display().lower()}"


class Level(models.Model):
    """One step (0-4) of the rubric of a layer."""

    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField("niveau")
    text = models.TextField("omschrijving")

    class Meta:
        verbose_name = "niveau"
        verbose_name_plural = "niveaus"
        ordering = ("layer", "value")
        constraints = (
            models.UniqueConstraint(fields=("layer", "value"), name="level_value_unique"),
            models.CheckConstraint(condition=Q(value__lte=4), name="level_value_0_to_4"),
        )

    def __str__(self) -> str:
        return f"{self.value}: {self.text}"


class QuestionKind(models.TextChoices):
    """How a guiding question is answered; every kind takes an explanation as well."""

    SEVERAL = "several", "kies er een of meer"
    ONE = "one", "kies er een"
    OPEN = "open", "open vraag"
    EARLIER = "earlier", "kies uit eerdere antwoorden"
    LOCAL_REGIONAL = "local_regional", "lokaal, regionaal of beide"


class GuidingQuestion(models.Model):
    """A richtvraag of the visie layer."""

    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="questions")
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=100)
    number = models.PositiveSmallIntegerField("nummer")
    text = models.TextField("vraag")
    help = models.TextField("hulp", blank=True)
    kind = models.CharField("soort", max_length=16, choices=QuestionKind)
    own_additions = models.BooleanField("eigen aanvullingen", default=False)
    role = models.CharField(
        "rol in de draad", max_length=30, blank=True, help_text="Wat de regels van deze vraag weten, zoals 'goals'."
    )
    choose_from = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="offered_to")
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "richtvraag"
        verbose_name_plural = "richtvragen"
        ordering = ("layer", "number")
        constraints = (
            models.UniqueConstraint(fields=("framework", "code"), name="question_code_unique"),
            models.UniqueConstraint(fields=("layer", "number"), name="question_number_unique"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_known_kind"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Option(models.Model):
    """A suggestion of the brochure under a guiding question."""

    question = models.ForeignKey(GuidingQuestion, on_delete=models.CASCADE, related_name="options")
    code = models.SlugField(max_length=140)
    label = models.CharField("suggestie", max_length=200)
    position = models.PositiveSmallIntegerField("plaats")

    class Meta:
        verbose_name = "suggestie"
        verbose_name_plural = "suggesties"
        ordering = ("question", "position")
        constraints = (models.UniqueConstraint(fields=("question", "code"), name="option_code_unique"),)

    def __str__(self) -> str:
        return self.label


class PolicyElement(models.Model):
    """A possible part of the policy: what a municipality can choose as speerpunt."""

    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="elements")
    code = models.SlugField(max_length=140)
    label = models.CharField("beleidsonderdeel", max_length=200)
    position = models.PositiveSmallIntegerField("plaats")

    class Meta:
        verbose_name = "beleidsonderdeel"
        verbose_name_plural = "beleidsonderdelen"
        ordering = ("layer", "position")
        constraints = (models.UniqueConstraint(fields=("layer", "code"), name="element_code_unique"),)

    def __str__(self) -> str:
        return self.label
