package zone.otta.ralf.dns.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The real server behind something that stands between. */
final class Upstream {
  private final int port;

  Upstream(int port) {
    this.port = port;
  }

  byte[] byDatagram(byte[] request) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(5_000);
      socket.send(new DatagramPacket(request, request.length));
      DatagramPacket answer = new DatagramPacket(new byte[0xffff], 0xffff);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  List<byte[]> byConnection(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      byte[] framed =
          ByteBuffer.allocate(2 + request.length)
              .putShort((short) request.length)
              .put(request)
              .array();
      socket.getOutputStream().write(framed);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      List<byte[]> answers = new ArrayList<>();
      int records = 0;
      do {
        byte[] answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        answers.add(answer);
        records += new Header(answer).getCount(Section.ANSWER);
      } while (isTransfer(request) && !isLast(answers.get(answers.size() - 1), records));
      return answers;
    }
  }

  private static boolean isTransfer(byte[] request) throws IOException {
    Message asked = new Message(request);
    return asked.getHeader().getOpcode() == Opcode.QUERY
        && asked.getQuestion().getType() == Type.AXFR;
  }

  /** A transfer ends with the record it began with. */
  private static boolean isLast(byte[] part, int records) throws IOException {
    Message answer = new Message(part);
    List<Record> all = answer.getSection(Section.ANSWER);
    return answer.getRcode() != Rcode.NOERROR
        || records > 1 && all.get(all.size() - 1).getType() == Type.SOA;
  }
}
