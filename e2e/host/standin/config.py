"""A container's configuration: current values, values that wait for the next start, snapshots, the lock."""

import contextlib
import fcntl
import json
import os
import time

from . import place
from .failure import Failure, no_such_container
from .properties import escape_description

# Stored with the config but not part of it.
APPLY_AT_START = ("arch", "features", "nameserver", "searchdomain", "timezone")


class Config:
    def __init__(self, vmid, current=None, pending=None, snapshots=None):
        self.vmid = vmid
        self.current = current or {}
        self.pending = pending or {}  # key -> new value, None = delete
        self.snapshots = snapshots or {}  # name -> config with snaptime

    @staticmethod
    def path(vmid):
        return place.CONFIGS / f"{vmid}.json"

    @staticmethod
    def exists(vmid):
        return Config.path(vmid).exists()

    @staticmethod
    def load(vmid, code=2):
        try:
            stored = json.loads(Config.path(vmid).read_text())
        except FileNotFoundError:
            raise no_such_container(vmid, place.NODE, code) from None
        return Config(vmid, stored["current"], stored["pending"], stored.get("snapshots"))

    def save(self):
        path = Config.path(self.vmid)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(vars(self)))
        os.replace(new, path)

    def remove(self):
        Config.path(self.vmid).unlink()

    def view(self, current_only):
        """The values, with the waiting ones applied unless only the current are wanted."""
        values = dict(self.current)
        if not current_only:
            for key, value in self.pending.items():
                if value is None:
                    values.pop(key, None)
                else:
                    values[key] = value
        return values

    def take_pending(self):
        if self.pending:
            self.current = self.view(False)
            self.pending = {}
            self.save()

    def digest(self):
        import hashlib  # only the views ask for it, and it takes long to load

        return hashlib.sha1(json.dumps(vars(self), sort_keys=True).encode()).hexdigest()

    def check_lock(self):
        if "lock" in self.current:
            raise Failure(f"CT is locked ({self.current['lock']})")


def shown(key, value):
    return escape_description(value) if key == "description" else str(value)


def lines(values):
    return [f"{key}: {shown(key, value)}" for key, value in sorted(values.items())]


@contextlib.contextmanager
def locked(vmid):
    """The per-container flock of Proxmox VE: waits 10 s at most."""
    place.LOCKS.mkdir(parents=True, exist_ok=True)
    path = place.LOCKS / f"pve-config-{vmid}.lock"
    with open(path, "w") as file:
        deadline = time.monotonic() + 10
        said = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not said:
                    print("trying to acquire lock...", flush=True)
                    said = True
                if time.monotonic() > deadline:
                    raise Failure(f"can't lock file '{path}' - got timeout") from None
                time.sleep(0.1)
        yield
