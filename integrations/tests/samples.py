"""Recorded answers beside the checkout, where they are."""

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def sample(name):
    """One recorded answer, read as JSON; without it the test is skipped."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no recorded answers beside the checkout: {name}")
    return json.loads(path.read_text(encoding="utf-8"))
