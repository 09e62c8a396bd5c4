package zone.otta.ralf.lab;

import java.io.IOException;
import java.util.Optional;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.ssh.Shell;

/** The node's shell with an access log before it and faults around it. */
final class FaultyShell implements Shell {
  /** Runs a command line. */
  @FunctionalInterface
  interface Runner {
    int run(String line, Call call) throws IOException, InterruptedException;
  }

  private final String face;
  private final AccessLog log;
  private final Faults faults;
  private final Runner runner;

  FaultyShell(String face, AccessLog log, Faults faults, Runner runner) {
    this.face = face;
    this.log = log;
    this.faults = faults;
    this.runner = runner;
  }

  @Override
  public int run(String line, Call call, Runnable drop) throws IOException, InterruptedException {
    String readable = AccessLog.readable(line);
    log.add(face, readable);
    Optional<Fault.OnCommand> fault = faults.take(readable);
    return fault.isPresent() ? run(fault.get(), line, call, drop) : runner.run(line, call);
  }

  private int run(Fault.OnCommand fault, String line, Call call, Runnable drop)
      throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.DropBefore before -> {
        drop.run();
        yield 255;
      }
      case Fault.DropAfter after -> {
        runner.run(line, call);
        drop.run();
        yield 255;
      }
      case Fault.DropMidway midway -> {
        call.afterOutput(
            () -> {
              call.lost();
              drop.run();
            });
        yield runner.run(line, call);
      }
      case Fault.Hang hang -> {
        while (!call.gone()) {
          Thread.sleep(20);
        }
        yield 255;
      }
      case Fault.Delay delay -> {
        Thread.sleep(delay.time().toMillis());
        yield runner.run(line, call);
      }
      case Fault.Fail fail -> {
        call.err("lab: failed on demand\n");
        yield fail.exit();
      }
    };
  }
}
