package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import zone.otta.ralf.journal.Anchor;
import zone.otta.ralf.journal.StoredEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal.Append;
import zone.otta.ralf.port.Journal.Snapshot;
import zone.otta.ralf.port.Metadata;

/**
 * A logical copy into a fresh cluster, table by table with COPY as pg_dump does it (the server's
 * archive has no pg_dump): its transaction numbers begin anew, and a tail still sees everything.
 */
class RestoreTest {
  private static final Metadata.Scope SCOPE = new Metadata.Scope("service:n8n");
  private static final String SPEND_TRANSACTION_NUMBERS =
      """
      CREATE TABLE public.spent (a int);
      DO $$ BEGIN
        FOR i IN 1..2000 LOOP
          BEGIN
            INSERT INTO public.spent VALUES (i);
          EXCEPTION WHEN OTHERS THEN NULL;
          END;
        END LOOP;
      END $$
      """;

  @Test
  void a_restored_memory_has_everything_in_its_order_and_goes_on() throws Exception {
    assumeTrue(MemoryStage.missing().isEmpty(), () -> MemoryStage.missing().orElseThrow());
    try (MemoryStage source = MemoryStage.start();
        MemoryStage target = MemoryStage.start()) {
      PostgresAccess from = source.as(MemoryStage.APPENDING, "ralf");
      PostgresAccess to = target.as(MemoryStage.APPENDING, "ralf");
      source.superuser("ralf", SPEND_TRANSACTION_NUMBERS);
      assertThat(transaction(source)).isGreaterThan(transaction(target) + 1000);
      List<StoredEvent> before;
      Anchor anchor;
      StoreIdentity identity;
      try (PostgresMemory memory = PostgresMemory.open(from)) {
        memory.journal().append(Events.RUN, 0, Events.events(1, 300));
        memory.journal().append(StreamName.run(8), 0, Events.events(301, 50));
        before = memory.journal().readAll(0, Integer.MAX_VALUE);
        memory.journal().putSnapshot(snapshot(before.get(99)));
        memory.metadata().put(SCOPE, "flow", 0, "{ \"a\":1 }");
        memory.leases().acquire("service:n8n", "anna", Duration.ofHours(1));
        anchor = memory.anchors().take();
        identity = memory.identity();
      }
      restore(target, dump(source));
      try (PostgresMemory memory = PostgresMemory.open(to)) {
        assertThat(memory.identity().store()).isEqualTo(identity.store());
        assertThat(identity.copied()).isFalse();
        assertThat(memory.identity().copied()).isTrue();
        assertThat(tail(memory)).isEqualTo(before);
        assertThat(memory.journal().verify()).isEmpty();
        assertThat(memory.anchors().differs(anchor)).isEmpty();
        assertThat(memory.journal().snapshot(Events.RUN, "progress"))
            .contains(snapshot(before.get(99)));
        assertThat(memory.metadata().get(SCOPE, "flow"))
            .contains(new Metadata.Entry("flow", 1, "{ \"a\":1 }"));
        assertThat(memory.leases().acquire("service:n8n", "ben", Duration.ofHours(1))).isEmpty();
        assertThat(memory.journal().append(Events.RUN, 0, Events.events(1, 300)))
            .isEqualTo(new Append.AlreadyStored(300, 300));
        assertThat(memory.journal().append(StreamName.run(9), 0, Events.events(901, 1)))
            .isEqualTo(new Append.Stored(1, 351));
        assertThat(memory.journal().verify()).isEmpty();
      }
    }
  }

  private static long transaction(MemoryStage stage) throws Exception {
    try (Link link = Link.open(stage.as(MemoryStage.SUPER, "ralf"), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement();
        ResultSet row = s.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Snapshot snapshot(StoredEvent at) {
    return new Snapshot(at.stream(), "progress", at.version(), at.hash(), "{\"at\": 100}");
  }

  private static List<StoredEvent> tail(PostgresMemory memory) {
    List<StoredEvent> seen = new ArrayList<>();
    List<StoredEvent> page;
    do {
      page = memory.journal().readAll(seen.size(), 64);
      seen.addAll(page);
    } while (!page.isEmpty());
    assertThat(seen)
        .extracting(StoredEvent::position)
        .isEqualTo(LongStream.rangeClosed(1, seen.size()).boxed().toList());
    return seen;
  }

  private static Map<String, byte[]> dump(MemoryStage source) throws Exception {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    try (Link link = Link.open(source.as(MemoryStage.SUPER, "ralf"), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      link.jdbc().setAutoCommit(false);
      s.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      List<String> names = new ArrayList<>();
      try (ResultSet row =
          s.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'state'")) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      for (String name : names) {
        var bytes = new ByteArrayOutputStream();
        link.jdbc()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY state." + name + " TO STDOUT", bytes);
        tables.put(name, bytes.toByteArray());
      }
      link.jdbc().commit();
    }
    return tables;
  }

  private static void restore(MemoryStage target, Map<String, byte[]> tables) throws Exception {
    try (Link link = Link.open(target.as(MemoryStage.SUPER, "ralf"), Duration.ofSeconds(20));
        Statement s = link.jdbc().createStatement()) {
      s.execute("SET session_replication_role = replica");
      for (Map.Entry<String, byte[]> table : tables.entrySet()) {
        s.execute("DELETE FROM state." + table.getKey());
        link.jdbc()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY state." + table.getKey() + " FROM STDIN",
                new ByteArrayInputStream(table.getValue()));
      }
      for (String key : List.of("stream.stream_id", "anchor.anchor_id")) {
        String[] parts = key.split("\\.");
        s.execute(
            "SELECT setval(pg_get_serial_sequence('state.%1$s', '%2$s'), max(%2$s)) FROM state.%1$s"
                .formatted(parts[0], parts[1]));
      }
    }
  }
}
