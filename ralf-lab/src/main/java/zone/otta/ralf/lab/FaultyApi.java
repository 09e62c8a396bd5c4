package zone.otta.ralf.lab;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import zone.otta.ralf.lab.rest.Passage;
import zone.otta.ralf.lab.rest.Reply;
import zone.otta.ralf.lab.rest.Request;
import zone.otta.ralf.lab.rest.TaskTrouble;

/** The API with the access log before it and faults around it. */
final class FaultyApi implements Passage {
  private final AccessLog log;
  private final Faults faults;

  FaultyApi(AccessLog log, Faults faults) {
    this.log = log;
    this.faults = faults;
  }

  @Override
  public Passed pass(Request request, Api api, BooleanSupplier left)
      throws IOException, InterruptedException {
    log.add("api", request.line());
    Optional<Fault.OnCommand> fault = faults.take(request.method(), request.path());
    return fault.isPresent() ? pass(fault.get(), api, left) : Passed.whole(api.reply());
  }

  @Override
  public Optional<TaskTrouble> trouble(String type) {
    return faults
        .takeTask(type)
        .map(
            fault ->
                switch (fault) {
                  case Fault.FailTask fail -> new TaskTrouble.Fails(fail.text());
                  case Fault.WarnTask warn -> new TaskTrouble.Warns(warn.text());
                  case Fault.KillTask kill -> new TaskTrouble.Killed();
                });
  }

  private static Passed pass(Fault.OnCommand fault, Api api, BooleanSupplier left)
      throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.DropBefore before -> Passed.broken();
      case Fault.DropAfter after -> {
        api.reply();
        yield Passed.broken();
      }
      case Fault.DropMidway midway -> new Passed(Optional.of(api.reply()), true);
      case Fault.Hang hang -> {
        while (!left.getAsBoolean()) {
          Thread.sleep(20);
        }
        yield Passed.broken();
      }
      case Fault.Delay delay -> {
        Thread.sleep(delay.time().toMillis());
        yield Passed.whole(api.reply());
      }
      case Fault.Fail fail -> Passed.whole(failed(fail.exit()));
    };
  }

  /** From 595 on it is the proxy that speaks, without a body. */
  private static Reply failed(int exit) {
    return exit >= 595 && exit <= 599
        ? Reply.bare(exit, "Connection timed out")
        : Reply.failed(exit >= 400 && exit < 595 ? exit : 500, "lab: failed on demand");
  }
}
