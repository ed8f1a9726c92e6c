"""What an adviser advises, what the municipality answers, and the library of good practices."""

from improvement.models.actions import (
    CLOSED,
    Action,
    ActionChange,
    ActionEvent,
    ActionNote,
    ActionStatus,
    CarriedOn,
    as_logged,
    members_of,
)
from improvement.models.advice import Advice, AdviceText, AttachedPractice, Recommendation
from improvement.models.evaluation import Evaluation
from improvement.models.practices import Practice, PracticeEvent, PracticeQuerySet, PracticeStatus, SizeClass, size_of
from improvement.models.replies import Choice, Reply, ReplyChange

__all__ = [
    "CLOSED",
    "Action",
    "ActionChange",
    "ActionEvent",
    "ActionNote",
    "ActionStatus",
    "Advice",
    "AdviceText",
    "AttachedPractice",
    "CarriedOn",
    "Choice",
    "Evaluation",
    "Practice",
    "PracticeEvent",
    "PracticeQuerySet",
    "PracticeStatus",
    "Recommendation",
    "Reply",
    "ReplyChange",
    "SizeClass",
    "as_logged",
    "members_of",
    "size_of",
]
