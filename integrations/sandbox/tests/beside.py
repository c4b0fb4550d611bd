"""The sandbox beside a test, on a free port."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from integrations.http import connections
from integrations.sandbox.app import Sandbox
from integrations.sandbox.serving import listening


@contextmanager
def sandbox_beside(settings: Any) -> Iterator[Sandbox]:
    """Stands in for every outside service, with its invented people."""
    application = Sandbox(slow=30)
    with listening(application, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        settings.OUTSIDE = "sandbox"
        settings.SANDBOX_URL = f"http://127.0.0.1:{server.server_port}"
        yield application
        connections.close_all()
        application.ends.set()
        server.shutdown()
        thread.join()
