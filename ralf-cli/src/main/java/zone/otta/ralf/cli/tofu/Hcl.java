package zone.otta.ralf.cli.tofu;

import java.util.List;

/** The part of OpenTofu's configuration language that RALF writes. */
sealed interface Hcl {
  /** A comment of one line. */
  record Comment(String text) implements Hcl {}

  /** {@code name = value}. */
  record Attribute(String name, Value value) implements Hcl {}

  /** {@code type "label" { ... }}. */
  record Block(String type, List<String> labels, List<Hcl> body) implements Hcl {
    public Block {
      labels = List.copyOf(labels);
      body = List.copyOf(body);
    }
  }

  /** An empty line. */
  record Gap() implements Hcl {}

  /** What an attribute is set to. */
  sealed interface Value {
    /** A quoted text. */
    record Text(String text) implements Value {}

    /** A reference, a type, a word or a number: stands as it is. */
    record Word(String text) implements Value {}

    /** A list on one line. */
    record Items(List<Value> values) implements Value {
      public Items {
        values = List.copyOf(values);
      }
    }

    /** An object on lines of its own. */
    record Members(List<Attribute> attributes) implements Value {
      public Members {
        attributes = List.copyOf(attributes);
      }
    }
  }

  static Attribute word(String name, String word) {
    return new Attribute(name, new Value.Word(word));
  }

  static Attribute text(String name, String text) {
    return new Attribute(name, new Value.Text(text));
  }

  static Block block(String type, Hcl... body) {
    return new Block(type, List.of(), List.of(body));
  }
}
