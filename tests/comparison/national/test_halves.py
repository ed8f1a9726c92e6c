"""What half of a province has: without a number, once for what all have in common, in the order of the country."""

import pytest

from basisfuncties.models import Framework
from basisfuncties.structure import structure_of
from comparison.national.choosing import chooser
from comparison.national.figures import Taking, build_picture
from comparison.national.halves import is_half
from comparison.national.tables import province_findings, province_speerpunten
from tests.comparison.national.country import LATER, line


@pytest.mark.parametrize(("count", "total", "half"), [(3, 7, False), (4, 7, True), (4, 8, True), (0, 0, False)])
def test_half_is_half_or_more(count, total, half):
    assert is_half(count, total) is half


@pytest.fixture
def picture(db):
    """Utrecht and Zeeland have seven each, Drenthe two: in Utrecht all have one speerpunt and some the other."""
    structure = structure_of(Framework.objects.get(edition="2009"))
    codes = [element.code for each in structure.basisfuncties for layer in each.layers for element in layer.elements]
    first, second = codes[:2]

    def rows(province, begin, number, speerpunten, findings):
        return [
            line(begin + n, province=province, speerpunten=speerpunten(n), findings=findings) for n in range(number)
        ]

    return build_picture(
        structure,
        year=2026,
        as_of=LATER,
        is_demo=False,
        takings=[
            Taking(1, "PV26", "Utrecht", 26, 7),
            Taking(2, "PV29", "Zeeland", 13, 7),
            Taking(3, "PV22", "Drenthe", 12, 2),
        ],
        lines=[
            *rows(1, 1, 7, lambda n: (first, second) if n < 4 else (first,), {"geen-geld": 1}),
            *rows(2, 101, 7, lambda n: (first, second) if n < 3 else (first,), {}),
            *rows(3, 201, 2, lambda n: (second,), {}),
        ],
        choose=chooser((), LATER),
    )


def test_what_every_province_has_stands_once_and_one_that_is_hidden_nowhere(picture):
    first, second = (each.label for each in picture.speerpunten[:2])
    table = province_speerpunten(picture)
    assert [(row.head, row.cells) for row in table.rows] == [
        ("Elke provincie", ("14", f"{first} (Vertalen)")),
        ("Utrecht", ("7", f"{second} (Vertalen)")),
        ("Zeeland", ("7", "verder geen")),
    ]


def test_a_province_in_which_nothing_occurs_so_often_says_so(picture):
    assert [row.cells[1] for row in province_findings(picture).rows] == ["Loopt zonder geld", "geen"]
