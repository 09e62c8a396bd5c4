package zone.otta.ralf.lab.node;

/** A container's number as an argument. */
final class Vmid {
  private Vmid() {}

  /**
   * @throws PctFailure with Proxmox's words if the text is none
   */
  static int parse(String text, String usage) throws PctFailure {
    String failed = "400 Parameter verification failed.\nvmid: ";
    if (!text.matches("-?\\d+")) {
      throw new PctFailure(
          255, failed + "type check ('integer') failed - got '" + text + "'\n" + usage);
    }
    if (!text.matches("[1-9]\\d{2,8}")) {
      throw new PctFailure(
          255, failed + "invalid format - value does not look like a valid VM ID\n\n" + usage);
    }
    return Integer.parseInt(text);
  }
}
