package zone.otta.ralf.secrets.vaultwarden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the official client has accepted or made: {@code vaultwarden-vectors.json}. */
public final class Vectors {
  private static final JsonNode ALL = read();

  private Vectors() {}

  private static JsonNode read() {
    try (InputStream in = Vectors.class.getResourceAsStream("/vaultwarden-vectors.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members of one of its lists. */
  public static Stream<JsonNode> list(String name) {
    return ALL.get(name).valueStream();
  }

  public static JsonNode part(String name) {
    return ALL.get(name);
  }

  /** The account with this tag: pbkdf2, argon2id, nfd, legacy0. */
  public static JsonNode account(String tag) {
    return list("accounts").filter(a -> a.get("tag").asString().equals(tag)).findFirst().get();
  }
}
