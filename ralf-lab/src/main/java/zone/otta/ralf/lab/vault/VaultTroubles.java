package zone.otta.ralf.lab.vault;

import java.util.Optional;
import zone.otta.ralf.lab.vault.VaultHttp.Answer;
import zone.otta.ralf.lab.web.Troubles;

/** The troubles that wait for a request of their path, each for one. Thread-safe. */
final class VaultTroubles {
  private static final int ELSEWHERE = 307;
  private final Troubles<VaultTrouble> waiting = new Troubles<>();

  /**
   * What goes back.
   *
   * @param answer empty: the connection breaks
   * @param half whether it breaks halfway through the answer
   * @param location where the client is sent, of a redirection
   */
  record Passed(Optional<Answer> answer, boolean half, Optional<String> location) {
    static Passed whole(Answer answer) {
      return new Passed(Optional.of(answer), false, Optional.empty());
    }

    static Passed broken() {
      return new Passed(Optional.empty(), false, Optional.empty());
    }
  }

  /** Serves a request as if nothing went wrong. */
  interface Usual {
    Answer answer();
  }

  void add(String path, VaultTrouble trouble) {
    waiting.add(path, trouble);
  }

  /** Nothing waits any more. */
  void clear() {
    waiting.clear();
  }

  Passed pass(VaultHttp request, Usual usual) {
    return switch (waiting.take(request.path()).orElseGet(VaultTrouble.Passes::new)) {
      case VaultTrouble.Passes passes -> Passed.whole(usual.answer());
      case VaultTrouble.Answers answers ->
          Passed.whole(Answer.called(answers.status(), answers.body()));
      case VaultTrouble.Echoes echoes ->
          Passed.whole(Answer.refusal(echoes.status(), request.everything()));
      case VaultTrouble.EchoesAsPage page ->
          Passed.whole(
              Answer.called(page.status(), "<html><pre>" + request.everything() + "</pre></html>"));
      case VaultTrouble.DropsBefore before -> Passed.broken();
      case VaultTrouble.DropsAfter after -> {
        usual.answer();
        yield Passed.broken();
      }
      case VaultTrouble.DropsMidway midway ->
          new Passed(Optional.of(usual.answer()), true, Optional.empty());
      case VaultTrouble.Hangs hangs -> {
        waiting.hang();
        yield Passed.broken();
      }
      case VaultTrouble.Redirects redirects ->
          new Passed(
              Optional.of(Answer.called(ELSEWHERE, request.everything())),
              false,
              Optional.of(redirects.url()));
      case VaultTrouble.Truncates truncates -> changed(usual, AlteredJson::cut);
      case VaultTrouble.Mistypes mistypes -> changed(usual, AlteredJson::mistyped);
      case VaultTrouble.Tampers tampers ->
          changed(usual, body -> AlteredJson.tampered(body, tampers.member()));
      case VaultTrouble.Replaces replaces ->
          changed(usual, body -> AlteredJson.replaced(body, replaces.member(), replaces.value()));
    };
  }

  private interface Change {
    String of(String body);
  }

  private static Passed changed(Usual usual, Change change) {
    Answer answer = usual.answer();
    return Passed.whole(new Answer(answer.status(), change.of(answer.body()), answer.type()));
  }

  /** Lets go of the requests that hang. */
  void end() {
    waiting.end();
  }
}
