"""Waits until the first page can be had, then says where. Run as a program."""

import os
import sys
import time
import urllib.error
import urllib.request

WAIT = 120  # seconds


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 -- ours
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def announcement(address: str, sandbox: str = "") -> str:
    outside = f"\n  Outside    a sandbox: {sandbox}/\n" if sandbox else ""
    return f"""
  Muster runs at {address}

  Log in as  alice@example.com    leads a team
             bob@example.com      is her officer
             charlie@example.com  looks for a team
             dana@example.com     a stranger to them
             eve@example.com      leads another team
             sid@example.com      is suspended
             mo@example.com       moderates in /admin/
  Password   muster-demo
  Mo's code  make manage ARGS=demo_code
  Mail       read it at {address}/mail/
{outside}
  Ctrl-C stops everything.
"""


def main() -> int:
    port = os.environ.get("WEB_PORT", "8000")
    address = f"http://127.0.0.1:{port}/"
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        if answers(address):
            # What a person types; another name of the same place.
            here = f"http://localhost:{port}"
            print(announcement(here, *sys.argv[1:]), flush=True)
            return 0
        if os.getppid() == 1:  # nobody is left to be waited for
            return 1
        time.sleep(0.1)
    print(f"\n  {address} does not answer; see above.\n", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
