from pathlib import Path

import pytest

from integrations.tests.files import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
