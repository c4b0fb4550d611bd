"""Zone data of another release, as a host may have them."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path


def write_zone(folder: Path, name: str, *, like: str) -> None:
    """A zone file that says of `name` what the pinned data say of another zone."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((files("tzdata") / "zoneinfo" / like).read_bytes())


@contextmanager
def zone_data(folder: Path) -> Iterator[None]:
    """Read zones from there first, as before Muster chose for itself."""
    zoneinfo.reset_tzpath(to=[str(folder)])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath(to=())
        zoneinfo.ZoneInfo.clear_cache()
