"""What tests of every room share."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of data that no one here wrote; absence skips, and fails where CI must have it."""
    if not SHARED.is_dir():
        reason = f"{SHARED} is not there; it is kept outside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED
