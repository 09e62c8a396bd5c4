package zone.otta.ralf.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer holds: no more than expected, and perhaps a JSON object. */
public final class ReplyBody {
  private ReplyBody() {}

  /**
   * Reads it whole.
   *
   * @param most bytes
   * @param tooLong what is thrown if there are more; those that were read are overwritten
   * @throws IOException if the connection breaks, or no more comes in time
   */
  public static <X extends Exception> byte[] read(Response response, int most, Supplier<X> tooLong)
      throws IOException, X {
    byte[] bytes = response.body().byteStream().readNBytes(most + 1);
    if (bytes.length > most) {
      Arrays.fill(bytes, (byte) 0);
      throw tooLong.get();
    }
    return bytes;
  }

  /** Empty if it is no JSON object. */
  public static Optional<JsonNode> object(byte[] bytes) {
    try {
      return Optional.ofNullable(JsonMapper.shared().readTree(bytes)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      // Its message may repeat what it read.
      return Optional.empty();
    }
  }
}
