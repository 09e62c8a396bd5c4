package zone.otta.ralf.journal;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An event to be stored.
 *
 * @param type lower-case word, 1 to 40 characters
 * @param occurredUs microseconds since 1970
 * @param payload a JSON object on one line, at most 256 KiB in UTF-8 without lone surrogates; its
 *     bytes are what the chain covers
 */
public record NewEvent(UUID id, String type, long occurredUs, String payload) {
  public static final int MAX_PAYLOAD = 256 * 1024;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z_]{0,39}");

  public NewEvent {
    Objects.requireNonNull(id);
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not an event type");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(payload)
        || payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD
        || payload.indexOf('\n') >= 0
        || payload.indexOf('\0') >= 0
        || !payload.startsWith("{")
        || !payload.endsWith("}")) {
      throw new IllegalArgumentException("payload is not one line of JSON up to 256 KiB");
    }
  }
}
