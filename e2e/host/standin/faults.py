"""What goes wrong with the connection, each once, at a command that a scenario names.

A line of /run/pve/fault holds a kind and a word, `drop-after create`:
drop-before  the connection is cut and the command does not run
drop-after   the command runs to its end, then the connection is cut without an exit code
hang         the command neither runs nor ends, and its ssh session is silent
"""

import os
import signal

from . import place

FILE = place.ROOT / "fault"


def due(words):
    """-> the kind of fault for this call, which is used up by it; else an empty text."""
    try:
        lines = FILE.read_text().splitlines()
    except FileNotFoundError:
        return ""
    for line in lines:
        kind, _, word = line.partition(" ")
        if word in words:
            lines.remove(line)
            FILE.write_text("\n".join(lines))
            return kind
    return ""


def before(words):
    kind = due(words)
    if kind == "drop-before":
        cut()
    if kind == "hang":
        os.kill(session(), signal.SIGSTOP)
        signal.pause()
    return kind


def after(kind):
    if kind == "drop-after":
        cut()


def cut():
    os.kill(session(), signal.SIGKILL)
    signal.pause()


def session():
    """The process of sshd that serves this call."""
    pid = os.getppid()
    while True:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            text = stat.read()
        name = text[text.index("(") + 1:text.rindex(")")]
        if name == "sshd":
            return pid
        pid = int(text[text.rindex(")") + 2:].split()[1])
        if pid <= 1:
            raise SystemExit("no ssh session above this command")
