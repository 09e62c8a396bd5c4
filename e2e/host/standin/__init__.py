"""Stand-in for the command line tools of Proxmox VE, over lxc-* on a plain Debian host.

Texts, columns and exit codes follow what Proxmox VE 9.2.11 was recorded to print. It is only as true as
those recordings: no cluster, no storage layer, no tasks, no REST.
"""
