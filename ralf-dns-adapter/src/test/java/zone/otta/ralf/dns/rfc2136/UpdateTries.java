package zone.otta.ralf.dns.rfc2136;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.dns.server.Keys;

/** What is tried: what the adapter does, and what it must not rely on. */
final class UpdateTries {
  private static final String OTTA = "otta.zone.";
  private static final String CHILD = "child.otta.zone.";
  private static final String REVERSE = "10.10.in-addr.arpa.";
  private static final String ONE = "300 A 10.10.20.1";
  private static final String TWO = "300 A 10.10.20.2";
  private static final String ALIAS = "300 CNAME db.otta.zone.";
  private static final String TEXT = "300 TXT \"owner=a\"";
  private static final Duration HOUR = Duration.ofHours(-1);

  static final List<UpdateTry> ALL =
      List.of(
          on(1, "create", List.of(), (u, n) -> create(u, n)),
          on(2, "create what is there", List.of(ONE), (u, n) -> create(u, n)),
          on(3, "replace by the same", List.of(ONE), (u, n) -> u.replace(a(n, 300, 1))),
          on(4, "add what is there", List.of(ONE), (u, n) -> u.add(a(n, 300, 1))),
          on(5, "replace", List.of(ONE), (u, n) -> u.replace(a(n, 600, 2))),
          on(6, "add a second, other lifetime", List.of(ONE), (u, n) -> u.add(a(n, 600, 2))),
          on(7, "rely on one of two", List.of(ONE, TWO), (u, n) -> rely(u, n, 1)),
          on(8, "rely on both", List.of(ONE, TWO), (u, n) -> rely(u, n, 1, 2)),
          on(9, "add an address to an alias", List.of(ALIAS), (u, n) -> u.add(a(n, 300, 1))),
          on(10, "the same if there is no alias", List.of(ALIAS), (u, n) -> unlessAlias(u, n)),
          on(11, "add an alias to an address", List.of(ONE), (u, n) -> u.add(alias(n))),
          on(12, "address and text at once", List.of(), (u, n) -> pair(u, n)),
          on(13, "delete by another's text", List.of(ONE, TEXT), (u, n) -> delete(u, n, "b")),
          on(14, "delete by its text", List.of(ONE, TEXT), (u, n) -> delete(u, n, "a")),
          on(15, "delete what is not there", List.of(), (u, n) -> u.delete(n, Type.A)),
          in(REVERSE, 16, "pointer", "r16." + REVERSE, (u, n) -> u.add(pointer(n))),
          in(
              OTTA,
              17,
              "pointer in the forward zone",
              "r17." + REVERSE,
              (u, n) -> u.add(pointer(n))),
          in("elsewhere.test.", 18, "a zone not served", "r18." + OTTA, (u, n) -> create(u, n)),
          in(CHILD, 19, "a child for a zone", "r19." + CHILD, (u, n) -> create(u, n)),
          by(Optional.empty(), 20, "not signed"),
          by(Optional.of(Keys.STRANGER.tsig()), 21, "another secret"),
          by(Optional.of(Keys.UNKNOWN.tsig()), 22, "an unknown key"),
          by(Optional.of(key(TSIG.HMAC_SHA512, Duration.ZERO)), 23, "another algorithm"),
          by(Optional.of(key(TSIG.HMAC_SHA256, HOUR)), 24, "the clock an hour off"),
          by(Optional.of(Keys.NARROW.tsig()), 25, "a key to other names"),
          in(OTTA, 26, "a wildcard", "*.r26." + OTTA, (u, n) -> create(u, n)));

  private UpdateTries() {}

  private static UpdateTry on(int number, String what, List<String> before, UpdateTry.Ask ask) {
    return new UpdateTry(number, what, "r" + number + "." + OTTA, before, OTTA, ralf(), ask);
  }

  private static UpdateTry in(
      String zone, int number, String what, String owner, UpdateTry.Ask ask) {
    return new UpdateTry(number, what, owner, List.of(), zone, ralf(), ask);
  }

  private static UpdateTry by(Optional<TSIG> signing, int number, String what) {
    String owner = "r" + number + "." + OTTA;
    return new UpdateTry(
        number, what, owner, List.of(), OTTA, signing, (u, n) -> u.add(a(n, 300, 1)));
  }

  private static Optional<TSIG> ralf() {
    return Optional.of(Keys.RALF.tsig());
  }

  private static TSIG key(Name algorithm, Duration off) {
    byte[] secret = Base64.getDecoder().decode(Keys.RALF.secret());
    Clock clock = Clock.offset(Clock.systemUTC(), off);
    return new TSIG(algorithm, Keys.RALF.name(), new SecretKeySpec(secret, "HMAC"), clock);
  }

  private static Record a(Name name, int ttl, int last) throws IOException {
    return Record.fromString(name, Type.A, DClass.IN, ttl, "10.10.20." + last, Name.root);
  }

  private static Record alias(Name name) throws IOException {
    return Record.fromString(name, Type.CNAME, DClass.IN, 300, "db.otta.zone.", Name.root);
  }

  private static void create(Update update, Name name) throws IOException {
    update.absent(name);
    update.add(a(name, 300, 1));
  }

  private static void rely(Update update, Name name, int... on) throws IOException {
    for (int last : on) {
      update.present(a(name, 0, last));
    }
    update.replace(a(name, 300, 3));
  }

  private static void unlessAlias(Update update, Name name) throws IOException {
    update.absent(name, Type.CNAME);
    update.add(a(name, 300, 1));
  }

  private static void pair(Update update, Name name) throws IOException {
    create(update, name);
    update.add(Record.fromString(name, Type.TXT, DClass.IN, 300, "\"owner=a\"", Name.root));
  }

  private static void delete(Update update, Name name, String owner) throws IOException {
    update.present(name, Type.TXT, "\"owner=" + owner + "\"");
    update.delete(name, Type.A);
  }

  private static Record pointer(Name name) throws IOException {
    return Record.fromString(name, Type.PTR, DClass.IN, 300, "db.otta.zone.", Name.root);
  }
}
