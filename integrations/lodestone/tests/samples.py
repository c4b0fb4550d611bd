"""The recorded pages beside the checkout. They are others' and are never copied here."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "samples" / "lodestone"

needs_samples = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no recorded pages: ../shared/samples is missing"
)


def names(start):
    """The recorded pages that begin so; one name without a page where there are none."""
    found = sorted(path.stem for path in FOLDER.glob(f"{start}*.html"))
    return found or [start]


def page(name):
    return (FOLDER / f"{name}.html").read_bytes()


def expected(name):
    return json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))
