"""Volumes: one image file per container, mounted through a loop device. A copy of it is a snapshot.

XFS, because growing it on line needs no more than CAP_SYS_ADMIN; a node formats ext4.
"""

import os
import pathlib
import shutil
import subprocess
import time

from . import place
from .failure import Failure


def image(vmid):
    return place.VOLUMES / str(vmid) / "disk-0.raw"


def snapshot(vmid, name):
    return place.VOLUMES / str(vmid) / f"snap-{name}.raw"


def folder(vmid):
    return place.CONTAINERS / str(vmid) / "rootfs"


def run(*argv):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"command '{' '.join(argv)}' failed: exit code {done.returncode}\n{done.stderr.strip()}")
    return done.stdout


def make(vmid, size):
    """size in bytes."""
    path = image(vmid)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb") as file:
        file.truncate(size)
    run("mkfs.xfs", "-q", "-K", str(path))
    mount(vmid)
    os.chown(folder(vmid), place.FIRST_ID, place.FIRST_ID)


def mount(vmid):
    folder(vmid).mkdir(parents=True, exist_ok=True)
    run("mount", "-o", "loop,nouuid", str(image(vmid)), str(folder(vmid)))


def unmount(vmid):
    """Until the loop device is gone too: a second mount of the same image would destroy it."""
    if os.path.ismount(folder(vmid)):
        run("umount", str(folder(vmid)))
    deadline = time.monotonic() + 20
    while run("losetup", "-j", str(image(vmid))).strip():
        if time.monotonic() > deadline:
            raise Failure(f"volume of {vmid} is still in use")
        time.sleep(0.05)


def grow(vmid, size):
    """-> what went wrong, or nothing. The image is larger in either case, as on a node."""
    os.truncate(image(vmid), size)
    device = run("losetup", "-n", "-O", "NAME", "-j", str(image(vmid))).strip()
    try:
        run("losetup", "-c", device)
        run("xfs_growfs", str(folder(vmid)))
    except Failure as problem:
        return problem.text
    return None


def copy(source, target):
    run("cp", "--sparse=always", str(source), str(target))


def take(vmid, target):
    """A consistent copy, also of a running container: writers wait meanwhile."""
    run("fsfreeze", "-f", str(folder(vmid)))
    try:
        copy(image(vmid), target)
    finally:
        run("fsfreeze", "-u", str(folder(vmid)))


def restore(vmid, name):
    """The container is stopped."""
    unmount(vmid)
    copy(snapshot(vmid, name), image(vmid))
    mount(vmid)


def forget(vmid):
    if image(vmid).exists():
        unmount(vmid)
    shutil.rmtree(place.VOLUMES / str(vmid), ignore_errors=True)
    shutil.rmtree(pathlib.Path(place.CONTAINERS / str(vmid)), ignore_errors=True)
