package zone.otta.ralf.cli.commands;

import zone.otta.ralf.cli.session.Session;

/** A yes that a person types. */
final class TypedYes {
  private TypedYes() {}

  /** False if nobody is there to be asked. */
  static boolean to(String question, Session session) {
    if (!session.here().interactive()) {
      return false;
    }
    String answer = session.ask(question);
    return answer.equals("yes") || answer.equals("ja");
  }
}
