"""What a municipality fills in, round by round, and the way that it goes."""

from assessments.models.answers import (
    MAX_TEXT,
    Adoption,
    Answer,
    Execution,
    LocalRegional,
    MoneyKind,
    MoneySource,
    Rating,
    Speerpunt,
)
from assessments.models.assignments import Assignment, Given, Handover, WhatIsLeft
from assessments.models.evidence import Evidence, EvidenceKind
from assessments.models.findings import FindingResponse
from assessments.models.key_figures import Keurmerk, KeyFigures, Steunpunt, SteunpuntForm
from assessments.models.log import Change, How
from assessments.models.presence import Presence
from assessments.models.remarks import InternalRemark, InternalThread
from assessments.models.reviewers import Hands, ReviewerChange
from assessments.models.rounds import RETURNED, WITH_MUNICIPALITY, Assessment, Round, Status
from assessments.models.submissions import StepTaken, Submission

__all__ = [
    "MAX_TEXT",
    "RETURNED",
    "WITH_MUNICIPALITY",
    "Adoption",
    "Answer",
    "Assessment",
    "Assignment",
    "Change",
    "Evidence",
    "EvidenceKind",
    "Execution",
    "FindingResponse",
    "Given",
    "Handover",
    "Hands",
    "How",
    "InternalRemark",
    "InternalThread",
    "Keurmerk",
    "KeyFigures",
    "LocalRegional",
    "MoneyKind",
    "MoneySource",
    "Presence",
    "Rating",
    "ReviewerChange",
    "Round",
    "Speerpunt",
    "Status",
    "StepTaken",
    "Steunpunt",
    "SteunpuntForm",
    "Submission",
    "WhatIsLeft",
]
