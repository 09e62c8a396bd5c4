package zone.otta.ralf.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.testkit.host.Failures.failure;
import static zone.otta.ralf.testkit.host.Failures.fault;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.Answers.Answer;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;

/**
 * What every {@link GuestShell} must do, one test for each rule of docs/contracts/guest-shell.md.
 */
public abstract class GuestShellContract {
  private static final String CANARY = "canary-6f1c9d";
  private static final int INCOMPLETE_UPLOAD = 65;

  /** A fresh world. */
  protected abstract GuestShellWorld open() throws Exception;

  private interface Rule {
    void in(GuestShellWorld world, GuestShell shell) throws Exception;
  }

  private void holds(Rule rule) throws Exception {
    try (GuestShellWorld world = open()) {
      rule.in(world, world.shell());
    }
  }

  private static GuestCommand write(GuestPath path, String content) {
    return new GuestCommand.WriteFile(
        path, new FileOwner("root", "root", "0640"), Sha256.of(content), GuestInput.of(content));
  }

  private static Answer ask(GuestShellWorld world, GuestShell shell, GuestQuestion question) {
    return shell.ask(world.running(), List.of(question)).get(0);
  }

  private static boolean there(GuestShellWorld world, GuestShell shell, GuestPath path) {
    return ask(world, shell, new GuestQuestion.FileState(path)).ok();
  }

  @Test
  public final void gs01_a_mebibyte_of_content_arrives_whole_with_owner_and_mode()
      throws Exception {
    holds(
        (world, shell) -> {
          String content = "0123456789abcde\n".repeat(1 << 16);
          GuestPath path = world.folder().child("large");
          assertThat(shell.run(world.running(), write(path, content)).exit()).isZero();
          List<String> state = ask(world, shell, new GuestQuestion.FileState(path)).lines();
          assertThat(state.get(0)).startsWith("regular file|root|root|640|1048576|");
          assertThat(state.get(1)).startsWith(Sha256.of(content).hex());
        });
  }

  @Test
  public final void gs02_content_is_not_touched_whatever_it_holds() throws Exception {
    holds(
        (world, shell) -> {
          List<String> lines =
              List.of("Größe „x“ 'y' \"z\"", "$(id) `id` $HOME \\n \\", "#1 os 0", "", "%41\tend");
          GuestPath path = world.folder().child("text");
          shell.run(world.running(), write(path, String.join("\n", lines) + "\n"));
          assertThat(ask(world, shell, new GuestQuestion.FileText(path)).lines()).isEqualTo(lines);
        });
  }

  @Test
  public final void gs03_exit_code_and_error_text_are_the_commands_own() throws Exception {
    holds(
        (world, shell) -> {
          GuestPath path = world.folder().child("wrong");
          var cut =
              new GuestCommand.WriteFile(
                  path, FileOwner.ROOT_0644, Sha256.of("whole"), GuestInput.of("who"));
          GuestShell.Result result = shell.run(world.running(), cut);
          assertThat(result.exit()).isEqualTo(INCOMPLETE_UPLOAD);
          assertThat(result.out()).isEmpty();
          assertThat(result.err()).isEqualTo("ralf: incomplete upload\n");
          assertThat(there(world, shell, path)).isFalse();
        });
  }

  @Test
  public final void gs04_many_questions_are_answered_in_their_order() throws Exception {
    holds(
        (world, shell) -> {
          var questions = new ArrayList<GuestQuestion>();
          for (int i = 0; i < 40; i++) {
            GuestPath path = world.folder().child("f" + i);
            if (i % 2 == 0) {
              shell.run(world.running(), write(path, "number " + i + "\n"));
            }
            questions.add(new GuestQuestion.FileText(path));
          }
          List<Answer> answers = shell.ask(world.running(), questions);
          assertThat(answers).hasSize(40);
          for (int i = 0; i < 40; i++) {
            assertThat(answers.get(i).ok()).isEqualTo(i % 2 == 0);
            assertThat(answers.get(i).text().equals("number " + i)).isEqualTo(i % 2 == 0);
          }
        });
  }

  @Test
  public final void gs05_a_container_that_does_not_run_refuses() throws Exception {
    holds(
        (world, shell) ->
            assertThat(fault(() -> shell.run(world.stopped(), new GuestCommand.DaemonReload())))
                .isEqualTo(Fault.REFUSED));
  }

  @Test
  public final void gs06_a_container_that_is_not_there_refuses() throws Exception {
    holds(
        (world, shell) -> {
          Ctid absent = world.absent();
          assertThat(fault(() -> shell.run(absent, new GuestCommand.DaemonReload())))
              .isEqualTo(Fault.REFUSED);
          assertThat(fault(() -> shell.ask(absent, List.of(new GuestQuestion.Os()))))
              .isEqualTo(Fault.REFUSED);
        });
  }

  @Test
  public final void gs07_a_lost_reply_is_no_exit_code_and_the_effect_is_there() throws Exception {
    holds(
        (world, shell) -> {
          GuestPath path = world.folder().child("lost-after");
          world.next(Trouble.LOST_AFTER);
          assertThat(fault(() -> shell.run(world.running(), write(path, "x"))))
              .isEqualTo(Fault.UNREACHABLE);
          assertThat(there(world, shell, path)).isTrue();
        });
  }

  @Test
  public final void gs08_a_lost_request_is_no_exit_code_and_is_not_sent_again() throws Exception {
    holds(
        (world, shell) -> {
          GuestPath path = world.folder().child("lost-before");
          world.next(Trouble.LOST_BEFORE);
          assertThat(fault(() -> shell.run(world.running(), write(path, "x"))))
              .isEqualTo(Fault.UNREACHABLE);
          assertThat(there(world, shell, path)).isFalse();
        });
  }

  @Test
  public final void gs09_an_answer_that_broke_off_answers_nothing() throws Exception {
    holds(
        (world, shell) -> {
          var questions =
              List.<GuestQuestion>of(new GuestQuestion.Os(), new GuestQuestion.Sockets());
          world.next(Trouble.CUT);
          PortException e = failure(() -> shell.ask(world.running(), questions));
          assertThat(e.fault()).isIn(Fault.UNREACHABLE, Fault.NOT_UNDERSTOOD);
          assertThat(shell.ask(world.running(), questions)).hasSize(2);
        });
  }

  @Test
  public final void gs10_an_answer_of_another_form_answers_nothing() throws Exception {
    holds(
        (world, shell) -> {
          world.next(Trouble.GIBBERISH);
          assertThat(fault(() -> shell.ask(world.running(), List.of(new GuestQuestion.Os()))))
              .isEqualTo(Fault.NOT_UNDERSTOOD);
        });
  }

  @Test
  public final void gs11_more_output_than_the_limit_is_not_handed_out_cut() throws Exception {
    holds(
        (world, shell) -> {
          GuestPath path = world.folder().child("two-mebibytes");
          shell.run(world.running(), write(path, "0123456789abcde\n".repeat(1 << 17)));
          assertThat(
                  fault(
                      () -> shell.ask(world.running(), List.of(new GuestQuestion.FileText(path)))))
              .isEqualTo(Fault.NOT_UNDERSTOOD);
          assertThat(there(world, shell, path)).isTrue();
        });
  }

  @Test
  public final void gs12_input_is_never_told() throws Exception {
    holds(
        (world, shell) -> {
          GuestPath path = world.folder().child("secret");
          GuestCommand command = write(path, CANARY);
          for (Trouble trouble : List.of(Trouble.LOST_BEFORE, Trouble.LOST_AFTER)) {
            world.next(trouble);
            assertThat(told(failure(() -> shell.run(world.running(), command))))
                .doesNotContain(CANARY);
          }
          assertThat(told(failure(() -> shell.run(world.stopped(), command))))
              .doesNotContain(CANARY);
        });
  }

  /** Everything that may reach a log: the whole stack trace with its causes, and the texts. */
  private static String told(PortException e) {
    var trace = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(trace));
    return trace + " " + e.what() + " " + e.help() + " " + e.finding();
  }
}
