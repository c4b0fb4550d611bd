"""A process that makes batches. Django is not set up where this is imported."""

import gc
from typing import Any

PATIENCE = 120  # seconds until every process has begun


def begin(database: str, all_ready: Any) -> None:
    """Read all that is needed from the database, and only then let anybody go on:
    tables that are being loaded, and those they refer to, are locked."""
    import django  # noqa: PLC0415 -- has to be set up before anything of ours

    django.setup()

    from django.db import connection  # noqa: PLC0415 -- see above

    from integrations.catalogue import catalogue  # noqa: PLC0415 -- see above

    connection.settings_dict["NAME"] = database  # a test's is not the settings' own
    catalogue()
    connection.close()
    gc.disable()  # plans hold no cycles, and looking for some takes a seventh of the time
    all_ready.wait(PATIENCE)
