package zone.otta.ralf.cli.tofu;

import static zone.otta.ralf.cli.tofu.Hcl.text;
import static zone.otta.ralf.cli.tofu.Hcl.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The variables of the module, each with its type and what it means. */
enum TofuVariables {
  NODE_NAME("string", "Node of the cluster"),
  POOL_ID("string", "Resource pool, if any", true),
  VM_ID("number", "CTID"),
  HOSTNAME("string", "Host name in the container"),
  DESCRIPTION("string", "Purpose of the service"),
  TAGS("list(string)", "Tags, sorted, lower case"),
  UNPRIVILEGED("bool", "Whether root in the container is nobody on the node"),
  NESTING("bool", "Whether systemd may make namespaces of its own"),
  START_ON_BOOT("bool", "Whether it starts with the node"),
  CORES("number", "CPU cores"),
  MEMORY_MIB("number", "RAM in MiB"),
  SWAP_MIB("number", "Swap in MiB"),
  ROOTFS_STORAGE("string", "Storage of the root file system"),
  ROOTFS_GIB("number", "Size of the root file system in GiB"),
  BRIDGE("string", "Network bridge of the node"),
  MAC_ADDRESS("string", "Hardware address"),
  ADDRESS("string", "Address with prefix length"),
  GATEWAY("string", "Default gateway"),
  NAMESERVER("string", "Name server"),
  SEARCH_DOMAIN("string", "DNS search domain"),
  OS_TYPE("string", "Distribution in the container"),
  TEMPLATE_FILE_ID("string", "Volume of the template, STORAGE:vztmpl/FILE");

  private final String type;
  private final String description;
  private final boolean mayBeAbsent;

  TofuVariables(String type, String description) {
    this(type, description, false);
  }

  TofuVariables(String type, String description, boolean mayBeAbsent) {
    this.type = type;
    this.description = description;
    this.mayBeAbsent = mayBeAbsent;
  }

  static List<Hcl> declarations() {
    var all = new ArrayList<Hcl>();
    for (TofuVariables variable : values()) {
      if (!all.isEmpty()) {
        all.add(new Hcl.Gap());
      }
      all.add(variable.declaration());
    }
    return all;
  }

  private Hcl declaration() {
    var body = new ArrayList<Hcl>();
    body.add(text("description", description));
    body.add(word("type", type));
    if (mayBeAbsent) {
      body.add(word("default", "null"));
    }
    return new Hcl.Block("variable", List.of(name().toLowerCase(Locale.ROOT)), List.copyOf(body));
  }
}
