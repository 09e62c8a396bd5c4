package zone.otta.ralf.lab.node;

/** A storage of the node; sizes in KiB. */
public record Storage(String name, Type type, long total, long used, long available) {
  /** How it keeps volumes, and what it may hold. */
  public enum Type {
    DIR("dir", true),
    BTRFS("btrfs", false),
    LVMTHIN("lvmthin", false);

    private final String word;
    private final boolean templates;

    Type(String word, boolean templates) {
      this.word = word;
      this.templates = templates;
    }

    public String word() {
      return word;
    }

    public boolean templates() {
      return templates;
    }
  }

  public boolean holds(String content) {
    return switch (content) {
      case "vztmpl" -> type.templates();
      case "rootdir" -> true;
      default -> type == Type.DIR;
    };
  }

  /** The name of a container's first volume, as its configuration shows it. */
  String volume(int id) {
    return switch (type) {
      case DIR, BTRFS -> name + ":" + id + "/vm-" + id + "-disk-0.raw";
      case LVMTHIN -> name + ":vm-" + id + "-disk-0";
    };
  }
}
