"""Search and filter the library."""

from dataclasses import dataclass

from django.db.models import Q

from improvement.models import PracticeQuerySet, SizeClass

OF_MUNICIPALITIES, OTHER = "gemeenten", "anders"


@dataclass(frozen=True)
class Search:
    """What somebody looks for; an empty value leaves it open."""

    words: str = ""
    basisfunctie: str = ""
    layer: str = ""
    size: str = ""
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return self == Search()


def found(rows: PracticeQuerySet, search: Search) -> PracticeQuerySet:
    """Return the practices that fit, by title. Each word has to be in it somewhere.

    The name of a municipality is found only where it consents to the name. What fits each size fits this one.
    """
    for word in search.words.split():
        in_text = Q()
        for name in ("title", "summary", "approach", "result", "needed", "source"):
            in_text |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(in_text | Q(name_shown=True, municipality__name__icontains=word))
    if search.basisfunctie:
        rows = rows.filter(basisfunctie=search.basisfunctie)
    if search.layer:
        rows = rows.filter(layer=search.layer)
    if search.size:
        rows = rows.filter(size__in=[search.size, SizeClass.ANY])
    if search.source:
        rows = rows.filter(municipality__isnull=search.source == OTHER)
    return rows.select_related("municipality").order_by("title", "pk")
