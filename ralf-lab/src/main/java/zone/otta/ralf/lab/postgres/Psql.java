package zone.otta.ralf.lab.postgres;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * {@code psql -X -q -A -t -v ON_ERROR_STOP=1 -f -} over the server's Unix socket: the simple query
 * protocol, one statement at a time, psql's texts and exit codes. A system psql need not exist and
 * would differ by version.
 */
public final class Psql {
  private static final String AT =
      "psql: error: connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: ";

  /** Exit code and both outputs. */
  public record Result(int exit, String out, String err) {}

  private static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final DataInputStream in;
  private final OutputStream out;
  private final StringBuilder results = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();

  private Psql(SocketChannel channel) {
    in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    out = Channels.newOutputStream(channel);
  }

  /**
   * Runs a script.
   *
   * @param socketFolder the real folder of the server's socket
   * @throws IllegalArgumentException for what this psql does not do: backslash commands, COPY
   */
  public static Result run(Path socketFolder, String user, String database, String script)
      throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        channel.connect(UnixDomainSocketAddress.of(socketFolder.resolve(".s.PGSQL.5432")));
      } catch (IOException down) {
        return new Result(
            2,
            "",
            AT
                + "No such file or directory\n\tIs the server running locally and accepting"
                + " connections on that socket?\n");
      }
      var psql = new Psql(channel);
      Optional<String> refused = psql.startup(user, database);
      if (refused.isPresent()) {
        return new Result(2, "", AT + refused.get() + "\n");
      }
      return psql.script(script);
    }
  }

  private Result script(String script) throws IOException {
    int line = 0;
    try {
      for (PsqlScript.Statement statement : PsqlScript.split(script)) {
        line = statement.lastLine();
        if (!query(statement)) {
          return new Result(3, results.toString(), errors.toString());
        }
      }
    } catch (EOFException | Lost e) {
      String at = "psql:<stdin>:" + line + ": ";
      errors
          .append(at)
          .append("server closed the connection unexpectedly\n")
          .append("\tThis probably means the server terminated abnormally\n")
          .append("\tbefore or while processing the request.\n")
          .append(at)
          .append("error: connection to server was lost\n");
      return new Result(2, results.toString(), errors.toString());
    }
    send('X');
    return new Result(0, results.toString(), errors.toString());
  }

  private void send(char type, byte[]... parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    int length = 4;
    for (byte[] part : parts) {
      length += part.length;
    }
    if (type != 0) {
      data.write(type);
    }
    data.writeInt(length);
    for (byte[] part : parts) {
      data.write(part);
    }
    out.write(bytes.toByteArray());
  }

  private static byte[] text(String s) {
    return (s + "\0").getBytes(StandardCharsets.UTF_8);
  }

  /** What the server says against it, if anything. */
  private Optional<String> startup(String user, String database) throws IOException {
    send(
        (char) 0,
        new byte[] {0, 3, 0, 0},
        text("user"),
        text(user),
        text("database"),
        text(database),
        text("application_name"),
        text("psql"),
        text("client_encoding"),
        text("UTF8"),
        new byte[1]);
    while (true) {
      int type = in.readUnsignedByte();
      byte[] body = body();
      switch (type) {
        case 'R' -> {
          if (ByteBuffer.wrap(body).getInt() != 0) {
            return Optional.of("fe_sendauth: no password supplied");
          }
        }
        case 'E' -> {
          return Optional.of(new PsqlMessage(body).head());
        }
        case 'Z' -> {
          return Optional.empty();
        }
        default -> {
          // parameter status, key data: nothing a script sees
        }
      }
    }
  }

  private byte[] body() throws IOException {
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return body;
  }

  private boolean query(PsqlScript.Statement statement) throws IOException {
    send('Q', text(statement.text()));
    boolean ok = true;
    var rows = new StringBuilder(); // psql prints a result when it is complete
    while (true) {
      int type = in.readUnsignedByte();
      byte[] body = body();
      switch (type) {
        case 'D' -> row(ByteBuffer.wrap(body), rows);
        case 'E', 'N' -> {
          var message = new PsqlMessage(body);
          ok &= type != 'E';
          errors.append(
              message.print(
                  "psql:<stdin>:" + statement.lastLine() + ": ", statement.text(), type == 'E'));
          if (message.fatal()) {
            throw new Lost();
          }
        }
        case 'G', 'H', 'W' ->
            throw new IllegalArgumentException("lab: not in the vocabulary: COPY in psql");
        case 'C' -> {
          results.append(rows);
          rows.setLength(0);
        }
        case 'Z' -> {
          return ok;
        }
        default -> {
          // row description, parameter status: not printed with -A -t
        }
      }
    }
  }

  private static void row(ByteBuffer body, StringBuilder rows) {
    int columns = body.getShort();
    var line = new StringJoiner("|");
    for (int c = 0; c < columns; c++) {
      int length = body.getInt();
      if (length < 0) {
        line.add("");
        continue;
      }
      byte[] value = new byte[length];
      body.get(value);
      line.add(new String(value, StandardCharsets.UTF_8));
    }
    if (columns > 0) {
      rows.append(line).append('\n');
    }
  }
}
