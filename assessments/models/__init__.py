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
from assessments.models.reviewing import (
    AdviserLevel,
    AdviserNote,
    LevelsAtAdoption,
    RemarkKind,
    ReviewRemark,
    ReviewThread,
)
from assessments.models.rounds import RETURNED, WITH_MUNICIPALITY, Assessment, Round, Status
from assessments.models.submissions import StepTaken, Submission
from assessments.models.supplements import Outcome, Supplement, SupplementPoint

__all__ = [
    "MAX_TEXT",
    "RETURNED",
    "WITH_MUNICIPALITY",
    "Adoption",
    "AdviserLevel",
    "AdviserNote",
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
    "LevelsAtAdoption",
    "LocalRegional",
    "MoneyKind",
    "MoneySource",
    "Outcome",
    "Presence",
    "Rating",
    "RemarkKind",
    "ReviewRemark",
    "ReviewThread",
    "ReviewerChange",
    "Round",
    "Speerpunt",
    "Status",
    "StepTaken",
    "Steunpunt",
    "SteunpuntForm",
    "Submission",
    "Supplement",
    "SupplementPoint",
    "WhatIsLeft",
]
