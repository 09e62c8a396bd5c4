package zone.otta.ralf.secrets.vaultwarden;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.secrets.SecretComplaints;
import zone.otta.ralf.site.SecretReference;

/**
 * {@code vaultwarden://ITEM[?folder=NAME|?collection=NAME][&org=NAME][#FIELD]}: names are exact and
 * percent-encoded where they hold other characters; items, folders, collections and organisations
 * may be given by their UUID as well.
 *
 * @param item name or UUID
 * @param field the part of the item; its password if none is named
 */
record VaultReference(
    SecretReference reference,
    String item,
    Optional<String> folder,
    Optional<String> collection,
    Optional<String> organisation,
    Field field) {
  private static final String SCHEME = "vaultwarden://";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** A part of an item that can be a secret. */
  sealed interface Field {
    /** One of the parts that every item of its type has. */
    enum Fixed implements Field {
      PASSWORD("password"),
      USERNAME("username"),
      NOTES("notes"),
      TOTP("totp"),
      SSH_PRIVATE("ssh-private");

      private final String word;

      Fixed(String word) {
        this.word = word;
      }

      @Override
      public String toString() {
        return word;
      }
    }

    /** A field that a person added. */
    record Custom(String name) implements Field {
      @Override
      public String toString() {
        return "field:" + name;
      }
    }
  }

  static VaultReference of(SecretReference reference) {
    if (!reference.text().startsWith(SCHEME)) {
      throw new IllegalStateException("not a vault reference: " + reference);
    }
    String rest = reference.text().substring(SCHEME.length());
    int hash = rest.indexOf('#');
    String place = hash < 0 ? rest : rest.substring(0, hash);
    int question = place.indexOf('?');
    String query = question < 0 ? "" : place.substring(question + 1);
    return new VaultReference(
        reference,
        decoded(question < 0 ? place : place.substring(0, question)),
        parameter(query, "folder"),
        parameter(query, "collection"),
        parameter(query, "org"),
        field(reference, hash < 0 ? "password" : rest.substring(hash + 1)));
  }

  private static Optional<String> parameter(String query, String name) {
    return Arrays.stream(query.split("&"))
        .filter(p -> p.startsWith(name + "="))
        .map(p -> decoded(p.substring(name.length() + 1)))
        .findFirst();
  }

  private static Field field(SecretReference reference, String fragment) {
    if (fragment.startsWith("field:")) {
      return new Field.Custom(decoded(fragment.substring("field:".length())));
    }
    return Arrays.stream(Field.Fixed.values())
        .filter(f -> f.toString().equals(fragment))
        .findFirst()
        .orElseThrow(() -> unknownField(reference));
  }

  private static RuntimeException unknownField(SecretReference reference) {
    return SecretComplaints.notServed(
        reference,
        Text.of(
            "what follows # names no part of an item",
            "was nach # steht, nennt keinen Teil eines Eintrags"),
        Text.same("#password, #username, #notes, #totp, #ssh-private, #field:NAME"));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The item's UUID, if it is named by that. */
  Optional<String> uuid() {
    return isUuid(item) ? Optional.of(item.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  static boolean isUuid(String text) {
    return UUID.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }
}
