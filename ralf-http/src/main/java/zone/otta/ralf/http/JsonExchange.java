package zone.otta.ralf.http;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** One request to an API that answers with JSON objects; nothing of the answer is shown. */
public final class JsonExchange {
  private JsonExchange() {}

  /**
   * What came back.
   *
   * @param body empty if it was no JSON object
   */
  public record Answer(int status, Optional<JsonNode> body) {
    /** It may hold what opens a door, so it has no text form. */
    @Override
    public String toString() {
      return "Answer " + status;
    }
  }

  /** The answer is longer than any that is to be expected. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Sends it, once.
   *
   * @param millis until the whole answer must be there
   * @param mostBytes of the answer's body
   * @throws TooLong if it is longer
   * @throws IOException if no answer came in time
   */
  public static Answer once(OkHttpClient client, Request request, long millis, int mostBytes)
      throws IOException {
    Call call = client.newCall(request);
    call.timeout().timeout(millis, TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      byte[] bytes = ReplyBody.read(response, mostBytes, TooLong::new);
      return new Answer(response.code(), ReplyBody.object(bytes));
    }
  }
}
