package zone.otta.ralf.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON value without floating point. Objects keep the order of their members; {@link
 * #canonical()} sorts them by UTF-16 code units, which is what plan hashes cover.
 */
public sealed interface Json {
  /** A member of an object. */
  record Member(String name, Json value) {
    public Member {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
    }
  }

  /** An object; names are unique. */
  record Obj(List<Member> members) implements Json {
    public Obj {
      members = List.copyOf(members);
      var names = new LinkedHashSet<String>();
      for (Member member : members) {
        if (!names.add(member.name())) {
          throw new IllegalArgumentException("duplicate member " + member.name());
        }
      }
    }

    public Optional<Json> get(String name) {
      return members.stream().filter(m -> m.name().equals(name)).map(Member::value).findFirst();
    }

    /** The object with one more member at its end. */
    public Obj with(String name, Json value) {
      var more = new ArrayList<>(members);
      more.add(new Member(name, value));
      return new Obj(more);
    }

    public Obj with(String name, String value) {
      return with(name, new Str(value));
    }

    public Obj with(String name, long value) {
      return with(name, new Num(value));
    }

    public Obj with(String name, boolean value) {
      return with(name, new Bool(value));
    }

    /** With the member only if there is a value. */
    public <T> Obj withOptional(String name, Optional<T> value, Function<T, Json> form) {
      return value.map(v -> with(name, form.apply(v))).orElse(this);
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Str(String value) implements Json {
    public Str {
      Objects.requireNonNull(value);
    }
  }

  /** A whole number. */
  record Num(long value) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null; never written by RALF, kept when read. */
  record Null() implements Json {}

  static Obj object() {
    return new Obj(List.of());
  }

  static <T> Arr array(Iterable<T> items, Function<? super T, Json> form) {
    var list = new ArrayList<Json>();
    items.forEach(i -> list.add(form.apply(i)));
    return new Arr(list);
  }

  static Arr strings(Iterable<String> items) {
    return array(items, Str::new);
  }

  /** One line, members in their own order. */
  default String compact() {
    var out = new StringBuilder();
    JsonWriter.write(this, out, Optional.empty(), -1);
    return out.toString();
  }

  /** One line, members sorted: equal values have equal bytes. */
  default String canonical() {
    var out = new StringBuilder();
    JsonWriter.write(this, out, Optional.of(Comparator.comparing(Member::name)), -1);
    return out.toString();
  }

  /** Indented by two blanks for people, members in their own order, no final newline. */
  default String pretty() {
    var out = new StringBuilder();
    JsonWriter.write(this, out, Optional.empty(), 0);
    return out.toString();
  }
}
