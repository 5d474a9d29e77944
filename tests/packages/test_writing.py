"""What is written is read back unchanged: packages, banks, canonical bytes."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from qosyl.packages.canonical import canonical_json, fingerprint
from qosyl.packages.model.base import Shape
from qosyl.packages.model.items import BankSheet, Item
from qosyl.packages.model.package import Bank, Package
from qosyl.packages.reading import Limits, read_bank, read_package
from qosyl.packages.schema import FILE_KINDS
from qosyl.packages.shapes import shape_of
from qosyl.packages.writing import write_bank, write_package, yaml_of
from qosyl.packages.yamlread import read_yaml
from tests.packages.strategies import banks, packages, shapes
from tests.soak import times

PROGRAMME = Path(__file__).parents[2] / "programmes" / "inclusion"
slow = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_file_of_each_kind_written_and_read_is_the_same(kind: str):
    model = FILE_KINDS[kind]

    @slow
    @given(shapes(model))
    def check(shape: Shape) -> None:
        read = read_yaml("x.yaml", yaml_of(shape), Limits())
        assert shape_of(model, read.value, read.sheet) == (shape, [])

    check()


@settings(slow, max_examples=8)
@given(packages())
def test_package_written_and_read_is_the_same(package: Package):
    _assert_same(package)


@pytest.mark.soak
@settings(slow, max_examples=times(100, in_ci=15))
@given(packages())
def test_package_written_and_read_is_the_same_many_times(package: Package):
    _assert_same(package)


def _assert_same(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_package(package, Path(folder))
        reading = read_package(Path(folder))
    assert reading.package == package, reading.findings


@slow
@given(banks)
def test_bank_written_and_read_is_the_same(bank: Bank):
    with tempfile.TemporaryDirectory() as folder:
        write_bank(bank, Path(folder))
        assert read_bank(Path(folder)).bank == bank


@given(shapes(Item))
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=1)
def test_bank_of_more_items_than_a_file_holds_keeps_their_order(item: Item):
    many = tuple(item.model_copy(update={"key": f"i-{number}"}) for number in range(1050))
    bank = Bank(sheet=BankSheet(key="b", programme="p", title=item.stem), items=many)
    with tempfile.TemporaryDirectory() as folder:
        write_bank(bank, Path(folder))
        assert len(list(Path(folder, "items").iterdir())) == 11
        assert read_bank(Path(folder)).bank == bank


def test_programme_of_the_house_written_and_read_is_the_same(tmp_path: Path):
    package = read_package(PROGRAMME).package
    assert package
    write_package(package, tmp_path)
    reading = read_package(tmp_path)
    assert (reading.package, reading.findings) == (package, ())


def test_write_into_a_folder_with_files_is_refused(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    package = read_package(PROGRAMME).package
    assert package
    with pytest.raises(FileExistsError):
        write_package(package, tmp_path)


@slow
@given(shapes(Item))
def test_canonical_bytes_give_the_value_back(item: Item):
    assert Item.model_validate_json(canonical_json(item)) == item


@slow
@given(shapes(Item), shapes(Item))
def test_fingerprint_is_equal_exactly_for_equal_items(one: Item, other: Item):
    assert (fingerprint(one) == fingerprint(other)) == (one == other)
    assert fingerprint(one) == fingerprint(one.model_copy(deep=True))


def test_canonical_json_has_sorted_keys_and_no_spaces():
    package = read_package(PROGRAMME).package
    assert package
    text = canonical_json(package.glossary).decode()
    assert text.startswith('{"terms":[{"definition":{"kk":"')
