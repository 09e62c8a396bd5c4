package zone.otta.ralf.workspace.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.workspace.store.StateDirectory;

class TrustStoreTest {
  /** Keys and fingerprints as ssh-keygen made and printed them. */
  private static final String FIRST =
      "AAAAC3NzaC1lZDI1NTE5AAAAIGnQRQkXH6E0b0aOWO/65dACsBYl0Pv+USerjjtmzMlc";

  private static final String SECOND =
      "AAAAC3NzaC1lZDI1NTE5AAAAIKDWBmERVeBnM3RpHdSPda233FkV06kINwbTJpP9ms41";
  private static final String ECDSA =
      "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBE8N8oz155nXe83+jaehk4wkdRHscHdtXa4G"
          + "LCcHqFJTlBB42h42cP6I3Kgx7tkruKUqTF8TEk5XM6Qk5rghO78=";
  private static final HostKey KEY = new HostKey("pve1", "ssh-ed25519", FIRST);
  private static final HostKey OTHER = new HostKey("pve1", "ssh-ed25519", SECOND);
  private static final HostKey OTHER_TYPE = new HostKey("pve1", "ecdsa-sha2-nistp256", ECDSA);
  @TempDir Path folder;
  private TrustStore trust;

  @BeforeEach
  void open() {
    trust = new TrustStore(StateDirectory.openOrCreate(folder.resolve("state")));
  }

  @Test
  void fingerprints_are_those_of_ssh_keygen() {
    assertThat(KEY.fingerprint()).isEqualTo("SHA256:wkhAR7NXLjiY8KLfbgrH4wA8+PRY9xuTIU0r1pZexvc");
    assertThat(OTHER.fingerprint()).isEqualTo("SHA256:qszQGKIG/oJU2Bkvh/+ITffDY8fvux5W590EAwFsxHU");
    assertThat(OTHER_TYPE.fingerprint())
        .isEqualTo("SHA256:UQQZV081Afo+J51FFlAb2Bb0XNA91dBrUmi394HC2zk");
  }

  @Test
  void unknown_trusted_and_changed_are_three_answers() {
    assertThat(trust.judge(KEY)).isEqualTo(new Judgement.Unknown());
    trust.add(KEY);
    assertThat(trust.judge(KEY)).isEqualTo(new Judgement.Trusted());
    assertThat(trust.judge(OTHER)).isEqualTo(new Judgement.Changed(List.of(KEY)));
    assertThat(trust.judge(OTHER_TYPE)).isEqualTo(new Judgement.Changed(List.of(KEY)));
    assertThat(trust.judge(new HostKey("pve2", KEY.type(), KEY.key())))
        .isEqualTo(new Judgement.Unknown());
  }

  @Test
  void a_changed_key_is_never_added_only_replaced() {
    trust.add(KEY);
    trust.add(KEY);
    trust.add(OTHER_TYPE);
    assertThat(trust.list()).containsExactly(KEY, OTHER_TYPE);
    assertThatIllegalArgumentException().isThrownBy(() -> trust.add(OTHER));
    trust.replace(OTHER);
    assertThat(trust.list("pve1")).containsExactly(OTHER);
  }

  @Test
  void the_file_is_a_known_hosts_file_and_keeps_its_comments() throws Exception {
    trust.add(new HostKey("[127.0.0.1]:2222", KEY.type(), KEY.key()));
    Files.writeString(
        trust.file(),
        "# rack 2\n\npve1 ssh-ed25519 " + FIRST + " root@pve1\n",
        java.nio.file.StandardOpenOption.APPEND);
    assertThat(trust.list("pve1")).containsExactly(KEY);
    trust.replace(new HostKey("[127.0.0.1]:2222", KEY.type(), SECOND));
    assertThat(trust.file())
        .hasContent(
            "# rack 2\n\npve1 ssh-ed25519 %s root@pve1\n[127.0.0.1]:2222 ssh-ed25519 %s\n"
                .formatted(FIRST, SECOND));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|1|c2FsdA==|aGFzaA== ssh-ed25519 " + FIRST,
        "@revoked pve1 ssh-ed25519 " + FIRST,
        "*.otta.zone ssh-ed25519 " + FIRST,
        "pve1,pve2 ssh-ed25519 " + FIRST,
        "pve1 ssh-ed25519",
        "pve1 ssh-ed25519 ???"
      })
  void a_line_that_is_not_understood_is_told_and_not_skipped(String line) throws Exception {
    trust.add(KEY);
    Files.writeString(trust.file(), "\n" + line + "\n");
    assertThatThrownBy(() -> trust.judge(OTHER))
        .hasMessageContaining("RALF-J009")
        .hasMessageContaining("line 2");
  }

  @Test
  void a_name_with_a_blank_or_line_feed_is_no_name() {
    for (String alias : List.of("", "a b", "a\nb", "a,b", "#a", "@a", "*")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new HostKey(alias, KEY.type(), KEY.key()));
    }
  }
}
