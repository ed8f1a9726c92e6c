"""`load_content`: the municipalities of the file, brought up to date and never removed."""

import shutil
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Count

from basisfuncties.models import Framework
from municipalities.loading import MunicipalitiesFileError, load_municipalities_file, read_municipalities_file
from municipalities.models import Municipality, Province

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
HEADER = "code,name,province_code,province,population,population_date\n"
PER_PROVINCE = {
    "Groningen": 10,
    "Fryslân": 18,
    "Drenthe": 12,
    "Overijssel": 25,
    "Flevoland": 6,
    "Gelderland": 51,
    "Utrecht": 26,
    "Noord-Holland": 44,
    "Zuid-Holland": 50,
    "Zeeland": 13,
    "Noord-Brabant": 56,
    "Limburg": 31,
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixtures, to change."""
    for name in ("kader-2009.yaml", "municipalities.csv"):
        shutil.copy(FIXTURES / name, tmp_path)
    return tmp_path


def run(folder=FIXTURES, **options) -> str:
    out = StringIO()
    call_command("load_content", folder=folder, stdout=out, **options)
    return out.getvalue()


def write(path, *lines):
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_all_municipalities_are_there_in_their_provinces():
    counted = Province.objects.annotate(number=Count("municipalities")).values_list("name", "number")
    assert dict(counted) == PER_PROVINCE
    assert sum(Municipality.objects.values_list("population", flat=True)) == 18_130_208


def test_a_second_run_changes_nothing_and_says_so():
    before = list(Municipality.objects.order_by("pk").values_list())
    said = run()
    assert (
        "kader-2009.yaml: Basisfuncties vrijwilligerswerk, editie 2009: was al geladen, er is niets veranderd." in said
    )
    assert "municipalities.csv: 0 gemeenten nieuw, 0 bijgewerkt, 342 ongewijzigd; 0 provincies" in said
    assert list(Municipality.objects.order_by("pk").values_list()) == before


def test_known_municipalities_are_brought_up_to_date_and_none_is_removed(tmp_path, django_assert_max_num_queries):
    path = write(
        tmp_path / "m.csv",
        "GM0014,Groningen aan Zee,PV20,Groningen,250000,2027-01-01",
        "GM9999,Nieuwstad,PV99,Nieuwland,12,2027-01-01",
    )
    with django_assert_max_num_queries(8):
        loaded = load_municipalities_file(path)
    assert (loaded.created, loaded.updated, loaded.unchanged, loaded.provinces_changed) == (1, 1, 0, 1)
    groningen = Municipality.objects.get(code="GM0014")
    assert (groningen.name, groningen.population, groningen.population_date) == (
        "Groningen aan Zee",
        250_000,
        date(2027, 1, 1),
    )
    assert Municipality.objects.get(code="GM9999").province.name == "Nieuwland"
    assert Municipality.objects.count() == 343


def test_a_province_gets_its_new_name(tmp_path):
    load_municipalities_file(write(tmp_path / "m.csv", "GM0014,Groningen,PV20,Grunnen,244427,2026-01-01"))
    assert Province.objects.get(code="PV20").name == "Grunnen"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("14,Groningen,PV20,Groningen,1,2026-01-01", "code: '14' is geen CBS-code zoals GM0014"),
        ("GM0001,Groningen,PV20,Groningen,1,2026-01-01", "code: GM0001 staat ook al op regel 2"),
        ("GM0014,,PV20,Groningen,1,2026-01-01", "name: hier hoort een naam te staan van ten hoogste 60 tekens"),
        (f"GM0014,{'x' * 61},PV20,Groningen,1,2026-01-01", "name: hier hoort een naam te staan"),
        ("GM0014,Groningen,20,Groningen,1,2026-01-01", "province_code: '20' is geen CBS-code zoals PV20"),
        ("GM0014,Groningen,PV20,Drenthe,1,2026-01-01", "province: PV20 heet hierboven Groningen"),
        ("GM0014,Groningen,PV20,Groningen,veel,2026-01-01", "population: 'veel' is geen aantal inwoners"),
        ("GM0014,Groningen,PV20,Groningen,-1,2026-01-01", "population: '-1' is geen aantal inwoners"),
        ("GM0014,Groningen,PV20,Groningen,1,1 januari", "population_date: '1 januari' is geen datum zoals 2026-01-01"),
        ("GM0014,Groningen,PV20,Groningen,1", "deze regel heeft niet precies 6 velden"),
        ("GM0014,Groningen,PV20,Groningen,1,2026-01-01,x", "deze regel heeft niet precies 6 velden"),
        ('GM0014,"Gron"ingen,PV20,Groningen,1,2026-01-01', "dit is geen leesbare CSV"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line_and_nothing_is_loaded(tmp_path, line, fault):
    path = write(tmp_path / "m.csv", "GM0001,Eerste,PV20,Groningen,1,2026-01-01", line)
    with pytest.raises(MunicipalitiesFileError) as caught:
        load_municipalities_file(path)
    assert any(found.startswith("regel 3") and fault in found for found in caught.value.faults), caught.value.faults
    assert not Municipality.objects.filter(code="GM0001").exists()


def test_a_file_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("code;name\n", encoding="utf-8")
    with pytest.raises(MunicipalitiesFileError, match="regel 1: de kolommen moeten zijn: code, name"):
        read_municipalities_file(path)


def test_the_command_lists_every_fault_and_loads_nothing(folder):
    kader = folder / "kader-2009.yaml"
    text = kader.read_text(encoding="utf-8").replace('edition: "2009"', 'edition: "2010"')
    kader.write_text(text.replace("kind: local_regional", "kind: overal"), encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        run(folder)
    first, *faults = str(caught.value).split("\n")
    assert first == "kader-2009.yaml: 2 fouten, niets geladen."
    assert all("kind: kies uit" in fault for fault in faults)
    assert not Framework.objects.filter(edition="2010").exists()


def test_the_command_refuses_a_changed_published_edition(folder):
    kader = folder / "kader-2009.yaml"
    kader.write_text(kader.read_text(encoding="utf-8").replace("Lastenverlichting", "Minder lasten"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"Editie 2009 is al gepubliceerd.*nieuw editienummer"):
        run(folder)


def test_a_fault_in_the_municipalities_leaves_a_new_edition_out_too(folder):
    kader = folder / "kader-2010.yaml"
    text = (folder / "kader-2009.yaml").read_text(encoding="utf-8")
    kader.write_text(text.replace('edition: "2009"', 'edition: "2010"'), encoding="utf-8")
    write(folder / "municipalities.csv", "GM1,Fout,PV20,Groningen,1,2026-01-01")
    with pytest.raises(CommandError, match=r"municipalities\.csv: 1 fout, niets geladen"):
        run(folder)
    assert not Framework.objects.filter(edition="2010").exists()


@pytest.fixture
def with_2010(folder):
    """The folder with a next edition in it, in which one element reads otherwise."""
    text = (folder / "kader-2009.yaml").read_text(encoding="utf-8").replace("Lastenverlichting", "Minder lasten")
    (folder / "kader-2010.yaml").write_text(text.replace('edition: "2009"', 'edition: "2010"'), encoding="utf-8")
    return folder


def test_a_new_edition_in_the_folder_is_loaded_as_a_draft_and_the_difference_is_said(with_2010):
    said = run(with_2010)
    assert "editie 2010: geladen als concept. Rondes kunnen het nog niet gebruiken." in said
    assert "Anders dan editie 2009: 1 anders verwoord." in said
    assert "anders verwoord: Lastenverlichting -> Minder lasten (beleidsonderdeel)" in said
    assert "/kader/edities/2010/" in said
    assert Framework.objects.get(edition="2010").published_at is None


def test_a_draft_can_be_loaded_again_with_changes(with_2010):
    run(with_2010)
    kader = with_2010 / "kader-2010.yaml"
    kader.write_text(kader.read_text(encoding="utf-8").replace("Minder lasten", "Lastenverlichting"), encoding="utf-8")
    assert "Er is niets anders dan in editie 2009." in run(with_2010)
    assert Framework.objects.drafts().count() == 1


def test_the_command_publishes_a_draft_when_it_is_told_to(with_2010):
    run(with_2010)
    assert "editie 2010: geladen en gepubliceerd." in run(with_2010, publish=True)
    assert Framework.objects.published().first().edition == "2010"
    assert "editie 2010: was al geladen, er is niets veranderd." in run(with_2010)


def test_a_file_that_can_not_be_read_is_named(folder):
    (folder / "kader-2009.yaml").write_bytes(b"edition: \xff")
    with pytest.raises(CommandError, match=r"^kader-2009\.yaml: "):
        run(folder)
    (folder / "kader-2009.yaml").unlink()
    with pytest.raises(CommandError, match="kader-"):
        run(folder)
