"""What the services that speak JSON have in common."""

import json

RETRY_AFTER = 5  # seconds that every 429 and 503 here asks for


def nested(body: bytes) -> bytes:
    """The same answer, a level deeper than anybody looks for it."""
    try:
        return json.dumps({"result": json.loads(body)}).encode()
    except ValueError:
        return body
