package zone.otta.ralf.proxmox.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A form of known length (the server refuses chunks), which is sent once and never again. */
final class FormBody extends RequestBody {
  private static final MediaType TYPE = MediaType.get("application/x-www-form-urlencoded");
  private final byte[] bytes;

  FormBody(String form) {
    this.bytes = form.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public MediaType contentType() {
    return TYPE;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  /** So that the library follows nothing up with it, a 503 with Retry-After included. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
