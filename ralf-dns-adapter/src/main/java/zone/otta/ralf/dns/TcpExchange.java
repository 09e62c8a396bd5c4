package zone.otta.ralf.dns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request and its answers over a connection of their own (RFC 7766: two octets of length, then
 * the message).
 */
final class TcpExchange {
  private TcpExchange() {}

  /** Takes an answer and says whether another one must follow. */
  interface Answers {
    boolean more(byte[] answer) throws NoAnswer;
  }

  static byte[] once(InetSocketAddress server, byte[] request, Deadline deadline) throws NoAnswer {
    var answer = new AtomicReference<>(new byte[0]);
    talk(
        server,
        request,
        deadline,
        octets -> {
          answer.set(octets);
          return false;
        });
    return answer.get();
  }

  static void talk(InetSocketAddress server, byte[] request, Deadline deadline, Answers answers)
      throws NoAnswer {
    try (Socket socket = new Socket()) {
      connect(socket, server, deadline);
      talk(socket, request, deadline, answers);
    } catch (NoAnswer e) {
      throw e;
    } catch (IOException e) {
      throw new NoAnswer(NoAnswer.Reason.LOST);
    }
  }

  private static void connect(Socket socket, InetSocketAddress server, Deadline deadline)
      throws NoAnswer {
    try {
      socket.connect(server, deadline.millis());
    } catch (ConnectException e) {
      throw new NoAnswer(NoAnswer.Reason.NO_LISTENER);
    } catch (IOException e) {
      throw new NoAnswer(NoAnswer.Reason.NO_WAY);
    }
  }

  private static void talk(Socket socket, byte[] request, Deadline deadline, Answers answers)
      throws NoAnswer {
    try {
      byte[] framed =
          ByteBuffer.allocate(2 + request.length)
              .putShort((short) request.length)
              .put(request)
              .array();
      socket.getOutputStream().write(framed);
      boolean more = true;
      while (more) {
        int length = Short.toUnsignedInt(ByteBuffer.wrap(read(socket, 2, deadline)).getShort());
        more = answers.more(read(socket, length, deadline));
      }
    } catch (NoAnswer e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw new NoAnswer(NoAnswer.Reason.NOT_IN_TIME);
    } catch (EOFException e) {
      throw new NoAnswer(NoAnswer.Reason.CLOSED);
    } catch (IOException e) {
      throw new NoAnswer(NoAnswer.Reason.LOST);
    }
  }

  /**
   * The limit holds for the whole answer: a server that sends an octet now and then does not move
   * it.
   */
  private static byte[] read(Socket socket, int length, Deadline deadline) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[length];
    for (int have = 0; have < length; ) {
      if (deadline.passed()) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout(deadline.millis());
      int more = in.read(bytes, have, length - have);
      if (more < 0) {
        throw new EOFException();
      }
      have += more;
    }
    return bytes;
  }
}
