package zone.otta.ralf.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** A question by datagram: asked up to three times, since asking changes nothing. */
final class UdpExchange {
  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private UdpExchange() {}

  /** Turns octets into an answer, or throws if they are none to this question. */
  interface Reader {
    DnsServer.Received read(byte[] octets) throws NoAnswer;
  }

  static DnsServer.Received ask(
      InetSocketAddress server, byte[] question, Deadline deadline, Reader reader) throws NoAnswer {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      for (int i = 0; i < TRIES && !deadline.passed(); i++) {
        socket.send(new DatagramPacket(question, question.length));
        try {
          return await(socket, deadline.within(PATIENCE), reader);
        } catch (SocketTimeoutException e) {
          continue;
        }
      }
      throw new NoAnswer(NoAnswer.Reason.NOT_IN_TIME);
    } catch (NoAnswer e) {
      throw e;
    } catch (PortUnreachableException e) {
      throw new NoAnswer(NoAnswer.Reason.NO_LISTENER);
    } catch (IOException e) {
      throw new NoAnswer(NoAnswer.Reason.NO_WAY);
    }
  }

  /** Passes over datagrams that are no answer to the question: anybody can send those. */
  private static DnsServer.Received await(DatagramSocket socket, Deadline deadline, Reader reader)
      throws IOException {
    byte[] buffer = new byte[0xffff];
    while (!deadline.passed()) {
      socket.setSoTimeout(deadline.millis());
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.receive(packet);
      try {
        return reader.read(Arrays.copyOf(buffer, packet.getLength()));
      } catch (NoAnswer e) {
        continue;
      }
    }
    throw new SocketTimeoutException();
  }
}
