"""How a call ends badly: the text on standard error and the exit code as recorded."""


class Failure(Exception):
    def __init__(self, text, code=255):
        super().__init__(text)
        self.text = text
        self.code = code


def no_such_container(vmid, node, code=2):
    return Failure(f"Configuration file 'nodes/{node}/lxc/{vmid}.conf' does not exist", code)


def not_enough_arguments(usage):
    return Failure("400 not enough arguments\n" + usage)


def bad_parameters(problems, usage):
    """problems: name -> reason. A reason that ends in a newline is followed by an empty line, as Proxmox does."""
    lines = "".join(f"{name}: {reason}\n" for name, reason in sorted(problems.items()))
    return Failure("400 Parameter verification failed.\n" + lines + usage)


def unknown_option(name, usage):
    return Failure(f"Unknown option: {name}\n400 unable to parse option\n{usage}")
