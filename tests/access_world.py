"""The world that the access table is tried in: for test_access_matrix.py."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from basisfuncties.models import Framework
from municipalities.house_style.style import CSS_VERSION
from municipalities.models import Role
from tests.access_table import named_patterns
from tests.comparison.agreed import asked_to_compare, compares_with
from tests.comparison.national.country import figures_of, handed_in
from tests.exports.stored import stored_export
from tests.factories import (
    AdviserLevelFactory,
    AssessmentFactory,
    AssignmentFactory,
    EvidenceFactory,
    InternalRemarkFactory,
    InvitationFactory,
    MembershipFactory,
    ReviewRemarkFactory,
    StyleFactory,
    SupplementPointFactory,
    UserFactory,
)
from tests.improvement.action_factories import ActionNoteFactory
from tests.improvement.factories import AdviceFactory, PracticeFactory, RecommendationFactory
from tests.making.working import ticket_of
from tests.sharing.making import shared_with

PATTERNS, ADMIN_PATTERNS = named_patterns()


class World:
    """A municipality with everything that an address can point at, and a person for each role."""

    def __init__(self) -> None:
        here = MembershipFactory()
        municipality = here.municipality
        there = MembershipFactory(coordinator=True)
        self.people: dict[str, User | None] = {
            "anon": None,
            "off": here.user,
            "coo": MembershipFactory(municipality=municipality, role=Role.COORDINATOR).user,
            "read": MembershipFactory(municipality=municipality, role=Role.READER).user,
            "else": there.user,
            "adv": MembershipFactory(adviser_of_province=True, province=municipality.province).user,
            "adv2": MembershipFactory(adviser_of_province=True, province=there.municipality.province).user,
            "beh": UserFactory(beheerder=True),
            "gst": MembershipFactory(municipality=municipality, role=Role.GUEST).user,
        }
        invitation = InvitationFactory(municipality=municipality, token="geheim")
        assessment = AssessmentFactory(municipality=municipality)
        AssignmentFactory(assessment=assessment, part="vertalen/visie", user=self.people["gst"])
        ReviewRemarkFactory(thread__assessment=assessment)
        AdviserLevelFactory(assessment=assessment)
        # handed in last year, so that there is something to start from
        earlier = AssessmentFactory(municipality=municipality, round__year=assessment.round.year - 1, submitted=True)
        figures_of(handed_in(earlier)).save()
        note = ActionNoteFactory(action__assessment=assessment, by=here.user)
        recommendation = RecommendationFactory(advice=AdviceFactory(assessment=assessment))
        self.arguments: dict[str, object] = {
            "agreement_id": asked_to_compare(municipality).pk,
            "other": compares_with(municipality).code,
            "action_id": note.action.pk,
            "note_id": note.pk,
            "chapter": "vertalen",
            "recommendation_id": recommendation.pk,
            "practice_id": PracticeFactory(draft=True, municipality=municipality, made_by=here.user).pk,
            "move": "aanbieden",
            "code": municipality.code,
            "number": 1,
            "membership_id": here.pk,
            "table": "provincies",
            "user_id": self.people["adv"].pk,
            "place_id": self.people["adv"].memberships.get().pk,
            "invitation_id": invitation.pk,
            "token": "geheim",
            "uidb36": "1",
            "key": "geen-sleutel",
            **shared_with(assessment, here.user),
            "logo_key": StyleFactory(municipality=municipality).logo.key,
            "extension": "svg",
            "version": CSS_VERSION,
            "colour": "ffd500",
            "slug": "vertalen",
            "edition": Framework.objects.create(edition="concept", title="Concept", loaded_at=timezone.now()).edition,
            "role": "lezer",
            "year": assessment.round.year,
            "basisfunctie": "vertalen",
            "layer": "visie",
            "step": "indienen",
            "part": "vertalen-visie-1",
            "point_id": SupplementPointFactory(supplement__assessment=assessment).pk,
            "evidence_id": EvidenceFactory(assessment=assessment, stored=b"%PDF-1.7 %%EOF").pk,
            "export_id": stored_export(self.people["adv"], municipality).pk,
            "file_format": "xlsx",
            "ticket": ticket_of(here.user),
            "remark_id": InternalRemarkFactory(thread__assessment=assessment, written_by=here.user).pk,
        }

    def address(self, name: str) -> str:
        """Return the address with this name, filled in with what is in this world."""
        pattern = PATTERNS[name].pattern
        return reverse(name, kwargs={key: self.arguments[key] for key in pattern.regex.groupindex})
