"""Our count of a file beside ROBOT's."""

import os

import pytest

from benchmarks import reading
from ontology.load import shipped_packs
from tools.maven import MavenError


@pytest.mark.parametrize("pack", ["general", "service"])
def test_a_pack_with_its_imports_has_the_axioms_that_robot_counts(
    capsys: pytest.CaptureFixture[str], pack: str
) -> None:
    try:
        wrong = reading.compare(shipped_packs()[pack], runs=1)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    assert wrong == []
    name, ours, theirs, *_ = capsys.readouterr().out.split()
    assert (name, ours) == (f"{pack}.ofn", theirs)
