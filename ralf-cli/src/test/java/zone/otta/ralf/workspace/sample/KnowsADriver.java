package zone.otta.ralf.workspace.sample;

import com.jcraft.jsch.JSch;
import java.sql.Connection;
import okhttp3.OkHttpClient;
import org.xbill.DNS.Name;

/** Breaks the rules on purpose. */
public final class KnowsADriver {
  public String all(JSch ssh, Connection database, Name name, OkHttpClient http) {
    return ssh.toString() + database + name + http;
  }
}
