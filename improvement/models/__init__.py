"""What an adviser advises, what the municipality answers, and the library of good practices."""

from improvement.models.advice import Advice, AdviceText, AttachedPractice, Recommendation
from improvement.models.practices import Practice, PracticeEvent, PracticeStatus, SizeClass, size_of
from improvement.models.replies import Choice, Reply, ReplyChange

__all__ = [
    "Advice",
    "AdviceText",
    "AttachedPractice",
    "Choice",
    "Practice",
    "PracticeEvent",
    "PracticeStatus",
    "Recommendation",
    "Reply",
    "ReplyChange",
    "SizeClass",
    "size_of",
]
