package zone.otta.ralf.dns.opnsense;

import tools.jackson.databind.node.ObjectNode;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;

/** What one change comes to, once what is saved has been seen. */
sealed interface Move {
  /** The address that is meant. */
  Facts.Address target();

  /** It is saved as wanted; what remains is to see whether it is in effect. */
  record Kept(Facts.Address target, Mark mark) implements Move {}

  /** Under the id of its name, whether an entry has it or not. */
  record Written(Facts.Address target, Mark mark) implements Move {
    /**
     * Every field RALF cares for, each a text; what it does not name stays as it is.
     *
     * @param lifetimes whether this version knows the field
     */
    ObjectNode entry(boolean lifetimes) {
      String name = target.name().name();
      int dot = name.indexOf('.');
      ObjectNode entry =
          OverrideApi.object()
              .put("enabled", "1")
              .put("hostname", dot < 0 ? "" : name.substring(0, dot))
              .put("domain", name.substring(dot + 1))
              .put("rr", "A")
              .put("server", target.address().toString())
              .put("description", mark.line());
      return lifetimes ? entry.put("ttl", Integer.toString(target.ttlSeconds())) : entry;
    }
  }

  /** The entry that was seen as ours. */
  record Deleted(Facts.Address target, String id) implements Move {}
}
