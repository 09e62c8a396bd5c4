"""A container put aside and brought back, so that a scenario need not make the service again.

Not a command of Proxmox VE: `bin/keep save|freeze|restore NAME VMID`.
"""

import shutil
import sys

from . import place, runtime, volume
from .config import Config, locked

KEPT = place.ROOT / "kept"


def emptied(name):
    folder = KEPT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def save(name, id_):
    """The container is stopped for it and started again."""
    folder = emptied(name)
    with locked(id_):
        config = Config.load(id_)
        runtime.stop(id_, "--timeout", "60")
        volume.unmount(id_)
        volume.copy(volume.image(id_), folder / "disk.raw")
        volume.mount(id_)
        shutil.copy(Config.path(id_), folder / "config.json")
        runtime.write_lxc_config(id_, config.current)
        runtime.start(id_)


def freeze(name, id_):
    """As it runs: brought back, it boots as after a power cut at this moment."""
    folder = emptied(name)
    with locked(id_):
        volume.take(id_, folder / "disk.raw")
        shutil.copy(Config.path(id_), folder / "config.json")


def restore(name, id_):
    """Whatever has this id is gone, the kept container runs."""
    folder = KEPT / name
    with locked(id_):
        if Config.exists(id_):
            if runtime.running(id_):
                runtime.stop(id_, "-k")
            volume.forget(id_)
        volume.image(id_).parent.mkdir(parents=True, exist_ok=True)
        volume.copy(folder / "disk.raw", volume.image(id_))
        volume.mount(id_)
        shutil.copy(folder / "config.json", Config.path(id_))
        runtime.write_lxc_config(id_, Config.load(id_).current)
        runtime.start(id_)


def main(arguments):
    verb, name, id_ = arguments
    {"save": save, "freeze": freeze, "restore": restore}[verb](name, int(id_))


if __name__ == "__main__":
    main(sys.argv[1:])
