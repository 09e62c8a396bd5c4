package zone.otta.ralf.testkit.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zone.otta.ralf.diagnostics.Text;
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

/** The smallest guest that keeps all the rules, and on demand breaks some. Knows files only. */
final class ReferenceGuest implements GuestShellWorld, GuestShell {
  private static final int MOST_OUTPUT = 1 << 20;

  private record Stored(byte[] content, FileOwner owner) {}

  private final Set<ShellMistake> mistakes;
  private final Map<GuestPath, Stored> files =
      new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  private Optional<Trouble> trouble = Optional.empty();

  ReferenceGuest(Set<ShellMistake> mistakes) {
    this.mistakes = mistakes;
  }

  private boolean makes(ShellMistake mistake) {
    return mistakes.contains(mistake);
  }

  @Override
  public GuestShell shell() {
    return this;
  }

  @Override
  public Ctid running() {
    return new Ctid(100);
  }

  @Override
  public Ctid stopped() {
    return new Ctid(101);
  }

  @Override
  public Ctid absent() {
    return new Ctid(102);
  }

  @Override
  public GuestPath folder() {
    return new GuestPath("/var/kit");
  }

  @Override
  public void next(Trouble next) {
    trouble = Optional.of(next);
  }

  @Override
  public void close() {}

  @Override
  public Result run(Ctid ctid, GuestCommand command) {
    ShellMistake wrong =
        ctid.equals(stopped())
            ? ShellMistake.READS_STOPPED_AS_EXIT_CODE
            : ShellMistake.READS_MISSING_CONTAINER_AS_EXIT_CODE;
    if (!ctid.equals(running())) {
      if (makes(wrong)) {
        return new Result(255, "", "not running");
      }
      throw failure(Fault.REFUSED, command);
    }
    Optional<Trouble> now = trouble;
    trouble = Optional.empty();
    if (now.equals(Optional.of(Trouble.LOST_BEFORE))
        && !makes(ShellMistake.REPEATS_AFTER_A_LOST_REQUEST)) {
      throw failure(Fault.UNREACHABLE, command);
    }
    Result result = perform(command);
    if (now.equals(Optional.of(Trouble.LOST_AFTER))) {
      if (makes(ShellMistake.TAKES_A_LOST_REPLY_FOR_FAILURE)) {
        return new Result(1, "", "");
      }
      throw failure(Fault.UNREACHABLE, command);
    }
    return garbled(now, bounded(result, command));
  }

  private Result garbled(Optional<Trouble> now, Result result) {
    if (now.equals(Optional.of(Trouble.CUT)) && !makes(ShellMistake.FILLS_IN_A_CUT_ANSWER)) {
      return new Result(0, result.out().substring(0, result.out().length() / 2), "");
    }
    boolean gibberish = now.equals(Optional.of(Trouble.GIBBERISH));
    return gibberish && !makes(ShellMistake.TAKES_GIBBERISH_FOR_AN_ANSWER)
        ? new Result(0, "gibberish\n", "")
        : result;
  }

  private Result bounded(Result result, GuestCommand command) {
    if (result.out().length() <= MOST_OUTPUT) {
      return result;
    }
    if (makes(ShellMistake.CUTS_OUTPUT_SILENTLY)) {
      return new Result(0, result.out().substring(0, MOST_OUTPUT) + "\n#end\n", "");
    }
    throw failure(Fault.NOT_UNDERSTOOD, command);
  }

  private PortException failure(Fault fault, GuestCommand command) {
    byte[] input = command.input().bytes();
    String told =
        makes(ShellMistake.TELLS_THE_INPUT) ? new String(input, StandardCharsets.UTF_8) : "";
    return new PortException(
        fault, "RALF-W002", Text.same(command.title() + told), Optional.empty());
  }

  private Result perform(GuestCommand command) {
    return switch (command) {
      case GuestCommand.WriteFile write -> write(write);
      case GuestCommand.Ask ask -> ask(ask);
      default -> new Result(0, "", "");
    };
  }

  private Result write(GuestCommand.WriteFile write) {
    byte[] content = received(write.content());
    if (!Sha256.of(content).equals(write.sum())) {
      return new Result(
          makes(ShellMistake.SWALLOWS_EXIT_CODES) ? 0 : 65, "", "ralf: incomplete upload\n");
    }
    files.put(write.path(), new Stored(content, write.owner()));
    return new Result(0, "", "");
  }

  private byte[] received(GuestInput input) {
    byte[] bytes = input.bytes();
    return makes(ShellMistake.CUTS_INPUT) && bytes.length > 1 << 16
        ? Arrays.copyOf(bytes, 1 << 16)
        : bytes;
  }

  private Result ask(GuestCommand.Ask ask) {
    var out = new StringBuilder();
    int number = 0;
    var questions = new java.util.ArrayList<>(ask.questions());
    if (makes(ShellMistake.ANSWERS_OUT_OF_ORDER)) {
      java.util.Collections.reverse(questions);
    }
    for (GuestQuestion question : questions) {
      number++;
      Optional<String> answer = answer(question);
      out.append("#" + number + " " + question.kind() + (answer.isPresent() ? " 0\n" : " 1\n"));
      answer.orElse("No such file or directory").lines().forEach(l -> out.append(" " + l + "\n"));
    }
    return new Result(0, out + "#end\n", "");
  }

  private Optional<String> answer(GuestQuestion question) {
    return switch (question) {
      case GuestQuestion.FileState state ->
          Optional.ofNullable(files.get(state.path())).map(f -> state(f, state.path()));
      case GuestQuestion.FileText text ->
          Optional.ofNullable(files.get(text.path())).map(f -> decoded(f.content()));
      default -> Optional.of("something");
    };
  }

  private String decoded(byte[] content) {
    return new String(
        content,
        makes(ShellMistake.DECODES_WITH_THE_WRONG_CHARSET)
            ? StandardCharsets.ISO_8859_1
            : StandardCharsets.UTF_8);
  }

  private static String state(Stored file, GuestPath path) {
    FileOwner o = file.owner();
    return "regular file|%s|%s|%s|%d|1.000000000\n%s  %s"
        .formatted(
            o.user(),
            o.group(),
            o.mode().substring(1),
            file.content().length,
            Sha256.of(file.content()),
            path);
  }
}
