"""As whom PostgreSQL runs: it refuses root, and a user the system does not know."""

import ctypes
import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config.services.errors import ServicesError

CLONE_NEWUSER = 0x10000000


@dataclass(frozen=True)
class Identity:
    """Called in the child, between fork and exec."""

    name: str
    assume: Callable[[], None]
    owner: tuple[int, int] | None = None  # whose the data must be, when not ours


def choose(program: Path, data: Path) -> Identity:
    """The first identity that can run the program and write the data folder."""
    refused = []
    for identity in _candidates(data):
        reason = _refusal(identity, program, data)
        if reason is None:
            return identity
        refused.append(f"  {identity.name}: {reason}")
    raise ServicesError(
        "PostgreSQL does not run as root, and no other way was found:\n"
        + "\n".join(refused)
        + "\nRun Muster as a plain user, put it into a folder that other users can"
        " enter,\nor name a PostgreSQL of your own in DATABASE_URL."
    )


def _candidates(data: Path) -> Iterator[Identity]:
    uid = os.geteuid()
    if uid != 0 and _is_known(uid):
        yield Identity("this user", lambda: None)
        return
    yield _in_user_namespace()
    if uid != 0:
        return
    folder = data.parent.stat()
    if folder.st_uid != 0 and _is_known(folder.st_uid):
        yield _as_user(pwd.getpwuid(folder.st_uid))
    for name in ("postgres", "nobody"):
        try:
            yield _as_user(pwd.getpwnam(name))
        except KeyError:
            continue


def _is_known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _in_user_namespace() -> Identity:
    """The same user under another number: files stay as they are, root is gone."""
    libc = ctypes.CDLL(None, use_errno=True)
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    inner = next(entry for entry in pwd.getpwall() if entry.pw_uid != 0)

    def assume() -> None:
        if libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "user namespaces are refused")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/gid_map").write_text(f"{inner.pw_gid} {outer_gid} 1")
        Path("/proc/self/uid_map").write_text(f"{inner.pw_uid} {outer_uid} 1")

    return Identity("this user in a namespace of its own", assume)


def _as_user(entry: pwd.struct_passwd) -> Identity:
    uid, gid = entry.pw_uid, entry.pw_gid

    def assume() -> None:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)

    return Identity(f"the user {entry.pw_name}", assume, owner=(uid, gid))


def hand_over(folder: Path, identity: Identity) -> None:
    """Give a folder, and all in it, to whom PostgreSQL runs as."""
    if os.geteuid() != 0:
        return
    owner = identity.owner or (0, os.getegid())
    for path in (folder, *folder.rglob("*")):
        os.chown(path, *owner, follow_symlinks=False)


def _refusal(identity: Identity, program: Path, data: Path) -> str | None:
    def assume() -> None:
        identity.assume()
        os.chdir(data)

    hand_over(data, identity)
    # Another user must pass through the folder above, which is ours, to its own.
    data.parent.chmod(0o711 if identity.owner else 0o700)
    try:
        # preexec_fn: there is one thread, and the child must change before it runs.
        answer = subprocess.run(
            [program, "--version"],
            preexec_fn=assume,
            check=False,
            capture_output=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return "cannot reach the program or the data folder, or is refused"
    if answer.returncode != 0:
        return answer.stderr.decode(errors="replace").strip()[:200]
    return None
