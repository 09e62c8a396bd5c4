package zone.otta.ralf.proxmox.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zone.otta.ralf.proxmox.container.ContainerConfig;

/**
 * {@code GET .../pending}: rows of {@code key}, {@code value} (runs with it), {@code pending}
 * (waits for a restart), {@code delete} (will go); the digest is a row too.
 *
 * @param config as if all that waits were applied
 * @param settled whether nothing waits
 * @param digest of the file, for the next change
 */
record ApiContainer(ContainerConfig config, boolean settled, String digest) {
  private static final String DIGEST = "digest";

  /** Empty if it has another form. */
  static Optional<ApiContainer> read(JsonNode rows) {
    if (!rows.isArray()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    boolean settled = true;
    for (JsonNode row : rows) {
      settled &= !row.has("pending") && !row.has("delete");
      wanted(row).ifPresent(value -> values.put(row.path("key").asString(""), value));
    }
    String digest = Optional.ofNullable(values.remove(DIGEST)).orElse("");
    return values.isEmpty() || values.containsKey("") || digest.isEmpty()
        ? Optional.empty()
        : Optional.of(of(values, settled, digest));
  }

  private static ApiContainer of(Map<String, String> values, boolean settled, String digest) {
    return new ApiContainer(ContainerConfig.of(values), settled, digest);
  }

  private static Optional<String> wanted(JsonNode row) {
    JsonNode value = row.has("pending") ? row.get("pending") : row.path("value");
    return row.has("delete") || !value.isValueNode()
        ? Optional.empty()
        : Optional.of(value.asString());
  }
}
