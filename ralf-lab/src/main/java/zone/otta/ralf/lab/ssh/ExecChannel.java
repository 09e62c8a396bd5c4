package zone.otta.ralf.lab.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.lab.exec.Call;

/** One exec request. The command outlives its client, as a child of {@code pct exec} does. */
final class ExecChannel implements Command {
  private final String line;
  private final Shell shell;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private volatile @Nullable Call call;

  ExecChannel(String line, Shell shell) {
    this.line = line;
    this.shell = shell;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    this.exit = exit;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    if (in == null || out == null || err == null || exit == null) {
      throw new IOException("channel without streams");
    }
    var running = new Call(in, out, err);
    ExitCallback end = exit;
    call = running;
    Thread.ofPlatform().daemon().name("lab exec").start(() -> run(running, end, channel));
  }

  private void run(Call running, ExitCallback end, ChannelSession channel) {
    int code;
    try {
      code = shell.run(line, running, () -> channel.getSession().close(true));
    } catch (IOException e) {
      running.err("lab: " + e.getMessage() + "\n");
      code = 255;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      code = 255;
    }
    end.onExit(code);
  }

  @Override
  public void destroy(ChannelSession channel) {
    Call running = call;
    if (running != null) {
      running.lost();
    }
  }
}
