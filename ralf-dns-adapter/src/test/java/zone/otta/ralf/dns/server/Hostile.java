package zone.otta.ralf.dns.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Sits on the way to a server, over TCP, and plays a trick on every exchange. */
public final class Hostile implements AutoCloseable {
  private static final int PAUSE_MILLIS = 50;
  private static final int ID_OCTETS = 2;
  private static final int RCODE_OCTET = 3;
  private static final int RCODE_BITS = 0x0f;

  private final ServerSocket listener;
  private final Upstream server;
  private final Trick trick;
  private final byte[] former;

  /**
   * @param server its port
   * @param former a signed answer that was overheard; empty where there is none
   */
  public Hostile(int server, Trick trick, byte[] former) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = new Upstream(server);
    this.trick = trick;
    this.former = former;
    Thread.ofPlatform().daemon().start(this::connections);
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void connections() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (IOException e) {
        continue;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] request = new byte[in.readUnsignedShort()];
      in.readFully(request);
      play(request, socket.getOutputStream());
    } catch (IOException | InterruptedException e) {
      return;
    }
  }

  private void play(byte[] request, OutputStream out) throws IOException, InterruptedException {
    switch (trick) {
      case FORGED -> send(out, done(request).toWire(0xffff));
      case WRONG_KEY -> send(out, signedByAnother(request));
      case REPLAYED -> send(out, numbered(former, request));
      case RECODED -> send(out, recoded(real(request)));
      case STRIPPED -> send(out, stripped(real(request)));
      case OTHER_NUMBER -> send(out, otherNumber(real(request)));
      case OTHER_QUESTION -> send(out, otherQuestion(real(request)));
      case HALF -> send(out, half(real(request)));
      case CUT -> cut(out, real(request));
      case GARBAGE -> send(out, garbage());
      case EMPTY -> send(out, new byte[0]);
      case DRIP -> drip(out);
    }
  }

  private byte[] real(byte[] request) throws IOException {
    return server.byConnection(request).get(0);
  }

  private static void send(OutputStream out, byte[] message) throws IOException {
    out.write(
        ByteBuffer.allocate(2 + message.length)
            .putShort((short) message.length)
            .put(message)
            .array());
    out.flush();
  }

  private static Message done(byte[] request) throws IOException {
    Message asked = new Message(request);
    Message answer = new Message(asked.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.AA);
    answer.getHeader().setOpcode(asked.getHeader().getOpcode());
    answer.addRecord(asked.getQuestion(), Section.QUESTION);
    return answer;
  }

  private static byte[] signedByAnother(byte[] request) throws IOException {
    Message answer = done(request);
    answer.setTSIG(Keys.STRANGER.tsig(), Rcode.NOERROR, new Message(request).getTSIG());
    return answer.toWire(0xffff);
  }

  private static byte[] numbered(byte[] answer, byte[] request) {
    byte[] copy = answer.clone();
    System.arraycopy(request, 0, copy, 0, ID_OCTETS);
    return copy;
  }

  private static byte[] recoded(byte[] answer) {
    answer[RCODE_OCTET] &= ~RCODE_BITS;
    return answer;
  }

  private static byte[] stripped(byte[] answer) throws IOException {
    Message message = new Message(answer);
    message.removeAllRecords(Section.ADDITIONAL);
    return message.toWire(0xffff);
  }

  private static byte[] otherNumber(byte[] answer) {
    answer[0] ^= 1;
    return answer;
  }

  private static byte[] otherQuestion(byte[] answer) throws IOException {
    Message message = new Message(answer);
    Record asked = message.getQuestion();
    message.removeAllRecords(Section.QUESTION);
    message.addRecord(
        Record.newRecord(
            Name.fromConstantString("elsewhere.test."), asked.getType(), asked.getDClass()),
        Section.QUESTION);
    return message.toWire(0xffff);
  }

  private static byte[] half(byte[] answer) {
    return Arrays.copyOf(answer, answer.length / 2);
  }

  private static void cut(OutputStream out, byte[] answer) throws IOException {
    out.write(ByteBuffer.allocate(2).putShort((short) answer.length).array());
    out.write(half(answer));
    out.flush();
  }

  private static byte[] garbage() {
    byte[] octets = new byte[200];
    Arrays.fill(octets, (byte) 0xc0);
    return octets;
  }

  private static void drip(OutputStream out) throws IOException, InterruptedException {
    out.write(new byte[] {(byte) 0xff, (byte) 0xff});
    while (true) {
      out.write(0);
      out.flush();
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server's answer to a request, as somebody may overhear it. */
  public static byte[] overhear(int server, byte[] request) throws IOException {
    List<byte[]> answers = new Upstream(server).byConnection(request);
    return answers.get(0);
  }
}
