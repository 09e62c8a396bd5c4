package zone.otta.ralf.lab.node;

/** A container's number as an argument. */
final class Vmid {
  private Vmid() {}

  /**
   * @throws NodeFailure with Proxmox's words if the text is none
   */
  static int parse(String text, String usage) throws NodeFailure {
    if (!text.matches("-?\\d+")) {
      throw NodeFailure.parameter(
          "vmid", "type check ('integer') failed - got '" + text + "'", usage);
    }
    if (!text.matches("[1-9]\\d{2,8}")) {
      throw NodeFailure.parameter(
          "vmid", "invalid format - value does not look like a valid VM ID\n", usage);
    }
    return Integer.parseInt(text);
  }
}
