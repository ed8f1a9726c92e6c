"""The kinds of files that this app has made in the queue: what each is made of, and how."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from assessments.handover import HandoverPage
from assessments.snapshot import Snapshot
from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from comparison.national.figures import Picture
from making.kinds import DOCX, PDF, document, register
from municipalities.house_style.style import HouseStyle
from reports.content import Content
from reports.follow_up import build_follow_up
from reports.letter.wording import build_letter
from reports.national import build_national_report
from reports.public_summary import build_public_summary
from reports.questionnaire import build_questionnaire
from reports.report import build_report

# WeasyPrint takes half a second and much memory to load: only in a process that makes a PDF. So it is imported where
# it is used, here and nowhere else.


@dataclass(frozen=True)
class QuestionnaireContent:
    """What a questionnaire on paper is made of; `framework` is the key of an edition, which never changes."""

    framework: int
    snapshot: Snapshot
    is_blank: bool
    only: str | None
    dated_on: date
    style: HouseStyle | None = None


def _council_report(content: Content) -> bytes:
    from reports.pdf import council_report_pdf

    return council_report_pdf(build_report(content))


def _public_summary(content: Content) -> bytes:
    from reports.pdf import public_summary_pdf

    framework = settings.SITE_ADDRESS + reverse("framework")
    return public_summary_pdf(build_public_summary(content, framework_address=framework))


def _letter(content: Content) -> bytes:
    from reports.letter.writing import letter_docx

    return letter_docx(build_letter(content))


def _handover(handover: HandoverPage) -> bytes:
    from reports.pdf import handover_pdf

    return handover_pdf(handover)


def _questionnaire(content: QuestionnaireContent) -> bytes:
    from reports.pdf import questionnaire_pdf

    structure = structure_of(Framework.objects.get(pk=content.framework))
    sheet = build_questionnaire(
        structure,
        content.snapshot,
        is_blank=content.is_blank,
        only=content.only,
        dated_on=content.dated_on,
        style=content.style,
    )
    return questionnaire_pdf(sheet)


def _national_report(figures: Picture) -> bytes:
    from reports.pdf import national_report_pdf

    return national_report_pdf(build_national_report(figures))


def _follow_up(content: Content) -> bytes:
    from reports.pdf import follow_up_pdf

    return follow_up_pdf(build_follow_up(content))


COUNCIL_REPORT = register(document("raadsrapport", "het raadsrapport", PDF, content=Content, make=_council_report))
FOLLOW_UP = register(document("vervolg", "het vervolg op het rapport", PDF, content=Content, make=_follow_up))
PUBLIC_SUMMARY = register(
    document("publiekssamenvatting", "de publiekssamenvatting", PDF, content=Content, make=_public_summary)
)
LETTER = register(document("raadsinformatiebrief", "de raadsinformatiebrief", DOCX, content=Content, make=_letter))
HANDOVER = register(document("overdracht", "de overdracht", PDF, content=HandoverPage, make=_handover))
QUESTIONNAIRE = register(
    document("vragenlijst", "de vragenlijst", PDF, content=QuestionnaireContent, make=_questionnaire)
)
NATIONAL_REPORT = register(
    document("landelijk-rapport", "het landelijk rapport", PDF, content=Picture, make=_national_report)
)
