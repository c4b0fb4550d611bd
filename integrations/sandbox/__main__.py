"""`python -m integrations.sandbox`: what the process `sandbox` runs."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured


def main() -> int:
    try:
        django.setup()
        # Only now: models cannot be imported before.
        from integrations.sandbox.app import Sandbox  # noqa: PLC0415
        from integrations.sandbox.serving import serve  # noqa: PLC0415
        from integrations.sandbox.state import State  # noqa: PLC0415

        folder = Path(os.environ.get("STATE_FOLDER", ".muster"))
        with suppress(KeyboardInterrupt):
            serve(Sandbox(State(folder / "sandbox.json")))
    except (ImproperlyConfigured, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 -- at a terminal
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
