package zone.otta.ralf.site;

/** A container's id in Proxmox VE: 100 to 999999999, shared with virtual machines. */
public record Ctid(int number) implements Comparable<Ctid> {
  public static final int MIN = 100;
  public static final int MAX = 999_999_999;

  public Ctid {
    if (number < MIN || number > MAX) {
      throw new IllegalArgumentException("CTID outside 100..999999999: " + number);
    }
  }

  @Override
  public int compareTo(Ctid other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
