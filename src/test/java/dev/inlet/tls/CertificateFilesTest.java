package dev.inlet.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates and keys in all the forms that they come in, and what is wrong with others. */
class CertificateFilesTest {
  private static final String PREFIX = "inlet.tls.";
  private static final MadeCertificate MADE = MadeCertificate.fresh();

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void refused(CertificateFiles files, String property, String problem) {
    UnusableCertificate refused = assertThrows(UnusableCertificate.class, files::read);
    assertEquals(PREFIX + property, refused.property());
    assertEquals(problem, refused.problem());
  }

  @Nested
  class InPem {

    private PemFiles pem(String certificate, String key, @Nullable String password)
        throws IOException {
      return new PemFiles(PREFIX, file("c", certificate), file("k", key), password);
    }

    @ParameterizedTest
    @EnumSource(
        value = Algorithm.class,
        names = {"ecp256", "ecp384", "rsa2048", "ed25519"})
    void keyOfEachKindIsRead(Algorithm algorithm) throws Exception {
      MadeCertificate made = MadeCertificate.of(algorithm);

      ServedCertificate read = pem(made.certificatePem(), made.keyPem(), null).read();

      assertEquals(List.of(made.certificate()), read.chain());
      assertEquals(made.bundle().getKeyPair().getPrivate(), read.key());
    }

    @ParameterizedTest
    @EnumSource(
        value = Algorithm.class,
        names = {"ecp256", "ecp384", "rsa2048"})
    void keyInOlderFormIsRead(Algorithm algorithm) throws Exception {
      MadeCertificate made = MadeCertificate.of(algorithm);
      String older = made.olderKeyPem();
      assertFalse(older.contains("BEGIN PRIVATE KEY"), older);

      // It is read only when it is the certificate's.
      ServedCertificate read = pem(made.certificatePem(), older, null).read();

      assertEquals(List.of(made.certificate()), read.chain());
    }

    @Test
    void encryptedKeyIsReadWithItsPassword() throws Exception {
      String key = MADE.encryptedKeyPem();

      assertEquals(
          MADE.bundle().getKeyPair().getPrivate(),
          pem(MADE.certificatePem(), key, MadeCertificate.PASSWORD).read().key());
      refused(
          pem(MADE.certificatePem(), key, "another"),
          "password",
          "it does not open the key in " + folder + "/k");
      refused(
          pem(MADE.certificatePem(), key, null),
          "password",
          "it is missing, and the key in %s/k is encrypted".formatted(folder));
    }

    @Test
    void bothInOneFileAreReadAndTheChainIsKept() throws Exception {
      MadeCertificate signer = MadeCertificate.fresh();
      Path one =
          file(
              "c",
              MADE.keyPem() + "some words\n" + MADE.certificatePem() + signer.certificatePem());

      ServedCertificate read = new PemFiles(PREFIX, one, null, null).read();

      assertEquals(List.of(MADE.certificate(), signer.certificate()), read.chain());
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws Exception {
      refused(
          pem(MADE.certificatePem(), MadeCertificate.fresh().keyPem(), null),
          "key",
          "the key in %s/k is not that of the certificate in %<s/c".formatted(folder));
      refused(
          pem(MADE.certificatePem(), MadeCertificate.of(Algorithm.rsa2048).keyPem(), null),
          "key",
          "the key in %s/k is not that of the certificate in %<s/c".formatted(folder));
    }

    @Test
    void fileThatHoldsSomethingElseIsRefused() throws Exception {
      refused(
          pem(MADE.keyPem(), MADE.keyPem(), null),
          "certificate",
          folder + "/c holds no certificate in PEM");
      refused(
          pem(MADE.certificatePem(), MADE.certificatePem(), null),
          "key",
          folder + "/k holds no private key in PEM");
      refused(
          pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", MADE.keyPem(), null),
          "certificate",
          folder + "/c holds a certificate that is damaged");
      refused(
          pem(
              MADE.certificatePem(),
              "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
              null),
          "key",
          folder + "/k holds a key that is damaged, or neither RSA, EC nor EdDSA");
    }

    @Test
    void fileThatIsNotThereIsRefused() throws Exception {
      Path nowhere = folder.resolve("nowhere");
      refused(
          new PemFiles(PREFIX, nowhere, file("k", MADE.keyPem()), null),
          "certificate",
          nowhere + " cannot be read");
      refused(
          new PemFiles(PREFIX, file("c", MADE.certificatePem()), nowhere, null),
          "key",
          nowhere + " cannot be read");
    }
  }

  @Nested
  class InKeyStore {

    @Test
    void theOnlyKeyIsRead() throws Exception {
      Path store = MADE.writeStore(folder.resolve("s"), "one");

      ServedCertificate read = new KeyStoreFile(PREFIX, store, MadeCertificate.PASSWORD).read();

      assertEquals(List.of(MADE.certificate()), read.chain());
    }

    @Test
    void whatCannotBeServedWithIsRefused() throws Exception {
      Path two = MADE.writeStore(folder.resolve("two"), "one", "other");
      Path none = MADE.writeStore(folder.resolve("none"));
      String password = MadeCertificate.PASSWORD;

      refused(
          new KeyStoreFile(PREFIX, two, password),
          "key-store",
          two + " holds several keys: leave the one to serve with");
      refused(
          new KeyStoreFile(PREFIX, none, password),
          "key-store",
          none + " holds no private key with a certificate");
      refused(new KeyStoreFile(PREFIX, two, "another"), "password", "it does not open " + two);
      refused(
          new KeyStoreFile(PREFIX, file("text", "text"), password),
          "key-store",
          folder + "/text is no PKCS#12 file");
      refused(
          new KeyStoreFile(PREFIX, folder.resolve("nowhere"), password),
          "key-store",
          folder + "/nowhere cannot be read");
    }
  }

  @Test
  void nothingPrintsAPassword() {
    assertFalse(new PemFiles(PREFIX, folder, folder, "secret").toString().contains("secret"));
    assertFalse(new KeyStoreFile(PREFIX, folder, "secret").toString().contains("secret"));
  }
}
