package zone.otta.ralf.secrets.vaultwarden;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import zone.otta.ralf.port.Secret;

/** A form with secrets in it: sent once, overwritten by {@link #close}. */
final class SecretForm extends RequestBody implements AutoCloseable {
  private static final MediaType TYPE = MediaType.get("application/x-www-form-urlencoded");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private final Overwritten bytes = new Overwritten();

  SecretForm with(String name, String value) {
    return with(name, value.getBytes(StandardCharsets.UTF_8));
  }

  SecretForm with(String name, Secret value) {
    return with(name, value.revealBytes());
  }

  private SecretForm with(String name, byte[] value) {
    if (bytes.size() > 0) {
      bytes.write('&');
    }
    bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    bytes.write('=');
    for (byte b : value) {
      encode(b);
    }
    Arrays.fill(value, (byte) 0);
    return this;
  }

  private void encode(byte b) {
    boolean plain =
        b >= 'a' && b <= 'z'
            || b >= 'A' && b <= 'Z'
            || b >= '0' && b <= '9'
            || "-._~".indexOf(b) >= 0;
    if (plain) {
      bytes.write(b);
    } else {
      bytes.write('%');
      bytes.write(HEX.toHighHexDigit(b));
      bytes.write(HEX.toLowHexDigit(b));
    }
  }

  @Override
  public MediaType contentType() {
    return TYPE;
  }

  @Override
  public long contentLength() {
    return bytes.size();
  }

  /** So that the library follows nothing up with it. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    bytes.writeTo(sink.outputStream());
  }

  @Override
  public void close() {
    bytes.overwrite();
  }

  @Override
  public String toString() {
    return "SecretForm";
  }

  /** Keeps hold of what it outgrows long enough to overwrite it. */
  private static final class Overwritten extends ByteArrayOutputStream {
    Overwritten() {
      super(1 << 13);
    }

    void overwrite() {
      Arrays.fill(buf, (byte) 0);
      reset();
    }
  }
}
