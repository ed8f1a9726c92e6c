"""One factory per model; traits are the states that tests speak of.

Codes and names never clash with the real municipalities and provinces, which every test database holds.
"""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from assessments.evidence.storage import store
from assessments.models import (
    AdviserLevel,
    Assessment,
    Assignment,
    Evidence,
    InternalRemark,
    InternalThread,
    Rating,
    ReviewRemark,
    ReviewThread,
    Round,
    Status,
    StepTaken,
    Supplement,
    SupplementPoint,
)
from basisfuncties.models import Framework, Layer
from municipalities.models import BEHEERDER, Invitation, Logo, Membership, Municipality, Province, Role, Style

PASSWORD = "een goed onthouden zin"


class UserFactory(DjangoModelFactory):
    """A person without any role, who logs in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        beheerder = factory.Trait(is_beheerder=True)
        switched_off = factory.Trait(is_active=False)

    email = factory.Sequence(lambda n: f"persoon{n}@example.org")
    name = factory.Sequence(lambda n: f"Persoon {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save()


class ProvinceFactory(DjangoModelFactory):
    """A province of its own."""

    class Meta:
        model = Province

    code = factory.Sequence(lambda n: f"PV{1000 + n % 9000}")
    name = factory.Sequence(lambda n: f"Testprovincie {n}")


class MunicipalityFactory(DjangoModelFactory):
    """A municipality in a province of its own; `ended` has gone up in `successor`."""

    class Meta:
        model = Municipality

    class Params:
        ended = factory.Trait(
            ended_on=factory.LazyFunction(timezone.localdate),
            successor=factory.SubFactory("tests.factories.MunicipalityFactory"),
        )

    code = factory.Sequence(lambda n: f"GM{2000 + n % 8000}")  # the real ones are below
    name = factory.Sequence(lambda n: f"Testgemeente {n}")
    province = factory.SubFactory(ProvinceFactory)
    population = 50_000
    population_date = factory.LazyFunction(timezone.localdate)


class LogoFactory(DjangoModelFactory):
    """A plain logo."""

    class Meta:
        model = Logo

    key = factory.Sequence(lambda n: f"{n:032x}")
    kind = "svg"
    content = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3z"/></svg>'
    width = 9
    height = 3


class StyleFactory(DjangoModelFactory):
    """The house style of a municipality: blue, with a logo; it had none before."""

    class Meta:
        model = Style

    municipality = factory.SubFactory(MunicipalityFactory)
    colour = "#154273"
    logo = factory.SubFactory(LogoFactory)


class MembershipFactory(DjangoModelFactory):
    """A beleidsmedewerker of a municipality; the traits are the other roles."""

    class Meta:
        model = Membership

    class Params:
        coordinator = factory.Trait(role=Role.COORDINATOR)
        reader = factory.Trait(role=Role.READER)
        guest = factory.Trait(role=Role.GUEST)
        adviser = factory.Trait(role=Role.ADVISER)
        adviser_of_province = factory.Trait(
            role=Role.ADVISER, municipality=None, province=factory.SubFactory(ProvinceFactory)
        )

    user = factory.SubFactory(UserFactory)
    role = Role.POLICY_OFFICER
    municipality = factory.SubFactory(MunicipalityFactory)


class InvitationFactory(DjangoModelFactory):
    """An open invitation of a beleidsmedewerker, mailed; `token` is what its link holds."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")
        expired = factory.Trait(expires_at=factory.LazyFunction(timezone.now))
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))
        accepted = factory.Trait(accepted_at=factory.LazyFunction(timezone.now))
        for_province = factory.Trait(role=Role.ADVISER, municipality=None, province=factory.SubFactory(ProvinceFactory))
        for_beheerder = factory.Trait(role=BEHEERDER, municipality=None)

    email = factory.Sequence(lambda n: f"genodigde{n}@example.org")
    role = Role.POLICY_OFFICER
    municipality = factory.SubFactory(MunicipalityFactory)
    invited_by = factory.SubFactory(UserFactory)
    token_hash = factory.LazyAttribute(lambda invitation: sha256(invitation.token.encode()).hexdigest())
    mailed_at = factory.LazyFunction(timezone.now)


class RoundFactory(DjangoModelFactory):
    """A round that is open today, on the edition that every test database holds; `closed` is over."""

    class Meta:
        model = Round
        django_get_or_create = ("year",)

    class Params:
        closed = factory.Trait(
            year=2020,
            opens_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=60)),
            closes_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1)),
        )

    year = factory.LazyFunction(lambda: timezone.localdate().year)
    framework = factory.LazyFunction(lambda: Framework.objects.get(edition="2009"))
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class AssessmentFactory(DjangoModelFactory):
    """An empty assessment in the round of this year; `rated` has a level in every layer."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(status=Status.SUBMITTED)
        in_review = factory.Trait(status=Status.IN_REVIEW)
        supplement = factory.Trait(status=Status.SUPPLEMENT)
        adopted = factory.Trait(status=Status.ADOPTED, adopted_at=factory.LazyFunction(timezone.now))
        reopened = factory.Trait(status=Status.REOPENED)

    round = factory.SubFactory(RoundFactory)
    municipality = factory.SubFactory(MunicipalityFactory)

    @factory.post_generation
    def rated(self, create, extracted, **kwargs):
        if extracted:
            by = UserFactory()
            layers = Layer.objects.filter(basisfunctie__framework=self.round.framework)
            Rating.objects.bulk_create(
                Rating(assessment=self, layer=layer, level=2, reason="Zo staat het ervoor.", updated_by=by)
                for layer in layers
            )


class InternalThreadFactory(DjangoModelFactory):
    """The remarks of colleagues at the first question of Vertalen; `settled` is done."""

    class Meta:
        model = InternalThread
        django_get_or_create = ("assessment", "basisfunctie", "layer", "part")

    class Params:
        settled = factory.Trait(
            settled_at=factory.LazyFunction(timezone.now), settled_by=factory.SubFactory(UserFactory)
        )

    assessment = factory.SubFactory(AssessmentFactory)
    basisfunctie = "vertalen"
    layer = "visie"
    part = "vertalen-visie-1"


class InternalRemarkFactory(DjangoModelFactory):
    """A remark of a colleague; `withdrawn` is taken back by its writer."""

    class Meta:
        model = InternalRemark

    class Params:
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))

    thread = factory.SubFactory(InternalThreadFactory)
    text = factory.Sequence(lambda n: f"Opmerking {n}")
    written_by = factory.SubFactory(UserFactory)


class ReviewThreadFactory(DjangoModelFactory):
    """What adviser and municipality say at the first question of Vertalen: the adviser asked something; `settled`."""

    class Meta:
        model = ReviewThread
        django_get_or_create = ("assessment", "basisfunctie", "layer", "part")

    class Params:
        settled = factory.Trait(
            settled_at=factory.LazyFunction(timezone.now), settled_by=factory.SubFactory(UserFactory)
        )

    assessment = factory.SubFactory(AssessmentFactory)
    basisfunctie = "vertalen"
    layer = "visie"
    part = "vertalen-visie-1"
    asked_at = factory.LazyFunction(timezone.now)


class ReviewRemarkFactory(DjangoModelFactory):
    """A question that the adviser sent; `draft` is not sent yet."""

    class Meta:
        model = ReviewRemark

    class Params:
        draft = factory.Trait(sent_at=None)

    thread = factory.SubFactory(ReviewThreadFactory)
    kind = "vraag"
    from_adviser = True
    text = factory.Sequence(lambda n: f"Vraag {n} van de adviseur")
    key = factory.Sequence(lambda n: f"vraag{n}")
    written_by = factory.SubFactory(UserFactory)
    sent_at = factory.LazyFunction(timezone.now)


class AdviserLevelFactory(DjangoModelFactory):
    """Level 1 of the adviser for the visie of Vertalen, which the municipality knows."""

    class Meta:
        model = AdviserLevel

    assessment = factory.SubFactory(AssessmentFactory)
    layer = factory.LazyAttribute(
        lambda level: Layer.objects.get(
            basisfunctie__framework=level.assessment.round.framework, basisfunctie__slug="vertalen", kind="visie"
        )
    )
    level = 1
    remark = "Ik zie geen gesprek met de organisaties."
    sent_level = factory.SelfAttribute("level")
    sent_remark = factory.SelfAttribute("remark")
    sent_at = factory.LazyFunction(timezone.now)
    set_by = factory.SubFactory(UserFactory)


class SupplementFactory(DjangoModelFactory):
    """A supplement that was asked; `prepared` was not asked yet."""

    class Meta:
        model = Supplement

    class Params:
        prepared = factory.Trait(taken=None)

    assessment = factory.SubFactory(AssessmentFactory)
    taken = factory.LazyAttribute(
        lambda supplement: StepTaken.objects.create(
            assessment=supplement.assessment,
            step="aanvulling-vragen",
            from_status=Status.IN_REVIEW,
            to_status=Status.SUPPLEMENT,
            taken_by=UserFactory(),
            taken_at=timezone.now(),
        )
    )


class SupplementPointFactory(DjangoModelFactory):
    """A point at the first question of Vertalen."""

    class Meta:
        model = SupplementPoint

    supplement = factory.SubFactory(SupplementFactory)
    basisfunctie = "vertalen"
    layer = "visie"
    part = "vertalen-visie-1"
    heading = "Welke grote veranderingen ziet u?"
    asked = factory.Sequence(lambda n: f"Punt {n}: graag een cijfer erbij.")
    key = factory.Sequence(lambda n: f"punt{n}")


class AssignmentFactory(DjangoModelFactory):
    """A part that a colleague has; `part` is its code, `waiting` is for somebody who was invited."""

    class Meta:
        model = Assignment

    class Params:
        part = "vertalen/visie"
        waiting = factory.Trait(
            user=None,
            invitation=factory.SubFactory(
                InvitationFactory, role=Role.GUEST, municipality=factory.SelfAttribute("..assessment.municipality")
            ),
        )

    assessment = factory.SubFactory(AssessmentFactory)
    user = factory.SubFactory(UserFactory)
    given_by = factory.SubFactory(UserFactory)

    @factory.lazy_attribute
    def layer(self):
        if self.part == "kerncijfers":
            return None
        slug, kind = self.part.split("/")
        framework = self.assessment.round.framework
        return Layer.objects.get(basisfunctie__framework=framework, basisfunctie__slug=slug, kind=kind)


class EvidenceFactory(DjangoModelFactory):
    """A PDF at the first question of Vertalen, of which only the row is there unless `stored` holds its bytes.

    `link` is a link, `removed` was taken away.
    """

    class Meta:
        model = Evidence
        skip_postgeneration_save = True

    class Params:
        link = factory.Trait(
            kind="link",
            url="https://example.org/nota",
            file_name="",
            content_type="",
            size=None,
            sha256="",
            stored_as="",
        )
        removed = factory.Trait(
            removed_at=factory.LazyFunction(timezone.now), removed_by=factory.SubFactory(UserFactory)
        )

    assessment = factory.SubFactory(AssessmentFactory)
    basisfunctie = "vertalen"
    part = "vertalen-visie-1"
    kind = "bestand"
    title = factory.Sequence(lambda n: f"Bewijs {n}")
    file_name = factory.Sequence(lambda n: f"nota-{n}.pdf")
    content_type = "application/pdf"
    size = 1000
    sha256 = "3f" * 32
    stored_as = factory.Sequence(lambda n: f"{n:032x}")
    added_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def stored(self, create, extracted, **kwargs):
        if extracted:
            kept = store(BytesIO(extracted))
            self.stored_as, self.size, self.sha256 = kept.name, kept.size, kept.sha256
            self.save()
