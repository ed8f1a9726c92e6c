"""What an adviser advises, what the municipality answers, and the library of good practices."""

from improvement.models.actions import (
    CLOSED,
    Action,
    ActionChange,
    ActionEvent,
    ActionNote,
    ActionStatus,
    CarriedOn,
    members_of,
)
from improvement.models.advice import Advice, AdviceText, AttachedPractice, Recommendation
from improvement.models.advice_log import AdviceChange, AdviceEvent
from improvement.models.evaluation import Evaluation
from improvement.models.logged import as_logged, differences
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
    "AdviceChange",
    "AdviceEvent",
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
    "differences",
    "members_of",
    "size_of",
]
