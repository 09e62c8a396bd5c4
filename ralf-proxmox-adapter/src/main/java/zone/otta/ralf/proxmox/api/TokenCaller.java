package zone.otta.ralf.proxmox.api;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import okhttp3.Request;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;

/** With an API token: no log-in, no session, nothing to renew. */
final class TokenCaller implements Caller {
  private static final Pattern TOKEN =
      Pattern.compile(
          "[!-~&&[^:/=!@]]+@[A-Za-z][A-Za-z0-9._-]*![A-Za-z][A-Za-z0-9._-]*=[!-~&&[^=]]{8,128}");
  private final Secret token;
  private final ApiFailures failures;

  private TokenCaller(Secret token, ApiFailures failures) {
    this.token = token;
    this.failures = failures;
  }

  /**
   * @param token is closed by closing the caller, or if it has another form
   */
  static TokenCaller of(Secret token, ApiFailures failures) {
    char[] value = token.reveal();
    try {
      if (!TOKEN.matcher(CharBuffer.wrap(value)).matches()) {
        token.close();
        throw ApiFailures.tokenForm();
      }
      return new TokenCaller(token, failures);
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  @Override
  public String name() {
    char[] value = token.reveal();
    try {
      int end = 0;
      while (value[end] != '=') {
        end++;
      }
      return new String(value, 0, end);
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  @Override
  public void sign(Request.Builder call, boolean changes) {
    char[] value = token.reveal();
    try {
      call.header("Authorization", "PVEAPIToken=" + new String(value));
    } finally {
      Arrays.fill(value, '\0');
    }
  }

  @Override
  public boolean renewed(boolean changes, String reason) {
    return false;
  }

  @Override
  public PortException refused(String reason) {
    return failures.notLetIn(reason);
  }

  @Override
  public void close() {
    token.close();
  }
}
