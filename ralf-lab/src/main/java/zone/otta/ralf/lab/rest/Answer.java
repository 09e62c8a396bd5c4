package zone.otta.ralf.lab.rest;

import java.util.Optional;
import zone.otta.ralf.json.Json;

/**
 * What a handler answers.
 *
 * @param total how many there are, where only some are shown
 */
record Answer(Json data, Optional<Long> total) {
  static final Answer NOTHING = of(new Json.Null());

  static Answer of(Json data) {
    return new Answer(data, Optional.empty());
  }

  static Answer page(Json data, long total) {
    return new Answer(data, Optional.of(total));
  }

  Json json() {
    return Json.object().with("data", data).withOptional("total", total, Json.Num::new);
  }
}
