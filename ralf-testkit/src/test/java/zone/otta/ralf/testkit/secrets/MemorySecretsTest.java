package zone.otta.ralf.testkit.secrets;

class MemorySecretsTest extends MemorySecretsKit {
  MemorySecretsTest() {
    super(new MemorySecrets());
  }
}
