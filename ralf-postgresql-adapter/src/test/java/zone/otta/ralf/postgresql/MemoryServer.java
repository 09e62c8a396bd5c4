package zone.otta.ralf.postgresql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One stage for all test classes that only need a memory of their own on it. */
public final class MemoryServer implements BeforeAllCallback {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(MemoryServer.class);
  private static volatile MemoryStage shared;

  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(MemoryStage.missing().isEmpty(), () -> MemoryStage.missing().orElseThrow());
    shared =
        context.getRoot().getStore(SPACE).computeIfAbsent("stage", k -> start(), MemoryStage.class);
  }

  public static MemoryStage stage() {
    return shared;
  }

  private static MemoryStage start() {
    try {
      return MemoryStage.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
