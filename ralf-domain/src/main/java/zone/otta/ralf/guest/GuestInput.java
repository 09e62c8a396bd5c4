package zone.otta.ralf.guest;

import java.nio.charset.StandardCharsets;

/**
 * What a command reads from its standard input. It may hold a secret, so it has no text form, and
 * its bytes go into the channel only.
 */
public final class GuestInput {
  public static final GuestInput EMPTY = new GuestInput(new byte[0]);
  private final byte[] bytes;

  private GuestInput(byte[] bytes) {
    this.bytes = bytes;
  }

  public static GuestInput of(String text) {
    return new GuestInput(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves; not to be kept, logged or put into an exception. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "GuestInput[" + bytes.length + " bytes]";
  }
}
