package zone.otta.ralf.dns.opnsense;

/** What is asked of the API, below {@code /api/unbound/}. */
enum Command {
  LIST("settings", "search_host_override"),
  LIST_ALIASES("settings", "search_host_alias"),
  /** Without an id: an entry as a new one would be, with every field that this version knows. */
  NEW_ENTRY("settings", "get_host_override"),
  /** Changes the entry of this id, or makes it (since 23.1). */
  SET("settings", "set_host_override"),
  DELETE("settings", "del_host_override"),
  /** Until then nothing of what was saved resolves. */
  APPLY("service", "reconfigure"),
  STATUS("service", "status");

  private final String controller;
  private final String name;

  Command(String controller, String name) {
    this.controller = controller;
    this.name = name;
  }

  String path(Spelling spelling, String argument) {
    return "/api/unbound/"
        + controller
        + "/"
        + spelling.of(name)
        + (argument.isEmpty() ? "" : "/" + argument);
  }

  /** Whether it is written in more than one way. */
  boolean hasSpellings() {
    return !Spelling.SNAKE.of(name).equals(Spelling.CAMEL.of(name));
  }

  /** Whether it may have changed something although no answer came. */
  boolean changes() {
    return this == SET || this == DELETE || this == APPLY;
  }

  /** The least privilege that opens it, by the name the user manager shows. */
  String privilege() {
    return controller.equals("service")
        ? "Services: Unbound"
        : "Services: Unbound DNS: Edit Host and Domain Override";
  }
}
