"""What the adviser says and asks about one layer, for who fills it in: of three tables, in one query.

The page of a step has no query to spare, and most of the time there is nothing to read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, CharField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.models import User
from assessments.models import (
    AdviserLevel,
    Assessment,
    ReviewRemark,
    ReviewThread,
    Status,
    SupplementPoint,
)
from assessments.places import LEVEL
from assessments.reviewing.conversations import NO_TALK, Talk
from basisfuncties.structure import LayerInfo
from database.compiled import compiled

COLUMNS = (
    "what",
    "row",
    "at_part",
    "word",
    "words",
    "more",
    "by_adviser",
    "by",
    "on",
    "asked_on",
    "settled_on",
    "settler",
)
NO_TIME = Value(None, output_field=DateTimeField())


@dataclass(frozen=True)
class Heard:
    """What is said and asked, by part of the page. The rows are made of what was read, and hold no more than that."""

    talks: dict[str, Talk] = field(default_factory=dict)
    points: dict[str, tuple[SupplementPoint, ...]] = field(default_factory=dict)
    level: AdviserLevel | None = None

    def talk(self, part: str) -> Talk:
        """Return what was said at a part."""
        return self.talks.get(part, NO_TALK)

    def level_at(self, part: str) -> AdviserLevel | None:
        """Return the adviser's level, at the part where the municipality's is."""
        return self.level if part == LEVEL else None


def heard(assessment: Assessment, basisfunctie: str, layer: LayerInfo) -> Heard:
    """Return what the adviser says about a layer; one query, and none as long as nothing was submitted."""
    if assessment.status == Status.CONCEPT:
        return Heard()
    rows = _said(assessment.pk, basisfunctie, layer.kind, layer.pk)
    return _heard([dict(zip(COLUMNS, row, strict=True)) for row in rows])


@compiled
def _said(assessment: int, basisfunctie: str, layer: str, layer_key: int) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the rows of the three tables, the oldest first."""
    place = {"basisfunctie": basisfunctie, "layer": layer}
    remarks = ReviewRemark.objects.sent().filter(
        thread__assessment=assessment, **{f"thread__{name}": value for name, value in place.items()}
    )
    points = SupplementPoint.objects.filter(
        supplement__assessment=assessment,
        supplement__taken__isnull=False,
        supplement__answered_with=None,
        **place,
    )
    levels = AdviserLevel.objects.filter(assessment=assessment, layer_id=layer_key, sent_level__isnull=False)
    return (
        _columns(
            remarks,
            "opmerking",
            at_part=F("thread__part"),
            word=F("kind"),
            words=F("text"),
            more=Value("", output_field=TextField()),
            by_adviser=F("from_adviser"),
            by=_name("written_by"),
            on=F("sent_at"),
            asked_on=F("thread__asked_at"),
            settled_on=F("thread__settled_at"),
            settler=_name("thread__settled_by"),
        )
        .union(
            _columns(
                points,
                "punt",
                at_part=F("part"),
                word=F("outcome"),
                words=F("asked"),
                more=F("answer"),
                by_adviser=Value(True, output_field=BooleanField()),
                by=Value("", output_field=CharField()),
                on=F("written_at"),
                asked_on=NO_TIME,
                settled_on=NO_TIME,
                settler=Value(None, output_field=CharField()),
            ),
            _columns(
                levels,
                "niveau",
                at_part=Value(LEVEL, output_field=CharField()),
                word=Cast("sent_level", CharField()),
                words=F("sent_remark"),
                more=F("response"),
                by_adviser=Value(True, output_field=BooleanField()),
                by=_name("set_by"),
                on=F("sent_at"),
                asked_on=NO_TIME,
                settled_on=NO_TIME,
                settler=Value(None, output_field=CharField()),
            ),
            all=True,
        )
        .order_by("on", "row")
    )


def _columns(rows: QuerySet[Any], what: str, **columns: Any) -> QuerySet[Any]:
    """Return these rows with the columns that all three have."""
    named = rows.annotate(what=Value(what, output_field=CharField()), row=F("pk"), **columns)
    listed: QuerySet[Any] = named.order_by().values_list(*COLUMNS)
    return listed


def _name(to: str) -> Any:
    """Return the name of a person as `User` gives it."""
    return Coalesce(NullIf(F(f"{to}__name"), Value("")), F(f"{to}__email"), output_field=CharField())


def _heard(rows: Iterable[dict[str, Any]]) -> Heard:
    said: dict[str, list[ReviewRemark]] = {}
    threads: dict[str, ReviewThread] = {}
    points: dict[str, tuple[SupplementPoint, ...]] = {}
    level = None
    for row in rows:
        part = row["at_part"]
        if row["what"] == "opmerking":
            settler = User(name=row["settler"]) if row["settler"] else None
            threads[part] = ReviewThread(asked_at=row["asked_on"], settled_at=row["settled_on"])
            threads[part].settled_by = settler
            said.setdefault(part, []).append(
                ReviewRemark(
                    pk=row["row"],
                    kind=row["word"],
                    text=row["words"],
                    from_adviser=row["by_adviser"],
                    written_by=User(name=row["by"]),
                    written_at=row["on"],
                    sent_at=row["on"],
                )
            )
        elif row["what"] == "punt":
            point = SupplementPoint(
                pk=row["row"], part=part, asked=row["words"], outcome=row["word"], answer=row["more"]
            )
            points[part] = (*points.get(part, ()), point)
        else:
            level = AdviserLevel(
                pk=row["row"],
                sent_level=int(row["word"]),
                sent_remark=row["words"],
                response=row["more"],
                set_by=User(name=row["by"]),
            )
    talks = {part: Talk(threads[part], tuple(remarks)) for part, remarks in said.items()}
    return Heard(talks, points, level)
