"""Databases of the bench, one a size, kept from run to run while nothing changed."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 1


def name_of(size: int) -> str:
    return f"muster_bench_{size}"


def url_of(size: int) -> str:
    """DATABASE_URL with another database's name."""
    return urlunsplit(
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name_of(size)}")
    )


def prepare(size: int) -> None:
    """A database with so many listings; made anew when the code that fills it, the
    schema or the day is another."""
    wanted = fingerprint()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        if _note(server, size) == wanted:
            print(f"{size:,} listings are there already.", flush=True)
            return
        name = sql.Identifier(name_of(size))
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        print(f"Loading {size:,} listings.", flush=True)
        for words in (
            ["migrate", "--verbosity", "0"],
            ["createcachetable"],
            ["load_catalogue"],
            ["load_demo", "--listings", str(size), "--seed", str(SEED), "--yes-really"],
        ):
            manage(words, url_of(size))
        with psycopg.connect(url_of(size), autocommit=True) as filled:
            # What autovacuum would have done by the time so much has gathered.
            filled.execute("VACUUM ANALYZE")
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            name, sql.Literal(wanted)
        )
        server.execute(comment)


def manage(words: list[str], database: str = "") -> None:
    given = {"DATABASE_URL": database} if database else {}
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **given},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def fingerprint() -> str:
    """Listings end by the clock, so yesterday's are other ones than today's."""
    sources = sorted(
        path
        for pattern in ("*/migrations/*.py", "listings/demo/**/*", "*/catalogue/data/*")
        for path in ROOT.glob(pattern)
        if path.is_file() and path.suffix != ".pyc"
    )
    found = hashlib.sha256(datetime.now(UTC).date().isoformat().encode())
    for path in sources:
        found.update(path.read_bytes())
    return found.hexdigest()


def _note(server: psycopg.Connection, size: int) -> str:
    row = server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
        [name_of(size)],
    ).fetchone()
    return (row[0] or "") if row else ""
