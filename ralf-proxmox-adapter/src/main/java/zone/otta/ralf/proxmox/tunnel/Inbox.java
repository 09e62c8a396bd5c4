package zone.otta.ralf.proxmox.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What came in and was not read yet. JSch writes from the session's only reader thread, so writing
 * never blocks; a reader that is too slow loses its own connection, not everybody's.
 */
final class Inbox extends OutputStream {
  static final int MOST = 16 << 20;
  private final Lock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private final InputStream in = new Reader();
  private int offset;
  private int size;
  private boolean end;
  private boolean overflowed;
  private volatile int timeoutMillis;

  InputStream in() {
    return in;
  }

  int timeoutMillis() {
    return timeoutMillis;
  }

  /** 0 waits for ever. */
  void timeoutMillis(int millis) {
    timeoutMillis = millis;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    lock.lock();
    try {
      if (end || length == 0) {
        return;
      }
      if (size + length > MOST) {
        overflowed = true;
        end = true;
      } else {
        chunks.add(Arrays.copyOfRange(bytes, from, from + length));
        size += length;
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The other side has ended; what is here can still be read. */
  @Override
  public void close() {
    lock.lock();
    try {
      end = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private final class Reader extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      lock.lock();
      try {
        return await() ? take(into, from, length) : -1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } finally {
        lock.unlock();
      }
    }

    private boolean await() throws IOException, InterruptedException {
      int millis = timeoutMillis;
      long left = millis == 0 ? Long.MAX_VALUE : millis * 1_000_000L;
      while (chunks.isEmpty()) {
        if (overflowed) {
          throw new IOException("more than " + MOST + " bytes came in unread; connection ended");
        }
        if (end) {
          return false;
        }
        if (left <= 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        left = more.awaitNanos(left);
      }
      return true;
    }

    private int take(byte[] into, int from, int length) {
      byte[] head = chunks.element();
      int taken = Math.min(length, head.length - offset);
      System.arraycopy(head, offset, into, from, taken);
      offset += taken;
      size -= taken;
      if (offset == head.length) {
        chunks.remove();
        offset = 0;
      }
      return taken;
    }

    @Override
    public int available() {
      lock.lock();
      try {
        return size;
      } finally {
        lock.unlock();
      }
    }
  }
}
