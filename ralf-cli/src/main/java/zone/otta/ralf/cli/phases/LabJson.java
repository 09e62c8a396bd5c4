package zone.otta.ralf.cli.phases;

import zone.otta.ralf.json.Json;

/** A part of a lab's status file; what the lab wrote is there. */
record LabJson(Json.Obj json) {
  LabJson part(String name) {
    return new LabJson((Json.Obj) json.get(name).orElseThrow());
  }

  String text(String name) {
    return ((Json.Str) json.get(name).orElseThrow()).value();
  }

  long number(String name) {
    return ((Json.Num) json.get(name).orElseThrow()).value();
  }
}
